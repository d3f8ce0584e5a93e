//! Paths within a project, separated by `/`, as written in links.

/// `path`, as written in a link, with the spelling of `there`, the path of the file that it leads to.
pub fn with_case_of(path: &str, there: &str) -> String {
    let mut there = there.rsplit('/');
    // From the last `..` on towards the start, the names of `path` do not occur in `there`.
    let mut beyond = false;
    let mut names: Vec<&str> = Vec::new();
    for name in path.rsplit('/') {
        beyond |= name == "..";
        let spelled = if beyond || matches!(name, "" | ".") { None } else { there.next() };
        names.push(spelled.unwrap_or(name));
    }
    names.reverse();
    names.join("/")
}

/// The relative path from the note at `from` to the file at `to`, as written in a link.
pub fn relative_path(from: &str, to: &str) -> String {
    let (from, to_folder): (Vec<_>, Vec<_>) = (folders(from).collect(), folders(to).collect());
    let same = from.iter().zip(&to_folder).take_while(|(from, to)| from == to).count();
    let mut relative = "../".repeat(from.len() - same);
    let rest: Vec<_> = to.split('/').skip(same).collect();
    relative.push_str(&rest.join("/"));
    relative
}

fn folders(path: &str) -> impl Iterator<Item = &str> {
    folder_of(path).split('/').filter(|name| !name.is_empty())
}

/// The folder of the file at `path`; empty for the root of the project.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// `path` resolved against `folder`, without `.` and `..`.
///
/// # Errors
/// The part of `path` that is outside the root, if it leaves the root.
pub fn join<'p>(folder: &'p str, path: &'p str) -> Result<String, String> {
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    let mut parts = path.split('/').filter(|name| !name.is_empty() && *name != ".");
    while let Some(name) = parts.next() {
        if name != ".." {
            names.push(name);
        } else if names.pop().is_none() {
            return Err(parts.collect::<Vec<_>>().join("/"));
        }
    }
    Ok(names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_without_dots() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Ok("a/c.md"));
        assert_eq!(join("", "./a//b/").as_deref(), Ok("a/b"));
        assert_eq!(relative_path("a/b/c.md", "a/d.md"), "../d.md");
        assert_eq!(relative_path("c.md", "a/d.md"), "a/d.md");
        assert_eq!(relative_path("a/c.md", "a/d.md"), "d.md");
        assert_eq!(with_case_of("../AWS/./EC2.md", "x/aws/ec2.md"), "../aws/./ec2.md");
        assert_eq!(with_case_of("A/../B.md", "x/b.md"), "A/../b.md");
        assert_eq!(with_case_of("/Img/", "img"), "/img/");
        assert_eq!(join("a", "..").as_deref(), Ok(""));
        assert_eq!(join("a", "../../x/y"), Err("x/y".to_owned()));
    }
}
