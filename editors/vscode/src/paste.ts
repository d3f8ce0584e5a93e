// Links of text that is copied from one note and pasted into another: the server makes them right for the new place.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** The note that a text was copied from, in the data of a copy. */
const COPIED = "application/vnd.notelint.note";

const KIND = vscode.DocumentDropOrPasteEditKind.Text.append("notelint", "links");

/** What the server answers; null if the text can be pasted as it is. */
type Pasted = { text: string } | null;

/** Changes links in text that is pasted into documents of `selector`. `current` returns the client, if one runs. */
export function watchPaste(selector: vscode.DocumentSelector, current: () => LanguageClient | undefined): vscode.Disposable {
    const provider: vscode.DocumentPasteEditProvider = {
        prepareDocumentPaste(document, _ranges, data) {
            data.set(COPIED, new vscode.DataTransferItem(document.uri.toString()));
        },
        async provideDocumentPasteEdits(document, ranges, data, _context, token) {
            const client = current();
            const from = await data.get(COPIED)?.asString();
            const text = await data.get("text/plain")?.asString();
            const place = ranges[0];
            if (!client?.isRunning() || !place || !from || !text || from === document.uri.toString()) {
                return undefined;
            }
            const to = client.code2ProtocolConverter;
            const params = {
                text,
                from: { uri: to.asUri(vscode.Uri.parse(from)) },
                textDocument: to.asTextDocumentIdentifier(document),
                position: to.asPosition(place.start),
            };
            const pasted = await client.sendRequest<Pasted>("notelint/paste", params, token);
            if (!pasted) {
                return undefined;
            }
            return [new vscode.DocumentPasteEdit(pasted.text, vscode.l10n.t("Paste with updated links"), KIND)];
        },
    };
    const metadata = { providedPasteEditKinds: [KIND], copyMimeTypes: [COPIED], pasteMimeTypes: [COPIED] };
    return vscode.languages.registerDocumentPasteEditProvider(selector, provider, metadata);
}
