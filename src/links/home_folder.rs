//! Paths in the author's home folder. Only a shell can resolve `~` and `$HOME`.

use crate::facts::files::Presence;
use crate::links::project::ProjectLinks;

/// Variables that name a user's folder on one machine: POSIX's `HOME`, and those that Windows sets for every user.
const VARIABLES: [&str; 14] = [
    "APPDATA",
    "HOME",
    "HOMEDRIVE",
    "HOMEPATH",
    "LOCALAPPDATA",
    "ONEDRIVE",
    "PROGRAMDATA",
    "PROGRAMFILES",
    "PUBLIC",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "USERPROFILE",
    "WINDIR",
];

/// The rest of `path` after `~`, a user's home (`~sato`) or a variable that names a home folder. `a.png` for `~/a.png`,
/// `~sato/a.png`, `$HOME/a.png`, `${HOME}/a.png`, `$env:USERPROFILE\a.png`, `%USERPROFILE%\a.png`.
///
/// `None` for any other path: `~`, `a~/b`, `%E6%A6%82/a.png`, `${base}/a.png`.
pub fn in_home(path: &str) -> Option<&str> {
    let rest = match path.bytes().next()? {
        b'~' => user(&path[1..])?,
        b'$' => variable(&path[1..])?,
        b'%' => {
            let (name, rest) = path[1..].split_once('%')?;
            is_known(name).then_some(rest)?
        }
        _ => return None,
    };
    rest.strip_prefix(['/', '\\']).filter(|rest| !rest.is_empty())
}

/// The rest after an optional user name (POSIX, XBD 3.426: "Portable Filename Character Set", no hyphen first).
fn user(path: &str) -> Option<&str> {
    let end = path.find(['/', '\\'])?;
    let name = &path[..end];
    let is_name = name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    (name.is_empty() || is_name).then_some(&path[end..])
}

/// The rest after a variable name: `HOME/…`, `{HOME}/…`, `env:USERPROFILE\…`.
fn variable(path: &str) -> Option<&str> {
    let (name, rest) = match path.strip_prefix('{') {
        Some(braced) => braced.split_once('}')?,
        None => path.split_at(path.find(['/', '\\'])?),
    };
    let of_powershell = name.get(..4).filter(|scope| scope.eq_ignore_ascii_case("env:"));
    is_known(of_powershell.map_or(name, |scope| &name[scope.len()..])).then_some(rest)
}

fn is_known(variable: &str) -> bool {
    VARIABLES.iter().any(|known| variable.eq_ignore_ascii_case(known))
}

/// Whether `path`, in a note in `folder`, is in someone's home folder. It is not if the project has a folder called `~`
/// there, or if `~` may be a build alias for the project and the file exists in it (`~/assets/a.png` in Nuxt).
pub(super) fn is_of_home(project: &ProjectLinks<'_>, folder: &str, path: &str) -> bool {
    let Some(rest) = in_home(path) else { return false };
    let first = path.split(['/', '\\']).next().unwrap_or(path);
    let sibling = if folder.is_empty() { first.to_owned() } else { format!("{folder}/{first}") };
    if project.index.entry(&sibling) != Presence::Missing {
        return false;
    }
    let rest = rest.replace('\\', "/");
    let name = rest.rsplit('/').next().unwrap_or(&rest);
    let is_rest =
        |file: &String| file.strip_suffix(&*rest).is_some_and(|above| above.is_empty() || above.ends_with('/'));
    let is_alias = path.starts_with("~/") && rest.contains('/');
    !(is_alias && project.index.tree().named(name).iter().any(is_rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_expands() {
        for path in [
            "~/a.png",
            "~sato/a.png",
            "~\\a.png",
            "$HOME/a.png",
            "${HOME}/a.png",
            "$env:USERPROFILE\\a.png",
            "${env:AppData}/a.png",
            "%USERPROFILE%\\a.png",
            "%appdata%/a.png",
        ] {
            assert_eq!(in_home(path), Some("a.png"), "{path}");
        }
        for path in [
            "~",
            "~/",
            "~a.png",
            "a/~/b",
            "~~a/b",
            "~5/a",
            "~概/a",
            "$a/b",
            "$HOME",
            "$HOMES/a",
            "${HOME/a",
            "%E6%A6%82/a",
            "%PUBLIC_URL%/a",
            "100%/a",
            "",
            "%",
            "$",
            "~-/a",
        ] {
            assert_eq!(in_home(path), None, "{path}");
        }
    }
}
