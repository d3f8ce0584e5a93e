//! The answers to requests, without WebAssembly.

use serde_json::{Value, json};

fn ask(request: &Value) -> Value {
    serde_json::from_str(&super::answer(request.to_string().as_bytes())).unwrap()
}

/// The rules of the findings in a report, each with its line.
fn found(answer: &Value) -> Vec<(String, u64)> {
    let report: Value = serde_json::from_str(answer["report"].as_str().unwrap()).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|found| (found["rule"].as_str().unwrap().to_owned(), found["line"].as_u64().unwrap())).collect()
}

#[test]
fn a_dead_link_between_two_notes_is_found_and_fixed() {
    let files = json!({ "a.md": "# A\n\n[VPC](vcp.md)\n", "vpc.md": "# B\n\n## 料金\n\n無料です。\n" });
    let answer = ask(&json!({ "method": "lint", "files": files, "lang": "ja" }));
    assert_eq!(found(&answer), [("dead-link".to_owned(), 3)], "{answer}");
    assert!(answer["report"].as_str().unwrap().ends_with("}\n"), "the report is what the program prints");
    assert_eq!(answer["notices"], json!([]));

    let fixed = ask(&json!({ "method": "fix", "files": files, "unsafe": true }));
    assert_eq!(fixed["files"], json!({ "a.md": "# A\n\n[VPC](vpc.md)\n" }), "only what changed");
    assert_eq!(found(&fixed), []);
    let safe = ask(&json!({ "method": "fix", "files": files, "unsafe": false }));
    assert_eq!((&safe["files"], found(&safe)), (&json!({}), vec![("dead-link".to_owned(), 3)]));
}

