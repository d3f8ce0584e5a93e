//! The action installs notelint from a release or builds it. The release is on a loopback server that curl connects to instead of
//! github.com. gh and cargo are scripts that record their arguments.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};

use sha2::Digest as _;

use super::{root, script};
use crate::common::server::{Server, bytes, redirect, status};
use crate::tools::{code_and_stderr, repository, succeed, tool, write};

const ARCHIVE: &str = "/notelint/notelint/releases/download/v9.9.9/notelint-x86_64-unknown-linux-musl.tar.gz";

/// The answer of the server for a path.
#[derive(Clone)]
enum Reply {
    File(Vec<u8>),
    Status(u16),
    Redirect(String),
}

/// A GitHub runner.
struct Runner {
    folder: tempfile::TempDir,
    server: Server,
    replies: Arc<Mutex<BTreeMap<String, Reply>>>,
}

impl Runner {
    /// A runner whose `gh` accepts any archive and whose `cargo` always succeeds; `None` if there is no curl.
    fn new() -> Option<Self> {
        tool("curl")?;
        let replies: Arc<Mutex<BTreeMap<String, Reply>>> = Arc::default();
        let known = replies.clone();
        let server = Server::start(move |seen, _| match known.lock().unwrap().get(&seen.path).cloned() {
            Some(Reply::File(content)) => bytes(200, &[], content),
            Some(Reply::Status(number)) => status(number),
            Some(Reply::Redirect(to)) => redirect(302, &to),
            None => status(404),
        });
        let runner = Self { folder: repository(&[]), server, replies };
        let (port, certificate) = (runner.server.address.port(), runner.folder.path().join("github.pem"));
        fs::write(&certificate, &runner.server.certificate).unwrap();
        let curl = format!(
            "connect-to = \"github.com:443:127.0.0.1:{port}\"\ncacert = \"{}\"\nnoproxy = \"*\"\n",
            certificate.display()
        );
        write(runner.folder.path(), &[(".curlrc", &curl)]);
        runner.program("gh", "[ \"$3\" != --help ] || echo ' --source-ref'");
        runner.program("cargo", "mkdir -p \"$RUNNER_TEMP/notelint/bin\" && pwd >> \"$0.log\"");
        Some(runner)
    }

    /// Puts a script `name` on the path. It records its arguments and then runs `body`.
    fn program(&self, name: &str, body: &str) {
        let text = format!("#!/bin/sh\nprintf '%s\\n' \"$*\" >> \"$0.log\"\n{body}\n");
        write(self.folder.path(), &[(&format!("bin/{name}"), &text)]);
        succeed(Command::new("chmod").arg("+x").arg(self.folder.path().join("bin").join(name)));
    }

    /// The recorded arguments of `program`, one call per line.
    fn calls(&self, program: &str) -> String {
        fs::read_to_string(self.folder.path().join(format!("bin/{program}.log"))).unwrap_or_default()
    }

    fn reply(&self, path: &str, reply: Reply) {
        self.replies.lock().unwrap().insert(path.to_owned(), reply);
    }

    /// Publishes an archive with a notelint of this version, and its checksum, at `path`.
    fn publish(&self, path: &str, version: &str) {
        let at = self.folder.path();
        write(at, &[("made/notelint", &format!("#!/bin/sh\necho notelint {version}\n"))]);
        succeed(Command::new("chmod").arg("+x").arg(at.join("made/notelint")));
        succeed(Command::new("tar").args(["-czf", "made.tar.gz", "-C", "made", "notelint"]).current_dir(at));
        self.publish_bytes(path, fs::read(at.join("made.tar.gz")).unwrap());
    }

    fn publish_bytes(&self, path: &str, content: Vec<u8>) {
        let digest = sha2::Sha256::digest(&content);
        let sum = digest.iter().fold(String::new(), |sum, byte| format!("{sum}{byte:02x}"));
        self.reply(&format!("{path}.sha256"), Reply::File(format!("{sum}  notelint.tar.gz\n").into_bytes()));
        self.reply(path, Reply::File(content));
    }

    fn command(&self, name: &str) -> Command {
        let at = self.folder.path();
        let mut command = script(name, at);
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(at.join("bin")).chain(std::env::split_paths(&inherited));
        command.env("PATH", std::env::join_paths(path).unwrap()).env("CURL_HOME", at).env("INPUT_VERSION", "v9.9.9");
        command.env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64");
        command
    }

    /// Runs `install`. Returns the exit code and the output.
    fn install(&self) -> (i32, String) {
        code_and_stderr(&self.command("install").output().unwrap())
    }

    /// The outputs that `install` set; they are deleted.
    fn output(&self) -> String {
        let file = self.folder.path().join(".git/GITHUB_OUTPUT");
        let output = fs::read_to_string(&file).unwrap_or_default();
        let _ = fs::remove_file(file);
        output
    }

