//! `--online` and `notelint links` end to end: the binary, notes on the disk, servers on loopback.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::common::server::{Server, page, proxy, redirect, status};
use crate::tools::skip;

fn notelint(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.env("COLUMNS", "100");
    command.current_dir(folder).args(args).env("LANG", "C").env_remove("LC_ALL");
    for proxy in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "GITHUB_TOKEN"] {
        command.env_remove(proxy);
    }
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Exit code, and the findings as lines.
fn code_and_lines(output: &Output) -> (i32, Vec<String>) {
    let lines = text(&output.stdout).lines().map(str::to_owned).filter(|line| line.contains(".md:")).collect();
    (output.status.code().unwrap(), lines)
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("notelint.toml"), "").unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn offline_runs_make_no_requests() {
    let server = Server::start(|_, _| status(404));
    let folder = folder(&[("a.md", &format!("# A\n\n<{}>\n", server.url("/a")))]);
    let output = notelint(folder.path(), &["--allow-private", "--format", "concise"]).output().unwrap();
    assert_eq!(code_and_lines(&output), (0, vec![]));
    assert!(server.seen().is_empty() && !folder.path().join(".notelint").exists());
}

#[test]
fn dead_links_are_reported_and_fixed() {
    let server = Server::start(|seen, _| match &*seen.path {
        "/gone" => status(404),
        "/old" => redirect(301, "/new"),
        "/guarded" => status(403),
        _ => page("<h2 id=there>A</h2>"),
    });
    let [gone, old, new, guarded, docs] = ["/gone", "/old", "/new", "/guarded", "/docs"].map(|path| server.url(path));
    let note = format!(
        "# A\n\n[a]({gone}) [b]({old}#x) [c]({guarded})\n\n[d]({docs}#there) [e]({docs}#missing)\n\n-item\n\n[f](b.md)\n"
    );
    let folder = folder(&[("a.md", &note), ("b.md", &format!("# B\n\n{gone}\n"))]);
    let links = ["links", "--allow-private", "--format", "concise"];
    let (code, lines) = code_and_lines(&notelint(folder.path(), &links).output().unwrap());
    let rules: Vec<_> = lines.iter().map(|line| line.split_whitespace().nth(1).unwrap_or("")).collect();
    assert_eq!(code, 1, "{lines:#?}");
    assert_eq!(rules.len(), 6, "{lines:#?}");
    for (line, expected) in lines.iter().zip([
        format!("`{gone}` is a broken link: 404 Not Found"),
        format!("`{old}` has moved to `{new}`"),
        format!("no heading or id in `{old}` matches `#x`"),
        format!("could not check `{guarded}`: 403 Forbidden"),
        format!("no heading or id in `{docs}` matches `#missing`"),
        format!("`{gone}` is a broken link: 404 Not Found"),
    ]) {
        assert!(lines.iter().any(|line| line.contains(&expected)), "{line}\n{expected}\n{lines:#?}");
    }
    assert_eq!(server.count("/docs"), 1, "once for all fragments");
    assert_eq!(server.count("/gone"), 1, "once for all notes, because its host serves pages");

    let fix = ["links", "--allow-private", "--fix", "--unsafe-fixes"];
    notelint(folder.path(), &fix).output().unwrap();
    let fixed = std::fs::read_to_string(folder.path().join("a.md")).unwrap();
    assert_eq!(fixed, note.replace(&format!("{old}#x"), &format!("{new}#x")));
}

