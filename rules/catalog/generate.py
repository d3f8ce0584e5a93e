#!/usr/bin/env python3
"""Writes the tables of cloud facts in this folder from the packages that they come from.

    generate.py aws ARCHIVE        from `npm pack @aws-cdk/asset-awscli-v2@2.0.186`, which has AWS CLI 2.36.12
    generate.py az                 in a virtual environment with `pip install azure-cli==2.91.0`
    generate.py kubectl PROGRAM    a kubectl of the release to describe
    generate.py gcloud FOLDER      an unpacked Google Cloud SDK
    generate.py runtimes WHEEL     from `pip download --no-deps cfn-lint==1.58.0`
    generate.py instances WHEEL    from `pip download --no-deps botocore==1.44.8`
    generate.py kubernetes WHEEL   from `pip download --no-deps kubernetes-validate==1.37.0`
    generate.py languages ARCHIVE  from `npm pack linguist-languages@9.5.0`

With `--check` before the name, nothing is written: the program fails if a table differs from its package. What Kubernetes
removed before the first release in the package, and what replaces a removed version, is written by hand and kept.
subcommands.tsv is written by hand.

A table of commands is compressed, in pieces of one service each: notelint reads only the pieces that a note asks for.

    NAME<TAB>VERSION<TAB>DATE<TAB>SOURCE          where it comes from
    PIECE<TAB>LENGTH<TAB>LENGTH WHEN UNPACKED     one line for each piece
    (blank line)
    the pieces, one after another: raw DEFLATE of lines `command<TAB>options`

The piece of a command is its first word; the global options are in the piece ``. Options are without `--`, unless they
have one hyphen. All options are sorted. Facts only: names, versions and dates.
"""

import collections
import datetime
import gzip
import io
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tarfile
import typing
import zipfile
import zlib

HERE = pathlib.Path(__file__).parent

# Options that every command of AWS has besides those in `param_table`.
AWS_EVERYWHERE = {"cli-input-json", "cli-input-yaml", "generate-cli-skeleton"}
# Strategies of comparing files add these when AWS CLI runs, so its index lacks them
# (findings/aws_sync_completes_only_some_of_its_options.sh).
AWS_UNINDEXED = {"s3 sync": {"delete", "exact-timestamps", "size-only"}}
# Works, and is missing from the completion that gcloud publishes, because it is hidden.
GCLOUD_HIDDEN = {"config get-value": [], "run deploy": ["platform"]}
# Aliases of kubectl's subcommands, which its help does not list.
KUBECTL_ALIASES = {
    "create": "ns:namespace cm:configmap sa:serviceaccount deploy:deployment svc:service cj:cronjob ing:ingress"
    " pdb:poddisruptionbudget pc:priorityclass",
    "top": "pods:pod po:pod nodes:node no:node",
}


class Table(typing.NamedTuple):
    """What a package says: a table without its first line, and the columns of that."""

    file: str
    name: str
    version: str
    date: str | None  # `None` if the package does not say it
    source: str
    body: bytes

    def content(self, date):
        return "\t".join([self.name, self.version, self.date or date, self.source]).encode() + b"\n" + self.body


def lines(rows):
    """The body of a table that is text."""
    return "".join(f"{row}\n" for row in rows).encode()


def short(option):
    """An option as it is written in a table. The Azure CLI has one with four hyphens."""
    return option.lstrip("-") if option.startswith("--") else option


def without_global(rows):
    """`rows` in which commands do not repeat the options of all commands."""
    everywhere = {short(option) for option in rows[""]}
    return {
        command: [option for option in options if not command or short(option) not in everywhere]
        for command, options in rows.items()
    }


def packed(rows):
    """The body of the table of a program with the `rows` (command, options)."""
    pieces = collections.defaultdict(list)
    for command, options in sorted(rows):
        first, _, rest = command.partition(" ")
        pieces[first].append(f"{rest}\t{' '.join(sorted({short(option) for option in options}))}")
    head, body = [], []
    for piece in sorted(pieces):
        text = "\n".join(pieces[piece]).encode()
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        part = deflate.compress(text) + deflate.flush()
        head.append(f"{piece}\t{len(part)}\t{len(text)}")
        body.append(part)
    return "\n".join(head).encode() + b"\n\n" + b"".join(body)


