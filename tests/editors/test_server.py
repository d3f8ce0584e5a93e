"""`notelint lsp` through pytest-lsp's client, with the capabilities of three editors, which count characters in different ways.

`run.py server` starts this in a copy of project/ with the program as NOTELINT.
"""
import os, shutil

import pytest, pytest_asyncio
from lsprotocol import types

from editor import Editor

PROJECT = os.getcwd()
CLIENTS = {"neovim": "utf-8", "visual_studio_code": "utf-16", "emacs": "utf-32"}
# Every feature that the server announces has a test here: the field of its capabilities, and the test.
TESTED = {}


def feature(*names):
    """Marks the test of the capabilities `names`."""

    def mark(test):
        TESTED.update(dict.fromkeys(names, test.__name__))
        return test

    return mark


@pytest.fixture
def project(tmp_path):
    return shutil.copytree(PROJECT, tmp_path / "notes")


@pytest_asyncio.fixture(params=CLIENTS)
async def editor(request, project):
    editor = Editor(request.param, project)
    if request.param == "emacs":
        # It offers all three.
        editor.capabilities.general.position_encodings = ["utf-32"]
    yield await editor.start(inlayHints=True, formatting=True)
    await editor.stop()


@pytest_asyncio.fixture
async def puller(project):
    """A newer Visual Studio Code, which asks for diagnostics."""
    editor = Editor("visual_studio_code", project)
    editor.capabilities.text_document.diagnostic = types.DiagnosticClientCapabilities(dynamic_registration=True)
    editor.capabilities.workspace.diagnostics = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    await editor.start()
    yield editor
    await editor.stop()


def codes(findings):
    return sorted(finding.code for finding in findings)


def test_every_feature_is_tested(editor):
    announced = {name for name in vars_of(editor.server) if getattr(editor.server, name) not in (None, False)}
    assert announced - {"workspace"} - set(TESTED) == set()
    files = editor.server.workspace.file_operations
    assert {name for name in vars_of(files) if getattr(files, name)} == {"will_rename", "did_rename", "did_create", "did_delete"}


def vars_of(options):
    return [field.name for field in options.__attrs_attrs__]


@feature("position_encoding", "text_document_sync")
async def test_positions(editor, request):
    assert (editor.server.position_encoding or "utf-16") == CLIENTS[request.node.callspec.params["editor"]]
    editor.open("note.md")
    for typed in ["😀", "👩‍💻が", "が"]:
        [finding] = await editor.findings("note.md", 1)
        assert editor.at("note.md", finding.range) == "Elasticache"
        editor.replace("note.md", "Elasticache", typed + "。Elasticache")
        if not editor.server.diagnostic_provider:
            editor.client.diagnostics.clear()
    [finding] = await editor.findings("note.md", 1)
    assert editor.at("note.md", finding.range) == "Elasticache"


async def test_findings_say_what_and_why(editor):
    editor.open("aws.md")
    findings = await editor.findings("aws.md", 5)
    assert codes(findings) == ["dead-link", "empty-section", "former-name", "former-name", "misspelled-term"]
    [dead] = [finding for finding in findings if finding.code == "dead-link"]
    assert (dead.message, dead.severity, dead.source) == ("`archives.md` does not exist", types.DiagnosticSeverity.Error, "notelint")
    assert dead.code_description.href.endswith("/rules/links/dead-link")
    former = next(finding for finding in findings if finding.code == "former-name")
    assert list(former.tags) == [types.DiagnosticTag.Deprecated]


async def test_findings_follow_changes_of_other_notes(editor):
    editor.open("note.md", editor.text("note.md").replace("Elasticache", "ElastiCache"))
    editor.open("s3.md")
    assert codes(await editor.findings("note.md", 0)) == []
    editor.replace("s3.md", "バケット", "箱")
    assert codes(await editor.findings("note.md", 1)) == ["dead-anchor"]
    editor.replace("s3.md", "箱", "バケット")
    assert codes(await editor.findings("note.md", 0)) == []