#[test]
fn projects_of_one_run_share_results() {
    let server = Server::start(|seen, _| if seen.path == "/docs" { page("<h2 id=a>A</h2>") } else { status(403) });
    let note = format!("# A\n\n<{}> <{}>\n", server.url("/docs"), server.url("/guarded"));
    let folder = tempfile::tempdir().unwrap();
    for name in ["aws", "gcp"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name).join("notelint.toml"), "").unwrap();
        std::fs::write(folder.path().join(name).join("a.md"), &note).unwrap();
    }
    let output = notelint(folder.path(), &["links", "--allow-private", "aws", "gcp"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!((server.count("/docs"), server.count("/guarded")), (1, 2), "the other project may have other headers");
    for name in ["aws", "gcp"] {
        let cache = std::fs::read_to_string(folder.path().join(name).join(".notelint/links.json")).unwrap();
        assert!(cache.contains("/docs") && cache.contains("/guarded"), "{cache}");
    }
}

#[test]
fn the_configuration_can_enable_it() {
    let server = Server::start(|seen, _| {
        if seen.headers.get("x-key").is_some_and(|key| key == "secret-1") { page("") } else { status(404) }
    });
    let folder = folder(&[("a.md", &format!("# A\n\n<{}> <{}>\n", server.url("/a"), server.url("/skip/b")))]);
    let config = "[links]\nonline = true\nignore = ['*/skip/*']\ntimeout = 5\n[links.headers.'127.0.0.1']\nX-Key = '$NOTELINT_KEY'\n";
    std::fs::write(folder.path().join("notelint.toml"), config).unwrap();
    let check = |key: Option<&str>| {
        let mut command = notelint(folder.path(), &["--allow-private", "--refresh", "--format", "concise"]);
        key.map(|key| command.env("NOTELINT_KEY", key));
        command.output().unwrap()
    };
    let output = check(Some("secret-1"));
    assert_eq!(code_and_lines(&output), (0, vec![]));
    assert_eq!((server.count("/a"), server.count("/skip/b")), (1, 0));
    let output = check(None);
    assert!(text(&output.stderr).contains("the environment variable `NOTELINT_KEY` is not set"));
    let output = check(Some("other-secret"));
    let cache = std::fs::read_to_string(folder.path().join(".notelint/links.json")).unwrap();
    for shown in [text(&output.stdout), text(&output.stderr), cache] {
        assert!(!shown.contains("secret"), "{shown}");
    }
}

#[test]
fn private_addresses_are_skipped_by_default() {
    let server = Server::start(|_, _| status(404));
    let folder = folder(&[("a.md", &format!("# A\n\n<{}> http://10.0.0.1/ http://localhost:1/\n", server.url("/a")))]);
    let output = notelint(folder.path(), &["links", "--format", "concise"]).output().unwrap();
    assert_eq!(code_and_lines(&output), (0, vec![]));
    assert!(server.seen().is_empty());
}

#[test]
fn credentials_are_neither_sent_nor_shown() {
    let server = Server::start(|_, _| status(404));
    let url = format!("http://me:pass-word@{}/a", server.address);
    let folder = folder(&[("a.md", &format!("# A\n\n[a]({url})\n"))]);
    let output = notelint(folder.path(), &["links", "--allow-private"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let cache = std::fs::read_to_string(folder.path().join(".notelint/links.json")).unwrap();
    assert!(!cache.contains("pass-word"));
    assert!(server.seen().iter().all(|seen| !seen.headers.contains_key("authorization")));
}

#[test]
fn the_proxies_of_the_environment_are_used() {
    let server = Server::start(|seen, _| if seen.path == "/gone" { status(404) } else { page("") });
    let (proxy, asked, _runtime) = proxy(server.address);
    // A label longer than 63 bytes is not a valid host name (RFC 1035 §2.3.4), so only the proxy can resolve it.
    let inside = format!("http://{}.cloudnotes.dev/a", "inside".repeat(12));
    let secure = "https://a.cloudnotes.dev";
    let metadata = "http://169.254.169.254/latest";
    let note = format!(
        "# A\n\n- <{inside}>\n- <{secure}/b>\n- <{secure}/gone>\n- <{}>\n- <{metadata}>\n",
        server.url("/past")
    );
    let folder = folder(&[("a.md", &note)]);
    let certificate = folder.path().join("root.pem");
    std::fs::write(&certificate, &server.certificate).unwrap();
    let run = |args: &[&str]| {
        let mut command = notelint(folder.path(), &[&["links", "--refresh", "--format", "concise"], args].concat());
        command.env("http_proxy", format!("http://{proxy}")).env("HTTPS_PROXY", format!("http://{proxy}"));
        command.env("no_proxy", "127.0.0.1").env("SSL_CERT_FILE", &certificate);
        let printed = code_and_lines(&command.output().unwrap());
        let mut asked = std::mem::take(&mut *asked.lock().unwrap());
        asked.sort();
        asked.dedup();
        (printed, asked)
    };
    let gone = (1, vec![format!("a.md:5:4: error[dead-link] `{secure}/gone` is a broken link: 404 Not Found")]);
    let (printed, asked) = run(&["--allow-private"]);
    assert_eq!((printed, server.count("/past")), (gone.clone(), 1), "`no_proxy` is asked without one");
    assert!(asked.contains(&format!("GET {inside} HTTP/1.1")), "{asked:#?}");
    assert!(asked.contains(&"CONNECT a.cloudnotes.dev:443 HTTP/1.1".to_owned()), "{asked:#?}");

    let (printed, asked) = run(&[]);
    assert_eq!(printed, gone);
    assert!(!asked.iter().any(|line| line.contains("169.254")), "nor through a proxy: {asked:#?}");
}

/// Waits until `done` returns true, for at most ten seconds.
fn wait(done: impl Fn() -> bool) {
    let start = Instant::now();
    while !done() && start.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_prints_results_and_saves_the_cache() {
    let server = Server::start(|_, _| page(""));
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let note = format!("# A\n\n<{}> <http://{}/>\n\n[x](b.md)\n", server.url("/a"), silent.local_addr().unwrap());
    let folder = folder(&[("a.md", &note)]);
    let mut command = notelint(folder.path(), &["links", "--allow-private", "--format", "concise"]);
    let child: Child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    wait(|| server.count("/a") == 1);
    std::thread::sleep(Duration::from_millis(100));
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let output = child.wait_with_output().unwrap();
    let (code, lines) = code_and_lines(&output);
    assert_eq!((code, lines.len()), (2, 1), "{lines:?}");
    assert!(lines[0].contains("`b.md` does not exist"));
    assert!(text(&output.stderr).contains("interrupted: 1 of 2 links were not checked"), "{}", text(&output.stderr));
    let cache = std::fs::read_to_string(folder.path().join(".notelint/links.json")).unwrap();
    assert!(cache.contains(&server.url("/a")));
}

/// nginx as packaged by Debian, with a page, a redirect, a compressed page and a rate-limited page.
#[test]
fn nginx_from_end_to_end() {
    let found = Command::new("nginx").arg("-v").stderr(Stdio::null()).status();
    if !found.is_ok_and(|status| status.success()) {
        skip("nginx", "Debian: apt-get install nginx-light");
        return;
    }
    let site = tempfile::tempdir().unwrap();
    let root = site.path().display().to_string();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    std::fs::write(site.path().join("page.html"), format!("<h2 id=\"usage\">Usage</h2>{}", "x".repeat(9000))).unwrap();
    let config = format!(
        "daemon off; master_process off; pid {root}/pid; error_log {root}/error.log; events {{}} http {{ access_log {root}/access.log; \
         types {{ text/html html; }} gzip on; gzip_min_length 1; limit_req_zone $server_name zone=slow:1m rate=1r/m; \
         client_body_temp_path {root}/b; proxy_temp_path {root}/p; fastcgi_temp_path {root}/f; uwsgi_temp_path {root}/u; \
         scgi_temp_path {root}/s; server {{ listen 127.0.0.1:{port}; root {root}; \
         location = /old.html {{ return 301 /page.html; }} location = /secret.html {{ return 403; }} \
         location = /busy.html {{ limit_req zone=slow; limit_req_status 429; try_files /page.html =404; }} }} }}"
    );
    std::fs::write(site.path().join("nginx.conf"), config).unwrap();
    let conf = site.path().join("nginx.conf");
    let mut nginx = Command::new("nginx").arg("-c").arg(&conf).arg("-e").arg("stderr").spawn().unwrap();
    wait(|| std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
    let url = |path: &str| format!("http://127.0.0.1:{port}/{path}");
    let note = format!(
        "# A\n\n- <{}>\n- <{}>\n- <{}>\n- <{}>\n- <{}>\n",
        url("page.html#usage"),
        url("page.html#price"),
        url("old.html"),
        url("missing.html"),
        url("secret.html")
    );
    let folder = folder(&[("a.md", &note)]);
    let output = notelint(folder.path(), &["links", "--allow-private", "--format", "concise"]).output();
    nginx.kill().unwrap();
    nginx.wait().unwrap();
    let (code, lines) = code_and_lines(&output.unwrap());
    let expected = [
        "matches `#price`".to_owned(),
        format!("has moved to `{}`", url("page.html")),
        "is a broken link: 404 Not Found".to_owned(),
        format!("could not check `{}`: 403 Forbidden", url("secret.html")),
    ];
    assert_eq!((code, lines.len()), (1, 4), "{lines:#?}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.contains(&expected), "{line}\n{expected}");
    }
}
