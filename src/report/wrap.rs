//! Wraps text. Words and paths that fit on a line are never broken, URLs and paths in backquotes not at all. Otherwise lines
//! break by Unicode's rules (UAX #14), so that no Japanese line starts with `、` or `」`.

use std::ops::Range;

use textwrap::WordSeparator;
use textwrap::core::display_width;
use unicode_width::UnicodeWidthChar;

use crate::text::whitespace::Whitespace as _;

/// The least number of columns, however narrow the terminal is.
const NARROWEST: usize = 20;

/// The lines of `text`, without trailing spaces. The first one has up to `first` columns, the others up to `rest`.
pub(crate) fn wrap(text: &str, first: usize, rest: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let room = if lines.is_empty() { first } else { rest };
        wrap_line(line, room, rest, &mut lines);
    }
    lines
}

fn wrap_line<'a>(text: &'a str, first: usize, rest: usize, lines: &mut Vec<&'a str>) {
    let rest = rest.max(NARROWEST);
    // Finding the breaks is the slowest part of a report, and most texts fit.
    if display_width(text) <= first {
        lines.push(text);
        return;
    }
    let (mut start, mut end, mut room) = (0, 0, first);
    let mut add = |piece: &WrapPiece<'_>, lines: &mut Vec<&'a str>| {
        let stop = piece.at + piece.text.len();
        // A first line may have too little room for any piece.
        if display_width(text[start..stop].trim_end_matches(' ')) > room && (end > start || room < rest) {
            lines.push(text[start..end].unicode_trim_end());
            (start, room) = (piece.at, rest);
        }
        end = stop;
    };
    let whole = unbreakable(text);
    for piece in pieces(text, &whole) {
        if display_width(piece.text.trim_end_matches(' ')) <= rest {
            add(&piece, lines);
        } else {
            piece.split(rest, &whole).iter().for_each(|piece| add(piece, lines));
        }
    }
    lines.push(text[start..].unicode_trim_end());
}

/// Text that is kept on one line if it fits, with the spaces after it.
#[derive(Debug)]
struct WrapPiece<'a> {
    at: usize,
    text: &'a str,
}

/// The pieces of `text` between the breaks that UAX #14 allows. Left out are breaks between two ASCII characters (as in
/// `--unsafe-fixes` and `../notes/aws.md`), between a backquote and the text that it quotes, and between a number and its unit
/// (as in `7 件`), and those in the ranges `whole`.
fn pieces<'a>(text: &'a str, whole: &[Range<usize>]) -> Vec<WrapPiece<'a>> {
    let mut pieces: Vec<WrapPiece<'_>> = Vec::new();
    let (mut at, mut is_quoted, mut is_kept) = (0, false, false);
    for word in words(text) {
        let end = at + word.len();
        match pieces.last_mut() {
            Some(last) if is_kept || parts_a_quote(text, at, is_quoted) || is_inside(at, whole) => {
                last.text = &text[last.at..end];
            }
            _ => pieces.push(WrapPiece { at, text: &text[at..end] }),
        }
        is_quoted ^= word.matches('`').count() % 2 == 1;
        let next = text[end..].chars().next();
        is_kept = match word.chars().next_back() {
            Some(' ') => is_number(word) && next.is_some_and(|next| !next.is_ascii()),
            Some(last) => last.is_ascii_graphic() && next.is_some_and(|next| next.is_ascii_graphic()),
            None => false,
        };
        at = end;
    }
    pieces
}

/// The pieces of `text`, none of which is to be broken.
#[cfg(feature = "cli")]
pub(crate) fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    pieces(text, &unbreakable(text)).into_iter().map(|piece| piece.text)
}

/// The URLs in `text`, and the paths with their backquotes.
fn unbreakable(text: &str) -> Vec<Range<usize>> {
    let ends_url = |char: char| !char.is_ascii_graphic() || matches!(char, '`' | '<' | '>' | '"');
    let urls = text.match_indices("://").map(|(at, _)| {
        let start = text[..at].rfind(|char: char| !char.is_ascii_alphanumeric());
        let start = start.map_or(0, |before| text.ceil_char_boundary(before + 1));
        start..text[at..].find(ends_url).map_or(text.len(), |length| at + length)
    });
    let mut ticks = text.match_indices('`').map(|(at, _)| at);
    let quotes = std::iter::from_fn(|| Some(ticks.next()?..ticks.next()? + 1));
    let paths = quotes.filter(|quote| {
        let quoted = &text[quote.clone()];
        quoted.contains('/') && !quoted.contains(' ')
    });
    urls.chain(paths).collect()
}

/// Whether `at` is within one of `ranges`, but not at its start or end.
fn is_inside(at: usize, ranges: &[Range<usize>]) -> bool {
    ranges.iter().any(|range| range.start < at && at < range.end)
}

/// Whether `word` ends with a digit and spaces.
fn is_number(word: &str) -> bool {
    word.trim_end_matches(' ').ends_with(|char: char| char.is_ascii_digit())
}

/// `text` split wherever UAX #14 allows a break, and before paths such as `./notes` and `.github`: UAX #14 lets no line start
/// with a full stop or a slash.
fn words(text: &str) -> Vec<&str> {
    let starts_path = |rest: &str| {
        let mut chars = rest.chars();
        matches!(chars.next(), Some('.' | '/')) && chars.next().is_some_and(|char| char.is_ascii_graphic())
    };
    let paths = text.match_indices(' ').map(|(at, _)| at + 1).filter(|&at| starts_path(&text[at..]));
    let mut end = 0;
    let words = WordSeparator::UnicodeBreakProperties.find_words(text).map(|word| {
        end += word.word.len() + word.whitespace.len();
        end
    });
    let mut cuts: Vec<usize> = words.chain(paths).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    starts.zip(&cuts).map(|(start, &end)| &text[start..end]).collect()
}

