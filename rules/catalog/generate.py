#!/usr/bin/env python3
"""Writes the tables of cloud facts in this folder from the packages that they come from.

    generate.py aws PACKAGE       the unpacked npm package @aws-cdk/asset-awscli-v2 (2.0.186 has AWS CLI 2.36.12)
    generate.py az                in a virtual environment with `pip install azure-cli==2.91.0`
    generate.py kubectl PROGRAM   a kubectl of the release to describe
    generate.py gcloud FOLDER     an unpacked Google Cloud SDK
    generate.py runtimes WHEEL    cfn-lint 1.58.0
    generate.py instances WHEEL   botocore 1.44.8

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
import zipfile
import zlib

HERE = pathlib.Path(__file__).parent

# Options that every command of AWS has besides those in `param_table`.
AWS_EVERYWHERE = {"cli-input-json", "cli-input-yaml", "generate-cli-skeleton"}
# Works, and is missing from the completion that gcloud publishes, because it is hidden.
GCLOUD_HIDDEN = {"config get-value": [], "run deploy": ["platform"]}
# Aliases of kubectl's subcommands, which its help does not list.
KUBECTL_ALIASES = {
    "create": "ns:namespace cm:configmap sa:serviceaccount deploy:deployment svc:service cj:cronjob ing:ingress"
    " pdb:poddisruptionbudget pc:priorityclass",
    "top": "pods:pod po:pod nodes:node no:node",
}


def today():
    """The date of a table whose source has none."""
    return datetime.date.today().isoformat()


def short(option):
    """An option as it is written in a table."""
    return option[2:] if option.startswith("--") else option


def pack(table, name, version, date, source, rows):
    """Writes the `rows` (command, options) of a program."""
    pieces = collections.defaultdict(list)
    for command, options in sorted(rows):
        first, _, rest = command.partition(" ")
        pieces[first].append(f"{rest}\t{' '.join(sorted({short(option) for option in options}))}")
    head, body = [f"{name}\t{version}\t{date}\t{source}"], []
    for piece in sorted(pieces):
        text = "\n".join(pieces[piece]).encode()
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = deflate.compress(text) + deflate.flush()
        head.append(f"{piece}\t{len(packed)}\t{len(text)}")
        body.append(packed)
    (HERE / table).write_bytes("\n".join(head).encode() + b"\n\n" + b"".join(body))


def aws(package):
    layer = zipfile.ZipFile(pathlib.Path(package) / "lib" / "layer.zip")
    member = next(name for name in layer.namelist() if name.endswith("/awscli/data/ac.index"))
    version = re.search(r"/v2/([0-9.]+)/", "/" + member).group(1)
    date = datetime.date(*layer.getinfo(member).date_time[:3]).isoformat()
    temporary = pathlib.Path("ac.index")
    temporary.write_bytes(layer.read(member))
    index = sqlite3.connect(temporary)

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
    temporary.unlink()
    pack("aws_cli.bin", "AWS CLI", version, date, "npm @aws-cdk/asset-awscli-v2", rows.items())


def az():
    from azure.cli.core import get_default_cli
    from azure.cli.core import __version__ as version
    from azure.cli.core.file_util import create_invoker_and_load_cmds_and_args

    cli = get_default_cli()
    create_invoker_and_load_cmds_and_args(cli)
    rows = []
    for command, loaded in cli.invocation.commands_loader.command_table.items():
        options = [str(option) for argument in loaded.arguments.values() for option in argument.options_list or []]
        rows.append((command, [option for option in options if "_" not in option]))
    everywhere = ["--output", "-o", "--query", "--subscription", "--verbose", "--debug", "--only-show-errors", "--help", "-h"]
    rows.append(("", everywhere))
    pack("az_cli.bin", "Azure CLI", version, today(), "PyPI azure-cli", rows)


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
    pack_kubectl(version, today(), rows)


def pack_kubectl(version, date, rows):
    for group, aliases in KUBECTL_ALIASES.items():
        for alias in aliases.split():
            new, old = alias.split(":")
            for command in [name for name in rows if name == f"{group} {old}" or name.startswith(f"{group} {old} ")]:
                rows[command.replace(f"{group} {old}", f"{group} {new}", 1)] = rows[command]
    pack("kubectl_cli.bin", "kubectl", version, date, "kubectl --help", rows.items())


def gcloud(folder):
    path = pathlib.Path(folder) / "data" / "cli" / "gcloud_completions.py"
    scope = {}
    exec(path.read_text(), scope)  # a file of the SDK with one dictionary
    version = (pathlib.Path(folder) / "VERSION").read_text().strip()
    rows = []

    def walk(tree, words):
        commands = tree.get("commands", {})
        if not words or not commands:
            rows.append((" ".join(words), list(tree.get("flags", {}))))
        for name, below in commands.items():
            if words or name not in ("alpha", "beta", "preview"):
                walk(below, [*words, name])

    walk(scope["STATIC_COMPLETION_CLI_TREE"], [])
    pack_gcloud(version, today(), rows)


def pack_gcloud(version, date, rows):
    rows = dict(rows)
    for command, options in GCLOUD_HIDDEN.items():
        rows[command] = [*rows.get(command, []), *options]
    pack("gcloud_cli.bin", "Google Cloud CLI", version, date, "Google Cloud SDK", rows.items())


def runtimes(wheel):
    data = json.loads(zipfile.ZipFile(wheel).read("cfnlint/data/AdditionalSpecs/LmbdRuntimeLifecycle.json"))
    version = re.search(r"-([0-9.]+)-", pathlib.Path(wheel).name).group(1)
    lines = [f"Lambda runtimes of cfn-lint\t{version}\t{today()}\tPyPI cfn-lint"]
    for name, dates in sorted(data.items()):
        lines.append("\t".join([name, dates.get("deprecated", "")[:10], dates.get("successor") or ""]))
    (HERE / "lambda_runtimes.tsv").write_text("\n".join(lines) + "\n")


def instances(wheel):
    packed = zipfile.ZipFile(wheel).read("botocore/data/ec2/2016-11-15/service-2.json.gz")
    types = json.load(gzip.open(io.BytesIO(packed)))["shapes"]["InstanceType"]["enum"]
    version = re.search(r"-([0-9.]+)-", pathlib.Path(wheel).name).group(1)
    write_instances(version, today(), types)


def write_instances(version, date, types):
    families = collections.defaultdict(list)
    for name in types:
        family, size = name.split(".", 1)
        families[family].append(size)
    lines = [f"EC2 instance types of botocore\t{version}\t{date}\tPyPI botocore"]
    lines += [f"{family}\t{' '.join(sorted(sizes))}" for family, sizes in sorted(families.items())]
    (HERE / "ec2_instance_types.tsv").write_text("\n".join(lines) + "\n")


def main():
    command, *arguments = sys.argv[1:] or ["--help"]
    known = {"aws": aws, "az": az, "kubectl": kubectl, "gcloud": gcloud, "runtimes": runtimes, "instances": instances}
    if command not in known:
        sys.exit(__doc__)
    known[command](*arguments)


if __name__ == "__main__":
    main()