def unpacked(content):
    """The lines of a table, each with the piece that it is in. zlib's releases pack the same text in different ways."""
    head, blank, body = content.partition(b"\n\n")
    if not blank:
        return content.decode().splitlines()
    origin, *pieces = head.decode().split("\n")
    found = [origin]
    for piece in pieces:
        name, length, _ = piece.split("\t")
        text = zlib.decompress(body[: int(length)], -15).decode()
        found += [f"{name} {line}" for line in text.split("\n")]
        body = body[int(length) :]
    return found


def wheel_version(wheel):
    return re.search(r"-([0-9.]+)-", pathlib.Path(wheel).name).group(1)


def aws(archive):
    with tarfile.open(archive) as package:
        layer = zipfile.ZipFile(io.BytesIO(package.extractfile("package/lib/layer.zip").read()))
    member = next(name for name in layer.namelist() if name.endswith("/awscli/data/ac.index"))
    version = re.search(r"/v2/([0-9.]+)/", "/" + member).group(1)
    date = datetime.date(*layer.getinfo(member).date_time[:3]).isoformat()
    index = sqlite3.connect(":memory:")
    index.deserialize(layer.read(member))

    def path(command, parent):
        """The words after `aws`: its own row has the options of all commands, and belongs to no parent."""
        return " ".join(f"{parent}.{command}".split(".")[1:]) if parent else ""

    rows = {path(*row): set() for row in index.execute("SELECT command, parent FROM command_table")}
    for argument, command, parent, positional in index.execute(
        "SELECT argname, command, parent, positional_arg FROM param_table"
    ):
        if positional == "1":
            argument = f"<{argument}>"
        if argument not in AWS_EVERYWHERE:
            rows.setdefault(path(command, parent), set()).add(argument)
    for command, options in AWS_UNINDEXED.items():
        rows[command] |= options
    return [Table("aws_cli.bin", "AWS CLI", version, date, "npm @aws-cdk/asset-awscli-v2", packed(rows.items()))]


def az():
    from azure.cli.core import get_default_cli
    from azure.cli.core import __version__ as version
    from azure.cli.core.file_util import create_invoker_and_load_cmds_and_args

    cli = get_default_cli()
    create_invoker_and_load_cmds_and_args(cli)
    rows = {}
    for command, loaded in cli.invocation.commands_loader.command_table.items():
        options = [option for argument in loaded.arguments.values() for option in argument.options_list or []]
        # A deprecated option is an object, and one string has two names.
        names = [name for option in options for name in getattr(option, "target", option).split()]
        rows[command] = [name for name in names if "_" not in name]
    rows[""] = ["--output", "-o", "--query", "--subscription", "--verbose", "--debug", "--only-show-errors", "--help", "-h"]
    return [Table("az_cli.bin", "Azure CLI", version, None, "PyPI azure-cli", packed(without_global(rows).items()))]


def kubectl(program):
    def ask(*words):
        return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout

    def options(text):
        return re.findall(r"^\s+(?:(-\w), )?(--[\w-]+)=", text, re.M)

    version = re.search(r"v([0-9.]+)", ask("version", "--client")).group(1)
    rows, waiting = {"": {option for pair in options(ask("options")) for option in pair if option}}, [()]
    while waiting:
        command = waiting.pop()
        text = ask(*command, "--help")
        found = {option for pair in options(text) for option in pair if option}
        below = re.search(r"Commands.*?:\n(.*?)\n\nUsage", text, re.S)
        names = re.findall(r"^  ([a-z][\w-]*)  ", below.group(1), re.M) if below else []
        waiting += [(*command, name) for name in names]
        if command:
            rows[" ".join(command)] = found
    for group, aliases in KUBECTL_ALIASES.items():
        for alias in aliases.split():
            new, old = alias.split(":")
            for command in [name for name in rows if name == f"{group} {old}" or name.startswith(f"{group} {old} ")]:
                rows[command.replace(f"{group} {old}", f"{group} {new}", 1)] = rows[command]
    return [Table("kubectl_cli.bin", "kubectl", version, None, "kubectl --help", packed(rows.items()))]


