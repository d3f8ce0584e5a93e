//! Reads the contents of many objects with one `git cat-file --batch`.

use super::{GitError, Repository, run};

impl Repository {
    /// The contents of the objects `ids`, in the same order; `None` for an object that is not a blob, or is not in this
    /// clone.
    ///
    /// Runs no filter of the repository's configuration, and fetches nothing.
    ///
    /// # Errors
    /// Errors of git.
    pub fn contents(&self, ids: &[&str]) -> Result<Vec<Option<Vec<u8>>>, GitError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let args = ["cat-file", "--batch", "--buffer"];
        let out = run(self.offline(self.top()), args, Some((ids.join("\n") + "\n").as_bytes()))?;
        let contents = read(&out);
        if contents.len() == ids.len() {
            return Ok(contents);
        }
        Err(GitError::Failed(args.join(" "), format!("{} of {} objects", contents.len(), ids.len())))
    }
}

/// Parses `<object> <type> <size>\n<content>\n` and `<object> missing\n`.
fn read(mut out: &[u8]) -> Vec<Option<Vec<u8>>> {
    let mut contents = Vec::new();
    while let Some(end) = memchr::memchr(b'\n', out) {
        let head = std::str::from_utf8(&out[..end]).unwrap_or_default();
        out = &out[end + 1..];
        let mut words = head.split(' ').skip(1);
        let kind = words.next();
        let Some(size) = words.next().and_then(|size| size.parse::<usize>().ok()) else {
            contents.push(None);
            continue;
        };
        let Some((content, rest)) = out.split_at_checked(size) else { break };
        contents.push((kind == Some("blob")).then(|| content.to_owned()));
        out = rest.get(1..).unwrap_or_default();
    }
    contents
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn contents_are_in_the_requested_order() {
        let out = b"aa blob 4\na\n\0b\nbb missing\ncc commit 2\nxx\ndd blob 0\n\n";
        assert_eq!(read(out), [Some(b"a\n\0b".to_vec()), None, None, Some(Vec::new())]);
        assert_eq!(read(b"aa blob 9\ncut"), []);
    }
}
