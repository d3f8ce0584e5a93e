//! Notes that the cache knows without reading them. Every run with the cache is compared with one without, on a clock that
//! the test sets.
#![cfg(unix)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::common;
use crate::tools::shell::succeed;
use notelint::config::rule_sets::RuleSets;
use notelint::config::select::Catalogue;
use notelint::config::{Choice, Configs};
use notelint::facts::files::{Folder, ProjectFiles};
use notelint::finding::{Applicability, Finding, Lang};
use notelint::project::cache::AnalysisCache;
use notelint::project::disk::Disk;
use notelint::project::run::{self, NoteCache, Project, RunOptions};
use notelint::rules::RULES;
use notelint::text::disk::OsFileSystem;
use notelint::text::file_stat::FileStat;
use notelint::text::read::ReadError;
use notelint::text::source::Source;

/// Files on the disk that record which notes are read.
#[derive(Debug)]
struct RecordedFiles {
    disk: Disk,
    read: Mutex<Vec<String>>,
    /// The stat of every file, if not that of the disk.
    stat: Option<FileStat>,
}

impl RecordedFiles {
    fn record(&self, path: &str) {
        self.read.lock().unwrap().push(path.to_owned());
    }
}

impl ProjectFiles for RecordedFiles {
    fn folder(&self, path: &str) -> Arc<Folder> {
        self.disk.folder(path)
    }

    fn paths(&self) -> Vec<String> {
        self.disk.paths()
    }

    fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.disk.read(path)
    }

    fn note(&self, path: &str, place: &Path) -> Result<Source, ReadError> {
        self.record(path);
        self.disk.note(path, place)
    }

    fn note_with_stat(&self, path: &str, place: &Path) -> Result<(Source, Option<FileStat>), ReadError> {
        self.record(path);
        self.disk.note_with_stat(path, place).map(|(source, stat)| (source, self.stat.or(stat)))
    }

    fn stat(&self, place: &Path) -> Option<FileStat> {
        self.stat.or_else(|| self.disk.stat(place))
    }
}

/// A project on the disk with a cache.
struct CachedProject {
    project: TempDir,
    cache: TempDir,
    /// See [`RecordedFiles::stat`].
    stat: Option<FileStat>,
}

/// A note without findings.
const CLEAN: &str = "# 題\n\n本文。\n";

/// A note with one finding, in line 3.
const FAULT: &str = "# 題\n\n## 空\n\n## 次\n\n本文。\n";

/// As many bytes as [`FAULT`], with one finding in line 7.
const LATER_FAULT: &str = "# 題\n\n## 次\n\n本文。\n\n## 空\n";

/// As many bytes as [`FAULT`], without findings.
const MENDED: &str = "# 題\n\n## 空\n\n次。\n\n本文。\n";

/// Some seconds from now. The notes of a test are written now.
fn later(seconds: u64) -> SystemTime {
    SystemTime::now() + Duration::from_secs(seconds)
}

impl CachedProject {
    fn new() -> Self {
        let new = Self { project: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap(), stat: None };
        new.write("clean.md", CLEAN);
        new.write("fault.md", FAULT);
        new
    }

    /// A project whose files were already read 10 seconds from now.
    fn known() -> Self {
        let new = Self::new();
        assert_eq!(new.read_at(later(10)), ["clean.md", "fault.md"]);
        new
    }

