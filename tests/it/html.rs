//! The HTML report in a real browser: headless Chromium. Without one, these tests are skipped.
//!
//! A page next to the report loads it in a frame, controls it as a reader would, and records the result.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::skip;
use serde_json::{Value, json};

/// A note that tries to break out of the report.
const EVIL: &str = "# </script><img src=x onerror=\"parent.broken=1\"><!--\n\n## <script>parent.broken=1</script>\n\n\
                    ## [x](</script><svg/onload=parent.broken=1>)\n";

fn notelint(folder: &Path, args: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_notelint"))
        .args(args)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env("LANG", "en_US.UTF-8")
        .output()
        .unwrap();
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The sample notes with a hostile one, and their report.
fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let notes = Path::new(env!("CARGO_MANIFEST_DIR")).join("notes");
    for entry in std::fs::read_dir(notes).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    std::fs::write(folder.path().join("evil.md"), EVIL).unwrap();
    std::fs::write(folder.path().join("report.html"), notelint(folder.path(), &["--format", "html"])).unwrap();
    folder
}

fn chromium() -> Option<PathBuf> {
    let folders = std::env::split_paths(&std::env::var_os("PATH")?).collect::<Vec<_>>();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let found =
        names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|it| it.is_file());
    if found.is_none() {
        skip("chromium", "Debian: apt-get install chromium");
    }
    found
}