/// Whether a break at `at` would separate a backquote from the text that it quotes.
fn parts_a_quote(text: &str, at: usize, is_quoted: bool) -> bool {
    is_quoted && (text[..at].ends_with('`') || text[at..].starts_with('`'))
}

impl<'a> WrapPiece<'a> {
    /// The parts of a piece that is wider than `room`, split where UAX #14 allows it, otherwise anywhere, but not in the
    /// ranges `whole` of the text.
    fn split(&self, room: usize, whole: &[Range<usize>]) -> Vec<WrapPiece<'a>> {
        let mut words_left: Vec<&'a str> = Vec::new();
        let (mut start, mut end) = (0, 0);
        for word in words(self.text) {
            if is_inside(self.at + end, whole) {
                words_left.pop();
            } else {
                start = end;
            }
            end += word.len();
            words_left.push(&self.text[start..end]);
        }
        let mut parts = Vec::new();
        let mut at = self.at;
        for mut rest in words_left {
            let is_whole = whole.iter().any(|range| range.start < at + rest.len() && at < range.end);
            while !is_whole && display_width(rest.trim_end_matches(' ')) > room {
                let cut = fitting(rest, room);
                parts.push(WrapPiece { at, text: &rest[..cut] });
                (at, rest) = (at + cut, &rest[cut..]);
            }
            parts.push(WrapPiece { at, text: rest });
            at += rest.len();
        }
        parts
    }
}

/// How many bytes of `text` fit into `room` columns; at least one character.
fn fitting(text: &str, room: usize) -> usize {
    let mut columns = 0;
    let too_far = |char: char| {
        columns += char.width().unwrap_or(0);
        columns > room
    };
    let first = text.chars().next().map_or(0, char::len_utf8);
    text.find(too_far).unwrap_or(text.len()).max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_option_path_or_url_is_broken() {
        let text = "`--fix --unsafe-fixes` changes ./services/machine-learning/theory.md, see https://a.example/b-c/d";
        for width in 40..100 {
            let lines = wrap(text, width, width);
            assert_eq!(lines.join(" "), text, "{width}");
            assert!(lines.iter().all(|line| display_width(line) <= width), "{lines:?}");
        }
    }

    #[test]
    fn a_word_wider_than_a_line_breaks_at_punctuation_first() {
        assert_eq!(wrap("see a/very/long/path/of/some/note.md", 24, 24), ["see a/very/long/path/of/", "some/note.md"]);
        assert_eq!(wrap(&"x".repeat(50), 24, 20), ["x".repeat(20), "x".repeat(20), "x".repeat(10)]);
        assert_eq!(wrap("節節節節節節節節節節節節", 5, 20), ["節節", "節節節節節節節節節節"]);
    }

    #[test]
    fn a_url_or_quoted_path_wider_than_a_line_is_not_broken() {
        let url = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-what-is.html）";
        let text = format!("2019 年に改称（参照: {url}");
        assert_eq!(wrap(&text, 74, 74), ["2019 年に改称（参照:", url]);
        assert_eq!(wrap(&text, 40, 40), ["2019 年に改称（参照:", url]);
        let path = "`資料/クラウド/アーキテクチャ/メモ.md`";
        let text = format!("リンク先 {path} は存在しない");
        assert_eq!(wrap(&text, 20, 20), ["リンク先", path, "は存在しない"]);
        assert_eq!(
            wrap("（https://a.example/b/c/d/e/f/g）を参照", 20, 20),
            ["（https://a.example/b/c/d/e/f/g）", "を参照"]
        );
    }

    #[test]
    fn no_japanese_line_starts_with_closing_punctuation() {
        let text = "名前（`Amazon ECR`）を「コンテナー」と呼び、検索しても見つからない。（手作業）";
        for width in 20..80 {
            let lines = wrap(text, width, width);
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""), "{width}");
            let forbidden = |line: &&str| line.starts_with(['。', '、', '」', '）', 'ー']);
            assert_eq!(lines.iter().copied().find(forbidden), None, "{width}");
            assert!(lines.iter().all(|line| !line.ends_with(['「', '（'])), "{width}: {lines:?}");
        }
    }

    #[test]
    fn a_quote_keeps_its_backquotes() {
        for width in 20..40 {
            for line in wrap("次の見出し `仮想マシンのスケーリング` に中身がないので書き足すか削除する", width, width)
            {
                assert!(!line.ends_with(" `") && !line.starts_with("` "), "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_number_stays_with_its_unit() {
        assert_eq!(wrap("全部で修正できるのは 176 件だけ", 25, 25), ["全部で修正できるのは", "176 件だけ"]);
    }

    #[test]
    fn a_first_line_without_room_is_empty() {
        assert_eq!(wrap("`a/path/of/a/note.md` is gone", 8, 40), ["", "`a/path/of/a/note.md` is gone"]);
    }

    #[test]
    fn a_line_feed_ends_a_line() {
        assert_eq!(wrap("a\nb", 80, 80), ["a", "b"]);
        assert_eq!(wrap("", 80, 80), [""]);
    }
}
