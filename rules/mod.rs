//! What notelint knows: one line and one row a rule.

use crate::rule::{Entry, entry};

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
    pub mod fullwidth_alphanumeric;
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
    pub mod bare_url;
    pub mod dead_anchor;
    pub mod dead_link;
    pub mod empty_link;
    pub mod missing_alt_text;
    pub mod reversed_link;
    pub mod space_in_link_text;
    pub mod swallowing_url;
    pub mod undefined_reference;
    pub mod unused_definition;
    pub mod unwanted_link_style;
    pub mod vague_link_text;
}

/// Rules about lists.
pub mod lists {
    pub mod missing_blank_around_list;
    pub mod mixed_bullet_markers;
    pub mod pseudo_bullet;
    pub mod uneven_list_indent;
    pub mod wrong_list_indent;
    pub mod wrong_list_number;
    pub mod wrong_space_after_marker;
}

/// Rules about a note as a whole; the engine's own among them.
pub mod notes {
    pub mod inline_html;
    pub mod miscased_name;
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
    pub mod retired_service;
    pub mod superseded_feature;
    pub mod undefined_abbreviation;
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
    entry::<japanese::fullwidth_alphanumeric::FullwidthAlphanumeric>(),
    entry::<layout::blank_in_quote::BlankInQuote>(),
    entry::<layout::blank_lines::BlankLines>(),
    entry::<layout::extra_space_in_quote::ExtraSpaceInQuote>(),
    entry::<layout::hard_tab::HardTab>(),
    entry::<layout::long_line::LongLine>(),
    entry::<layout::missing_final_newline::MissingFinalNewline>(),
    entry::<layout::mixed_thematic_breaks::MixedThematicBreaks>(),
    entry::<layout::trailing_space::TrailingSpace>(),
    entry::<links::bare_url::BareUrl>(),
    entry::<links::dead_anchor::DeadAnchor>(),
    entry::<links::dead_link::DeadLink>(),
    entry::<links::empty_link::EmptyLink>(),
    entry::<links::missing_alt_text::MissingAltText>(),
    entry::<links::reversed_link::ReversedLink>(),
    entry::<links::space_in_link_text::SpaceInLinkText>(),
    entry::<links::swallowing_url::SwallowingUrl>(),
    entry::<links::undefined_reference::UndefinedReference>(),
    entry::<links::unused_definition::UnusedDefinition>(),
    entry::<links::unwanted_link_style::UnwantedLinkStyle>(),
    entry::<links::vague_link_text::VagueLinkText>(),
    entry::<lists::missing_blank_around_list::MissingBlankAroundList>(),
    entry::<lists::mixed_bullet_markers::MixedBulletMarkers>(),
    entry::<lists::pseudo_bullet::PseudoBullet>(),
    entry::<lists::uneven_list_indent::UnevenListIndent>(),
    entry::<lists::wrong_list_indent::WrongListIndent>(),
    entry::<lists::wrong_list_number::WrongListNumber>(),
    entry::<lists::wrong_space_after_marker::WrongSpaceAfterMarker>(),
    entry::<notes::inline_html::InlineHtml>(),
    entry::<notes::miscased_name::MiscasedName>(),
    entry::<notes::unreadable_file::UnreadableFile>(),
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
    entry::<terms::wrong_brand::WrongBrand>(),
];