/// The result of `steps` on the report in `folder`. `steps` is the body of an async function with the parameter
/// `open(fragment, width)`. Asserts that nothing is written to the console.
fn drive(chromium: &Path, folder: &Path, steps: &str) -> Value {
    let harness = format!(
        "<!DOCTYPE html><meta charset=utf-8><iframe style='height:740px;border:0'></iframe><pre></pre><script>
        const frame = document.querySelector('iframe');
        let opened = 0;
        const wait = (time) => new Promise((done) => setTimeout(done, time));
        const open = (fragment, width = 1000) => new Promise((done) => {{
            frame.style.width = width + 'px';
            frame.onload = () => done(frame.contentDocument);
            frame.src = `report.html?${{opened++}}#${{fragment}}`;
        }});
        const shown = (page) => Number(page.getElementById('count').dataset.shown);
        const button = (page, key) => page.querySelector(`[data-key='${{key}}']`);
        (async () => {{ {steps} }})().catch((error) => ({{ error: String(error) }}))
            .then((seen) => document.querySelector('pre').textContent = JSON.stringify(seen));
        </script>"
    );
    let page = folder.join("harness.html");
    std::fs::write(&page, harness).unwrap();
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(chromium)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--dump-dom"])
        .args(["--enable-logging=stderr", "--virtual-time-budget=20000", "--window-size=1100,800"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    let log = String::from_utf8_lossy(&output.stderr);
    let printed: Vec<_> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert_eq!(printed, [""; 0], "on the console");
    let dom = String::from_utf8(output.stdout).unwrap();
    let (_, seen) = dom.split_once("<pre>").unwrap_or_else(|| panic!("{log}"));
    let seen = seen.split_once("</pre>").unwrap().0;
    let seen = seen.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    serde_json::from_str(&seen).unwrap_or_else(|error| panic!("{error}: {seen}"))
}

/// The findings of `--format json`, as the report should show them.
fn findings(folder: &Path) -> Vec<Value> {
    let report: Value = serde_json::from_slice(&notelint(folder, &["--format", "json"])).unwrap();
    report["findings"].as_array().unwrap().clone()
}

#[test]
fn every_finding_is_shown_with_its_text_marked() {
    let Some(chromium) = chromium() else { return };
    let folder = sample();
    let steps = "
        const page = await open('by=file');
        button(page, 'open').click();
        const cards = [...page.querySelectorAll('.finding')].sort((a, b) => a.dataset.finding - b.dataset.finding);
        return { broken: window.broken ?? null, foreign: page.querySelectorAll('img, iframe, body script:not([type])').length,
            cards: cards.map((card) => ({ place: card.querySelector('.path').textContent,
                marked: [...card.querySelectorAll('mark')].map((mark) => mark.textContent).join('\\n'),
                message: card.querySelector('.message').lastChild.textContent })) };";
    let seen = drive(&chromium, folder.path(), steps);
    let expected: Vec<_> = findings(folder.path()).iter().map(|finding| shown(folder.path(), finding)).collect();
    assert!(expected.len() > 25, "the sample has findings");
    assert_eq!(seen["cards"], Value::from(expected));
    assert_eq!((&seen["broken"], &seen["foreign"]), (&Value::Null, &json!(0)), "the note broke out of the report");
}

/// The expected card of `finding`. Of a longer finding, the first four lines are marked.
fn shown(folder: &Path, finding: &Value) -> Value {
    let file = finding["file"].as_str().unwrap();
    let text = std::fs::read_to_string(folder.join(file)).unwrap();
    let at = |key: &str| usize::try_from(finding["span"][key].as_u64().unwrap()).unwrap();
    let (start, mut end) = (at("start"), at("end"));
    if text[start..end].contains('\n') {
        // Of several lines, the last one is marked to its end.
        end += text[end..].find('\n').unwrap_or(0);
    }
    let marked: Vec<_> = text[start..end].lines().filter(|line| !line.is_empty()).take(4).collect();
    let place = format!("{file}:{}:{}", finding["line"], finding["column"]);
    let message = finding["message"].as_str().unwrap().replace('`', "");
    json!({"place": place, "message": message, "marked": marked.join("\n")})
}

#[test]
fn filters_search_and_language_work_and_are_in_the_url() {
    let Some(chromium) = chromium() else { return };
    let folder = sample();
    let steps = "
        const seen = {};
        let page = await open('');
        const { hash } = frame.contentWindow.location;
        seen.all = shown(page);
        seen.start = [page.documentElement.lang, page.title, hash];
        const search = page.querySelector('input[type=search]');
        const type = async (text) => {
            search.value = text;
            search.dispatchEvent(new Event('input', { bubbles: true }));
            await wait(300);
            return shown(page);
        };
        seen.typed = [await type('Container Registry'), await type('ＣＯＮＴＡＩＮＥＲ registry'), await type('no such thing')];
        seen.nothing = page.querySelector('.nothing').textContent;
        seen.address = frame.contentWindow.location.hash;
        button(page, 'reset').click();
        button(page, 'rule:pseudo-bullet').click();
        seen.filtered = [page.querySelector('h1').textContent, frame.contentDocument.title];
        seen.rule = [shown(page), frame.contentWindow.location.hash,
            [...page.querySelectorAll('.finding .meta a')].map((link) => link.textContent)];
        button(page, 'rule:pseudo-bullet').click();
        button(page, 'lang:ja').click();
        seen.japanese = [page.documentElement.lang, page.querySelector('h1').textContent, shown(page)];
        page = await open('severity=error&fix=none&lang=ja&theme=dark');
        seen.linked = [shown(page), page.querySelector('select[name=severity]').value,
            getComputedStyle(page.body).backgroundColor];
        page = await open('theme=light&severity=nonsense&x=y');
        seen.wrong = [shown(page), getComputedStyle(page.body).backgroundColor];
        page.querySelector('#list').dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
        page.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
        seen.focus = [...page.querySelectorAll('.finding')].indexOf(page.activeElement);
        return seen;";
    let seen = drive(&chromium, folder.path(), steps);
    let all = findings(folder.path());
    let count = |expected: &dyn Fn(&Value) -> bool| all.iter().filter(|finding| expected(finding)).count();
    assert_eq!(seen["all"], all.len(), "{seen}");
    assert_eq!(seen["start"], json!(["en", format!("{} findings – notelint", all.len()), ""]));
    assert!(seen["typed"][0].as_u64().unwrap() > 0 && seen["typed"][0] == seen["typed"][1], "{seen}");
    assert_eq!(seen["typed"][2], 0);
    assert_eq!(seen["nothing"], "No finding matches these filters.");
    assert_eq!(seen["address"], "#q=no+such+thing");
    let bullets = count(&|finding| finding["rule"] == "pseudo-bullet");
    let title = format!("{bullets} of {} findings", all.len());
    assert_eq!(seen["filtered"], json!([title, format!("{title} – notelint")]));
    assert_eq!(seen["rule"], json!([bullets, "#rule=pseudo-bullet", vec!["pseudo-bullet"; bullets]]));
    assert_eq!(seen["japanese"], json!(["ja", format!("指摘 {} 件", all.len()), all.len()]));
    let errors = count(&|finding| finding["severity"] == "error" && finding["fix"].is_null());
    assert_eq!(seen["linked"], json!([errors, "error", "rgb(21, 24, 27)"]));
    assert_eq!(seen["wrong"], json!([all.len(), "rgb(250, 249, 247)"]));
    assert_eq!(seen["focus"], 1);
}

#[test]
fn a_phone_shows_it_without_scrolling_sideways() {
    let Some(chromium) = chromium() else { return };
    let folder = sample();
    let wide = format!("# {}\n\n## {}\n\n## empty\n", "x".repeat(3000), "長".repeat(3000));
    std::fs::write(folder.path().join("wide.md"), wide).unwrap();
    std::fs::write(folder.path().join("report.html"), notelint(folder.path(), &["--format", "html"])).unwrap();
    let steps = "
        const seen = {};
        for (const fragment of ['', 'by=file&lang=ja', 'q=registry&by=file&file=services.md']) {
            const page = await open(fragment, 360);
            button(page, 'open').click();
            await wait(100);
            const width = page.documentElement.clientWidth;
            const outside = (element) => element.getBoundingClientRect().right > width;
            seen[fragment] = [page.documentElement.scrollWidth - width, [...page.querySelectorAll('body *')].filter(outside).length,
                page.querySelectorAll('.finding').length > 0];
        }
        return seen;";
    let seen = drive(&chromium, folder.path(), steps);
    for (fragment, seen) in seen.as_object().unwrap() {
        assert_eq!(seen, &json!([0, 0, true]), "#{fragment}: to scroll, elements outside, whether findings are shown");
    }
}

#[test]
fn ten_thousand_findings_are_not_all_drawn_at_once() {
    let Some(chromium) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    // Three empty sections in a row, or those that differ only in a number, would be one finding or none.
    let section = |number: usize, letter: char| format!("## Amazon S{number} {letter}\n\n## Full\n\ntext\n\n");
    let note = |number| ('a'..='t').map(|letter| section(number, letter)).collect::<Vec<_>>().concat();
    for number in 0..500 {
        std::fs::write(folder.path().join(format!("{number}.md")), note(number)).unwrap();
    }
    std::fs::write(folder.path().join("report.html"), notelint(folder.path(), &["--format", "html"])).unwrap();
    let steps = "
        const page = await open('rule=empty-section');
        const before = page.querySelectorAll('.finding').length;
        page.querySelector('.group .more').click();
        const files = await open('rule=empty-section&by=file');
        return { shown: shown(page), before, after: page.querySelectorAll('.finding').length,
            groups: files.querySelectorAll('.group').length, elements: files.querySelectorAll('*').length };";
    let seen = drive(&chromium, folder.path(), steps);
    assert_eq!((&seen["shown"], &seen["before"], &seen["after"]), (&json!(10_000), &json!(50), &json!(100)), "{seen}");
    assert_eq!(seen["groups"], 200);
    assert!(seen["elements"].as_u64().unwrap() < 5000, "{seen}");
}