@feature("diagnostic_provider")
async def test_pulled_findings(puller):
    puller.open("note.md")
    first = await puller.pull("note.md")
    assert codes(first.items) == ["misspelled-term"]
    again = await puller.pull("note.md", first.result_id)
    assert (again.kind, again.result_id) == ("unchanged", first.result_id)
    puller.replace("note.md", "Elasticache", "ElastiCache")
    fixed = await puller.pull("note.md", first.result_id)
    assert (fixed.kind, list(fixed.items)) == ("full", [])
    # The finding that appears in a note is a reason to ask again.
    puller.open("s3.md")
    puller.replace("s3.md", "バケット", "箱")
    await puller.until(lambda: puller.client.diagnostic_refresh_count > 0)
    assert codes((await puller.pull("note.md", fixed.result_id)).items) == ["dead-anchor"]


async def test_findings_of_all_notes(puller):
    async def ask(previous):
        params = types.WorkspaceDiagnosticParams([types.PreviousResultId(uri, id) for uri, id in previous.items()])
        report = await puller.client.workspace_diagnostic_async(params)
        return {puller.name(item.uri): item for item in report.items}

    first = await ask({})
    assert {name: codes(item.items) for name, item in first.items()} == {
        "aws.md": ["dead-link", "empty-section", "former-name", "former-name", "misspelled-term"],
        "note.md": ["misspelled-term"],
    }
    # The next answer comes when something has changed, and has only that in full.
    previous = {item.uri: item.result_id for item in first.values()}
    (puller.root / "archives.md").write_text("# Archives\n\nSlow.\n")
    created = types.FileEvent(puller.uri("archives.md"), types.FileChangeType.Created)
    puller.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([created]))
    second = await ask(previous)
    assert second["note.md"].kind == "unchanged"
    assert "dead-link" not in codes(second["aws.md"].items)


async def test_files_are_watched(puller):
    await puller.until(lambda: puller.registered)
    assert [registration.method for registration in puller.registered] == ["workspace/didChangeWatchedFiles"]


@feature("code_action_provider")
async def test_code_actions(editor):
    editor.open("aws.md")
    actions = await editor.actions("aws.md", "Elasticache")
    fix = actions["Replace with `ElastiCache`"]
    assert (fix.kind, fix.is_preferred, codes(fix.diagnostics)) == ("quickfix", True, ["misspelled-term"])
    changed = editor.apply(fix.edit)
    assert changed == {"aws.md": editor.text("aws.md").replace("Elasticache", "ElastiCache")}
    for_line = editor.apply(actions["Disable `misspelled-term` for this line"].edit)["aws.md"]
    assert "keeps sessions. 😀 <!-- notelint-disable-line misspelled-term -->\n" in for_line
    for_note = editor.apply(actions["Disable `misspelled-term` for this note"].edit)["aws.md"]
    assert for_note.startswith("<!-- notelint-disable-file misspelled-term -->\n\n# Storage")
    for_project = editor.apply(actions["Disable `misspelled-term` for this project"].edit)["notelint.toml"]
    assert for_project.endswith('[rules]\nmisspelled-term = "off"\n')
    accepted = editor.apply(actions["Add `Elasticache` to the accepted words"].edit)["notelint.toml"]
    assert "Elasticache" in accepted


async def test_fixes_of_a_rule_are_resolved(editor):
    editor.open("aws.md")
    action = (await editor.actions("aws.md", "Azure AD"))["Fix all `former-name` in this note (please review)"]
    if editor.server.code_action_provider.resolve_provider:
        assert action.edit is None
        action = await editor.client.code_action_resolve_async(action)
    text = editor.apply(action.edit)["aws.md"]
    assert "- Microsoft Entra ID signs" in text and "- AWS IAM Identity Center does" in text and "Elasticache" in text


