#!/usr/bin/env bash
# AWS CLI 2 has an index of all commands and options, which its completer reads. `aws s3 sync` takes `--delete`, `--size-only` and
# `--exact-timestamps`, which its documentation explains, but the index lacks all three: Tab completes `--dr` to `--dryrun`
# and finds nothing for `--del`. A tool that takes the index for the list of options calls `aws s3 sync --delete` wrong.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm pack --silent @aws-cdk/asset-awscli-v2@2.0.186 >/dev/null
tar -xzf ./*.tgz package/lib/layer.zip
python3 -c 'import zipfile; zipfile.ZipFile("package/lib/layer.zip").extractall("layer")'
cd layer/awscli/v2/2.36.12/dist
chmod +x aws aws_completer
mkdir "$folder/home"

clean() { env -i HOME="$folder/home" PATH="$PATH" "$@"; }
completed() { clean COMP_LINE="aws s3 sync $1" COMP_POINT=$((12 + ${#1})) ./aws_completer | xargs; }
# The folder does not exist, so nothing is sent; options are read before.
answer() {
    case $(clean ./aws s3 sync "$1" "$folder/missing" s3://example-bucket 2>&1) in
    *"Unknown options"*) echo unknown ;;
    *"does not exist"*) echo accepted ;;
    esac
}

clean ./aws --version | cut -d ' ' -f 1
for option in --dryrun --delete --size-only --exact-timestamps --detele; do
    beginning=${option:0:5}
    echo "$option: $(answer "$option"); $beginning completes to '$(completed "$beginning")'"
done | tee "$folder/seen"

diff "$folder/seen" - <<'SEEN'
--dryrun: accepted; --dry completes to '--dryrun'
--delete: accepted; --del completes to ''
--size-only: accepted; --siz completes to ''
--exact-timestamps: accepted; --exa completes to ''
--detele: unknown; --det completes to ''
SEEN
