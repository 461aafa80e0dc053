"""One of several writers: `writer.py COUNT NAME REF` makes COUNT notes by the real command, exit codes on stdout."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from io import StringIO

from celyactl.cli.main import run


def main() -> None:
    """One command after the other, in one process."""
    count, name, ref = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    for number in range(count):
        with redirect_stdout(StringIO()):
            code = run(["ticket", "note", ref, f"{name} {number}"])
        sys.stdout.write(f"{code}\n")


if __name__ == "__main__":
    main()
