//! The rules. Each has a source file, a page and a `mod` line below.

use crate::finding::Meta;
use crate::lint::rule::{Listed, RuleEntry, entry};

/// Rules about code.
pub(crate) mod code {
    pub(crate) mod dollar_prompt;
    pub(crate) mod missing_blank_around_fence;
    pub(crate) mod missing_fence_language;
    pub(crate) mod mixed_code_block_style;
    pub(crate) mod mixed_fence_style;
    pub(crate) mod space_in_code;
    pub(crate) mod unclosed_fence;
}

/// Rules about emphasis.
pub(crate) mod emphasis {
    pub(crate) mod accidental_emphasis;
    pub(crate) mod accidental_math;
    pub(crate) mod accidental_strikethrough;
    pub(crate) mod mixed_emphasis_style;
    pub(crate) mod mixed_strong_style;
    pub(crate) mod space_in_emphasis;
}

/// Rules about facts: whether the code and the technical terms of a note are true.
pub(crate) mod facts {
    pub(crate) mod broken_json;
    pub(crate) mod broken_yaml;
    mod called_command;
    pub(crate) mod deprecated_runtime;
    mod kubernetes;
    pub(crate) mod leaked_secret;
    pub(crate) mod outdated_limit;
    pub(crate) mod real_account_id;
    pub(crate) mod removed_api_version;
    pub(crate) mod removed_command;
    pub(crate) mod typographic_code;
    pub(crate) mod unknown_command;
    pub(crate) mod unknown_instance_type;
    pub(crate) mod unknown_manifest_field;
    pub(crate) mod unknown_option;
    pub(crate) mod wrong_fence_language;
}

/// Rules about headings.
pub(crate) mod headings {
    pub(crate) mod accidental_heading;
    pub(crate) mod duplicate_heading;
    pub(crate) mod emphasis_as_heading;
    pub(crate) mod empty_heading;
    pub(crate) mod empty_section;
    pub(crate) mod extra_space_after_hash;
    pub(crate) mod extra_space_in_closed_atx;
    pub(crate) mod heading_punctuation;
    pub(crate) mod indented_heading;
    pub(crate) mod missing_blank_around_heading;
    pub(crate) mod missing_space_after_hash;
    pub(crate) mod missing_space_in_closed_atx;
    pub(crate) mod missing_title;
    pub(crate) mod mixed_heading_style;
    pub(crate) mod multiple_titles;
    pub(crate) mod skipped_heading_level;
    pub(crate) mod too_many_hashes;
    pub(crate) mod wrong_headings;
}

/// Rules about what the host of the notes does not show as written.
pub(crate) mod hosts {
    pub(crate) mod lost_structure;
    pub(crate) mod mdx_error;
    pub(crate) mod mdx_lost_text;
    pub(crate) mod swallowed_placeholder;
    pub(crate) mod unknown_alert;
    pub(crate) mod unknown_container;
    pub(crate) mod unlinked_url;
    pub(crate) mod unsupported_html;
    pub(crate) mod unsupported_markdown;
    pub(crate) mod vue_error;
    pub(crate) mod wrong_admonition;
}

/// Rules about Japanese text.
pub(crate) mod japanese {
    pub(crate) mod broken_emphasis;
    pub(crate) mod decomposed_kana;
    pub(crate) mod double_negative;
    pub(crate) mod doubled_conjunction;
    pub(crate) mod doubled_ga;
    pub(crate) mod doubled_particle;
    pub(crate) mod doubled_word;
    pub(crate) mod dropped_ra;
    pub(crate) mod exclamation_mark;
    pub(crate) mod fullwidth_alphanumeric;
    pub(crate) mod halfwidth_katakana;
    pub(crate) mod long_kanji_run;
    pub(crate) mod long_sentence;
    pub(crate) mod lost_line_break;
    pub(crate) mod misplaced_numeral;
    pub(crate) mod missing_full_stop;
    pub(crate) mod mistaken_long_vowel_mark;
    pub(crate) mod misused_word;
    pub(crate) mod mixed_latin_spacing;
    pub(crate) mod mixed_list_stops;
    pub(crate) mod mixed_politeness;
    pub(crate) mod mixed_punctuation;
    pub(crate) mod mixed_wave_dash;
    pub(crate) mod pasted_glyph;
    pub(crate) mod pseudo_code;
    pub(crate) mod pseudo_heading;
    pub(crate) mod pseudo_ordered_list;
    pub(crate) mod pseudo_table;
    pub(crate) mod redundant_expression;
    pub(crate) mod space_in_japanese;
    pub(crate) mod stray_latin_letter;
    pub(crate) mod too_many_commas;
    pub(crate) mod unmatched_bracket;
    pub(crate) mod weak_phrase;
}