async def test_fix_all(editor):
    editor.open("aws.md")
    for kind in ["source.fixAll", "source.fixAll.notelint"]:
        actions = await editor.actions("aws.md", "Storage", [kind])
        [(title, action)] = actions.items()
        assert (title, action.kind) == ("Fix all with notelint", "source.fixAll.notelint")
        # Only what is safe.
        text = editor.apply(action.edit)["aws.md"]
        assert text == editor.text("aws.md").replace("Elasticache", "ElastiCache")


@feature("rename_provider")
async def test_rename(editor):
    editor.open("note.md")
    place = editor.place("note.md", "データストア")
    prepared = await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(**place))
    assert (prepared.placeholder, editor.at("note.md", prepared.range)) == ("データストア", "データストア")
    edit = await editor.client.text_document_rename_async(types.RenameParams(**place, new_name="データベース"))
    changed = editor.apply(edit)
    assert changed["note.md"] == editor.text("note.md").replace("データストア", "データベース")
    assert changed["s3.md"] == editor.text("s3.md").replace("データストア", "データベース")
    assert set(changed) == {"note.md", "s3.md"}
    with pytest.raises(Exception, match="クラウドの覚え書き"):
        await editor.client.text_document_rename_async(types.RenameParams(**place, new_name="クラウドの覚え書き"))


async def test_rename_files(editor):
    editor.open("note.md")
    files = [types.FileRename(editor.uri("s3.md"), editor.uri("aws/storage.md"))]
    edit = await editor.client.workspace_will_rename_files_async(types.RenameFilesParams(files))
    changed = editor.apply(edit)
    assert "(aws/storage.md#バケット)" in changed["note.md"]
    assert "[S3](aws/storage.md)" in changed["aws.md"]
    assert "(../note.md#データストア)" in changed["s3.md"]


@feature("linked_editing_range_provider")
async def test_linked_editing(editor):
    editor.open("note.md", "# N\n\n😀か゛は [S3][棚] と [箱][棚] にある。\n\n[棚]: s3.md\n")
    found = await editor.client.text_document_linked_editing_range_async(
        types.LinkedEditingRangeParams(**editor.place("note.md", "[棚]:")))
    assert [editor.at("note.md", one) for one in found.ranges] == ["棚"] * 3


@feature("document_formatting_provider")
async def test_formatting(editor):
    editor.open("aws.md")
    params = types.DocumentFormattingParams(editor.document("aws.md"), types.FormattingOptions(4, True))
    edits = await editor.client.text_document_formatting_async(params)
    changed = editor.apply(types.WorkspaceEdit(changes={editor.uri("aws.md"): edits}))
    # Only what is safe.
    assert changed["aws.md"] == editor.text("aws.md").replace("Elasticache", "ElastiCache")


@feature("definition_provider", "declaration_provider")
async def test_definition(editor):
    editor.open("note.md")
    place = editor.place("note.md", "s3.md#バケット")
    found = await editor.client.text_document_definition_async(types.DefinitionParams(**place))
    assert editor.locations(found) == [("s3.md", "## バケット")]
    declared = await editor.client.text_document_declaration_async(types.DeclarationParams(**place))
    assert editor.locations(declared) == [("s3.md", "## バケット")]


@feature("references_provider")
async def test_references(editor):
    editor.open("s3.md")
    context = types.ReferenceContext(include_declaration=False)
    place = editor.place("s3.md", "バケット")
    found = await editor.client.text_document_references_async(types.ReferenceParams(context=context, **place))
    assert editor.locations(found) == [("note.md", "s3.md#バケット")]


@feature("document_highlight_provider")
async def test_highlights(editor):
    editor.open("note.md", "# 😀か゛\n\n[x](#か)、[^1]、😀[^1]。\n\n[^1]: 注。\n")
    found = await editor.client.text_document_document_highlight_async(
        types.DocumentHighlightParams(**editor.place("note.md", "[^1]")))
    assert [editor.at("note.md", each.range) for each in found] == ["[^1]"] * 3