    fn installed(&self) -> PathBuf {
        self.folder.path().join(".git/temp/notelint/bin/notelint")
    }
}

#[test]
fn a_release_with_valid_checksum_and_provenance_is_installed() {
    let Some(runner) = Runner::new() else { return };
    runner.publish("/cdn/archive", "9.9.9");
    // GitHub redirects downloads to another host.
    runner.publish(ARCHIVE, "9.9.9");
    runner.reply(ARCHIVE, Reply::Redirect("https://github.com/cdn/archive".to_owned()));
    let (code, printed) = runner.install();
    assert!(code == 0 && printed.contains("installed notelint 9.9.9 (x86_64-unknown-linux-musl)"), "{printed}");
    assert!(runner.installed().is_file() && runner.output().is_empty());
    let path = fs::read_to_string(runner.folder.path().join(".git/GITHUB_PATH")).unwrap();
    assert_eq!(PathBuf::from(path.trim()), runner.installed().parent().unwrap());
    let calls = runner.calls("gh");
    assert_eq!(
        calls.lines().last().unwrap(),
        "attestation verify notelint-x86_64-unknown-linux-musl.tar.gz --repo notelint/notelint --deny-self-hosted-runners \
         --signer-workflow notelint/notelint/.github/workflows/release.yml --source-ref refs/tags/v9.9.9"
    );
    // The workflow that the action trusts attests the archives.
    let release = fs::read_to_string(root().join(".github/workflows/release.yml")).unwrap();
    assert!(release.contains("uses: actions/attest-build-provenance@") && release.contains("dist/*.tar.gz"));
}

#[test]
fn a_modified_archive_is_not_installed() {
    let Some(runner) = Runner::new() else { return };
    let refused = |why: &str| {
        let (code, printed) = runner.install();
        assert!(code == 2 && printed.contains("::error title=notelint::") && printed.contains(why), "{why}: {printed}");
        assert!(!runner.installed().exists() && runner.output().is_empty(), "{why}");
    };
    runner.publish(ARCHIVE, "9.9.9");
    runner.program("gh", "[ \"$3\" = --help ] && echo ' --source-ref' || exit 1");
    refused("its provenance can't be verified");
    runner.reply(&format!("{ARCHIVE}.sha256"), Reply::File("0".repeat(64).into_bytes()));
    refused("its checksum is wrong");
    runner.reply(&format!("{ARCHIVE}.sha256"), Reply::Status(404));
    refused("the release has no checksum of it");
    runner.program("gh", "[ \"$3\" != --help ] || echo ' --source-ref'");
    runner.publish_bytes(ARCHIVE, b"<html>".to_vec());
    refused("can't be unpacked");
    assert_eq!(runner.calls("cargo"), "");
    runner.publish(ARCHIVE, "1.0.0");
    let (code, printed) = runner.install();
    assert!(
        code == 2 && printed.contains("notelint-x86_64-unknown-linux-musl.tar.gz of notelint 9.9.9 has notelint 1.0.0"),
        "{printed}"
    );
}

#[test]
fn a_provenance_that_can_not_be_verified_is_reported() {
    let Some(runner) = Runner::new() else { return };
    runner.publish(ARCHIVE, "9.9.9");
    runner.program("gh", "true");
    let (code, printed) = runner.install();
    assert!(code == 0 && printed.contains("was not verified: gh is older than 2.68"), "{printed}");
    let mut command = runner.command("install");
    let (code, printed) = code_and_stderr(&command.env("GITHUB_SERVER_URL", "https://git.example").output().unwrap());
    assert!(code == 0 && printed.contains("was not verified: this is not github.com"), "{printed}");
}

#[test]
fn only_a_missing_archive_is_a_reason_to_build() {
    let Some(runner) = Runner::new() else { return };
    let (code, printed) = runner.install();
    let missing = runner.output();
    assert!(code == 0 && missing.starts_with("cache-key=notelint-9.9.9-Linux-X64-"), "{missing} {printed}");
    // Other errors, such as an outage, a rate limit or a redirect to plain HTTP, are not.
    let elsewhere = runner.server.url(ARCHIVE);
    runner.publish(ARCHIVE, "9.9.9");
    for (reply, why) in [
        (Reply::Status(403), "returned error: 403 (HTTP status 403)"),
        (Reply::Status(410), "(HTTP status 410)"),
        (Reply::Redirect(elsewhere), "\"http\""),
    ] {
        runner.reply(ARCHIVE, reply);
        let (code, printed) = runner.install();
        assert!(
            code == 2
                && printed.contains(&format!("::error title=notelint::can't download https://github.com{ARCHIVE}")),
            "{printed}"
        );
        assert!(printed.contains(why) && runner.output().is_empty(), "{printed}");
    }
    // A server with another certificate, and no server.
    for line in ["cacert = \"/dev/null\"", "connect-to = \"github.com:443:127.0.0.1:1\""] {
        let rest = fs::read_to_string(runner.folder.path().join(".curlrc")).unwrap();
        write(runner.folder.path(), &[("other/.curlrc", &format!("{line}\n{rest}\n{line}\n"))]);
        let mut command = runner.command("install");
        let (code, printed) =
            code_and_stderr(&command.env("CURL_HOME", runner.folder.path().join("other")).output().unwrap());
        assert!(code == 2 && printed.contains("(HTTP status 000)"), "{line}: {printed}");
    }
    assert_eq!(runner.calls("cargo"), "");
}