/// Rules about white space.
pub(crate) mod layout {
    pub(crate) mod blank_in_quote;
    pub(crate) mod blank_lines;
    pub(crate) mod extra_space_in_quote;
    pub(crate) mod hard_tab;
    pub(crate) mod long_line;
    pub(crate) mod missing_final_newline;
    pub(crate) mod mixed_thematic_breaks;
    pub(crate) mod split_word;
    pub(crate) mod trailing_space;
}

/// Rules about links.
pub(crate) mod links {
    pub(crate) mod absolute_path_link;
    pub(crate) mod bare_url;
    pub(crate) mod case_mismatched_link;
    pub(crate) mod dead_anchor;
    pub(crate) mod dead_link;
    pub(crate) mod decomposed_heading;
    pub(crate) mod duplicate_footnote;
    pub(crate) mod empty_link;
    pub(crate) mod insecure_link;
    pub(crate) mod missing_alt_text;
    pub(crate) mod moved_docs;
    pub(crate) mod orphan_note;
    pub(crate) mod pseudo_link;
    pub(crate) mod redirected_link;
    pub(crate) mod reversed_link;
    pub(crate) mod space_in_link_text;
    pub(crate) mod swallowing_url;
    pub(crate) mod undefined_footnote;
    pub(crate) mod undefined_reference;
    pub(crate) mod unsure_link;
    pub(crate) mod unused_definition;
    pub(crate) mod unused_footnote;
    pub(crate) mod unwanted_link_style;
    pub(crate) mod vague_link_text;
}

/// Rules about lists.
pub(crate) mod lists {
    pub(crate) mod empty_list_item;
    pub(crate) mod fullwidth_indent;
    pub(crate) mod fullwidth_space_after_marker;
    pub(crate) mod lazy_continuation;
    pub(crate) mod lost_list;
    pub(crate) mod missing_blank_around_list;
    pub(crate) mod missing_space_after_marker;
    pub(crate) mod mixed_bullet_markers;
    pub(crate) mod no_break_space_after_marker;
    pub(crate) mod pseudo_bullet;
    pub(crate) mod underindented_sublist;
    pub(crate) mod uneven_list_indent;
    pub(crate) mod wrong_list_indent;
    pub(crate) mod wrong_list_number;
    pub(crate) mod wrong_space_after_marker;
}

/// Rules about a note as a whole, including those that the engine itself reports.
pub(crate) mod notes {
    pub(crate) mod inline_html;
    pub(crate) mod internal_error;
    pub(crate) mod invisible_character;
    pub(crate) mod merge_conflict;
    pub(crate) mod miscased_name;
    pub(crate) mod mojibake;
    pub(crate) mod no_break_space;
    pub(crate) mod unclosed_comment;
    pub(crate) mod unreadable_file;
    pub(crate) mod unused_suppression;
}

/// Rules about tables.
pub(crate) mod tables {
    pub(crate) mod missing_blank_around_table;
    pub(crate) mod mixed_table_column_style;
    pub(crate) mod mixed_table_pipes;
    pub(crate) mod wrong_cell_count;
}

/// Rules about names and spellings.
pub(crate) mod terms {
    pub(crate) mod former_name;
    pub(crate) mod inconsistent_abbreviation;
    pub(crate) mod inconsistent_spelling;
    pub(crate) mod misspelled_term;
    pub(crate) mod mixed_terms;
    pub(crate) mod retired_service;
    pub(crate) mod superseded_feature;
    pub(crate) mod undefined_abbreviation;
    pub(crate) mod unpreferred_term;
    pub(crate) mod wrong_brand;
}

/// The page at a path within the repository. With the feature `slim`, it is given at run time (`report/rule_page.rs`).
#[cfg(not(all(feature = "slim", not(feature = "cli"))))]
macro_rules! page {
    ($path:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), $path))
    };
}
#[cfg(all(feature = "slim", not(feature = "cli")))]
macro_rules! page {
    ($path:literal) => {
        ""
    };
}

/// Builds [`RULES`] from the list that `build.rs` writes: an entry for each source file with a page next to it. Name and
/// group follow from the path.
macro_rules! rules {
    ($($rule:path, $name:literal, $group:literal, $page:literal;)*) => {
        $(
            impl Listed for $rule {
                const LISTED: Meta = Meta::of($name, $group, page!($page));
            }
        )*

        /// All rules, by group and then by name.
        pub static RULES: &[RuleEntry] = &[$(entry::<$rule>(),)*];
    };
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
