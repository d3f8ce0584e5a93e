//! What cmark-gfm makes of mistakes and of their fixes, where it is installed.

mod inlines;