    fn note(&self, name: &str) -> PathBuf {
        self.project.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.note(name), text).unwrap();
    }

    /// Sets the time of the last write of `name`.
    fn set_modified(&self, name: &str, time: SystemTime) {
        File::options().append(true).open(self.note(name)).unwrap().set_modified(time).unwrap();
    }

    fn modified(&self, name: &str) -> SystemTime {
        self.note(name).metadata().unwrap().modified().unwrap()
    }

    /// The cache file.
    fn file(&self) -> PathBuf {
        let mut files = fs::read_dir(self.cache.path()).unwrap();
        files.next().unwrap().unwrap().path()
    }

    /// The notes on the disk, and the files that record what is read.
    fn notes(&self) -> (Project, Arc<RecordedFiles>) {
        let Project { root, notes, .. } = common::project(self.project.path());
        let files = RecordedFiles { disk: Disk::new(root.clone()), read: Mutex::default(), stat: self.stat };
        let files = Arc::new(files);
        (Project { root, notes, files: files.clone() }, files)
    }

    /// The findings of a run over `project`, with what `--fix` makes of it.
    fn findings(project: &Project, cache: Option<&dyn NoteCache>) -> (Vec<String>, Vec<String>) {
        let (root, catalogue) = (project.root.clone(), Catalogue(RULES));
        let configs = Configs::new(Choice::default(), catalogue, root, Lang::En, Arc::new(OsFileSystem));
        let rules = RuleSets::new(&Arc::new(configs), &project.root, project.selected());
        let rules = rules.unwrap_or_else(|errors| panic!("{errors:?}"));
        let options = RunOptions { terms: rules.terms(), cache, ..RunOptions::new(&rules) };
        let found = run::check(project, &options).into_iter().flat_map(|outcome| {
            let path = project.notes[outcome.note].path.clone();
            let shown = move |finding: Finding| format!("{path} {:?} {}", finding.span, finding.message);
            outcome.findings.into_iter().map(shown)
        });
        let found = found.collect();
        let fixed = run::fix_texts(project, &options, Applicability::Unsafe).into_iter();
        (found, fixed.filter_map(|outcome| Some(outcome.fix_report?.texts?.1)).collect())
    }

    /// The findings of `project` at the time `now`, which must be the same with the cache and without.
    #[track_caller]
    fn answer(&self, project: &Project, now: SystemTime) -> Vec<String> {
        let cache = AnalysisCache::open(self.cache.path(), &project.root, &[], now);
        let found = Self::findings(project, Some(&cache));
        cache.write();
        File::options().append(true).open(self.file()).unwrap().set_modified(now).unwrap();
        let (uncached, _) = self.notes();
        let uncached = Project { notes: project.notes.clone(), ..uncached };
        assert_eq!(found, Self::findings(&uncached, None), "with the cache, and without");
        found.0
    }

    /// The notes that a run at the time `now` reads, by name. Its findings must be those without the cache.
    #[track_caller]
    fn read_at(&self, now: SystemTime) -> Vec<String> {
        let (project, files) = self.notes();
        self.answer(&project, now);
        let mut read = std::mem::take(&mut *files.read.lock().unwrap());
        read.sort();
        read.dedup();
        read
    }
}

#[test]
fn a_note_that_did_not_change_is_read_only_if_it_has_findings() {
    let tree = CachedProject::known();
    for seconds in [20, 30] {
        assert_eq!(tree.read_at(later(seconds)), ["fault.md"]);
    }
    // The text of one note has changed, and that of another is new.
    tree.write("clean.md", FAULT);
    tree.write("new.md", CLEAN);
    assert_eq!(tree.read_at(later(40)), ["clean.md", "fault.md", "new.md"]);
    assert_eq!(tree.read_at(later(50)), ["clean.md", "fault.md"]);
}

#[test]
fn another_text_of_the_same_size_and_time_is_read() {
    let tree = CachedProject::new();
    tree.write("clean.md", MENDED);
    tree.read_at(later(10));
    let time = tree.modified("clean.md");
    tree.write("clean.md", FAULT);
    tree.set_modified("clean.md", time);
    assert_eq!(tree.read_at(later(20)), ["clean.md", "fault.md"]);
    // A file takes its place, with the same size and time.
    tree.write("other", MENDED);
    tree.set_modified("other", time);
    fs::rename(tree.note("other"), tree.note("clean.md")).unwrap();
    assert_eq!(tree.read_at(later(30)), ["clean.md", "fault.md"]);
    assert_eq!(tree.read_at(later(40)), ["fault.md"]);
}

#[test]
fn a_note_that_was_touched_is_read_once() {
    let tree = CachedProject::known();
    tree.set_modified("clean.md", SystemTime::UNIX_EPOCH);
    assert_eq!(tree.read_at(later(20)), ["clean.md", "fault.md"]);
    assert_eq!(tree.read_at(later(30)), ["fault.md"]);
}

