//! No report repeats a credential, whichever rule reports something on its line.

use crate::tools::{code_and_stderr, folder, notelint};

/// A credential and the lines of a private key. Random, and valid nowhere.
const SECRET: &str = "m3Xw9LrV5tKq8ZpB2nYc7HdS4gFj6TaQ1uEiM0Ro";

#[test]
fn no_format_prints_a_credential() {
    let long = format!("{} aws_secret_access_key = {SECRET}　Elasticache\n", "a ".repeat(200));
    let text = format!(
        "# AWS\n\n## aws_secret_access_key = {SECRET}\n\n## aws_secret_access_key = {SECRET}　Elasticache\n\n\
         {long}\n-----BEGIN RSA PRIVATE KEY-----\n{SECRET}{SECRET}\n-----END RSA PRIVATE KEY-----\n"
    );
    let folder = folder(&[("a.md", &text), ("notelint.toml", "")]);
    let formats = [
        "pretty",
        "concise",
        "json",
        "jsonl",
        "github",
        "sarif",
        "junit",
        "gitlab",
        "checkstyle",
        "rdjson",
        "markdown",
        "html",
    ];
    for format in formats {
        let (code, printed) = code_and_stderr(&notelint(folder.path(), &["--format", format, "."]));
        assert_eq!(code, 1, "{format}: {printed}");
        assert!(printed.contains("leaked-secret"), "{format}: {printed}");
        // Nor a part of it: a line may be cut.
        for part in [&SECRET[4..12], &SECRET[20..28], &SECRET[32..]] {
            assert!(!printed.contains(part), "{format} prints `{part}`: {printed}");
        }
    }
    notelint(folder.path(), &["baseline"]);
    let baseline: Vec<_> = std::fs::read_dir(folder.path().join(".notelint")).into_iter().flatten().flatten().collect();
    assert!(!baseline.is_empty());
    for file in baseline {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        assert!(!text.contains(&SECRET[4..12]), "{text}");
    }
}

#[test]
fn a_diff_is_exact() {
    let folder = folder(&[("a.md", &format!("aws_secret_access_key = {SECRET} in Javascript\n"))]);
    let (_, printed) = code_and_stderr(&notelint(folder.path(), &["--diff", "."]));
    // Otherwise it could not be applied.
    assert!(printed.contains(&format!("+aws_secret_access_key = {SECRET} in JavaScript")), "{printed}");
}
