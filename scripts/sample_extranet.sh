#!/bin/sh
# Serves the extranet of a copy of the sample desk on this machine, prints a manager's and a requester's code.
set -eu
cd "$(dirname "$0")/.."
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
trap : INT # Ctrl-C ends the server; the copy is removed after it
.venv/bin/python -c 'import sys; sys.path.insert(0, "scripts"); import sample_desk; from pathlib import Path; sample_desk.lay_out(Path(sys.argv[1]))' "$desk"
export CELYACTL_ACTOR=helene
for who in intendance secretariat; do
    .venv/bin/celyactl -C "$desk" access create montfleuri-2025 --contact "$who"
done
.venv/bin/celyactl -C "$desk" extranet serve --port "${PORT:-8080}"
