//! Mistakes within a line: placeholders, tildes, asterisks, callouts.

use super::html;
use crate::tools;

/// `text` after `rule` fixed it.
fn fixed(rule: &str, text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note.md");
    std::fs::write(&note, text).unwrap();
    let args = ["--no-config", "--select", rule, "--fix", "--unsafe-fixes", "note.md"];
    tools::notelint(folder.path(), &args);
    std::fs::read_to_string(note).unwrap()
}

/// Asserts that the page of each text has the first HTML, and the page of the fixed text the second.
fn assert_shown(rule: &str, texts: &[(&str, &str, &str)]) {
    for (text, bad, good) in texts {
        let Some(before) = html(text) else { return };
        assert!(before.contains(bad), "{rule}: {text:?} is shown as {before:?}");
        let note = fixed(rule, text);
        let Some(after) = html(&note) else { return };
        assert!(after.contains(good), "{rule}: {text:?} became {note:?}, which is shown as {after:?}");
    }
}

#[test]
fn placeholders_are_tags_until_they_are_code() {
    assert_shown(
        "swallowed-placeholder",
        &[
            (
                "接続先は https://<endpoint>:443/<stage> です\n",
                "https://<endpoint>:443/<stage>",
                "<code>https://&lt;endpoint&gt;:443/&lt;stage&gt;</code>",
            ),
            ("List<Item> を返す\n", "List<Item>", "<code>List&lt;Item&gt;</code>"),
            ("- <your-bucket> を置き換える\n", "<your-bucket>", "<code>&lt;your-bucket&gt;</code>"),
            ("| a |\n|---|\n| ssh <user name>@host |\n", "<user name>@", "<code>&lt;user name&gt;@host</code>"),
        ],
    );
}

#[test]
fn tildes_strike_ranges_out_until_they_are_escaped() {
    assert_shown(
        "accidental-strikethrough",
        &[
            ("10~12時、13~15時\n", "10<del>12時、13</del>15時", "<p>10~12時、13~15時</p>"),
            ("## 第2章 ~概要~\n", "<del>概要</del>", "第2章 ~概要~"),
            ("PATH=~/bin:~/go\n", "<del>/bin:</del>", "PATH=~/bin:~/go"),
            ("docker-ce=18.03.0~ce-0~ubuntu\n", "18.03.0<del>ce-0</del>ubuntu", "18.03.0~ce-0~ubuntu"),
            ("json (~> 1.8)\nrack (~> 1.0)\n", "<del>&gt; 1.8)", "json (~&gt; 1.8)\nrack (~&gt; 1.0)"),
        ],
    );
}

#[test]
fn asterisks_of_wildcards_are_shown_once_they_are_escaped() {
    assert_shown(
        "accidental-emphasis",
        &[
            ("a path (*, /images/*)\n", "(<em>, /images/</em>)", "<p>a path (*, /images/*)</p>"),
            ("形式（*/*）を\n", "（<em>/</em>）", "<p>形式（*/*）を</p>"),
            ("ON *.* TO\n", "ON <em>.</em> TO", "<p>ON *.* TO</p>"),
            ("4*3 / 2*1\n", "4<em>3 / 2</em>1", "<p>4*3 / 2*1</p>"),
            ("as /*...*/ in\n", "/<em>...</em>/", "<p>as /*...*/ in</p>"),
            ("a(*)、b(*) の\n", "a(<em>)、b(</em>) の", "<p>a(*)、b(*) の</p>"),
        ],
    );
}

#[test]
fn asterisks_are_shown_until_they_have_no_space_inside() {
    assert_shown("space-in-emphasis", &[("**料金: ** 従量\n", "**料金: **", "<strong>料金:</strong> 従量")]);
    assert_shown(
        "broken-emphasis",
        &[
            ("- ****制限\n", "****制限", "<li>制限</li>"),
            ("**制限 は 5 個\n", "<p>**制限", "<p>**制限"),
            ("は~~（旧）~~使わない\n", "~~（旧）~~", "<del>"),
        ],
    );
}

#[test]
fn callouts_are_quotes_that_begin_with_a_label() {
    for label in ["[!INFO] 定義", "[!TIP] 試験に出る", "[!note]- たたむ"] {
        let Some(page) = html(&format!("> {label}\n> 本文\n")) else { return };
        assert!(page.contains(&format!("<blockquote>\n<p>{label}\n本文</p>")), "{page}");
    }
}
