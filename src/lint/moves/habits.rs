//! How the notes of a project write paths, for paths that change and no longer show it themselves.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::facts::{Facts, LocalLink, LocalLinkForm};
use crate::links::path::folder_of;
use crate::links::project::ProjectLinks;
use crate::links::rewrite;

/// What the links of some notes show: how many do it and how many don't.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// `./` before a path in or below the folder of the note, for links and for images.
    dots: [[usize; 2]; 2],
    /// Percent-encoded letters beyond ASCII.
    encoded: [usize; 2],
}

impl Counts {
    fn of(links: &[LocalLink]) -> Self {
        let mut counts = Self::default();
        for link in links.iter().filter(|link| !matches!(link.form, LocalLinkForm::Wiki { .. })) {
            if !link.path.is_empty() && !link.path.starts_with('/') && !link.path.starts_with("../") {
                counts.dots[usize::from(link.image)][usize::from(!link.path.starts_with("./"))] += 1;
            }
            if let Some(encoded) = rewrite::encodes_letters(link) {
                counts.encoded[usize::from(!encoded)] += 1;
            }
        }
        counts
    }

    fn add(&mut self, other: &Self) {
        let [links, images] = &mut self.dots;
        let sums = [(links, other.dots[0]), (images, other.dots[1]), (&mut self.encoded, other.encoded)];
        for (sum, more) in sums {
            *sum = [sum[0] + more[0], sum[1] + more[1]];
        }
    }

    /// Whether there is `./` before the paths of links, or of images. If these show nothing, the others decide.
    fn dotted(&self, image: bool) -> Option<bool> {
        let [of_links, of_images] = self.dots.map(majority);
        if image { of_images.or(of_links) } else { of_links.or(of_images) }
    }
}

fn majority([with, without]: [usize; 2]) -> Option<bool> {
    (with != without).then_some(with > without)
}

/// How the notes of a project write paths. If the links of a note don't show it, those of the notes in its folder do, or else
/// those of the whole project.
#[derive(Debug)]
pub(super) struct PathHabits<'a> {
    project: &'a ProjectLinks<'a>,
    /// By folder, and of the whole project. Few moves need them.
    others: OnceCell<(FxHashMap<&'a str, Counts>, Counts)>,
}

impl<'a> PathHabits<'a> {
    pub(super) fn new(project: &'a ProjectLinks<'a>) -> Self {
        Self { project, others: OnceCell::new() }
    }

    /// Whether the note with `facts` writes `./` before paths in its own folder. It is at `path` after the move; `image` is
    /// whether the path is that of an image.
    pub(super) fn is_dotted(&self, path: &str, facts: &Facts, image: bool) -> bool {
        self.decide(path, facts, |counts| counts.dotted(image))
    }

    /// Whether the note with `facts`, which is at `path` after the move, percent-encodes letters beyond ASCII in paths.
    pub(super) fn is_encoded(&self, path: &str, facts: &Facts) -> bool {
        self.decide(path, facts, |counts| majority(counts.encoded))
    }

    fn decide(&self, path: &str, facts: &Facts, shown: impl Fn(&Counts) -> Option<bool>) -> bool {
        shown(&Counts::of(&facts.links)).unwrap_or_else(|| {
            let (folders, all) = self.others.get_or_init(|| self.count());
            let of_folder = folders.get(folder_of(path)).and_then(&shown);
            of_folder.or_else(|| shown(all)).unwrap_or(false)
        })
    }

    fn count(&self) -> (FxHashMap<&'a str, Counts>, Counts) {
        let (mut folders, mut all) = (FxHashMap::<&str, Counts>::default(), Counts::default());
        for (path, facts) in self.project.index.notes() {
            let counts = Counts::of(&facts.links);
            folders.entry(folder_of(path)).or_default().add(&counts);
            all.add(&counts);
        }
        (folders, all)
    }
}
