//! Which dictionaries a project uses.

use super::*;

#[test]
fn dictionaries_are_found_by_name_or_path() {
    let error = |toml: &str, dictionary: &str| {
        let tree = TempProject::new(&[("notelint.toml", toml), ("own.toml", dictionary)]);
        let configs = tree.configs(Choice::default(), Lang::En);
        configs.terms(&tree.root, &configs.nearest(&tree.root, &tree.root)).map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(error("terms.dictionaries = ['aws', './own.toml']", ""), Ok(()));
    let wrong = error("terms.dictionaries = ['asw']", "");
    assert_eq!(wrong, Err("unknown dictionary `asw`".to_owned()));
    let wrong = error("terms.dictionaries = ['./gone.toml']", "");
    assert_eq!(wrong, Err("`./gone.toml`: no such file or folder".to_owned()));
    let wrong = error("terms.dictionaries = ['./own.toml']", "word = 1").unwrap_err();
    assert!(wrong.starts_with("invalid dictionary `own.toml`: unknown key"), "{wrong}");
}

#[test]
fn extra_dictionaries_add_to_the_others() {
    let own = "[[term]]\ncanonical = 'StudyBuddy'\n";
    let files = |toml: &str| {
        TempProject::new(&[
            ("notelint.toml", toml),
            ("base.toml", "terms.extra-dictionaries = ['./own.toml', 'gcp']"),
            ("own.toml", own),
            ("prh.yml", "rules:\n  - StudyBuddy\n"),
        ])
    };
    let used = |toml: &str| {
        let tree = files(toml);
        let configs = tree.configs(Choice::default(), Lang::En);
        let used = configs.dictionaries(&tree.root, &configs.nearest(&tree.root, &tree.root)).unwrap();
        let names: Vec<_> = used.named.iter().map(|named| named.text.name.replace(".toml", "")).collect();
        names.join(" ") + if used.prh.is_some() { " prh" } else { "" }
    };
    let built_in = "aws azure gcp kubernetes general japanese";
    for (toml, expected) in [
        ("", built_in.to_owned()),
        ("terms.extra-dictionaries = []", built_in.to_owned()),
        ("terms.extra-dictionaries = ['gcp', 'aws']", built_in.to_owned()),
        ("terms.extra-dictionaries = ['./own.toml', './prh.yml']", format!("{built_in} own prh")),
        ("terms.extra-dictionaries = ['own.toml', 'prh.yml']", format!("{built_in} own prh")),
        ("terms.extra-dictionaries = ['./own.toml', 'aws', './own.toml']", format!("{built_in} own")),
        ("terms = { dictionaries = ['aws'], extra-dictionaries = ['gcp', './own.toml'] }", "aws gcp own".to_owned()),
        ("terms = { dictionaries = ['./own.toml'], extra-dictionaries = ['aws'] }", "own aws".to_owned()),
        ("terms = { dictionaries = [], extra-dictionaries = ['./own.toml'] }", "own".to_owned()),
        // Those of a file that is extended stay, whatever the other file lists.
        ("extends = ['./base.toml']", format!("{built_in} own")),
        ("extends = ['./base.toml']\nterms.extra-dictionaries = ['./prh.yml']", format!("{built_in} own prh")),
        ("extends = ['./base.toml']\nterms.dictionaries = ['aws']", "aws own gcp".to_owned()),
    ] {
        assert_eq!(used(toml), expected, "{toml}");
    }
    let fingerprint = |toml: &str| {
        let tree = files(toml);
        let configs = tree.configs(Choice::default(), Lang::En);
        let terms = configs.terms(&tree.root, &configs.nearest(&tree.root, &tree.root)).unwrap();
        terms.fingerprint().copied().unwrap()
    };
    // The cache tells one set of dictionaries from another.
    assert_eq!(fingerprint(""), fingerprint("terms.extra-dictionaries = ['gcp']"));
    assert_ne!(fingerprint(""), fingerprint("terms.extra-dictionaries = ['./own.toml']"));
    assert_ne!(
        fingerprint("terms.extra-dictionaries = ['./prh.yml']"),
        fingerprint("terms.extra-dictionaries = ['./own.toml']")
    );
}

#[test]
fn mistakes_in_extra_dictionaries_say_what_to_do() {
    let error = |toml: &str| {
        let tree = TempProject::new(&[("notelint.toml", toml)]);
        let configs = tree.configs(Choice::default(), Lang::En);
        let config = configs.nearest(&tree.root, &tree.root);
        let mut errors = configs.take_errors();
        errors.extend(configs.terms(&tree.root, &config).err());
        errors.iter().map(|error| format!("{error}: {error:?}")).collect::<Vec<_>>().join("\n")
    };
    for (toml, expected) in [
        ("terms.extra-dictionary = []", "did you mean `extra-dictionaries`?"),
        ("extra-dictionaries = []", "`extra-dictionaries` belongs under `[terms]`"),
        ("terms.extra-dictionaries = ['kuberntes']", "did you mean `kubernetes`?"),
        ("terms.extra-dictionaries = ['ours']", "to use a file of your own, write `./ours`"),
        ("terms.extra-dictionaries = ['terms.toml']", "`terms.toml`: no such file"),
        ("terms.extra-dictionaries = ['./gone.yml']", "`./gone.yml`: no such file"),
        ("terms.extra-dictionaries = './gone.yml'", "expected a list of strings"),
        ("terms.extra-dictionaries = ['../own.toml']", "`../own.toml`: no such file"),
    ] {
        let told = error(toml);
        assert!(told.contains(expected), "{toml}: {told}");
    }
}

#[test]
fn dictionaries_lie_within_the_project() {
    for name in ["../own.toml", "../prh.yml", "./imports.yml"] {
        let toml = format!("terms.dictionaries = ['{name}']");
        let files = [("a/notelint.toml", &*toml), ("own.toml", ""), ("prh.yml", "rules: []")];
        let tree = TempProject::new(&[&files[..], &[("a/imports.yml", "imports: ../prh.yml")]].concat());
        let configs = tree.configs(Choice::default(), Lang::En);
        let root = tree.root.join("a");
        let error = configs.terms(&root, &configs.nearest(&root, &root)).map(drop).unwrap_err();
        assert!(error.to_string().ends_with("is outside the project"), "{name}: {error}");
    }
}
