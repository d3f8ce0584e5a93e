//! How much of a bare URL is the URL when Japanese text follows it without a space.
//!
//! GitHub extends a URL to the next white space, so 「<http://example.com/a/>」という links to `…/a/」という`. Punctuation that
//! does not occur in URLs shows where the URL ends. Letters are harder: a path may be Japanese
//! (`https://ja.wikipedia.org/wiki/クラウド`), so letters only end the URL if they read as the continuation of the
//! sentence.

use super::link::trimmed;
use crate::text::whitespace::is_unicode_space;

/// Phrases that always continue the sentence if they directly follow a URL.
const PHRASES: [&str; 38] = [
    "という",
    "といった",
    "でした",
    "である",
    "を参照",
    "をご参照",
    "をご覧",
    "をクリック",
    "を開",
    "をコピー",
    "を実行",
    "を入力",
    "を指定",
    "を叩",
    "を確認",
    "を見",
    "に接続",
    "に対して",
    "に対し",
    "に移動",
    "に遷移",
    "に飛",
    "にある",
    "にアクセス",
    "にログイン",
    "にリダイレクト",
    "へアクセス",
    "へリダイレクト",
    "へ移動",
    "へ遷移",
    "へ接続",
    "からダウンロード",
    "から取得",
    "からアクセス",
    "が返",
    "でアクセス",
    "で公開",
    "のような",
];

/// Particles and the copula です, which continue the sentence unless the path looks like a title.
const PARTICLES: [&str; 16] = [
    "を",
    "に",
    "へ",
    "は",
    "が",
    "の",
    "と",
    "で",
    "も",
    "から",
    "まで",
    "より",
    "など",
    "です",
    "について",
    "および",
];

/// Path segments after which the rest of the path is a title, whatever it starts with.
const TITLE_PARENTS: [&str; 8] = ["wiki", "tag", "tags", "topic", "topics", "category", "categories", "keyword"];

/// The length in bytes of the part of `url` (a bare URL as GitHub reads it) that is meant as the URL. The whole length
/// if in doubt.
///
/// A URL with a placeholder (`https://＜host＞/path`) is never cut. Example: `https://example.com/a/` of
/// `https://example.com/a/」という`.
#[must_use]
pub fn url_extent(url: &str) -> usize {
    let host = url.find("://").map_or(0, |colon| colon + "://".len());
    let mut segment = UrlSegment { start: host, part: UrlPart::Host, has_cjk: false, is_titled: false };
    let mut end = url.len();
    let mut before = None;
    let mut open = 0_usize;
    for (at, char) in url.char_indices().skip_while(|&(at, _)| at < host) {
        let rest = &url[at..];
        let after = &rest[char.len_utf8()..];
        if is_stop(char, before, after)
            || is_closer(char, open, after)
            // A footnote.
            || rest.starts_with("[^")
            || is_cjk(char) && !segment.has_cjk && segment.belongs_to_sentence(url, at)
        {
            end = at;
            break;
        }
        match char {
            '(' | '[' => open += 1,
            ')' | ']' => open = open.saturating_sub(1),
            _ => {}
        }
        segment.take(url, at, char);
        before = Some(char);
    }
    let kept = trimmed(&url[..end]).len();
    if kept > host { kept } else { url.len() }
}

/// The part of a URL that a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UrlPart {
    /// Before the first `/`.
    Host,
    /// After a colon in the host; digits only.
    Port,
    Path,
    /// After `?`, `&`, `=` or `#`.
    Query,
}

/// The text since the last `/`, `?`, `&`, `=` or `#`.
struct UrlSegment {
    start: usize,
    part: UrlPart,
    has_cjk: bool,
    is_titled: bool,
}

impl UrlSegment {
    /// Processes `char` at byte `at` of `url`.
    fn take(&mut self, url: &str, at: usize, char: char) {
        let part = match char {
            '/' if self.part != UrlPart::Query => UrlPart::Path,
            '/' | '?' | '#' | '&' | '=' => UrlPart::Query,
            ':' if self.part == UrlPart::Host => UrlPart::Port,
            _ => {
                self.has_cjk |= is_cjk(char);
                return;
            }
        };
        let is_titled = self.is_titled || self.part == UrlPart::Path && TITLE_PARENTS.contains(&&url[self.start..at]);
        *self = Self { start: at + char.len_utf8(), part, has_cjk: false, is_titled };
    }

