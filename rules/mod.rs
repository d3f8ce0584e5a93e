//! What notelint knows: one line and one row a rule.

use crate::lint::rule::{Entry, always_on, entry};

/// Rules about code.
pub mod code {
    pub mod dollar_prompt;
    pub mod missing_blank_around_fence;
    pub mod missing_fence_language;
    pub mod mixed_code_block_style;
    pub mod mixed_fence_style;
    pub mod space_in_code;
}

/// Rules about emphasis.
pub mod emphasis {
    pub mod mixed_emphasis_style;
    pub mod mixed_strong_style;
    pub mod space_in_emphasis;
}

/// Rules about headings.
pub mod headings {
    pub mod duplicate_heading;
    pub mod emphasis_as_heading;
    pub mod empty_heading;
    pub mod empty_section;
    pub mod extra_space_after_hash;
    pub mod extra_space_in_closed_atx;
    pub mod heading_punctuation;
    pub mod indented_heading;
    pub mod missing_blank_around_heading;
    pub mod missing_space_after_hash;
    pub mod missing_space_in_closed_atx;
    pub mod missing_title;
    pub mod mixed_heading_style;
    pub mod multiple_titles;
    pub mod skipped_heading_level;
    pub mod wrong_headings;
}

/// Rules about Japanese text.
pub mod japanese {
    pub mod broken_emphasis;
    pub mod decomposed_kana;
    pub mod double_negative;
    pub mod doubled_conjunction;
    pub mod doubled_ga;
    pub mod doubled_particle;
    pub mod doubled_word;
    pub mod dropped_ra;
    pub mod exclamation_mark;
    pub mod fullwidth_alphanumeric;
    pub mod halfwidth_katakana;
    pub mod long_kanji_run;
    pub mod long_sentence;
    pub mod lost_line_break;
    pub mod misplaced_numeral;
    pub mod missing_full_stop;
    pub mod mistaken_long_vowel_mark;
    pub mod misused_word;
    pub mod mixed_latin_spacing;
    pub mod mixed_list_stops;
    pub mod mixed_politeness;
    pub mod mixed_punctuation;
    pub mod mixed_wave_dash;
    pub mod pasted_glyph;
    pub mod pseudo_code;
    pub mod pseudo_heading;
    pub mod pseudo_ordered_list;
    pub mod pseudo_table;
    pub mod redundant_expression;
    pub mod space_in_japanese;
    pub mod stray_latin_letter;
    pub mod too_many_commas;
    pub mod unmatched_bracket;
    pub mod weak_phrase;
}

/// Rules about white space.
pub mod layout {
    pub mod blank_in_quote;
    pub mod blank_lines;
    pub mod extra_space_in_quote;
    pub mod hard_tab;
    pub mod long_line;
    pub mod missing_final_newline;
    pub mod mixed_thematic_breaks;
    pub mod trailing_space;
}

/// Rules about links.
pub mod links {
    pub mod absolute_path_link;
    pub mod bare_url;
    pub mod case_mismatched_link;
    pub mod dead_anchor;
    pub mod dead_link;
    pub mod decomposed_heading;
    pub mod empty_link;
    pub mod insecure_link;
    pub mod missing_alt_text;
    pub mod moved_docs;
    pub mod orphan_note;
    pub mod pseudo_link;
    pub mod redirected_link;
    pub mod reversed_link;
    pub mod space_in_link_text;
    pub mod swallowing_url;
    pub mod undefined_reference;
    pub mod unsure_link;
    pub mod unused_definition;
    pub mod unwanted_link_style;
    pub mod vague_link_text;
}

/// Rules about lists.
pub mod lists {
    pub mod fullwidth_indent;
    pub mod fullwidth_space_after_marker;
    pub mod lazy_continuation;
    pub mod missing_blank_around_list;
    pub mod missing_space_after_marker;
    pub mod mixed_bullet_markers;
    pub mod no_break_space_after_marker;
    pub mod pseudo_bullet;
    pub mod underindented_sublist;
    pub mod uneven_list_indent;
    pub mod wrong_list_indent;
    pub mod wrong_list_number;
    pub mod wrong_space_after_marker;
}

/// Rules about a note as a whole; the engine's own among them.
pub mod notes {
    pub mod inline_html;
    pub mod internal_error;
    pub mod invisible_character;
    pub mod merge_conflict;
    pub mod miscased_name;
    pub mod mojibake;
    pub mod no_break_space;
    pub mod unreadable_file;
    pub mod unused_suppression;
}

/// Rules about tables.
pub mod tables {
    pub mod missing_blank_around_table;
    pub mod mixed_table_column_style;
    pub mod mixed_table_pipes;
    pub mod wrong_cell_count;
}

