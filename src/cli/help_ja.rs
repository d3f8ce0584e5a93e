//! The help texts in Japanese; a test says that none is missing.

/// What `command` does.
pub(crate) fn about(command: &str) -> Option<&'static str> {
    Some(match command {
        "notelint" => "Markdown で書かれたクラウド学習ノートの誤りを見つけ、説明し、直す",
        "check" => "ノートを検査する (コマンドを省いたときと同じ)",
        "links" => "リンクだけを、Web へのものも含めて検査する",
        "explain" => "ルール (何を見つけるか、なぜ困るか、どう直すか) や、登録されている名前を説明する",
        "rules" => "ルールの一覧を表示する",
        "init" => "notelint.toml のひな形を書き出す",
        "baseline" => "今ある指摘を記録し、以後は新しい指摘だけを報告する",
        "hook" => "コミットの前に、ステージしたノートを git に検査させる",
        "install" => "フックを書き出す",
        "uninstall" => "フックを取り除き、元のフックがあれば戻す",
        "config" => "ノートに適用される設定と、その出どころを表示する",
        "terms" => "用語のルールが許容する言葉を設定する",
        "add" => "言葉を書かれたとおりの形で許容し、用語のルールで指摘しないようにする",
        "completions" => "シェルの補完スクリプトを出力する",
        _ => return None,
    })
}

/// What the argument `id` of `command` means.
pub(crate) fn arg(command: &str, id: &str) -> Option<&'static str> {
    Some(match (command, id) {
        (_, "lang") => "メッセージの言語 [既定: 環境変数 LANG などによる]",
        (_, "color") => "色を付けるか",
        (_, "help") => "ヘルプを表示する",
        (_, "version") => "バージョンを表示する",
        (_, "paths") => "検査するファイルとフォルダー。`-` は標準入力 [既定: .]",
        (_, "fix") => "ノートの内容を変えずに直せるものを直す",
        (_, "unsafe_fixes") => "--fix や --diff で、書き手の確認が要る修正も行う",
        (_, "diff") => "--fix による変更を表示するだけで、書き換えない",
        ("check" | "notelint", "format") => "指摘の出力形式",
        (_, "format") => "出力形式",
        (_, "output_file") => "指摘をファイルにも書き出す。「形式=パス」で指定し、複数指定できる",
        (_, "statistics") => "指摘の代わりに、ルールごとの件数を表示する",
        (_, "quiet") => "指摘だけを表示する",
        (_, "fail_on") => "この重要度以上の指摘があれば失敗とする (終了コード 1)",
        (_, "since") => "この git リビジョンから分かれた後に変わった行の指摘だけを報告する",
        (_, "changed") => "最後のコミットから変わった行の指摘だけを報告する",
        (_, "staged") => "次のコミットのためにステージした内容を検査する",
        (_, "no_baseline") => "ベースライン (.notelint/baseline.json) にある指摘も報告する",
        (_, "baseline_prune") => "もう見つからない指摘をベースラインから取り除く",
        ("baseline", "folder") => "プロジェクトのフォルダー",
        ("install", "force") => "ほかのフックを退避し、共有のフォルダーにも書き出す",
        (_, "preset") => "notelint.toml のプリセットの代わりに使うプリセット。複数指定すると合わさる",
        (_, "select") => "これらのルールだけを実行する。名前、別名 (MD001 など)、グループ (headings など)",
        (_, "ignore") => "これらのルールを除く。名前、別名、グループ",
        (_, "config") => "notelint.toml の代わりに、すべてのノートにこの設定を使う",
        (_, "no_config") => "notelint.toml を読まない",
        (_, "online") => "Web へのリンクも検査する",
        (_, "refresh") => "最近生きていたリンクも検査し直す",
        (_, "allow_private") => "手元のマシンやネットワークへのリンクも検査する",
        (_, "link_timeout") => "リンク 1 件を待つ秒数 [既定: 20]",
        (_, "budget") => "リンクの検査全体にかける秒数 [既定: 終わるまで]",
        (_, "stdin_filename") => "標準入力をこのファイルとみなし、そのプロジェクトと設定に従う",
        (_, "threads") => "同時に検査するノートの数 [既定: プロセッサーの数]",
        ("explain", "name") => "ルールの名前か別名 (MD001 など)、または \"Azure AD\" のような名前",
        ("add", "words") => "許容する言葉",
        ("init", "folder") => "書き出し先のフォルダー",
        ("init", "from_markdownlint") => "そのフォルダーの markdownlint の設定を引き継ぐ",
        ("config", "path") => "ノートかフォルダー",
        ("config", "schema") => "notelint.toml の JSON スキーマを出力する (エディター用)",
        ("completions", "shell") => "対象のシェル",
        _ => return None,
    })
}
