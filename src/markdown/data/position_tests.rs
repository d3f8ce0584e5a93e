//! Sound JSON and YAML, broken in ten ways: the mistake is found in the line where it was made.

use super::{json, yaml};

const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": "arn:aws:s3:::example/*"
    },
    {
      "Effect": "Deny",
      "Action": "s3:*",
      "Resource": "*",
      "Condition": {
        "Bool": { "aws:SecureTransport": false }
      }
    }
  ]
}
"#;

const MANIFEST: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: \"nginx:1.27\"
          args: [\"-g\", \"daemon off;\"]
          ports:
            - containerPort: 80
              name: http
      restartPolicy: Always
";

/// A change and the line (from 1) of the mistake that it makes.
type Change = (&'static str, &'static str, usize);

const COMMA_DROPPED: [Change; 6] = [
    ("17\",", "17\"", 2),
    ("\"Read\",", "\"Read\"", 5),
    ("Object\",", "Object\"", 7),
    ("ListBucket\"],", "ListBucket\"]", 7),
    ("    },\n", "    }\n", 9),
    ("\"s3:*\",", "\"s3:*\"", 12),
];
const COMMA_ADDED: [Change; 6] = [
    ("17\",", "17\",,", 2),
    ("example/*\"", "example/*\",", 8),
    ("ListBucket\"]", "ListBucket\",]", 7),
    ("false }", "false, }", 15),
    ("  ]\n}", "  ],\n}", 18),
    ("    {\n      \"Sid\"", "    {,\n      \"Sid\"", 4),
];
const QUOTE_DROPPED: [Change; 6] = [
    ("\"Version\"", "Version\"", 2),
    ("\"Sid\"", "\"Sid", 5),
    ("\"Allow\"", "Allow\"", 6),
    ("\"s3:GetObject\"", "\"s3:GetObject", 7),
    ("\"s3:ListBucket\"", "s3:ListBucket\"", 7),
    ("example/*\"", "example/*", 8),
];
const COLON_CHANGED: [Change; 6] = [
    ("\"Version\":", "\"Version\"", 2),
    ("\"Sid\":", "\"Sid\";", 5),
    ("\"Effect\": \"A", "\"Effect\" = \"A", 6),
    ("\"Resource\": \"*\"", "\"Resource\", \"*\"", 13),
    ("\"Bool\":", "\"Bool\"::", 15),
    ("\"Condition\":", "\"Condition\"", 14),
];
const BRACKET_CHANGED: [Change; 6] = [
    ("ListBucket\"]", "ListBucket\"", 7),
    ("ListBucket\"]", "ListBucket\"}", 7),
    ("[\"s3", "\"s3", 7),
    ("false }", "false", 15),
    ("      }\n    }\n  ]", "    }\n  ]", 15),
    ("    },\n    {\n", "    },\n    }\n    {\n", 10),
];
const TAB: [Change; 6] = [
    ("  name: web\n  labels", "\tname: web\n  labels", 4),
    ("  replicas", "\treplicas", 8),
    ("      app: web\n  template", "\t\t\tapp: web\n  template", 11),
    ("        - name", "\t\t\t\t- name", 18),
    ("            - containerPort", "\t    - containerPort", 22),
    ("      restartPolicy", "\t  restartPolicy", 24),
];
const DEEPER: [Change; 6] = [
    ("\nkind", "\n  kind", 2),
    ("\n  labels:", "\n    labels:", 5),
    ("  selector", "    selector", 9),
    ("          image", "            image", 19),
    ("          args", "              args", 20),
    ("              name: http", "                name: http", 23),
];
const SHIFTED: [Change; 6] = [
    ("  labels:\n    app", " labels:\n    app", 5),
    ("  replicas: 2\n  selector", "  replicas: 2\n selector", 9),
    ("          ports", "         ports", 21),
    ("              name: http", "            name: http", 23),
    ("      restartPolicy", "     restartPolicy", 24),
    ("    spec:\n      con", "   spec:\n      con", 16),
];
const SPACE_DROPPED: [Change; 6] = [
    ("kind: D", "kind:D", 2),
    ("apiVersion: a", "apiVersion:a", 1),
    ("  replicas: 2", "  replicas:2", 8),
    ("- name: web", "-name: web", 18),
    ("name: web\n  labels", "name:web\n  labels", 4),
    ("image: \"", "image:\"", 19),
];
const END_DROPPED: [Change; 6] = [
    ("1.27\"", "1.27", 19),
    ("off;\"", "off;", 20),
    ("off;\"]", "off;\"", 20),
    ("metadata:\n  name", "metadata\n  name", 3),
    ("      containers:", "      containers", 17),
    ("replicas: 2", "replicas 2", 8),
];

/// The line (from 1) of the mistake in `sound` after `change`, if one is found.
fn found(sound: &str, (from, to, _): Change, find: impl Fn(&str) -> Option<usize>) -> Option<usize> {
    assert_eq!(sound.matches(from).count(), 1, "{from}");
    let broken = sound.replacen(from, to, 1);
    find(&broken).map(|offset| broken[..offset].matches('\n').count() + 1)
}

fn in_json(text: &str) -> Option<usize> {
    json::fault(text, false).map(|fault| fault.range.start)
}

fn in_yaml(text: &str) -> Option<usize> {
    yaml::fault(text, &yaml::error(text)?).map(|fault| fault.range.start)
}

#[test]
fn sixty_broken_blocks() {
    assert!(in_json(POLICY).is_none() && yaml::error(MANIFEST).is_none());
    let json = [COMMA_DROPPED, COMMA_ADDED, QUOTE_DROPPED, COLON_CHANGED, BRACKET_CHANGED].concat();
    let yaml = [TAB, DEEPER, SHIFTED, SPACE_DROPPED, END_DROPPED].concat();
    let json = json.iter().map(|&change| (change, found(POLICY, change, in_json)));
    let yaml = yaml.iter().map(|&change| (change, found(MANIFEST, change, in_yaml)));
    let missed: Vec<_> = json.chain(yaml).filter(|((_, _, line), found)| *found != Some(*line)).collect();
    assert!(missed.len() <= 5, "{missed:#?}");
    let wrong = missed.iter().filter(|(_, found)| found.is_some()).count();
    assert!(wrong <= 2, "{missed:#?}");
}

#[test]
fn no_line_of_a_text_is_out_of_line() {
    let text = "steps:\n  - name: a\n    id: b\n=    run: |\n      make\n    env:\n      C: d\n";
    assert_eq!(in_yaml(text), None);
}
