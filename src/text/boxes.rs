//! The boxes around content that hosts know, as data: containers between lines of colons, alerts, admonitions.

/// The boxes that a host knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Boxes {
    /// Containers between lines of colons (`:::message`). `None` where there are none.
    pub containers: Option<Containers>,
    /// Block quotes that are shown as boxes (`> [!NOTE]`).
    pub alerts: Alerts,
    /// Lines that begin a box with indented content (`!!! note`).
    pub admonitions: Admonitions,
}

impl Boxes {
    /// None at all.
    pub const NONE: Self = Self { containers: None, alerts: Alerts::NONE, admonitions: Admonitions::NONE };
}

/// Lines that begin a box, whose content is indented by four columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Admonitions {
    /// Whether `!!! note` does.
    pub notes: bool,
    /// Whether `??? note` and `???+ note` do, which readers can fold.
    pub details: bool,
    /// Whether `=== "Tab"` does.
    pub tabs: bool,
}

impl Admonitions {
    /// None.
    pub const NONE: Self = Self { notes: false, details: false, tabs: false };
    /// All.
    pub const ALL: Self = Self { notes: true, details: true, tabs: true };

    /// Whether a line that begins with `marker` begins a box.
    pub fn has(self, marker: &str) -> bool {
        match marker.as_bytes().first() {
            Some(b'!') => self.notes,
            Some(b'?') => self.details,
            _ => self.tabs,
        }
    }
}

/// The containers of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Containers {
    /// Those that exist.
    pub kinds: &'static [ContainerKind],
    /// How the line that opens one is written.
    pub opening: Opening,
    /// Whether one that does not exist is shown without a box, its lines left out. Otherwise its lines are text.
    pub unknown_is_bare: bool,
    /// Whether a container can directly contain another. The outer one needs more colons.
    pub nest: bool,
    /// Whether a site can add containers of its own.
    pub extensible: bool,
    /// The opening lines to use for a remark, a warning, and content that readers unfold.
    pub usual: [Option<&'static str>; 3],
}

/// What may be in a line that opens a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Opening {
    /// The name, and after white space the rest. White space before the name does not matter.
    Words,
    /// The name right after the colons, then `[title]`, `{attributes}` or a title after a space (Docusaurus).
    Directive,
}

/// A container that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContainerKind {
    /// The name after the colons.
    pub name: &'static str,
    /// What may follow the name.
    pub rest: Rest,
}

/// What follows the name of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rest {
    /// Nothing or one of these words; with anything else, the line is text.
    Words(&'static [&'static str]),
    /// Nothing or one of these words; anything else counts as the first of them.
    Variants(&'static [&'static str]),
    /// A title, which is shown as it is written.
    Title,
    /// A title in Markdown, which may be missing.
    OptionalTitle,
}

/// The block quotes that are shown as boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Alerts {
    /// The kinds in upper case. `None`: any kind is a box, or a theme may make it one.
    pub kinds: Option<&'static [&'static str]>,
    /// Whether a title can follow (`> [!NOTE] Title`).
    pub titles: bool,
    /// Whether they can be in a list item or another quote.
    pub nest: bool,
}

impl Alerts {
    /// None.
    pub const NONE: Self = Self { kinds: Some(&[]), titles: false, nest: false };
    /// Any kind, with or without a title.
    pub const ANY: Self = Self { kinds: None, titles: true, nest: true };
    /// GitHub's. Its documentation says that alerts cannot be nested within other elements.
    pub const GITHUB: Self =
        Self { kinds: Some(&["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"]), titles: false, nest: false };
}
