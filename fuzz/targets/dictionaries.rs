//! Any text can be read as a dictionary of notelint or prh, and its entries can be searched for.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use notelint::config::Configs;
use notelint::config::select::Catalogue;
use notelint::markdown::document::Document;
use notelint::finding::Lang;
use notelint::rules::RULES;
use notelint::text::disk::OsFileSystem;
use notelint::text::source::Source;

const NOTE: &str = "# メモ\n\nAmazon EC2 は ElasticSearch と Javascript のサーバ。\n";

fuzz_target!(|text: &str| {
    let folder = tempfile::tempdir().expect("a folder");
    let (text, note) = text.split_once('\0').unwrap_or((text, NOTE));
    for name in ["terms.toml", "prh.yml"] {
        let config = format!("[terms]\ndictionaries = [\"{name}\"]\n");
        std::fs::write(folder.path().join("notelint.toml"), config).expect("a file");
        std::fs::write(folder.path().join(name), text).expect("a file");
        let configs = Configs::new(Default::default(), Catalogue(&RULES), folder.path().into(), Lang::En, Arc::new(OsFileSystem));
        let Ok(terms) = configs.terms(folder.path(), &configs.nearest(folder.path(), folder.path())) else { continue };
        let Ok(source) = Source::new(note.into()) else { return };
        let document = Document::parse(&source);
        for hit in terms.find(&document) {
            assert!(note.get(hit.span.range()).is_some());
        }
        if let Some(prh) = terms.prh() {
            let _ = prh.changes(note);
        }
    }
});
