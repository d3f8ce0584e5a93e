//! Dollar signs that a host pairs to mathematics although they are prices or variables.

use crate::markdown::document::{Document, Kind, Node};
use crate::text::source::Span;

/// What the dollar signs were meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DollarUse {
    /// Prices: `$5〜$10`.
    Price,
    /// Variables of a shell or a program: `$HOME/$USER`.
    Variable,
}

/// Text that is mathematics by accident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccidentalMath {
    /// From the first dollar sign to the second.
    pub span: Span,
    /// What they were meant as.
    pub meant: DollarUse,
}

/// The texts in `document` that are mathematics by accident, in the order of the text. Empty where only a script of the page
/// reads mathematics, and on GitHub and GitLab, which read none where a letter or digit is on the outer side of a dollar sign
/// (<https://github.com/github/markup/issues/1742>), as there is beside prices and variables.
pub fn accidental_math(document: &Document<'_>) -> Vec<AccidentalMath> {
    if document.profile().math.by_script || document.profile().shows_repository {
        return Vec::new();
    }
    let text = document.source().text();
    let math = |node: Node<'_>| {
        let span = node.span();
        let inner = node.source().strip_prefix('$')?.strip_suffix('$')?;
        let after = &text[span.end as usize..];
        // Where there is other markup, hosts that read Markdown first find no mathematics.
        let is_markup = inner.contains(['*', '`', '<', '\\', '^', '\n', '\r']) || inner.contains("](");
        if inner.starts_with(['$', '`']) || is_markup {
            return None;
        }
        Some(AccidentalMath { span, meant: meant(inner, after)? })
    };
    document.of_kind(Kind::Math).filter_map(math).collect()
}

fn meant(inner: &str, after: &str) -> Option<DollarUse> {
    let digit = |char: char| char.is_ascii_digit();
    let is_number = |text: &str| text.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ','));
    if inner.starts_with(digit) && after.starts_with(digit) && !is_number(inner) {
        return Some(DollarUse::Price);
    }
    is_variable(inner, after).then_some(DollarUse::Variable)
}

/// Whether `inner` and `after` begin with names of variables, and there is something between the two that does not end a
/// formula.
fn is_variable(inner: &str, after: &str) -> bool {
    let name = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let braced = inner.starts_with('{') && after.starts_with('{');
    let rest = inner.trim_start_matches(name);
    let is_name =
        inner.len() - rest.len() > 1 && inner.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_');
    let follows = after.starts_with(|char: char| char.is_ascii_alphabetic() || matches!(char, '_' | '{' | '('));
    let between = |char: char| {
        matches!(
            char,
            '/' | ':'
                | ';'
                | ','
                | '-'
                | '.'
                | '"'
                | '\''
                | '('
                | '['
                | '{'
                | '|'
                | '&'
                | '@'
                | '、'
                | '，'
                | '・'
                | '（'
                | '「'
        )
    };
    (braced || is_name) && follows && inner.ends_with(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::flavour::Flavour;
    use crate::text::source::Source;

    fn found(flavour: Flavour, text: &str) -> Vec<DollarUse> {
        let source = Source::new(text.to_owned()).unwrap().with_flavour(flavour);
        accidental_math(&Document::parse(&source)).iter().map(|math| math.meant).collect()
    }

    #[test]
    fn prices_and_variables() {
        for text in ["月額 $50〜$100", "$0.45/時間（$330/月）", "約$5と$10"] {
            assert_eq!(found(Flavour::Obsidian, text), [DollarUse::Price], "{text}");
            assert_eq!(found(Flavour::Github, text), [], "{text}");
        }
        for text in ["$HOME/$USER に置く", "${REGION}-${NAME}", "$filter、$orderby を使う", "$client->call($name)"]
        {
            assert_eq!(found(Flavour::Zenn, text), [DollarUse::Variable], "{text}");
        }
        // Zenn begins no mathematics after a digit; what others do is not known.
        assert_eq!(found(Flavour::Zenn, "5$から10$まで"), []);
        assert_eq!(found(Flavour::Qiita, "5$から10$まで"), []);
    }

    #[test]
    fn formulas() {
        for text in [
            "$x$ と $y$",
            "$x_1$は$x_2$より",
            "$2x+3$個",
            "$f(x)$is",
            "$n$th",
            "**$5**から**$10**",
            "[$IFS](https://a.example/$IFS)",
            "$10$20",
            "料金は $5 です",
            "$$a$$",
        ] {
            assert_eq!(found(Flavour::Zenn, text), [], "{text}");
        }
        for host in [Flavour::Commonmark, Flavour::Jekyll] {
            assert_eq!(found(host, "$HOME/$USER"), []);
        }
    }
}