#[test]
fn a_note_written_shortly_before_a_run_is_read_by_the_next() {
    // A file system with coarse times gives two texts the same stat.
    let written = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos().try_into().unwrap();
    let stat = Some(FileStat { size: 33, modified: written, changed: written, inode: 1, device: 1 });
    let tree = CachedProject { stat, ..CachedProject::new() };
    assert_eq!(tree.read_at(later(1)), ["clean.md", "fault.md"]);
    tree.write("fault.md", MENDED);
    assert_eq!(tree.read_at(later(20)), ["clean.md", "fault.md"]);
    assert_eq!(tree.read_at(later(30)), [""; 0]);
}

#[test]
fn nothing_is_trusted_after_the_clock_was_set_back() {
    let tree = CachedProject::known();
    assert_eq!(tree.read_at(later(5)), ["clean.md", "fault.md"]);
    assert_eq!(tree.read_at(later(20)), ["fault.md"]);
}

#[test]
fn the_cache_of_another_checkout_is_not_trusted() {
    let [tree, other] = [CachedProject::known(), CachedProject::known()];
    let time = tree.modified("fault.md");
    other.write("fault.md", LATER_FAULT);
    for name in ["clean.md", "fault.md"] {
        other.set_modified(name, time);
    }
    let file = other.file();
    fs::copy(tree.file(), &file).unwrap();
    File::options().append(true).open(&file).unwrap().set_modified(later(15)).unwrap();
    assert_eq!(other.read_at(later(20)), ["clean.md", "fault.md"]);
}

#[test]
fn a_note_that_changes_during_a_run_has_the_findings_of_its_new_text() {
    let old = FileStat { size: 33, modified: 0, changed: 0, inode: 1, device: 1 };
    let mut tree = CachedProject { stat: Some(old), ..CachedProject::new() };
    tree.read_at(later(10));
    // The file still has the old stat when the run asks for it, and the new text when it is read.
    tree.write("fault.md", LATER_FAULT);
    assert_eq!(tree.read_at(later(20)), ["fault.md"]);
    tree.write("fault.md", b"\x93\xfa");
    assert_eq!(tree.read_at(later(30)), ["fault.md"]);
    // A note that can't be read is read by every run.
    tree.stat = None;
    assert_eq!(tree.read_at(later(40)), ["clean.md", "fault.md"]);
    assert_eq!(tree.read_at(later(50)), ["fault.md"]);
}

#[test]
fn a_text_that_is_not_on_the_disk_is_checked_whatever_the_file_is() {
    let tree = CachedProject::known();
    let (mut project, files) = tree.notes();
    project.notes[0].text = Some(FAULT.to_owned());
    let found = tree.answer(&project, later(20));
    assert!(found.iter().any(|finding| finding.starts_with("clean.md")), "{found:?}");
    assert!(!files.read.lock().unwrap().contains(&"clean.md".to_owned()));
}

#[test]
fn a_run_that_reads_no_files_keeps_what_is_known_of_them() {
    let tree = CachedProject::known();
    let (mut project, _) = tree.notes();
    for (note, text) in project.notes.iter_mut().zip([CLEAN, MENDED]) {
        note.text = Some(text.to_owned());
    }
    tree.answer(&project, later(20));
    assert_eq!(tree.read_at(later(30)), ["fault.md"]);
}

#[test]
fn staged_notes_are_those_of_the_index() {
    let tree = CachedProject::new();
    for number in 0..120 {
        tree.write(&format!("{number}.md"), CLEAN);
    }
    let cache = format!("XDG_CACHE_HOME={} HOME={0}", tree.cache.path().display());
    let both = "for how in '' --staged; do n1 $how; notelint --format concise --no-cache $how > ../none || :; \
        cmp ../none ../found; done";
    let script = format!(
        "git init -q .; git add .; n1() {{ {cache} notelint --format concise \"$@\" > ../found || :; }}; \
        {both}; printf '# A\n\n## B\n\n## C\n\nx\n' > 5.md; {both}; git add 5.md; cp 6.md 5.md; {both}; cat ../found"
    );
    let found = succeed(tree.project.path(), &script);
    assert!(found.contains("5.md:3"), "{found}");
}
