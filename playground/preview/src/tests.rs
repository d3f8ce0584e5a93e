//! The answers to requests, without WebAssembly.

use serde_json::{Value, json};

use crate::host::Host;

fn ask(request: &Value) -> Value {
    serde_json::from_str(&super::answer(request.to_string().as_bytes())).unwrap()
}

/// The HTML of `text` on the host of `flavour`, without the places of its elements.
fn html(text: &str, flavour: &str) -> String {
    let answer = ask(&json!({ "method": "render", "text": text, "flavour": flavour }));
    let html = answer["html"].as_str().unwrap_or_else(|| panic!("{answer}"));
    let mut parts = html.split(" data-sourcepos=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |html, part| html + part.split_once('"').map_or("", |(_, rest)| rest))
}

#[test]
fn github_shows_tables_tasks_alerts_footnotes_and_math() {
    let text = "| a |\n|---|\n| ~~b~~ |\n\n- [x] c\n\n> [!NOTE]\n> d\n\ne[^1] $x^2$ https://a.io\n\n[^1]: f\n";
    let html = html(text, "github");
    for part in [
        "<table>",
        "<del>b</del>",
        "type=\"checkbox\"",
        "markdown-alert-note",
        "data-footnote-ref",
        "<span data-math-style=\"inline\">x^2</span>",
        "<a href=\"https://a.io\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn hosts_differ() {
    let table = "| a |\n|---|\n| b |\n";
    assert!(html(table, "zenn").contains("<table>") && !html(table, "commonmark").contains("<table>"));
    assert!(html("a\nb", "qiita").contains("<br>") && !html("a\nb", "github").contains("<br>"));
    assert!(html(":::message\na\n:::", "zenn").contains("<div class=\"message\">"));
    assert!(html(":::message\na\n:::", "github").contains(":::message"));
    assert!(html("[[a|b]] ==c== %%d%%", "obsidian").contains("<mark>c</mark>"));
    assert!(!html("a %%hidden%%", "obsidian").contains("hidden"), "a comment");
    assert!(
        html("**これ。**は", "gitlab").contains("<strong>") && !html("**これ。**は", "github").contains("<strong>")
    );
    assert!(html("https://a.io", "hugo").contains("<a ") && !html("https://a.io", "mkdocs").contains("<a "));
}

#[test]
fn html_is_treated_as_on_the_host() {
    let text = "a <kbd>b</kbd>\n\n<details open><summary>c</summary>d</details>\n";
    for flavour in ["github", "qiita", "jekyll"] {
        assert!(html(text, flavour).contains("<kbd>b</kbd>") && html(text, flavour).contains("<summary>c</summary>"));
    }
    assert!(html(text, "zenn").contains("&lt;kbd&gt;"), "shown as text");
    assert!(!html(text, "hugo").contains("kbd") && !html(text, "hugo").contains("summary"), "left out");
}

#[test]
fn github_shows_the_tags_of_some_elements_as_text() {
    let html = html("<script>\na\n</script>\n\nb <iframe src=c> <titles>\n", "github");
    assert!(html.contains("&lt;script&gt;") && html.contains("&lt;iframe") && !html.contains("titles"), "{html}");
}

#[test]
fn nothing_that_could_run_gets_through_on_any_host() {
    let attacks = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)></svg>",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<iframe src=\"https://a.io\"></iframe>",
        "<iframe srcdoc=\"&lt;script>alert(1)&lt;/script>\"></iframe>",
        "<object data=\"a.swf\"></object><embed src=\"a.swf\">",
        "<form action=\"https://a.io\"><input type=text><button>x</button></form>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\" java&#10;script:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        "<p style=\"background:url(https://a.io)\">x</p>",
        "<style>@import url(https://a.io)</style>",
        "<link rel=stylesheet href=https://a.io>",
        "<meta http-equiv=refresh content=\"0;url=https://a.io\">",
        "<base href=\"https://a.io\">",
        "<video src=x onerror=alert(1)></video>",
        "# x <img src=x onerror=alert(1)>",
        "[[x|<img src=x onerror=alert(1)>]]",
        ":::x\" onclick=\"alert(1)\na\n:::",
    ];
    for (flavour, _) in Host::ALL {
        for attack in attacks {
            let html = html(attack, flavour);
            // As text, all of it is harmless.
            for tag in html.split('<').skip(1).filter_map(|tag| tag.split('>').next()) {
                // Names are outside quotes, values within.
                let parts: Vec<String> = tag.split('"').map(str::to_lowercase).collect();
                let names: String = parts.iter().step_by(2).map(String::as_str).collect();
                for name in names.split(|char: char| !char.is_alphanumeric()).filter(|name| !name.is_empty()) {
                    let forbidden = [
                        "script", "style", "iframe", "object", "embed", "form", "button", "svg", "math", "link",
                        "meta", "base", "srcdoc",
                    ];
                    assert!(
                        !name.starts_with("on") && !forbidden.contains(&name),
                        "{flavour}: {attack}: {name}\n{html}"
                    );
                }
                for value in parts.iter().skip(1).step_by(2) {
                    let is_forbidden = value == "text" || value.starts_with("data:");
                    assert!(!is_forbidden && !value.contains("script:"), "{flavour}: {attack}: {value}\n{html}");
                }
            }
        }
    }
}

#[test]
fn headings_have_the_ids_that_were_asked_for() {
    assert!(html("# A b\n\n# A b\n", "github").contains("<h1 id=\"a-b-1\">"));
    let slugs = json!([{ "line": 1, "slug": "x\"y" }, { "line": 3, "slug": null }]);
    let answer = ask(&json!({ "method": "render", "text": "# A\n\n# B\n", "flavour": "zenn", "slugs": slugs }));
    let html = answer["html"].as_str().unwrap();
    assert!(html.contains("id=\"x&quot;y\"") && html.matches("id=").count() == 1, "{html}");
}

#[test]
fn wrong_requests_are_errors() {
    assert!(super::answer(b"{").contains("\"error\""));
    let answer = ask(&json!({ "method": "render", "text": "", "flavour": "vanilla" }));
    assert_eq!(answer["error"]["message"], "unknown flavour `vanilla`");
}