    /// Whether the Japanese letter at byte `at` of `url`, the first one in this segment, belongs to the surrounding
    /// sentence.
    fn belongs_to_sentence(&self, url: &str, at: usize) -> bool {
        let (segment, rest) = (&url[self.start..at], &url[at..]);
        match self.part {
            UrlPart::Host => is_whole_host(segment),
            UrlPart::Port => !segment.is_empty(),
            _ if self.is_titled => false,
            _ if PHRASES.iter().any(|phrase| rest.starts_with(phrase)) => true,
            UrlPart::Path if segment.is_empty() => continues_as_sentence(rest) && is_followed_by_word(rest),
            UrlPart::Query if segment.is_empty() => false,
            _ => is_slug(segment) && (continues_as_sentence(rest) || is_local(url)),
        }
    }
}

/// Whether `host` is complete: it ends with a top-level domain (which is either all ASCII or has no ASCII) or with the
/// digits of an IPv4 address.
fn is_whole_host(host: &str) -> bool {
    let is_top = |label: &str| {
        label.len() > 1 && label.bytes().all(|byte| byte.is_ascii_lowercase())
            || !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit())
    };
    host == "localhost" || host.rsplit_once('.').is_some_and(|(name, last)| !name.is_empty() && is_top(last))
}

/// Whether the host of `url` is a machine by its number or `localhost`, where programs answer, whose paths are ASCII.
fn is_local(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split([':', '/', '?', '#']).next().unwrap_or(host);
    host == "localhost" || host.contains('.') && host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether `segment` is a machine-written slug. After a word with a capital (`/AWSの料金`), a title is just as likely.
fn is_slug(segment: &str) -> bool {
    segment.ends_with(|char: char| char.is_ascii_alphanumeric() || char == ')')
        && !segment.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Whether `rest` starts with a particle and contains no further URL syntax, except that of another URL.
fn continues_as_sentence(rest: &str) -> bool {
    let text = rest.split(['/', '?', '#', '%', '=']).next().unwrap_or(rest);
    let is_last = text.len() == rest.len() || text.contains("http");
    // `/ecsとは` is a title.
    is_last && !text.ends_with("とは") && PARTICLES.iter().any(|particle| rest.starts_with(particle))
}

/// Whether the particle at the start of `rest` is followed by a word in another script: `/のURL`, `/に保存`, but not
/// `/のび太`. を always continues a sentence.
fn is_followed_by_word(rest: &str) -> bool {
    let is_hiragana = |char: char| matches!(char, '\u{3041}'..='\u{309F}');
    rest.starts_with('を') || rest.chars().nth(1).is_some_and(|char| !is_hiragana(char) && char.is_alphanumeric())
}

/// Whether a URL ends before `char`, which is between `before` and `rest`: punctuation, brackets, arrows and spaces
/// outside ASCII, and full-width forms.
fn is_stop(char: char, before: Option<char>, rest: &str) -> bool {
    let next = rest.chars().next();
    match char {
        // Between Japanese letters, it is part of a title: `/wiki/アマゾン・ドット・コム`.
        '・' => !(before.is_some_and(is_cjk) && next.is_some_and(is_cjk)),
        // `https://service-…a.run.app` is one URL with a part left out.
        '…' => !next.is_some_and(|next| next.is_ascii_alphanumeric()),
        // Letters and numerals of the CJK blocks, half-width kana and hangul.
        '々' | '〆' | '〇' | '〻' | '\u{FF66}'..='\u{FFDC}' => false,
        // In this order: quotation marks; arrows and geometric shapes; CJK punctuation; vertical and full-width forms;
        // zero-width spaces, which do not count as white space.
        '\u{2018}'..='\u{201F}'
        | '\u{2025}'
        | '※'
        | '\u{2190}'..='\u{21FF}'
        | '\u{25A0}'..='\u{25FF}'
        | '\u{27F0}'..='\u{27FF}'
        | '\u{3000}'..='\u{301F}'
        | '〰'
        | '〽'
        | '゠'
        | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF65}'
        | '\u{FFE0}'..='\u{FFEE}'
        | '\u{200B}'
        | '\u{FEFF}' => true,
        _ => is_unicode_space(char),
    }
}

/// Whether `char` closes something around the URL: a quotation mark or backquote, which URLs do not contain; a bracket
/// that has no counterpart among the `open` ones, or an asterisk, if `after` does not continue the URL.
fn is_closer(char: char, open: usize, after: &str) -> bool {
    match char {
        '"' | '`' => true,
        ')' | ']' => open == 0 && after.starts_with(|next: char| !next.is_ascii()),
        '*' => after.starts_with(|next: char| !next.is_ascii()),
        _ => false,
    }
}

/// Whether `char` is kana, kanji or hangul.
fn is_cjk(char: char) -> bool {
    matches!(char, '々' | '〆' | '〇' | '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The URL and, after `|`, the text that GitHub includes in it.
    const CUT: [&str; 43] = [
        "https://example.com/a|)が新しい文字を受け取る",
        "https://example.com/a_(b)|)が",
        "https://example.com/a|]を",
        "https://example.com/a|**が大切",
        "https://example.com/a|`）で直接",
        "https://example.com/a|\"と\"b",
        "http://xxxx.yyyy.co.jp/AAA/|」というリクエストはAサーバーに、「http://xxxx.yyyy.co.jp/BBB/」",
        "http://example.com/AAA/|という",
        "https://example.com/|を参照",
        "https://example.com/|を",
        "https://example.com/docs/|にアクセスする",
        "https://example.com/docs/|のURL",
        "https://example.com|を参照",
        "https://example.com|参照",
        "https://example.com|のページ",
        "http://localhost:8080|にアクセス",
        "http://localhost|にアクセス",
        "http://10.0.0.1|へ",
        "https://github.com/kubernetes/heapster|。",
        "http://172.16.94.139:30000/|，可以访问k8s的`dashboard`控制台。",
        "https://cloud.google.com/trace/docs/analysis-reports|）。",
        "http://example.com/a|.」",
        "http://example.com/(a)|）",
        "http://example.com/a|)、",
        "https://get.scoop.sh|’)",
        "https://dev.classmethod.jp/articles/appstream2-install-from-s3/|　　",
        "https://example.com/a.html|を開く",
        "https://example.com/a.html|からダウンロードできる",
        "https://example.com/a/b.pdf|に記載がある",
        "http://localhost:3000/healthz|が200を返す",
        "https://example.com/a?id=3|を参照",
        "https://example.com/a#section-1|に書いてある",
        "https://example.com/AWS|を参照",
        "https://example.com/a|→https://example.com/b",
        "https://example.com/a|は、https://example.com/b/cと同じ",
        "https://example.com/foo|…",
        "https://example.com/foo|…など",
        "https://ja.wikipedia.org/wiki/クラウド|。",
        "https://ja.wikipedia.org/wiki/クラウド|」を参照",
        "https://example.com/日本語/|、または",
        "https://example.com/a|・https://example.com/b",
        "https://example.com/|＜id＞",
        "www.example.com|です",
    ];

    /// URLs that are not cut.
    const WHOLE: [&str; 31] = [
        "https://example.com/a?b=c#d",
        "https://ja.wikipedia.org/wiki/クラウド",
        "https://ja.wikipedia.org/wiki/となりのトトロ",
        "https://ja.wikipedia.org/wiki/と学会",
        "https://ja.wikipedia.org/wiki/Amazonの歴史",
        "https://ja.wikipedia.org/wiki/アマゾン・ドット・コム",
        "http://example.jp/日本語/ページ",
        "http://example.jp/日本語/のび太",
        "http://example.jp/はてな",
        "https://総務省.jp/",
        "https://www.総務省.jp/a",
        "https://例え.テスト/",
        "https://xn--lhr645fjve.jp/",
        "https://example.com/tags/aws入門",
        "https://example.com/AWSとは/",
        "https://example.com/awsとは",
        "https://example.com/AWSの料金",
        "https://example.com/s3の使い方/index.html",
        "https://example.com/#はじめに",
        "https://example.com/#の",
        "https://example.com/search?q=クラウドを学ぶ&lang=ja",
        "https://example.com/%E3%81%82",
        "https://example.com/aws-入門",
        "https://example.com/々",
        "https://example.com/ｶﾞｲﾄﾞ",
        "https://github.com/kubernetes/minikube/releases下载对应版本",
        "https://int32bit.me/2019/12/01/如何读取Kubernetes存储在etcd上的数据/",
        "https://SERVICE-…a.run.app",
        "https://ELBのドメイン",
        "http://服务器IP:8083",
        "https://＜ADFSのURL＞/FederationMetadata/2007-06/FederationMetadata.xml",
    ];

    #[test]
    fn a_url_ends_where_the_sentence_continues() {
        for case in CUT {
            let (meant, swallowed) = case.split_once('|').unwrap();
            let url = format!("{meant}{swallowed}");
            assert_eq!(&url[..url_extent(&url)], meant, "{url}");
        }
    }

    #[test]
    fn hostile_urls_take_linear_time() {
        for piece in ["/にa", "aに/", "(", ")あ", "。", "・あ", "httpに", "aをhttp", "#a", "**あ", "…a"] {
            let url = format!("https://a.b/x{}", piece.repeat(100_000));
            let start = std::time::Instant::now();
            let meant = url_extent(&url);
            assert!(start.elapsed().as_secs() < 5, "{piece}: {meant}");
        }
    }

    #[test]
    fn japanese_urls_are_not_cut() {
        for url in WHOLE {
            assert_eq!(&url[..url_extent(url)], url);
        }
    }
}
