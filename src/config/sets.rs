//! Presets and groups: named sets of rules, and what to say about each.

use crate::finding::{Preset, Text};
use crate::lint::rule::RuleEntry;
use crate::rules::RULES;

/// The groups of rules, in the order of their names, and what their rules are about.
pub const GROUPS: [(&str, Text); 12] = [
    ("code", Text { en: "code blocks and code spans", ja: "コードブロックとコードスパン" }),
    ("emphasis", Text { en: "emphasis and bold", ja: "強調と太字" }),
    ("facts", Text { en: "whether code and technical terms are true", ja: "コードと技術的な内容の正しさ" }),
    ("headings", Text { en: "headings and sections", ja: "見出しとセクション" }),
    (
        "hosts",
        Text {
            en: "what the host does not show as written", ja: "ホストが書いたとおりに表示しないもの"
        },
    ),
    ("japanese", Text { en: "Japanese text", ja: "日本語の文章" }),
    ("layout", Text { en: "blank lines, spaces and long lines", ja: "空行、空白、長い行" }),
    ("links", Text { en: "links, anchors and images", ja: "リンク、アンカー、画像" }),
    ("lists", Text { en: "lists and their markers", ja: "リストとリストマーカー" }),
    ("notes", Text { en: "a note as a whole, such as its encoding", ja: "文字コードなど、ノート全体" }),
    ("tables", Text { en: "tables", ja: "表" }),
    ("terms", Text { en: "names of services and spellings", ja: "サービスの名称と表記" }),
];

/// The rules of `group`.
pub fn of_group(group: &str) -> Vec<&'static RuleEntry> {
    RULES.iter().filter(|entry| entry.meta.group == group).collect()
}

/// The rules of `preset`.
pub fn of_preset(preset: Preset) -> Vec<&'static RuleEntry> {
    RULES.iter().filter(|entry| entry.meta.membership(preset).is_some()).collect()
}

/// What `preset` has, to go after a colon.
pub fn about(preset: Preset) -> Text {
    match preset {
        Preset::Recommended => Text {
            en: "mistakes that nobody wants. It is the default, and includes `japanese` for notes that are mostly Japanese.",
            ja: "誰にとっても誤りであるもの。既定のプリセットで、日本語が中心のノートには `japanese` も適用する。",
        },
        Preset::Japanese => Text {
            en: "mistakes in Japanese text. `recommended` includes it for notes that are mostly Japanese.",
            ja: "日本語の文章の誤り。日本語が中心のノートには `recommended` に含まれる。",
        },
        Preset::Style => Text {
            en: "matters of taste: markers, blank lines, line length, spacing.",
            ja: "好みによるもの: 記号、空行、行の長さ、スペース。",
        },
        Preset::Markdownlint => Text {
            en: "the rules of markdownlint with its default options.",
            ja: "markdownlint のルールを、その既定のオプションで使う。",
        },
        Preset::Strict => Text { en: "every rule.", ja: "すべてのルール。" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_is_described_and_has_rules() {
        for entry in RULES {
            assert!(GROUPS.iter().any(|(name, _)| *name == entry.meta.group), "{}", entry.meta.group);
        }
        assert!(GROUPS.iter().all(|(name, _)| !of_group(name).is_empty()));
    }
}
