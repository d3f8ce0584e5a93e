//! The ids of headings, in tables of headings as people write them.

mod github;

use notelint::links::anchors::note_anchors;
use notelint::markdown::document::{Document, Kind, Node};
use notelint::markdown::flavour::Flavour;
use notelint::text::profile::HeadingIds;
use notelint::text::source::{Source, Span};
use notelint::text::syntax_reader::SyntaxReader;

/// For each host, headings and their ids, as the host's own renderer made them. A line is a heading in Markdown, or the
/// headings of one note separated by ` / `. `(none)`: the heading has no id.
const HOSTS: &str = include_str!("hosts.txt");

/// The names by which a link can reach each heading of `text`.
fn names(text: &str, reader: SyntaxReader) -> Vec<Vec<String>> {
    let source = Source::new(text.to_owned()).unwrap().with_syntax_reader(reader);
    let document = Document::parse(&source);
    let found = note_anchors(&document);
    let mut headings: Vec<Span> = document.of_kind(Kind::Heading).map(Node::span).collect();
    headings.extend(found.headings.iter().filter(|span| !headings.contains(span)).copied().collect::<Vec<_>>());
    let names = |span: &Span| {
        let anchors = found.anchors.iter().filter(|anchor| anchor.span == *span);
        anchors.map(|anchor| anchor.name.to_string()).collect()
    };
    headings.iter().map(names).collect()
}

/// The reader of a flavour, or of a flavour and another algorithm for ids.
fn reader(host: &str) -> SyntaxReader {
    let (flavour, algorithm) = host.split_once(' ').unwrap_or((host, ""));
    let mut reader = Flavour::named(flavour).unwrap().syntax_reader();
    reader.profile.heading_ids = match algorithm {
        "" => reader.profile.heading_ids,
        "slugify_unicode" => HeadingIds::PythonMarkdownUnicode,
        "pymdownx" => HeadingIds::PymdownxLower,
        "github-ascii" => HeadingIds::HugoAscii,
        "blackfriday" => HeadingIds::HugoBlackfriday,
        _ => panic!("{host}"),
    };
    reader
}

/// `text` with `\n` and `\u{…}` decoded.
fn decoded(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        out.push_str(rest);
    }
    out.replace("\\n", "\n")
}

#[test]
fn headings_have_the_ids_of_their_host() {
    let mut host = "";
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in HOSTS.lines().filter(|line| !line.is_empty()) {
        if let Some(section) = line.strip_prefix("== ") {
            host = section.split_once(':').unwrap().0;
            continue;
        }
        let (headings, ids) = line.split_once(" => ").unwrap();
        let is_note = !headings.starts_with(['#', '<']) && headings.contains(" / ");
        let text = if is_note { format!("# {}\n", headings.replace(" / ", "\n\n# ")) } else { decoded(headings) };
        let expected: Vec<String> = if is_note { ids.split(" / ").map(decoded).collect() } else { vec![decoded(ids)] };
        let found = names(&text, reader(host));
        let is_right = |(names, id): (&Vec<String>, &String)| match &**id {
            "(none)" => names.iter().all(String::is_empty),
            id => names.iter().any(|name| name == id),
        };
        if found.len() != expected.len() || !found.iter().zip(&expected).all(is_right) {
            wrong.push(format!("{host}: {line}: {found:?}"));
        }
        count += 1;
    }
    assert!(count > 400, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
