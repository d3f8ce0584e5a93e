//! All integration tests except that of the wheel, in one program that is linked once. Each file is a module: `cargo
//! test --test it rename::` runs the tests of `rename.rs`.
//!
//! `cargo test` runs them as threads of one process. So no test may change shared state, such as the current folder,
//! the panic hook or an environment variable; tests that need to do so use a child process.
#![allow(unreachable_pub, reason = "nobody imports a program")]

mod action;
mod architecture;
mod cache;
mod cache_stats;
mod cli;
mod commits;
mod common;
mod conflicts;
mod core;
mod data_blocks;
mod dictionaries;
mod differential;
mod docs;
mod editors;
mod edits;
mod errors;
mod faults;
mod first_day;
mod fix_cycles;
mod fixes;
mod flavours;
mod formats;
mod generated;
mod generator;
mod git;
mod host_faults;
mod host_fixes;
mod host_page;
mod host_reading;
mod host_table;
mod hostile;
mod hosts;
mod html;
mod html_age;
mod in_memory;
mod internal_errors;
mod invariants;
mod limit_sources;
mod limits;
mod links_online;
mod links_politeness;
mod links_remote;
mod links_safety;
mod lsp;
mod messages;
mod move_command;
mod moves;
mod mutations;
mod option_tables;
mod packages;
mod pages;
mod parity;
mod picture;
mod prh;
mod project;
mod readme;
mod rename;
mod rename_withheld;
mod renders;
mod report;
mod sample;
mod schema;
mod secrets;
mod slugs;
mod staged;
mod table_sources;
mod terms;
mod textlint;
mod told_once;
#[cfg_attr(not(unix), allow(dead_code, reason = "some of the tests that use them are for Unix"))]
mod tools;
mod tracked;
mod traps;
mod wording;
mod workflows;

/// The compiler does not report a file without a `mod` line: its tests would never run.
#[test]
fn every_file_has_a_mod_line() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let files = names.map(|name| name.trim_end_matches(".rs").to_owned()).filter(|name| name != "main");
    let mod_lines: Vec<_> = include_str!("main.rs").lines().collect();
    let missing: Vec<_> = files.filter(|name| !mod_lines.contains(&&*format!("mod {name};"))).collect();
    assert_eq!(missing, [""; 0]);
}