#[test]
fn each_platform_downloads_its_own_archive() {
    let Some(runner) = Runner::new() else { return };
    for (os, arch, target) in [
        ("Linux", "X64", "x86_64-unknown-linux-musl"),
        ("Linux", "ARM64", "aarch64-unknown-linux-musl"),
        ("macOS", "X64", "x86_64-apple-darwin"),
        ("macOS", "ARM64", "aarch64-apple-darwin"),
        ("Windows", "X64", "x86_64-pc-windows-msvc"),
    ] {
        let mut command = runner.command("install");
        // A Windows path: tar takes `D:` for the name of a remote host.
        command.env("RUNNER_OS", os).env("RUNNER_ARCH", arch).env("RUNNER_TEMP", r"D:\a\_temp");
        runner.publish(&ARCHIVE.replace("x86_64-unknown-linux-musl", target), "9.9.9");
        let (code, printed) = code_and_stderr(&command.output().unwrap());
        assert!(code == 0 && printed.contains(&format!("installed notelint 9.9.9 ({target})")), "{printed}");
        // The release workflow builds for this target.
        let release = fs::read_to_string(root().join(".github/workflows/release.yml")).unwrap();
        assert!(release.contains(&format!("target: {target},")), "{target}");
    }
    let before = runner.server.seen().len();
    let mut command = runner.command("install");
    let (code, printed) =
        code_and_stderr(&command.env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "ARM").output().unwrap());
    assert!(code == 0 && runner.output().contains("-Linux-ARM-") && runner.server.seen().len() == before, "{printed}");
}

#[test]
fn builds_are_cached_by_version_platform_and_source() {
    let Some(runner) = Runner::new() else { return };
    let key = |version: &str, image: &str| {
        let mut command = runner.command("install");
        let (code, printed) =
            code_and_stderr(&command.env("INPUT_VERSION", version).env("ImageOS", image).output().unwrap());
        assert_eq!(code, 0, "{printed}");
        runner.output()
    };
    let own = env!("CARGO_PKG_VERSION");
    assert_eq!(key("9.9.9", "ubuntu24"), "cache-key=notelint-9.9.9-Linux-X64-ubuntu24-tag\n");
    let ours = key("", "ubuntu24");
    let hash = ours.trim().rsplit('-').next().unwrap();
    assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{ours}");
    assert!(ours.starts_with(&format!("cache-key=notelint-{own}-Linux-X64-ubuntu24-")), "{ours}");
    assert_eq!(key(own, "ubuntu24"), ours);
    assert_ne!(key(own, "ubuntu22"), ours);
}

#[test]
fn a_build_uses_this_source_or_the_tag_and_says_which() {
    let Some(runner) = Runner::new() else { return };
    let temp = runner.folder.path().join(".git/temp/notelint");
    let (temp, source) = (temp.display(), root().canonicalize().unwrap());
    let (code, printed) = code_and_stderr(&runner.command("build").env("INPUT_VERSION", "").output().unwrap());
    let version = env!("CARGO_PKG_VERSION");
    let notice = format!(
        "::notice title=notelint::there is no prebuilt notelint {version} for this machine: building it from source"
    );
    assert!(code == 0 && printed.contains(&notice), "{printed}");
    let own = format!("install --quiet --locked --root {temp} --path .\n{}\n", source.display());
    assert_eq!(runner.calls("cargo"), own);
    let (code, printed) = code_and_stderr(&runner.command("build").output().unwrap());
    assert_eq!(code, 0, "{printed}");
    let from = "--git https://github.com/notelint/notelint --tag v9.9.9 notelint";
    let tag = format!("install --quiet --locked --root {temp} {from}\n{}\n", source.display());
    assert_eq!(runner.calls("cargo"), own + &tag);
    runner.program("cargo", "exit 101");
    let (code, printed) = code_and_stderr(&runner.command("build").output().unwrap());
    assert!(
        code == 2 && printed.contains("::error title=notelint::notelint 9.9.9 can't be built from source"),
        "{printed}"
    );
}
