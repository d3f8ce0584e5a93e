//! What rules say about rendering, held against cmark-gfm's HTML, where it is installed: a note with the mistake is
//! rendered as the rule's page says, and the fixed note as it was meant.

mod inlines;
mod lists;
