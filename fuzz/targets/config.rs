//! Any text can be read as a configuration of notelint or markdownlint; errors are reported.
#![no_main]

use std::path::Path;
use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use notelint::config::Configs;
use notelint::finding::config_error::FileText;
use notelint::config::file;
use notelint::config::select::Catalogue;
use notelint::finding::Lang;
use notelint::rules::RULES;
use notelint::text::disk::OsFileSystem;

fuzz_target!(|text: &str| {
    let named = FileText::new("notelint.toml".into(), "notelint.toml".into(), text);
    let _ = file::parse(named, "".into(), Catalogue(&RULES), Lang::Ja);

    let folder = tempfile::tempdir().expect("a folder");
    let name = [".markdownlint.json", ".markdownlint.yaml", ".markdownlint-cli2.jsonc"][text.len() % 3];
    std::fs::write(folder.path().join(name), text).expect("a file");
    let files = Arc::new(OsFileSystem);
    let configs = Configs::new(Default::default(), Catalogue(&RULES), folder.path().into(), Lang::En, files);
    let _ = configs.nearest(folder.path(), folder.path());
    for error in configs.take_errors() {
        assert!(!error.to_string().is_empty() && Path::new(name).extension().is_some());
    }
});
