#!/bin/sh
# Makes .venv with the pinned dependencies and celyactl itself, on a machine that has Python 3.11 or later and little else.
set -eu
cd "$(dirname "$0")/.."
venv=.venv

say() { printf '%s\n' "$*" >&2; }

is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        if is_recent "$name"; then
            command -v "$name"
            return
        fi
    done
    say "celyactl needs Python 3.11 or later, and none was found. On Debian: apt-get install python3 python3-venv"
    exit 69
}

# Debian packs the venv module apart, under the version's name or, for the system's own Python, under python3-venv.
install_venv_module() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        say "The venv module of $1 is missing. On Debian: apt-get install python3-venv"
        exit 69
    fi
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    say "Installing the venv module of Python $version with apt-get"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version-venv" >&2 ||
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >&2
}

make_venv() {
    python=$(find_python)
    say "Making $venv with $python"
    rm -rf "$venv"
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        install_venv_module "$python"
    fi
    "$python" -m venv "$venv"
}

if ! is_recent "$venv/bin/python" || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    make_venv
fi
say "Installing the dependencies named in constraints.txt"
pip="$venv/bin/python -m pip --quiet --disable-pip-version-check install --constraint constraints.txt"
$pip hatchling babel
$pip --no-build-isolation --editable '.[dev]'
# Start-up is a feature, also where Python is told to write no compiled modules.
"$venv/bin/python" -m compileall -q celyactl
touch "$venv/.ready"
