//! Answers about notelint itself: rules, names, ids of headings.

use notelint::{
    Flavour, Lang, MemoryFiles, Meta, Preset, VERSION, about_preset, all_rules, explain_rule, explain_rule_briefly,
    heading_slugs, name_lookup, rule_examples, rule_json, rule_url,
};
use serde_json::{Map, Value, json};

use crate::error::RequestError;
use crate::request::Files;

/// The page of a rule, with its examples as projects.
pub(crate) fn explain(name: &str, lang: Lang) -> Result<Value, RequestError> {
    let unknown = || RequestError::request(format!("unknown rule `{name}`"));
    let rule = all_rules().find(|rule| rule.has_name(name)).ok_or_else(unknown)?;
    let mut answer = about_rule(rule, lang);
    answer["short"] = explain_rule_briefly(rule, lang).into();
    answer["markdown"] = explain_rule(rule, lang).into();
    answer["examples"] = rule_examples(rule)
        .into_iter()
        .map(|example| {
            let text = |(path, content)| Some((path, String::from_utf8(content).ok()?));
            // Some examples are not UTF-8.
            let files: Option<Files> = example.files.into_iter().map(text).collect();
            json!({ "note": example.note, "files": files })
        })
        .collect();
    Ok(answer)
}

/// What the dictionaries of the project of `files` know about `name`.
pub(crate) fn explain_name(name: &str, lang: Lang, files: Files) -> Result<Value, RequestError> {
    let names = name_lookup(MemoryFiles::new(files), lang)?;
    if !names.knows(name) {
        return Ok(json!({ "known": false, "similar": names.similar(name) }));
    }
    let facts = names.facts(name, lang).into_iter().map(|fact| json!({ "label": fact.label, "text": fact.text }));
    Ok(json!({ "known": true, "facts": facts.collect::<Vec<_>>() }))
}

/// The ids of the headings of the note `text`, by the name of the host.
pub(crate) fn slugs(text: &str) -> Result<Value, RequestError> {
    let mut hosts = Map::new();
    for flavour in Flavour::ALL {
        let headings = heading_slugs(text, flavour).map_err(|_| RequestError::request("the note is too long"))?;
        let headings = headings
            .into_iter()
            .map(|found| json!({ "line": found.line, "level": found.level, "text": found.text, "slug": found.slug }));
        hosts.insert(flavour.name().to_owned(), headings.collect());
    }
    Ok(json!({ "hosts": hosts }))
}

/// The version, presets, flavours, groups and rules.
pub(crate) fn about(lang: Lang) -> Value {
    let presets: Map<_, _> = Preset::ALL
        .into_iter()
        .map(|preset| (preset.name().to_owned(), about_preset(preset).get(lang).into()))
        .collect();
    let flavours: Map<_, _> =
        Flavour::ALL.into_iter().map(|flavour| (flavour.name().to_owned(), flavour.about().get(lang).into())).collect();
    let groups: Map<_, _> =
        notelint::GROUPS.into_iter().map(|(name, about)| (name.to_owned(), about.get(lang).into())).collect();
    json!({
        "version": VERSION,
        "presets": Preset::ALL.map(Preset::name),
        "flavours": Flavour::ALL.map(Flavour::name),
        "groups": notelint::GROUPS.map(|(name, _)| name),
        "about": { "presets": presets, "flavours": flavours, "groups": groups },
        "rules": all_rules().map(|rule| about_rule(rule, lang)).collect::<Vec<_>>(),
    })
}

/// The metadata of a rule: that of `notelint rules --format json`, with the summary in one language and the URL of its page.
fn about_rule(rule: &Meta, lang: Lang) -> Value {
    let mut about = rule_json(rule);
    about["summary"] = rule.summary.get(lang).into();
    about["page"] = rule_url(rule).into();
    about
}
