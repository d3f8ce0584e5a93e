// Starts `notelint lsp`, and tells the user where to get notelint if there is none. Nothing is downloaded.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type Location, type Position } from "vscode-languageclient/node";

import { watchPaste } from "./paste";

const SECTION = "notelint";
const NOTES = ["file", "untitled"].flatMap((scheme) => ["markdown", "mdx"].map((language) => ({ scheme, language })));
// Errors in it are shown while it is edited.
const CONFIGURATION = { scheme: "file", pattern: "**/notelint.toml" };
const INSTALL = "https://github.com/notelint/notelint#install";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const output = vscode.window.createOutputChannel("notelint", { log: true });
    context.subscriptions.push(
        output,
        vscode.commands.registerCommand("notelint.restart", () => restart(output)),
        vscode.commands.registerCommand("notelint.showOutput", () => output.show()),
        vscode.commands.registerCommand("notelint.showReferences", showReferences),
        vscode.workspace.onDidChangeConfiguration(async (change) => {
            if (change.affectsConfiguration(SECTION)) {
                await restart(output);
            }
        }),
        vscode.workspace.onDidGrantWorkspaceTrust(() => restart(output)),
        watchPaste(NOTES, () => client),
    );
    await start(output);
}

export async function deactivate(): Promise<void> {
    await client?.stop();
    client = undefined;
}

async function restart(output: vscode.LogOutputChannel): Promise<void> {
    await deactivate();
    await start(output);
}

async function start(output: vscode.LogOutputChannel): Promise<void> {
    const command = program();
    if (!(await runs(command, output))) {
        await explain(command);
        return;
    }
    const { path: _, ...settings } = vscode.workspace.getConfiguration(SECTION) as unknown as Record<string, unknown>;
    const options: LanguageClientOptions = {
        documentSelector: [...NOTES, CONFIGURATION],
        initializationOptions: { ...plain(settings), showReferences: true },
        outputChannel: output,
    };
    client = new LanguageClient(SECTION, "notelint", { command, args: ["lsp"] }, options);
    await client.start();
}

/** The notelint to run: that of the settings, of the first folder if it is trusted, or on PATH. */
function program(): string {
    const configured = vscode.workspace.getConfiguration(SECTION).get<string>("path");
    if (configured) {
        return configured;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (vscode.workspace.isTrusted && folder?.scheme === "file") {
        const name = process.platform === "win32" ? "notelint.cmd" : "notelint";
        const local = join(folder.fsPath, "node_modules", ".bin", name);
        if (existsSync(local)) {
            return local;
        }
    }
    return "notelint";
}

async function runs(command: string, output: vscode.LogOutputChannel): Promise<boolean> {
    try {
        const { stdout } = await promisify(execFile)(command, ["--version"]);
        output.info(`${command}: ${stdout.trim()}`);
        return true;
    } catch (error) {
        output.error(`${command}: ${error}`);
        return false;
    }
}

async function explain(command: string): Promise<void> {
    const install = vscode.l10n.t("How to install");
    const settings = vscode.l10n.t("Open the settings");
    const message = vscode.l10n.t("notelint can't be run as {0}.", `\`${command}\``);
    const chosen = await vscode.window.showErrorMessage(message, install, settings);
    if (chosen === install) {
        await vscode.env.openExternal(vscode.Uri.parse(INSTALL));
    } else if (chosen === settings) {
        await vscode.commands.executeCommand("workbench.action.openSettings", "notelint.path");
    }
}

/** Only the values: a configuration also has methods. */
function plain(settings: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(settings).filter(([, value]) => typeof value !== "function"));
}

/** The links that a code lens counts. */
async function showReferences(uri: string, position: Position, locations: Location[]): Promise<void> {
    if (!client) {
        return;
    }
    const converter = client.protocol2CodeConverter;
    await vscode.commands.executeCommand(
        "editor.action.showReferences",
        vscode.Uri.parse(uri),
        converter.asPosition(position),
        locations.map((location) => converter.asLocation(location)),
    );
}
