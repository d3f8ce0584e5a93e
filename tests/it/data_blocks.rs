//! Code blocks as data: the mistakes that were found in real notes, in our own words, and what looks like one.

use notelint::Linter;
use notelint::config::Choice;
use notelint::facts::memory::MemoryFiles;
use notelint::finding::{Lang, Preset};

/// The findings about code blocks in `note`: line, rule and message.
fn found(note: &str) -> Vec<String> {
    const RULES: [&str; 5] =
        ["broken-json", "broken-yaml", "removed-api-version", "unknown-manifest-field", "wrong-fence-language"];
    let memory = MemoryFiles::new([("n.md", note)]);
    let choice = Choice { presets: vec![Preset::Recommended], ..Choice::default() };
    let checked = Linter::new(memory, choice, Lang::En).unwrap().check();
    let findings = checked.iter().flat_map(|note| &note.findings);
    let findings = findings.filter(|finding| RULES.contains(&finding.rule.name));
    let shown = findings.map(|finding| {
        let line = note[..finding.span.start as usize].matches('\n').count() + 1;
        format!("{line} {} {}", finding.rule.name, finding.message)
    });
    shown.collect()
}

/// The findings in a block with `label` and `code`, whose first line is line 2.
fn in_block(label: &str, code: &str) -> Vec<String> {
    found(&format!("```{label}\n{code}\n```\n"))
}

/// A label, code, and the findings in it.
type Case = (&'static str, &'static str, &'static [&'static str]);

const FAULTS: &[Case] = &[
    ("yaml", "option_settings:\n\taws:elb:listener:\n\tPort: 80", &["3 broken-yaml indented with a tab"]),
    ("yaml", "phases:\n  install:\n\t\tcommands: []", &["4 broken-yaml indented with a tab"]),
    ("yaml", "kind:Service\nmetadata:\n  name:web", &["2 broken-yaml no space after the colon in `kind:Service`"]),
    (
        "yaml",
        "containers:\n  name: a\n    resources:\n      limits: {}",
        &["4 broken-yaml `resources` is deeper than `name`, which has a value"],
    ),
    (
        "yaml",
        "steps:\n- uses: actions/checkout@v4\n    with:\n      ref: main",
        &["4 broken-yaml `with` is deeper than `uses`, which has a value"],
    ),
    (
        "yaml",
        "commands:\n  first:\n    command: a\n second:\n    command: b",
        &["5 broken-yaml `second` does not line up with `first`"],
    ),
    (
        "yaml",
        "Catch:\n  - ErrorEquals:\n    - States.All\n  Next: end",
        &["5 broken-yaml `Next` does not line up with `ErrorEquals`"],
    ),
    (
        "yaml",
        "apiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\n\napiVersion: v1\nkind: Pod",
        &["5 broken-yaml a second `apiVersion` without `---` before it"],
    ),
    ("json", "{\n  \"a\": \"x\",\n  \"b\": \"y\",\n}", &["4 broken-json an extra `,`"]),
    ("json", "{\n  \"a\": \"x\"\n  \"b\": \"y\"\n}", &["3 broken-json a comma is missing after `\"x\"`"]),
    ("json", "{\n  \"a\"; \"x\"\n}", &["3 broken-json `;` instead of `:`"]),
    ("json", "\"a\": {\n  \"b\": \"c\"\n  \"d\": {}\n}", &["3 broken-json a comma is missing after `\"c\"`"]),
    (
        "",
        "{\n  \"a\": 1,\n  \"b\": [\n    2,\n    3\n}",
        &["6 broken-json `[` is not closed: a `]` is missing after `3`"],
    ),
    ("json", "$ aws s3 ls\n{}", &["1 wrong-fence-language label `json` on a terminal session"]),
    ("json", "me@host:~$ aws ecs list\n{}", &["1 wrong-fence-language label `json` on a terminal session"]),
    ("yaml", "#!/bin/bash\nset -e", &["1 wrong-fence-language label `yaml` on a shell script"]),
    (
        "bash",
        "# Made by the installer.\napiVersion: v1\nkind: Config",
        &["1 wrong-fence-language label `bash` on YAML"],
    ),
    ("basy", "ls", &["1 wrong-fence-language unknown language `basy`"]),
    ("koltin", "val a = 1", &["1 wrong-fence-language unknown language `koltin`"]),
    (
        "yaml",
        "apiVersion: apps/v1beta2\nkind: DaemonSet",
        &["2 removed-api-version `apps/v1beta2` does not serve `DaemonSet`"],
    ),
    (
        "yaml",
        "kind: StorageClass\napiVersion: storage.k8s.io/v3",
        &["3 removed-api-version `storage.k8s.io/v3` does not serve `StorageClass`"],
    ),
    (
        "yaml",
        "apiVersion: extensions/v1beta1\nkind: Deployment\n...\nspec:",
        &["2 removed-api-version `extensions/v1beta1` does not serve `Deployment`"],
    ),
    (
        "yaml",
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - readinessreadinessProbe: {}",
        &["6 unknown-manifest-field `Container` has no field `readinessreadinessProbe`"],
    ),
];