@feature("document_link_provider")
async def test_document_links(editor):
    editor.open("note.md")
    [link] = await editor.client.text_document_document_link_async(types.DocumentLinkParams(editor.document("note.md")))
    assert editor.at("note.md", link.range) == "s3.md#バケット"
    assert link.target == editor.uri("s3.md") + "#L3"


@feature("document_symbol_provider")
async def test_outline(editor):
    editor.open("note.md")
    [note] = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(editor.document("note.md")))
    assert note.name == "クラウドの覚え書き"
    assert [section.name for section in note.children] == ["データストア"]
    assert editor.at("note.md", note.children[0].range).rstrip().endswith("ElastiCache は速い。")


@feature("workspace_symbol_provider")
async def test_symbols_of_all_notes(editor):
    found = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("ﾃﾞｰﾀ"))
    assert [(symbol.name, editor.name(symbol.location.uri)) for symbol in found] == [("データストア", "note.md")]


@feature("folding_range_provider")
async def test_folding(editor):
    editor.open("note.md")
    found = await editor.client.text_document_folding_range_async(types.FoldingRangeParams(editor.document("note.md")))
    assert (4, 7) in [(each.start_line, each.end_line) for each in found]


@feature("selection_range_provider")
async def test_selection(editor):
    editor.open("note.md")
    position = editor.place("note.md", "Elasticache")["position"]
    [found] = await editor.client.text_document_selection_range_async(
        types.SelectionRangeParams(editor.document("note.md"), [position]))
    selected = []
    while found:
        selected.append(editor.at("note.md", found.range))
        found = found.parent
    assert selected[0] == "Elasticache" and selected[-1] == editor.text("note.md")
    assert "😀か゛ Elasticache を使う。" in selected
    assert all(inner in outer for inner, outer in zip(selected, selected[1:]))


@feature("code_lens_provider")
async def test_lenses(editor):
    editor.open("s3.md")
    found = await editor.client.text_document_code_lens_async(types.CodeLensParams(editor.document("s3.md")))
    assert [(lens.command.title, lens.range.start.line) for lens in found] == [("2 links to this note", 0), ("1 link", 2)]


@feature("inlay_hint_provider")
async def test_hints(editor):
    editor.open("note.md", "# N\n\n😀か゛は [S3][s] にある。\n\n[s]: s3.md#バケット\n")
    whole = types.Range(types.Position(0, 0), types.Position(5, 0))
    [hint] = await editor.client.text_document_inlay_hint_async(types.InlayHintParams(editor.document("note.md"), whole))
    assert hint.label == "→ s3.md#バケット"
    text = editor.text("note.md")
    assert editor.offset("note.md", hint.position) == text.index("[S3][s]") + len("[S3][s]")


@feature("hover_provider")
async def test_hover(editor):
    editor.open("note.md")

    async def hover(text):
        found = await editor.client.text_document_hover_async(types.HoverParams(**editor.place("note.md", text)))
        return editor.at("note.md", found.range), found.contents.value

    where, shown = await hover("Elasticache")
    assert where == "Elasticache" and "misspelled-term" in shown
    where, shown = await hover("s3.md#バケット")
    assert "s3.md#バケット" in where and "データストア" in shown


@feature("completion_provider")
async def test_completion(editor):
    async def complete(text):
        """The texts of the note after each of the offered items is accepted at the mark `|`."""
        editor.open("note.md", text.replace("|", ""))
        position = editor.position("note.md", text.index("|"))
        found = await editor.client.text_document_completion_async(
            types.CompletionParams(text_document=editor.document("note.md"), position=position))
        items = found if isinstance(found, list) else found.items
        return [editor.apply(types.WorkspaceEdit(changes={editor.uri("note.md"): [item.text_edit]}))["note.md"] for item in items]

    assert "😀か゛[x](s3.md)" in await complete("😀か゛[x](s|)")
    assert "😀か゛[x](s3.md#バケット)" in await complete("😀か゛[x](s3.md#|)")
    assert any("Microsoft Entra ID" in text for text in await complete("😀か゛ Entra|"))