#[test]
fn preset_and_flavour_replace_those_of_the_configuration() {
    let files = json!({
        "notelint.toml": "extends = [\"strict\"]\nflavour = \"qiita\"\n",
        "a.md": "# A\n\n* x\n+ y\n\n:::message\nz\n:::\n",
    });
    let rules = |preset: Value, flavour: Value| {
        let answer = ask(&json!({ "method": "lint", "files": files, "preset": preset, "flavour": flavour }));
        found(&answer).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    let (as_configured, recommended) = (rules(Value::Null, Value::Null), rules(json!("recommended"), Value::Null));
    let is_in = |rules: &[String], rule: &str| rules.iter().any(|found| found == rule);
    assert!(is_in(&as_configured, "missing-blank-around-list") && is_in(&as_configured, "unknown-container"));
    assert!(
        !is_in(&recommended, "missing-blank-around-list") && is_in(&recommended, "unknown-container"),
        "{recommended:?}"
    );
    assert!(!is_in(&rules(json!("recommended"), json!("zenn")), "unknown-container"));
}

#[test]
fn mistakes_in_the_configuration_have_places() {
    let files = json!({ "notelint.toml": "# 設定\n[rules]\nno-such-rule = \"error\"\n", "a.md": "# A\n" });
    let error = &ask(&json!({ "method": "lint", "files": files }))["error"];
    assert_eq!(error["kind"], "configuration");
    assert!(error["message"].as_str().unwrap().contains("no-such-rule"), "{error}");
    let place = &error["places"][0];
    assert_eq!((&place["path"], &place["line"], &place["column"]), (&json!("notelint.toml"), &json!(3), &json!(1)));
    assert_eq!((&place["end_line"], &place["end_column"]), (&json!(3), &json!(13)));
}

#[test]
fn wrong_requests_are_errors() {
    let kind = |request: &[u8]| {
        let answer: Value = serde_json::from_str(&super::answer(request)).unwrap();
        (answer["error"]["kind"].as_str().unwrap().to_owned(), answer["error"]["message"].as_str().unwrap().to_owned())
    };
    for (request, part) in [
        (&b"{"[..], "EOF"),
        (b"\xFF", "expected value"),
        (b"{}", "method"),
        (br#"{"method":"dance"}"#, "dance"),
        (br#"{"method":"lint"}"#, "files"),
        (br#"{"method":"lint","files":{},"preset":"fancy"}"#, "unknown preset `fancy`"),
        (br#"{"method":"lint","files":{},"flavour":"vanilla"}"#, "unknown flavour `vanilla`"),
        (br#"{"method":"explain","rule":"no-such-rule"}"#, "no-such-rule"),
    ] {
        let (kind, message) = kind(request);
        assert!(kind == "request" && message.contains(part), "{kind}: {message}");
    }
}

#[test]
fn a_rule_is_explained_with_its_examples() {
    let answer = ask(&json!({ "method": "explain", "rule": "MD001", "lang": "ja" }));
    assert_eq!((&answer["name"], &answer["group"]), (&json!("skipped-heading-level"), &json!("headings")));
    assert!(answer["page"].as_str().unwrap().ends_with("/rules/headings/skipped-heading-level"), "{}", answer["page"]);
    let (short, whole) = (answer["short"].as_str().unwrap(), answer["markdown"].as_str().unwrap());
    assert!(short.starts_with("**skipped-heading-level**: 見出しのレベル") && whole.len() > short.len(), "{short}");
    assert!(whole.starts_with("# skipped-heading-level\n") && whole.contains("```md bad\n"), "{whole}");

    // An example is a project whose note has the finding.
    let example = &answer["examples"][0];
    let answer = ask(&json!({ "method": "lint", "files": example["files"] }));
    assert_eq!(found(&answer), [("skipped-heading-level".to_owned(), 3), ("skipped-heading-level".to_owned(), 9)]);
}

#[test]
fn names_are_explained() {
    let answer = ask(&json!({ "method": "explain_name", "name": "Azure AD", "lang": "en" }));
    let facts = answer["facts"].as_array().unwrap();
    assert!(facts.contains(&json!({ "label": "current name", "text": "Microsoft Entra ID" })), "{facts:?}");
    let unknown = ask(&json!({ "method": "explain_name", "name": "Azure Directry", "lang": "en" }));
    assert_eq!(unknown["known"], false);
    assert!(unknown["similar"].as_array().unwrap().contains(&json!("Azure Active Directory")), "{unknown}");
    // A project may have its own names.
    let files = json!({
        "notelint.toml": "[terms]\ndictionaries = [\"./own.toml\"]\n",
        "own.toml": "[[term]]\ncanonical = \"FooBar\"\n",
    });
    let own = ask(&json!({ "method": "explain_name", "name": "foobar", "files": files }));
    assert_eq!(own["facts"][0], json!({ "label": "spelling", "text": "FooBar" }));
}

#[test]
fn ids_of_headings_depend_on_the_host() {
    let answer = ask(&json!({ "method": "slugs", "text": "# A\n\n## 使い方 {#usage}\n" }));
    let slug = |host: &str| answer["hosts"][host][1]["slug"].clone();
    assert_eq!((slug("github"), slug("hugo")), (json!("使い方-usage"), json!("usage")));
    assert_eq!(answer["hosts"].as_object().unwrap().len(), 11);
    assert_eq!(answer["hosts"]["github"][1]["line"], 3);
}

#[test]
fn rules_presets_and_flavours_are_listed() {
    let answer = ask(&json!({ "method": "about", "lang": "ja" }));
    assert_eq!(answer["presets"], json!(["recommended", "japanese", "style", "markdownlint", "strict"]));
    assert!(answer["flavours"].as_array().unwrap().contains(&json!("zenn")));
    let rules = answer["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["name"] == "empty-section").unwrap();
    assert!(rules.len() > 150 && rule["summary"].as_str().unwrap().contains("見出し"), "{rule}");
}

#[test]
fn mdx_is_checked_for_hosts_that_read_it() {
    let lint = |flavour: &str| {
        let files = json!({ "x/a.mdx": "# A\n\n[b](none.md)\n" });
        ask(&json!({ "method": "lint", "files": files, "flavour": flavour, "lang": "en" }))
    };
    let answer = lint("github");
    assert_eq!(found(&answer), []);
    let notice = answer["notices"][0].as_str().unwrap();
    assert!(notice.starts_with("`x/a.mdx` is not checked: "), "{notice}");
    let answer = lint("docusaurus");
    assert_eq!((found(&answer).len(), &answer["notices"]), (1, &json!([])));
}

#[test]
fn the_table_of_shift_jis_is_up_to_date() {
    let row = |code: u16| {
        let text = char::from_u32(code.into())?.to_string();
        let (bytes, _, failed) = encoding_rs::SHIFT_JIS.encode(&text);
        let [lead, trail] = match *bytes {
            [byte] => [0, byte],
            [lead, trail] => [lead, trail],
            _ => return None,
        };
        let [high, low] = code.to_be_bytes();
        (!failed).then_some([high, low, lead, trail])
    };
    let table: Vec<u8> = (0x80..=u16::MAX).filter_map(row).flatten().collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/shift_jis.bin");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    assert!(std::fs::read(path).unwrap() == table, "{path} is out of date: run the tests with UPDATE=1");
}