def gcloud(folder):
    path = pathlib.Path(folder) / "data" / "cli" / "gcloud_completions.py"
    scope = {}
    exec(path.read_text(), scope)  # a file of the SDK with one dictionary
    version = (pathlib.Path(folder) / "VERSION").read_text().strip()
    rows = {}

    def walk(tree, words):
        commands = tree.get("commands", {})
        if not words or not commands:
            rows[" ".join(words)] = list(tree.get("flags", {}))
        for name, below in commands.items():
            if words or name not in ("alpha", "beta", "preview"):
                walk(below, [*words, name])

    walk(scope["STATIC_COMPLETION_CLI_TREE"], [])
    for command, options in GCLOUD_HIDDEN.items():
        rows[command] = [*rows.get(command, []), *options]
    body = packed(without_global(rows).items())
    return [Table("gcloud_cli.bin", "Google Cloud CLI", version, None, "Google Cloud SDK", body)]


def runtimes(wheel):
    data = json.loads(zipfile.ZipFile(wheel).read("cfnlint/data/AdditionalSpecs/LmbdRuntimeLifecycle.json"))
    columns = [[name, dates.get("deprecated", "")[:10], dates.get("successor") or ""] for name, dates in sorted(data.items())]
    body = lines("\t".join(row) for row in columns)
    return [Table("lambda_runtimes.tsv", "Lambda runtimes of cfn-lint", wheel_version(wheel), None, "PyPI cfn-lint", body)]


def instances(wheel):
    compressed = zipfile.ZipFile(wheel).read("botocore/data/ec2/2016-11-15/service-2.json.gz")
    types = json.load(gzip.open(io.BytesIO(compressed)))["shapes"]["InstanceType"]["enum"]
    families = collections.defaultdict(list)
    for name in types:
        family, size = name.split(".", 1)
        families[family].append(size)
    body = lines(f"{family}\t{' '.join(sorted(sizes))}" for family, sizes in sorted(families.items()))
    name = "EC2 instance types of botocore"
    return [Table("ec2_instance_types.tsv", name, wheel_version(wheel), None, "PyPI botocore", body)]


def kubernetes(wheel):
    package = zipfile.ZipFile(wheel)
    folder = re.compile(r"kubernetes_validate/kubernetes-json-schema/v1\.(\d+)\.\d+-local/_definitions\.json")
    found = {int(match.group(1)): match.string for name in package.namelist() if (match := folder.fullmatch(name))}
    releases = {minor: json.loads(package.read(found[minor]))["$defs"] for minor in sorted(found)}
    newest = max(releases)
    last = {row: minor for minor, types in releases.items() for row in objects(types)}
    version, source = wheel_version(wheel), "PyPI kubernetes-validate"
    served = [f"{api}\t{kind}" for (api, kind), minor in sorted(last.items()) if minor == newest]
    fields = [f"{type_name(name)}\t{root(schema)}\t{' '.join(fields_of(schema))}" for name, schema in releases[newest].items()]
    removed_in = {row: f"1.{minor + 1}" for row, minor in last.items() if minor != newest and not row[1].endswith("List")}
    removed = with_handwritten(removed_in, min(releases))
    sources = f"{source}, Kubernetes deprecation guide, FairwindsOps/pluto"
    return [
        Table("kubernetes_served.tsv", "Kubernetes API", version, None, source, lines(served)),
        Table("kubernetes_fields.tsv", "Kubernetes fields", version, None, source, lines(sorted(fields))),
        Table("kubernetes_removed.tsv", "Kubernetes API, removed versions", version, None, sources, lines(removed)),
    ]


