"""A minimal editor on pytest-lsp's client: it opens notes, and reads and applies what the server answers."""
import asyncio, os, pathlib

from lsprotocol import types
from pytest_lsp import client_capabilities, make_test_lsp_client

DEADLINE = 30
UNITS = {
    "utf-8": lambda text: len(text.encode()),
    "utf-16": lambda text: len(text.encode("utf-16-le")) // 2,
    "utf-32": len,
}


class Editor:
    """An editor with the capabilities of `name`, in the folder `root`."""

    def __init__(self, name, root):
        self.root = pathlib.Path(root)
        self.capabilities = client_capabilities(name)
        self.client = make_test_lsp_client()
        self.registered = []
        self.versions = {}
        self.texts = {}
        self.uris = {}

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params):
            self.registered.extend(params.registrations)

        @self.client.feature(types.WORKSPACE_CODE_LENS_REFRESH)
        def refresh(params):
            pass

    async def start(self, **options):
        """Starts the server with the settings `options`."""
        await self.client.start_io(os.environ["NOTELINT"], "lsp")
        params = types.InitializeParams(
            capabilities=self.capabilities,
            root_uri=self.root.as_uri(),
            workspace_folders=[types.WorkspaceFolder(self.root.as_uri(), "notes")],
            initialization_options=options,
            locale="en",
        )
        answer = await self.client.initialize_session(params)
        self.server = answer.capabilities
        self.units = UNITS[str(getattr(self.server.position_encoding, "value", self.server.position_encoding) or "utf-16")]
        return self

    async def stop(self):
        await asyncio.wait_for(self.client.shutdown_session(), DEADLINE)
        await self.client.stop()

    def uri(self, name):
        return (self.root / name).as_uri()

    def name(self, uri):
        """The path of `uri` below the folder."""
        return next(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.as_uri() == unquoted(uri))

    def document(self, name):
        return types.TextDocumentIdentifier(self.uri(name))

    def text(self, name):
        """The text of a note: as it is in the editor, or else on the disk."""
        return self.texts.get(name) or (self.root / name).read_text()

    def open(self, name, text=None):
        """Opens a note, whose text may differ from the one on the disk."""
        self.texts[name] = self.text(name) if text is None else text
        self.versions[name] = 1
        item = types.TextDocumentItem(self.uri(name), "markdown", 1, self.texts[name])
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def replace(self, name, old, new):
        """Types `new` over the first `old`."""
        change = types.TextDocumentContentChangePartial(range=self.range(name, old), text=new)
        self.texts[name] = self.texts[name].replace(old, new, 1)
        self.versions[name] += 1
        identifier = types.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    # Places are found by their text, so that tests need not know how the client counts characters.

    def position(self, name, offset):
        lines = self.text(name)[:offset].split("\n")
        return types.Position(len(lines) - 1, self.units(lines[-1]))

    def range(self, name, text):
        """The range of the first `text`."""
        start = self.text(name).index(text)
        return types.Range(self.position(name, start), self.position(name, start + len(text)))

    def place(self, name, text):
        """Parameters for the place in the middle of the first `text`."""
        position = self.position(name, self.text(name).index(text) + len(text) // 2)
        return {"text_document": self.document(name), "position": position}

    def offset(self, name, position):
        line_start = sum(len(line) + 1 for line in self.text(name).split("\n")[: position.line])
        line = self.text(name)[line_start:].split("\n", 1)[0]
        fits = [at for at in range(len(line) + 1) if self.units(line[:at]) == position.character]
        assert fits, f"{name}: no character of {line!r} begins at {position.character}"
        return line_start + fits[0]

    def at(self, name, range):
        """The text at `range`."""
        return self.text(name)[self.offset(name, range.start) : self.offset(name, range.end)]

    def locations(self, found):
        """The name of the note, and the text, of each location."""
        places = []
        for each in found if isinstance(found, (list, tuple)) else [found] if found else []:
            if isinstance(each, types.LocationLink):
                places.append((self.name(each.target_uri), self.at(self.name(each.target_uri), each.target_selection_range)))
            else:
                places.append((self.name(each.uri), self.at(self.name(each.uri), each.range)))
        return sorted(places)

    def apply(self, edit):
        """The texts that `edit` makes of the notes, by name. They are not changed."""
        changed = {}
        documents = [(each.text_document.uri, each.edits) for each in edit.document_changes or [] if hasattr(each, "edits")]
        for uri, edits in [*documents, *(edit.changes or {}).items()]:
            name = self.name(uri)
            text = self.text(name)
            for one in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
                start, end = self.offset(name, one.range.start), self.offset(name, one.range.end)
                text = text[:start] + one.new_text + text[end:]
            changed[name] = text
        return changed

    # Findings, pulled or pushed, as the client wants them.

    async def pull(self, name, previous=None):
        params = types.DocumentDiagnosticParams(self.document(name), previous_result_id=previous)
        return await self.client.text_document_diagnostic_async(params)

    async def findings(self, name, expected=None):
        """The findings of a note. If they are pushed, waits until there are as many as `expected`."""
        if self.server.diagnostic_provider:
            return (await self.pull(name)).items
        uri = self.uri(name)
        # Published again after each change.
        await self.until(lambda: uri in self.client.diagnostics and len(self.client.diagnostics[uri]) == expected)
        return self.client.diagnostics[uri]

    async def until(self, condition):
        """Waits until `condition`, which messages of the server bring about."""

        async def poll():
            while not condition():
                await asyncio.sleep(0.01)

        await asyncio.wait_for(poll(), DEADLINE)

    async def actions(self, name, text, only=None):
        """The code actions at `text`, by title."""
        context = types.CodeActionContext(diagnostics=[], only=only)
        params = types.CodeActionParams(self.document(name), self.range(name, text), context)
        return {action.title: action for action in await self.client.text_document_code_action_async(params) or []}


def unquoted(uri):
    return uri.split("#")[0]