const SOUND: &[(&str, &str)] = &[
    // Parts are left out, or there are remarks.
    ("yaml", "a:\n...\n  b"),
    ("yaml", "a: 1\n  b: 2 # 省略"),
    ("yaml", "a: 1 ← これ\n  b: 2"),
    ("yaml", "a:\n  - b\n// 省略"),
    ("json", "{\n  ...\n  \"a\": 1,\n}"),
    ("json", "{ \"a\": [1, 2, ...], }"),
    ("yaml", "a: 1\nb: 2\n# omitido\n  c:\n  - d"),
    // Output of programs, and explanations.
    ("json", "{\"a\": 1}\n{\"b\": 2}\nroot@web1:/etc/app#"),
    ("yaml", "State: Waiting\n  Reason: Error\nRestart Count: 0"),
    ("", "apiVersion: the version of the API\nkind: what it is\n  name: how it is called"),
    // Placeholders, masked values and templates.
    ("yaml", "name: {APP}-service\nnamespace: {NS}"),
    ("yaml", "certificate-authority: */ca.crt\nserver: https://******"),
    ("yaml", "a: {{ .Values.a }}\n{{- if .b }}\n  c: 1\n{{- end }}"),
    ("json", "{ \"a\": string, \"b\": true|false, \"c\": <c>, \"d\": $D, \"e\": {E} }"),
    ("json", "{ \"data\": { custom-info } }"),
    ("json", "{ \"a\": {{ a }}, \"b\": \"{{ b }}\" }"),
    // Excerpts.
    ("json", "\"Condition\": { \"a\": 1 },\n\"Resource\": \"*\","),
    ("json", "{ \"a\": 1 }\n{ \"a\": 2 }"),
    ("json", "{\n  \"a\": {\n    \"b\": 1"),
    ("json", "    \"b\": 1\n  }\n}"),
    ("yaml", "    - name: a\n  volumes: []"),
    // Settings of editors and compilers.
    ("json", "// settings.json\n{ \"a\": 1, }"),
    ("json", "{ \"compilerOptions\": { \"strict\": true, }, }"),
    ("json", "[{ \"key\": \"cmd+k\", \"command\": \"a\" },]"),
    ("jsonc", "{ \"a\": 1, }"),
    // YAML 1.2, custom tags, several documents, duplicate keys.
    ("yaml", "on: [push]\na: !Sub \"${b}\"\nc: !GetAtt d.e\n---\nf: yes"),
    ("yaml", "image: a\n# または\nimage: b"),
    ("yaml", "{ \"a\": [1, 2] }"),
    // Not for the API of Kubernetes, or a custom resource.
    ("yaml", "apiVersion: v1\nkind: Config\nanything: 1"),
    ("yaml", "apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration"),
    ("yaml", "apiVersion: kubescheduler.config.k8s.io/v1beta1\nkind: KubeSchedulerConfiguration"),
    ("yaml", "apiVersion: scheduling.volcano.sh/v1beta1\nkind: Queue\nspec:\n  anything: 1"),
    ("yaml", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - resources: {limits: {example.com/a: 1}}"),
    ("yaml", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    apiVersion: apps/v1beta1\n    kind: Deployment"),
    // Languages.
    ("console", "$ kubectl get pod -o json\n{ \"a\": 1 }"),
    ("yaml", "$ vi a.yaml\napiVersion: v1\nkind: Pod\nmetadata: {}"),
    ("json", "{ \"$ref\": \"#/a\" }"),
    ("text", "{ \"a\": 1, }"),
    ("dataview", "LIST"),
    ("pwsh", "ls"),
    ("", "[core]\n\tautocrlf = true"),
    ("", "[user@host dir]$ ls \"a\" : b"),
    ("", "name: web\n  image: x"),
];

#[test]
fn mistakes_are_found_and_nothing_else() {
    let wrong = FAULTS.iter().filter_map(|(label, code, expected)| {
        let found = in_block(label, code);
        (found != *expected).then(|| format!("{label}\n{code}\n  found {found:#?}\n  expected {expected:#?}"))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn what_looks_like_a_mistake_is_not_reported() {
    for (label, code) in SOUND {
        assert_eq!(in_block(label, code), [""; 0], "{label}\n{code}");
    }
}

#[test]
fn a_word_in_the_info_string_exempts_a_block() {
    for (label, code, expected) in FAULTS.iter().filter(|(label, ..)| !label.is_empty()) {
        assert!(!expected.is_empty());
        assert_eq!(in_block(&format!("{label} notelint-skip"), code), [""; 0], "{label}\n{code}");
    }
}

#[test]
fn blocks_in_lists_and_quotes_have_the_same_findings() {
    for (label, code, expected) in FAULTS.iter().filter(|(_, code, _)| !code.contains('\t')) {
        for (first, rest) in [("> ", "> "), ("- ", "  "), ("> 1. ", ">    ")] {
            let block = format!("```{label}\n{code}\n```\n").replace('\n', &format!("\n{rest}"));
            let note = format!("{first}{}\n", block.trim_end_matches(rest).trim_end());
            assert_eq!(found(&note), *expected, "{note}");
        }
    }
}

/// The time for each of these must not grow faster than its size: a test of the whole takes minutes otherwise.
#[test]
fn hostile_blocks_have_no_findings() {
    let doubling = (1..20).map(|at| format!("a{at}: &a{at} [{}]\n", format!("*a{},", at - 1).repeat(9)));
    let deep: String = (0..1_000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    let blocks = [
        ("json", "[".repeat(1_000_000)),
        ("yaml", "[".repeat(1_000_000)),
        ("json", "{\"a\":".repeat(100_000)),
        ("yaml", "- ".repeat(100_000)),
        ("yaml", format!("a0: &a0 [x]\n{}", doubling.collect::<String>())),
        ("yaml", format!("a: &a 1\nb:\n{}", "  - *a\n".repeat(50_000))),
        ("yaml", deep),
        ("json", format!("{{\n{}}}", "\"a\": 1\n".repeat(3_900))),
        ("json", format!("{{\"a\": \"{}", "x\": ".repeat(100_000))),
        ("sh", "cat <<EOF\n".repeat(50_000)),
        ("yaml", "? ".repeat(20_000)),
        ("", format!("apiVersion: v1\nkind: Pod\n{}", "a: [\n".repeat(20_000))),
    ];
    for (label, code) in blocks {
        assert_eq!(in_block(label, &code), [""; 0], "{label} {}", &code[..20]);
    }
}