def objects(types):
    """The `apiVersion` and `kind` of each object in `types`."""
    for schema in types.values():
        for of in schema.get("x-kubernetes-group-version-kind", []):
            # These are served in every group.
            if of["kind"] not in ("DeleteOptions", "WatchEvent"):
                yield api_version(of), of["kind"]


def api_version(of):
    return "/".join(filter(None, [of["group"], of["version"]]))


def root(schema):
    """`apiVersion kind` of an object, empty for other types."""
    known = schema.get("x-kubernetes-group-version-kind", [])
    return f"{api_version(known[0])} {known[0]['kind']}" if len(known) == 1 else ""


def type_name(name):
    return re.sub(r"^io\.k8s\.(api|[\w-]+\.pkg(\.apis)?)\.", "", name)


def fields_of(schema):
    for name, field in sorted(schema.get("properties", {}).items()):
        of = field_type(field)
        yield f"{name}={of}" if of else name


def field_type(schema):
    """The type of a value or of its items, with `*` for a map of them; empty if it is not a type of its own."""
    values = schema.get("additionalProperties")
    if "$ref" in schema:
        return type_name(schema["$ref"].rsplit("/", 1)[1])
    if "items" in schema:
        return field_type(schema["items"])
    of = field_type(values) if isinstance(values, dict) else ""
    return of and "*" + of.removeprefix("*")


def with_handwritten(removed_in, first):
    """The rows of kubernetes_removed.tsv: those of `removed_in`, with the replacements that were there, and older ones."""
    rows = [line.split("\t") for line in (HERE / "kubernetes_removed.tsv").read_text().splitlines()[1:]]
    replacements = {(api, kind): new for api, kind, _, new in rows}
    older = [row for row in rows if int(row[2].split(".")[1]) <= first]
    newer = [[*row, release, replacements.get(row, "")] for row, release in removed_in.items()]
    return ["\t".join(row) for row in sorted(older + newer)]


def languages(archive):
    names = set()
    with tarfile.open(archive) as package:
        version = json.load(package.extractfile("package/package.json"))["version"]
        for member in package:
            if re.fullmatch(r"package/data/.*\.js", member.name):
                names |= set(names_of(package.extractfile(member).read().decode()))
    body = lines(sorted(names))
    source = "npm linguist-languages"
    return [Table("fence_languages.tsv", "Languages of GitHub Linguist", version, None, source, body)]


def names_of(module):
    """What the language that `module` describes is called."""
    string = r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\""
    name = re.search(f"name: (?:{string})", module)
    yield (name[1] or name[2]).lower().replace(" ", "-")
    for key in ("aliases", "extensions", "filenames", "interpreters"):
        listed = re.search(rf"{key}: \[(.*?)\]", module, re.S)
        for single, double in re.findall(string, listed[1] if listed else ""):
            name = single or double
            if " " not in name:
                yield name.lower().removeprefix(".")


def differences(table, old):
    """What is wrong with the table `old`, whose date is taken for granted if the package has none."""
    date = old.split(b"\n", 1)[0].decode().split("\t")[2]
    old, new = set(unpacked(old)), set(unpacked(table.content(date)))
    return [*(f"- {line[:150]}" for line in sorted(old - new)), *(f"+ {line[:150]}" for line in sorted(new - old))]


def main():
    check = "--check" in sys.argv
    command, *arguments = [argument for argument in sys.argv[1:] if argument != "--check"] or ["--help"]
    known = {read.__name__: read for read in [aws, az, kubectl, gcloud, runtimes, instances, kubernetes, languages]}
    if command not in known:
        sys.exit(__doc__)
    failed = False
    for table in known[command](*arguments):
        path = HERE / table.file
        if not check:
            path.write_bytes(table.content(datetime.date.today().isoformat()))
        elif found := differences(table, path.read_bytes()):
            failed = True
            print(f"{table.file} differs from {table.source} {table.version} in {len(found)} lines:", *found[:20], sep="\n")
        else:
            print(f"{table.file} agrees with {table.source} {table.version}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
