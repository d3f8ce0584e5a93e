//! What the manual page says beyond the help texts.

use crate::finding::Text;

/// A term, and what it means.
pub(super) type Row = (&'static str, Text);

/// The headings of manual pages.
pub(super) const HEADINGS: [Text; 10] = [
    Text { en: "NAME", ja: "名前" },
    Text { en: "SYNOPSIS", ja: "書式" },
    Text { en: "DESCRIPTION", ja: "説明" },
    Text { en: "OPTIONS", ja: "オプション" },
    Text { en: "COMMANDS", ja: "コマンド" },
    Text { en: "EXIT STATUS", ja: "終了ステータス" },
    Text { en: "FILES", ja: "ファイル" },
    Text { en: "ENVIRONMENT", ja: "環境変数" },
    Text { en: "EXAMPLES", ja: "使用例" },
    Text { en: "SEE ALSO", ja: "関連項目" },
];

/// The paragraphs of the description.
pub(super) const DESCRIPTION: [Text; 3] = [
    Text {
        en: "notelint checks Markdown notes for mistakes: broken links and lists, text that Markdown does not read as intended, \
             former names of cloud services, mistakes in Japanese text. Without a command it checks the notes in the given files \
             and folders, or in the current folder.",
        ja: "notelint は Markdown のノートの問題を見つける。リンク切れや崩れたリスト、意図したとおりに解釈されない記法、クラウド\
             サービスの旧名称、日本語の文章の誤りなどが対象である。コマンドを省略すると、指定したファイルやフォルダー、または現在の\
             フォルダーのノートを検査する。",
    },
    Text {
        en: "The whole project is read, because links and spellings are checked across notes. A project is the folder of the \
             topmost notelint.toml, or else the git repository, or else the folder that is named.",
        ja: "リンクや表記はノートをまたいで確認するため、プロジェクト全体を読む。プロジェクトは最上位の notelint.toml があるフォル\
             ダー、なければ git リポジトリ、それもなければ指定したフォルダーである。",
    },
    Text {
        en: "--fix applies safe fixes: they do not change what a note says. With --unsafe-fixes it also applies fixes that you should \
             review. `notelint explain RULE` explains a rule, with examples.",
        ja: "--fix は、ノートの内容を変えない安全な修正を行う。--unsafe-fixes を付けると、確認が必要な修正も行う。\
             `notelint explain ルール名` で、ルールの説明と例を表示できる。",
    },
];

pub(super) const EXIT_STATUS: [Row; 3] = [
    (
        "0",
        Text {
            en: "No finding is as severe as --fail-on (a warning, unless set). With --diff: there is nothing to fix.",
            ja: "--fail-on（既定は警告）以上の重要度の指摘がない。--diff では、修正するものがない。",
        },
    ),
    (
        "1",
        Text {
            en: "There are findings at least as severe as --fail-on. With --diff: there is something to fix.",
            ja: "--fail-on 以上の重要度の指摘がある。--diff では、修正するものがある。",
        },
    ),
    (
        "2",
        Text {
            en: "An error: a wrong command line or configuration, a file that can't be read or written, a folder without notes, \
                 or a bug in notelint. Notes that are not affected are checked all the same.",
            ja: "エラー。コマンドラインや設定の誤り、読み書きできないファイル、ノートのないフォルダー、notelint の不具合。影響のない\
                 ノートの検査は続ける。",
        },
    ),
];

pub(super) const FILES: [Row; 6] = [
    (
        "notelint.toml",
        Text {
            en: "The configuration. The nearest one above a note applies to it. `notelint init` writes one.",
            ja: "設定ファイル。ノートには、その上で最も近いものが適用される。`notelint init` で作成できる。",
        },
    ),
    (
        ".notelint/baseline.json",
        Text {
            en: "The findings that `notelint baseline` recorded. Commit it.",
            ja: "`notelint baseline` で記録した指摘。コミットする。",
        },
    ),
    (
        ".notelint/links.json",
        Text {
            en: "The results of earlier checks of external links.", ja: "これまでの外部リンクの検査結果。"
        },
    ),
    (
        ".markdownlint.*, .markdownlint-cli2.*",
        Text {
            en: "Configurations of markdownlint. They apply where no notelint.toml does.",
            ja: "markdownlint の設定。notelint.toml がない場所に適用される。",
        },
    ),
    (
        ".gitignore",
        Text {
            en: "Notes that git ignores are not checked, unless they are named or tracked.",
            ja: "git が無視するノートは、明示的に指定したものと追跡中のものを除き、検査しない。",
        },
    ),
    (
        "~/.cache/notelint/",
        Text {
            en: "The cache of unchanged notes, in $XDG_CACHE_HOME where that is set. It is always safe to delete.",
            ja: "変更のないノートのキャッシュ。$XDG_CACHE_HOME があればその下に置く。いつ削除してもよい。",
        },
    ),
];

pub(super) const ENVIRONMENT: [Row; 8] = [
    (
        "LC_ALL, LC_MESSAGES, LANG",
        Text {
            en: "The language of messages: Japanese for ja, English otherwise. --lang overrides them.",
            ja: "メッセージの言語。ja なら日本語、それ以外は英語。--lang が優先される。",
        },
    ),
    ("NO_COLOR", Text { en: "No colours if it is set.", ja: "設定されていれば色を付けない。" }),
    (
        "TERM",
        Text {
            en: "No colours and only ASCII frames on dumb and linux.",
            ja: "dumb と linux では色を付けず、枠を ASCII で描く。",
        },
    ),
    (
        "COLUMNS",
        Text {
            en: "The width of the output where it is not a terminal; 100 by default.",
            ja: "端末以外に出力するときの幅。既定は 100。",
        },
    ),
    (
        "GITHUB_TOKEN",
        Text {
            en: "Sent to github.com and api.github.com, over https only, when links to them are checked.",
            ja: "github.com と api.github.com へのリンクを検査するときに、https でのみ送信する。",
        },
    ),
    (
        "NOTELINT_*",
        Text {
            en: "Variables that headers in notelint.toml may name.",
            ja: "notelint.toml のヘッダーで参照できる変数。",
        },
    ),
    (
        "HTTPS_PROXY, HTTP_PROXY, NO_PROXY",
        Text { en: "The proxies for external links.", ja: "外部リンクの検査に使うプロキシー。" },
    ),
    (
        "GITHUB_ACTIONS",
        Text {
            en: "If set, output is kept free of text that GitHub Actions would read as a command.",
            ja: "設定されていれば、GitHub Actions がコマンドとして解釈する文字列を出力に含めない。",
        },
    ),
];

pub(super) const EXAMPLES: [Row; 9] = [
    (
        "notelint",
        Text {
            en: "Check the notes in the current folder.", ja: "現在のフォルダーのノートを検査する。"
        },
    ),
    ("notelint --fix", Text { en: "Fix what can be fixed safely.", ja: "安全に修正できるものを修正する。" }),
    (
        "notelint --diff --unsafe-fixes docs",
        Text {
            en: "Show all fixes for the notes in docs, without changing them.",
            ja: "docs のノートに対するすべての修正を、書き換えずに表示する。",
        },
    ),
    (
        "notelint explain empty-section",
        Text { en: "Explain a rule, with examples.", ja: "ルールを例とともに説明する。" },
    ),
    (
        "notelint move notes/ec2.md notes/compute/",
        Text {
            en: "Move a note, and update the links to it and out of it.",
            ja: "ノートを移動し、それを指すリンクとその中のリンクを書き換える。",
        },
    ),
    (
        "notelint baseline",
        Text {
            en: "Record current findings, so that later runs report only new ones.",
            ja: "現在の指摘を記録し、以後は新しい指摘だけを報告する。",
        },
    ),
    (
        "notelint hook install",
        Text {
            en: "Check staged notes before each commit.", ja: "コミットのたびに、ステージ済みのノートを検査する。"
        },
    ),
    (
        "notelint links",
        Text {
            en: "Check links, including external ones.", ja: "外部リンクも含めてリンクを検査する。"
        },
    ),
    (
        "notelint --since origin/main --format github",
        Text {
            en: "In a pull request: annotate the lines that it changes.",
            ja: "プルリクエストで、変更した行に注釈を付ける。",
        },
    ),
];
