//! Decides which files need not be read: those that were not changed since an earlier run, as git does for its index
//! (gitformat-index(5); Documentation/technical/racy-git.adoc in git's sources).
//!
//! The cache file has the stat and the hash of the text of each note that an earlier run read. If the file of a note
//! still has this stat (size, times of the last write and the last change in nanoseconds, inode, device), its text is
//! known without reading it.
//!
//! A file may be written twice within one tick of the file system's clock, and have the same stat after both. A stat is
//! therefore kept only if its times were older by [`GRAIN`] when the run that read the file began, and trusted only if
//! they are older by [`GRAIN`] than the cache file itself, which must not be newer than the clock: then the clock was
//! set back.
//!
//! # Assumptions
//!
//! No result is out of date if:
//!
//! - the file system sets the time of the last change (`ctime`) at every write, and programs can't set it;
//! - it records times to [`GRAIN`] or finer;
//! - its clock is not behind the clock of this machine. The finer it records times, the more it may be behind, up to
//!   [`GRAIN`];
//! - after the clock was set back, no file of the same size and inode is written at the same time, to the nanosecond, as
//!   before.
//!
//! Git's index needs the same assumptions. Git compares the times of a file with that of the index only, so it can miss a
//! second write within the tick in which it read the file; here such a file is read again. Where the standard library
//! does not give all of a stat (Windows), every file is read.

use std::time::{Duration, SystemTime};

use crate::text::file_stat::FileStat;
use crate::text::hash::Hash;

/// The coarsest unit in which file systems record times: FAT has 2 seconds, HFS+ has 1.
const GRAIN: Duration = Duration::from_secs(2);

/// The text of a note when its file had a stat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KnownText {
    pub(super) stat: FileStat,
    pub(super) text: Hash,
}

/// Whether a file with this `stat` can't be written again at `time` or later without getting another stat.
pub(super) fn is_settled(stat: &FileStat, time: SystemTime) -> bool {
    let nanoseconds = |duration: Duration| i128::try_from(duration.as_nanos()).unwrap_or(i128::MAX);
    let Ok(time) = time.duration_since(SystemTime::UNIX_EPOCH).map(nanoseconds) else { return false };
    stat.modified.max(stat.changed).saturating_add(nanoseconds(GRAIN)) < time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_settled_once_both_times_are_older_than_the_grain() {
        let second = 1_000_000_000;
        let stat = |modified, changed| FileStat { size: 1, modified, changed, inode: 1, device: 1 };
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        assert!(is_settled(&stat(10 * second, 10 * second), at(13)));
        assert!(!is_settled(&stat(10 * second, 10 * second), at(12)));
        // The time of the last write can be set, that of the last change can't.
        assert!(!is_settled(&stat(0, 12 * second), at(13)));
        assert!(!is_settled(&stat(i128::MAX, 0), at(13)));
    }
}
