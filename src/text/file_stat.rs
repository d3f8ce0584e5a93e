//! What a file system says about a file without reading it.

/// The data of a file that change whenever its content changes. Times are in nanoseconds since 1970-01-01 UTC.
///
/// A program can set the time of the last write, but not the time of the last change: that is the time of the file
/// system whenever the content, name, owner or a time of the file changes (POSIX.1-2017, XBD 4.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStat {
    /// In bytes.
    pub size: u64,
    /// The time of the last write (`st_mtim`).
    pub modified: i128,
    /// The time of the last change (`st_ctim`).
    pub changed: i128,
    /// The number of the file on its device.
    pub inode: u64,
    /// The number of the device.
    pub device: u64,
}