/// Rules about names and spellings.
pub mod terms {
    pub mod former_name;
    pub mod inconsistent_abbreviation;
    pub mod inconsistent_spelling;
    pub mod misspelled_term;
    pub mod mixed_terms;
    mod mixture;
    pub mod retired_service;
    pub mod superseded_feature;
    pub mod undefined_abbreviation;
    pub mod unpreferred_term;
    pub mod wrong_brand;
}

/// Every rule, in the order of their names within each group.
#[rustfmt::skip]
pub static RULES: &[Entry] = &[
    entry::<code::dollar_prompt::DollarPrompt>(),
    entry::<code::missing_blank_around_fence::MissingBlankAroundFence>(),
    entry::<code::missing_fence_language::MissingFenceLanguage>(),
    entry::<code::mixed_code_block_style::MixedCodeBlockStyle>(),
    entry::<code::mixed_fence_style::MixedFenceStyle>(),
    entry::<code::space_in_code::SpaceInCode>(),
    entry::<emphasis::mixed_emphasis_style::MixedEmphasisStyle>(),
    entry::<emphasis::mixed_strong_style::MixedStrongStyle>(),
    entry::<emphasis::space_in_emphasis::SpaceInEmphasis>(),
    entry::<headings::duplicate_heading::DuplicateHeading>(),
    entry::<headings::emphasis_as_heading::EmphasisAsHeading>(),
    entry::<headings::empty_heading::EmptyHeading>(),
    entry::<headings::empty_section::EmptySection>(),
    entry::<headings::extra_space_after_hash::ExtraSpaceAfterHash>(),
    entry::<headings::extra_space_in_closed_atx::ExtraSpaceInClosedAtx>(),
    entry::<headings::heading_punctuation::HeadingPunctuation>(),
    entry::<headings::indented_heading::IndentedHeading>(),
    entry::<headings::missing_blank_around_heading::MissingBlankAroundHeading>(),
    entry::<headings::missing_space_after_hash::MissingSpaceAfterHash>(),
    entry::<headings::missing_space_in_closed_atx::MissingSpaceInClosedAtx>(),
    entry::<headings::missing_title::MissingTitle>(),
    entry::<headings::mixed_heading_style::MixedHeadingStyle>(),
    entry::<headings::multiple_titles::MultipleTitles>(),
    entry::<headings::skipped_heading_level::SkippedHeadingLevel>(),
    entry::<headings::wrong_headings::WrongHeadings>(),
    entry::<japanese::broken_emphasis::BrokenEmphasis>(),
    entry::<japanese::decomposed_kana::DecomposedKana>(),
    entry::<japanese::double_negative::DoubleNegative>(),
    entry::<japanese::doubled_conjunction::DoubledConjunction>(),
    entry::<japanese::doubled_ga::DoubledGa>(),
    entry::<japanese::doubled_particle::DoubledParticle>(),
    entry::<japanese::doubled_word::DoubledWord>(),
    entry::<japanese::dropped_ra::DroppedRa>(),
    entry::<japanese::exclamation_mark::ExclamationMark>(),
    entry::<japanese::fullwidth_alphanumeric::FullwidthAlphanumeric>(),
    entry::<japanese::halfwidth_katakana::HalfwidthKatakana>(),
    entry::<japanese::long_kanji_run::LongKanjiRun>(),
    entry::<japanese::long_sentence::LongSentence>(),
    entry::<japanese::lost_line_break::LostLineBreak>(),
    entry::<japanese::misplaced_numeral::MisplacedNumeral>(),
    entry::<japanese::missing_full_stop::MissingFullStop>(),
    entry::<japanese::mistaken_long_vowel_mark::MistakenLongVowelMark>(),
    entry::<japanese::misused_word::MisusedWord>(),
    entry::<japanese::mixed_latin_spacing::MixedLatinSpacing>(),
    entry::<japanese::mixed_list_stops::MixedListStops>(),
    entry::<japanese::mixed_politeness::MixedPoliteness>(),
    entry::<japanese::mixed_punctuation::MixedPunctuation>(),
    entry::<japanese::mixed_wave_dash::MixedWaveDash>(),
    entry::<japanese::pasted_glyph::PastedGlyph>(),
    entry::<japanese::pseudo_code::PseudoCode>(),
    entry::<japanese::pseudo_heading::PseudoHeading>(),
    entry::<japanese::pseudo_ordered_list::PseudoOrderedList>(),
    entry::<japanese::pseudo_table::PseudoTable>(),
    entry::<japanese::redundant_expression::RedundantExpression>(),
    entry::<japanese::space_in_japanese::SpaceInJapanese>(),
    entry::<japanese::stray_latin_letter::StrayLatinLetter>(),
    entry::<japanese::too_many_commas::TooManyCommas>(),
    entry::<japanese::unmatched_bracket::UnmatchedBracket>(),
    entry::<japanese::weak_phrase::WeakPhrase>(),
    entry::<layout::blank_in_quote::BlankInQuote>(),
    entry::<layout::blank_lines::BlankLines>(),
    entry::<layout::extra_space_in_quote::ExtraSpaceInQuote>(),
    entry::<layout::hard_tab::HardTab>(),
    entry::<layout::long_line::LongLine>(),
    entry::<layout::missing_final_newline::MissingFinalNewline>(),
    entry::<layout::mixed_thematic_breaks::MixedThematicBreaks>(),
    entry::<layout::trailing_space::TrailingSpace>(),
    entry::<links::absolute_path_link::AbsolutePathLink>(),
    entry::<links::bare_url::BareUrl>(),
    entry::<links::case_mismatched_link::CaseMismatchedLink>(),
    entry::<links::dead_anchor::DeadAnchor>(),
    entry::<links::dead_link::DeadLink>(),
    entry::<links::decomposed_heading::DecomposedHeading>(),
    entry::<links::empty_link::EmptyLink>(),
    entry::<links::insecure_link::InsecureLink>(),
    entry::<links::missing_alt_text::MissingAltText>(),
    entry::<links::moved_docs::MovedDocs>(),
    entry::<links::orphan_note::OrphanNote>(),
    entry::<links::pseudo_link::PseudoLink>(),
    entry::<links::redirected_link::RedirectedLink>(),
    entry::<links::reversed_link::ReversedLink>(),
    entry::<links::space_in_link_text::SpaceInLinkText>(),
    entry::<links::swallowing_url::SwallowingUrl>(),
    entry::<links::undefined_reference::UndefinedReference>(),
    entry::<links::unsure_link::UnsureLink>(),
    entry::<links::unused_definition::UnusedDefinition>(),
    entry::<links::unwanted_link_style::UnwantedLinkStyle>(),
    entry::<links::vague_link_text::VagueLinkText>(),
    entry::<lists::fullwidth_indent::FullwidthIndent>(),
    entry::<lists::fullwidth_space_after_marker::FullwidthSpaceAfterMarker>(),
    entry::<lists::lazy_continuation::LazyContinuation>(),
    entry::<lists::missing_blank_around_list::MissingBlankAroundList>(),
    entry::<lists::missing_space_after_marker::MissingSpaceAfterMarker>(),
    entry::<lists::mixed_bullet_markers::MixedBulletMarkers>(),
    entry::<lists::no_break_space_after_marker::NoBreakSpaceAfterMarker>(),
    entry::<lists::pseudo_bullet::PseudoBullet>(),
    entry::<lists::underindented_sublist::UnderindentedSublist>(),
    entry::<lists::uneven_list_indent::UnevenListIndent>(),
    entry::<lists::wrong_list_indent::WrongListIndent>(),
    entry::<lists::wrong_list_number::WrongListNumber>(),
    entry::<lists::wrong_space_after_marker::WrongSpaceAfterMarker>(),
    entry::<notes::inline_html::InlineHtml>(),
    always_on(entry::<notes::internal_error::InternalError>()),
    entry::<notes::invisible_character::InvisibleCharacter>(),
    always_on(entry::<notes::merge_conflict::MergeConflict>()),
    entry::<notes::miscased_name::MiscasedName>(),
    entry::<notes::mojibake::Mojibake>(),
    entry::<notes::no_break_space::NoBreakSpace>(),
    always_on(entry::<notes::unreadable_file::UnreadableFile>()),
    entry::<notes::unused_suppression::UnusedSuppression>(),
    entry::<tables::missing_blank_around_table::MissingBlankAroundTable>(),
    entry::<tables::mixed_table_column_style::MixedTableColumnStyle>(),
    entry::<tables::mixed_table_pipes::MixedTablePipes>(),
    entry::<tables::wrong_cell_count::WrongCellCount>(),
    entry::<terms::former_name::FormerName>(),
    entry::<terms::inconsistent_abbreviation::InconsistentAbbreviation>(),
    entry::<terms::inconsistent_spelling::InconsistentSpelling>(),
    entry::<terms::misspelled_term::MisspelledTerm>(),
    entry::<terms::mixed_terms::MixedTerms>(),
    entry::<terms::retired_service::RetiredService>(),
    entry::<terms::superseded_feature::SupersededFeature>(),
    entry::<terms::undefined_abbreviation::UndefinedAbbreviation>(),
    entry::<terms::unpreferred_term::UnpreferredTerm>(),
    entry::<terms::wrong_brand::WrongBrand>(),
];
