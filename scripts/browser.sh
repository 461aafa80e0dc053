#!/bin/sh
# Has a Chromium for the tests of the extranet: Debian's, installed where this is root's machine, else asked for.
set -eu

say() { printf '%s\n' "$*" >&2; }

for name in ${CHROMIUM:-} chromium-headless-shell chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then
        exit 0
    fi
done
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "No Chromium: the tests in tests/browser will fail. On Debian: apt-get install chromium-headless-shell"
    exit 0
fi
say "Installing Chromium with apt-get, for the tests in tests/browser"
add() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" fonts-dejavu-core >/dev/null; }
apt-get update -qq >&2 || :
add chromium-headless-shell || add chromium ||
    say "Chromium could not be installed: the tests in tests/browser will fail. Try: apt-get install chromium"
