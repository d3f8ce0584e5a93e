// notelint in Visual Studio Code: code-server with the packed extension, in a headless browser.
//
// `run.py vscode` starts this in a copy of project/. NOTELINT is the program, VSCODE_TOOLS is the folder whose node_modules contains
// code-server and playwright-core, VSIX the packed extension, and CHROMIUM the browser. With PICTURES, a folder, it also takes
// the pictures of the documentation.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const { NOTELINT, VSCODE_TOOLS, VSIX, CHROMIUM, PICTURES } = process.env;
// High enough for all rows of the Problems panel: it has no others in its document.
const WINDOW = { width: 1280, height: 1000 };
const DEADLINE = 30_000;
const SETTINGS = {
    "chat.disableAIFeatures": true,
    "extensions.autoUpdate": false,
    "editor.minimap.enabled": false,
    "files.autoSave": "off",
    "security.workspace.trust.enabled": false,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "window.autoDetectColorScheme": true,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": false,
};
// Not on PATH: the server takes the one of the user's login shell.
const MACHINE_SETTINGS = { "notelint.path": NOTELINT };

const require = createRequire(join(VSCODE_TOOLS, "package.json"));
const { chromium } = require("playwright-core");

/** Starts code-server with the extension. Returns its URL and a function that ends it. */
async function serve(home) {
    const entry = join(VSCODE_TOOLS, "node_modules/code-server/out/node/entry.js");
    const folders = ["--config", join(home, "none.yaml"), "--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "ext")];
    writeFileSync(join(home, "none.yaml"), "");
    for (const [folder, settings] of Object.entries({ User: SETTINGS, Machine: MACHINE_SETTINGS })) {
        mkdirSync(join(home, "data", folder), { recursive: true });
        writeFileSync(join(home, "data", folder, "settings.json"), JSON.stringify(settings));
    }

    const installed = spawnSync(process.execPath, [entry, ...folders, "--install-extension", VSIX], { encoding: "utf8" });
    assert.equal(installed.status, 0, installed.stdout + installed.stderr);

    const quiet = ["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override"];
    const command = [entry, ...folders, ...quiet, "--auth", "none", "--bind-addr", "127.0.0.1:0"];
    // A process group of its own, which ends with all its children.
    const server = spawn(process.execPath, command, { detached: true, stdio: ["ignore", "pipe", "ignore"] });
    const stop = () => {
        try {
            process.kill(-server.pid, "SIGKILL");
        } catch {
            // It has ended already.
        }
    };
    process.on("exit", stop);
    for await (const line of createInterface({ input: server.stdout })) {
        const url = /listening on (http:\S+)/.exec(line);
        if (url) {
            server.stdout.resume();
            return { url: url[1], stop };
        }
    }
    throw new Error("code-server ended");
}

/** Polls until `check` does not throw. */
async function eventually(check) {
    const end = Date.now() + DEADLINE;
    for (;;) {
        try {
            return await check();
        } catch (error) {
            if (Date.now() > end) {
                throw error;
            }
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

/** The line `number` (from 1) of a file on the disk. */
const line = (file, number) => readFileSync(file, "utf8").split("\n")[number - 1];

/** Visual Studio Code, through its window. */
class Editor {
    constructor(page) {
        this.page = page;
        this.keyboard = page.keyboard;
    }

    async open(name) {
        await this.file(name).dblclick();
        await this.page.locator(".tab.active", { hasText: name }).waitFor();
        await this.page.locator(".editor-group-container.active .view-line").first().waitFor();
    }

    /** The row of a file in the explorer. */
    file(name) {
        return this.page.locator(".explorer-viewlet .monaco-list-row", { hasText: name });
    }

    /** The row of a finding in the Problems panel. */
    problem(text) {
        return this.page.locator(".markers-panel .monaco-list-row", { hasText: text });
    }

    /** The rectangle of the first `text` in the editor, once it is shown. */
    async place(text) {
        const find = (text) => {
            for (const line of document.querySelectorAll(".view-lines .view-line")) {
                const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    // It writes no-break spaces.
                    const at = node.data.replaceAll("\u00a0", " ").indexOf(text);
                    if (at >= 0) {
                        const range = document.createRange();
                        range.setStart(node, at);
                        range.setEnd(node, at + text.length);
                        const { x, y, width, height } = range.getBoundingClientRect();
                        return { x, y, width, height };
                    }
                }
            }
            return null;
        };
        return (await this.page.waitForFunction(find, text)).jsonValue();
    }

    /** What is shown while the mouse is over `text` in the editor, once it matches all of `expected`. */
    async explained(text, ...expected) {
        const hover = this.page.locator(".monaco-hover:visible").first();
        await eventually(async () => {
            // The text may have moved.
            const { x, y, width, height } = await this.place(text);
            await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
            await hover.waitFor({ timeout: 2000 });
            const shown = await hover.textContent();
            assert.doesNotMatch(shown, /Loading|Checking/);
            expected.forEach((part) => assert.match(shown, part));
        });
    }

    /** Moves the mouse away, so that nothing is explained. */
    async leave() {
        await this.page.mouse.move(0, 0);
        await this.page.locator(".monaco-hover:visible").waitFor({ state: "hidden" });
    }

    /** Moves the cursor into `text` in the editor. */
    async click(text) {
        const { x, y, width, height } = await this.place(text);
        await this.page.mouse.click(x + width / 2, y + height / 2);
        await this.page.locator(".monaco-editor.focused .cursor").first().waitFor();
    }

    /** The names of the quick fixes at the cursor. They stay open. */
    async fixes() {
        await this.keyboard.press("Control+.");
        await this.page.locator(".action-widget .monaco-list-row.action").first().waitFor();
        return this.page.locator(".action-widget .monaco-list-row.action").allTextContents();
    }

    async choose(fix) {
        await this.page.locator(".action-widget .monaco-list-row.action", { hasText: fix }).click();
    }

    /** Saves the file `name`, once it has changed. */
    async save(name) {
        const changed = this.page.locator(".tab.dirty", { hasText: name });
        await changed.click();
        await this.keyboard.press("Control+s");
        await changed.waitFor({ state: "detached" });
    }

    async picture(name) {
        if (!PICTURES) {
            return;
        }
        for (const colorScheme of ["light", "dark"]) {
            await this.page.emulateMedia({ colorScheme });
            await this.page.locator(colorScheme === "dark" ? ".monaco-workbench.vs-dark" : ".monaco-workbench.vs").waitFor();
            await this.page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}.png`) });
        }
        await this.page.emulateMedia({ colorScheme: "light" });
    }
}

/** The pictures of the documentation. */
async function pictures(editor) {
    await editor.page.setViewportSize({ width: 1280, height: 800 });
    await editor.open("aws.md");
    await editor.keyboard.press("Control+Shift+M");
    await editor.problem("`Azure AD` is now called").waitFor();
    await editor.explained("Azure AD", /is now called/, /current name/);
    await editor.picture("hover");
    await editor.click("Azure AD");
    await editor.leave();
    await editor.fixes();
    await editor.picture("fixes");
    await editor.keyboard.press("Escape");
    await editor.page.setViewportSize(WINDOW);
}

/** A finding is underlined, and listed with its place. 😀 and か゛ before it are two characters each in UTF-16. */
async function finding(editor) {
    await editor.open("note.md");
    const squiggle = editor.page.locator(".squiggly-warning").first();
    await squiggle.waitFor();
    // These lines move the text when they appear.
    await editor.page.locator(".codelens-decoration", { hasText: "1 link" }).first().waitFor();
    const [marked, word] = [await squiggle.boundingBox(), await editor.place("Elasticache")];
    for (const side of ["x", "width"]) {
        assert.ok(Math.abs(marked[side] - word[side]) < 2, `${side}: ${marked[side]} instead of ${word[side]}`);
    }
    await editor.keyboard.press("Control+Shift+M");
    await editor.problem("misspelled-term[Ln 7, Col 8]").waitFor();
    // Notes that are not open are checked too.
    await editor.problem("former-name[Ln 17, Col 3]").waitFor();
}

/** The finding is explained where the mouse is. */
async function hover(editor) {
    // The finding, and its rule.
    await editor.explained("Elasticache", /its owner capitalizes the name this way/, /misspelled-term: /);
    await editor.leave();
}

/** A quick fix by keyboard changes the text, and the finding disappears. */
async function fix(editor) {
    await editor.click("Elasticache");
    const fixes = await editor.fixes();
    assert.match(fixes[0], /^Replace with `ElastiCache`/);
    await editor.keyboard.press("Enter");
    await editor.problem("misspelled-term[Ln 7, Col 8]").waitFor({ state: "detached" });
    await editor.save("note.md");
    assert.equal(line("note.md", 7), "- 😀か゛ ElastiCache を使う。");
}

/** F12 on a link goes to the heading, and the number above a note shows the links to it. */
async function navigate(editor) {
    await editor.click("s3.md");
    await editor.keyboard.press("F12");
    await editor.page.locator(".tab.active", { hasText: "s3.md" }).waitFor();
    await editor.page.locator(".statusbar-item", { hasText: "Ln 3, Col 1" }).waitFor();
    await editor.page.locator(".codelens-decoration a", { hasText: "2 links to this note" }).click();
    await editor.page.locator(".peekview-widget .monaco-list-row", { hasText: "aws.md" }).waitFor();
    await editor.page.locator(".peekview-widget .monaco-list-row", { hasText: "note.md" }).waitFor();
    await editor.keyboard.press("Escape");
    await editor.page.locator(".peekview-widget").waitFor({ state: "detached" });
    await editor.open("note.md");
}

/** A link to a heading of its own note is cut from it and pasted into another one. */
async function paste(editor) {
    await editor.open("s3.md");
    await editor.click("キャッシュ");
    await editor.keyboard.press("Control+End");
    await editor.keyboard.insertText("[b](#バケット)");
    await editor.keyboard.press("Shift+Home");
    await editor.keyboard.press("Control+x");
    await editor.save("s3.md");
    await editor.open("aws.md");
    await editor.click("three clouds");
    await editor.keyboard.press("Control+End");
    await editor.keyboard.press("Control+v");
    await editor.save("aws.md");
    assert.equal(line("aws.md", 22), "[b](s3.md#バケット)");
    await editor.open("note.md");
}

/** F2 on a heading renames it in the link of another note. */
async function renameHeading(editor) {
    await editor.click("データストア");
    await editor.keyboard.press("F2");
    const input = editor.page.locator(".rename-box input");
    await input.waitFor();
    assert.equal(await input.inputValue(), "データストア");
    await input.fill("データベース");
    await editor.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
    // Visual Studio Code saves the notes itself.
    await eventually(() => {
        assert.equal(line("note.md", 5), "## データベース");
        assert.equal(line("s3.md", 5), "キャッシュは [データベース](note.md#データベース) にまとめた。");
    });
}

/** F2 on a file in the explorer changes the links to it. */
async function renameFile(editor) {
    await editor.file("s3.md").click();
    await editor.keyboard.press("F2");
    const input = editor.page.locator(".explorer-viewlet input");
    await input.fill("storage.md");
    await editor.keyboard.press("Enter");
    // Visual Studio Code asks before an extension changes other files.
    const ok = editor.page.locator(".monaco-dialog-box .monaco-button", { hasText: "OK" });
    await ok.or(editor.file("storage.md")).first().waitFor();
    if (await ok.isVisible()) {
        await ok.click();
    }
    await editor.file("storage.md").waitFor();
    await editor.save("note.md");
    await editor.save("aws.md");
    assert.match(line("note.md", 3), /\(storage\.md#バケット\)/);
    assert.match(line("aws.md", 7), /\(storage\.md\)/);
}

const home = mkdtempSync(join(tmpdir(), "notelint-vscode-"));
const server = await serve(home);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
try {
    const permissions = ["clipboard-read", "clipboard-write"];
    const page = await browser.newPage({ viewport: WINDOW, colorScheme: "light", permissions });
    page.setDefaultTimeout(DEADLINE);
    await page.goto(`${server.url}?folder=${encodeURIComponent(process.cwd())}`);
    const editor = new Editor(page);
    const steps = PICTURES ? [pictures] : [];
    for (const step of [...steps, finding, hover, fix, navigate, paste, renameHeading, renameFile]) {
        try {
            await step(editor);
            console.log(`ok: ${step.name}`);
        } catch (error) {
            await editor.picture("failed");
            throw error;
        }
    }
} finally {
    await browser.close();
    server.stop();
    rmSync(home, { recursive: true, force: true });
}
