//! The results of the dictionaries for a line, in short form.
use notelint::markdown::document::Document;
use notelint::terms::dictionary::Lifecycle;
use notelint::terms::{AuthorAwareness, Meaning, Terms};
use notelint::text::source::Source;

/// The results for `text`: `written → right`, `written: gone`, `written ~> what to use`. Abbreviations, and spellings
/// with several correct forms, are left out.
pub fn hits_of(terms: &Terms, text: &str) -> Vec<String> {
    let source = Source::new(text.to_owned()).unwrap();
    let document = Document::parse(&source);
    let mut printed = Vec::new();
    for hit in terms.find(&document) {
        let written = &document.prose().text()[hit.range.clone()];
        match &hit.meaning {
            Meaning::Misspelled { right, .. } | Meaning::WrongBrand { right } => {
                printed.push(format!("{written} → {right}"));
            }
            Meaning::Former { rename, known: AuthorAwareness::No, before_noun } => {
                let right = rename.before_noun.as_ref().filter(|_| *before_noun).unwrap_or(&rename.new);
                printed.push(match rename.kind {
                    Lifecycle::FormerName => format!("{written} → {right}"),
                    Lifecycle::Retired | Lifecycle::Closed => format!("{written}: gone"),
                    Lifecycle::Superseded | Lifecycle::TermChange => format!("{written} ~> {right}"),
                });
            }
            _ => {}
        }
    }
    printed
}

/// `text` with every name fixed once.
pub fn fixed(terms: &Terms, text: &str) -> String {
    let source = Source::new(text.to_owned()).unwrap();
    let document = Document::parse(&source);
    let mut fixed = text.to_owned();
    for hit in terms.find(&document).iter().rev() {
        let right = match &hit.meaning {
            Meaning::Misspelled { right, .. } | Meaning::WrongBrand { right } => &**right,
            Meaning::Former { rename, known: AuthorAwareness::No, before_noun }
                if rename.kind == Lifecycle::FormerName =>
            {
                rename.before_noun.as_deref().filter(|_| *before_noun).unwrap_or(&rename.new)
            }
            _ => continue,
        };
        if let Some(span) = hit.editable {
            fixed.replace_range(span.start as usize..span.end as usize, right);
        }
    }
    fixed
}

/// How words with several correct spellings are spelled in `text`.
pub fn spelled(terms: &Terms, text: &str) -> Vec<String> {
    let source = Source::new(text.to_owned()).unwrap();
    let document = Document::parse(&source);
    let spellings = terms.spellings(&document, &terms.find(&document));
    spellings.iter().map(|spelling| spelling.group.forms[spelling.form as usize].to_string()).collect()
}

/// Compares the results for each line with the expected ones.
pub fn check(terms: &Terms, lines: &[(&str, &[&str])]) {
    let wrong: Vec<String> = (lines.iter())
        .map(|(text, expected)| (text, hits_of(terms, text), expected))
        .filter(|(_, printed, expected)| printed != *expected)
        .map(|(text, printed, expected)| format!("{text}\n  says {printed:?}\n  not  {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
