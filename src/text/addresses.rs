//! Addresses with a template in them: `[memo]({{< ref "memo.md" >}}#top)`. What they lead to is known to the site generator
//! alone, whichever it is.

use memchr::memmem;

use crate::text::span::Span;

/// The addresses of links and images in `text` that have a template in them, in order.
pub(crate) fn with_template(text: &str) -> Vec<Span> {
    if memmem::find(text.as_bytes(), b"{{").is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = memmem::find(&text.as_bytes()[at..], b"](") {
        let start = at + open + 2;
        let line = text[start..].split(['\n', '\r']).next().unwrap_or_default();
        at = start;
        if let Some(length) = length(line) {
            found.push(Span::new(start, start + length));
            at += length;
        }
    }
    found
}

/// The length of the address at the start of `line`, up to its `)`. `None` if it has no template.
fn length(line: &str) -> Option<usize> {
    let mut at = 0;
    let mut templates = 0;
    while let Some(next) = line[at..].find([')', '{']) {
        at += next;
        match &line[at..] {
            rest if rest.starts_with(')') => return (templates > 0).then_some(at),
            rest if rest.starts_with("{{") => {
                templates += 1;
                at += rest.find("}}")? + 2;
            }
            _ => at += 1,
        }
    }
    None
}

/// `spans` and `others` in order, joined where they overlap. Both are sorted.
pub(crate) fn united(mut spans: Vec<Span>, others: Vec<Span>) -> Vec<Span> {
    if others.is_empty() {
        return spans;
    }
    spans.extend(others);
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let overlap = next.start < last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        with_template(text).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn an_address_ends_at_its_bracket() {
        assert_eq!(found("[a]({{<ref \"memo.md\">}}#b) c)"), ["{{<ref \"memo.md\">}}#b"]);
        assert_eq!(found("![a]({{ f(x) }}/{{ y }}.png)\n[b](/x/{{z}})"), ["{{ f(x) }}/{{ y }}.png", "/x/{{z}}"]);
    }

    #[test]
    fn other_addresses_are_no_templates() {
        for text in ["[a](b) {{c}}", "[a]({b})", "[a]({{b", "[a]({{b}}\n)", "{{c}}"] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn overlapping_spans_are_joined() {
        let span = Span::new;
        let joined = united(vec![span(0, 2), span(5, 7), span(9, 10)], vec![span(4, 8)]);
        assert_eq!(joined, [span(0, 2), span(4, 8), span(9, 10)]);
    }
}
