#!/usr/bin/env bash
# The Language Server Protocol (3.17) calls the capability `workspace.diagnostics`, and editors send it under that name.
# The crate lsp-types reads `workspace.diagnostic` instead, so a server in Rust believes that no editor can be told to ask for
# diagnostics again, and findings in other open notes stay as they were. The Python package lsprotocol reads the right name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

capabilities='{"workspace": {"diagnostics": {"refreshSupport": true}}}'

cargo init --quiet --vcs none --name probe .
cargo add --quiet lsp-types@=0.97.0 serde_json@1
cat > src/main.rs <<'RUST'
fn main() {
    let sent = std::env::args().nth(1).unwrap();
    let read: lsp_types::ClientCapabilities = serde_json::from_str(&sent).unwrap();
    println!("{}", read.workspace.unwrap().diagnostic.is_some());
}
RUST
rust=$(cargo run --quiet -- "$capabilities")
echo "lsp-types 0.97.0: can refresh: $rust"

python3 -m venv venv
venv/bin/pip install --quiet lsprotocol==2025.0.0
python=$(venv/bin/python - "$capabilities" <<'PYTHON'
import json
import sys

from lsprotocol import converters, types

read = converters.get_converter().structure(json.loads(sys.argv[1]), types.ClientCapabilities)
print(str(read.workspace.diagnostics.refresh_support).lower())
PYTHON
)
echo "lsprotocol 2025.0.0: can refresh: $python"

[ "$rust" = false ] && [ "$python" = true ]
