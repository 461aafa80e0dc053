#!/bin/sh
# Makes the annual reports of the sample desk in ./reports, from a copy of it in one commit, and proves each.
set -eu
cd "$(dirname "$0")/.."
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
cp -r desk.yaml contracts tickets "$desk"
git -C "$desk" init -q
git -C "$desk" add --all
GIT_AUTHOR_DATE=2026-11-28T12:00:00+01:00 GIT_COMMITTER_DATE=2026-11-28T12:00:00+01:00 \
  git -C "$desk" -c user.name=CI -c user.email=ci@celya.example -c commit.gpgsign=false commit -qm "The sample desk"
.venv/bin/celyactl -C "$desk" report annual --all --year 2026 --output "$PWD/reports"
for file in reports/2026.*.pdf; do
  .venv/bin/celyactl -C "$desk" report verify "$PWD/$file" >/dev/null
done
