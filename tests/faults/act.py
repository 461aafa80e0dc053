"""One act of the store as a process: `act.py DESK PATH TEXT` commits TEXT at PATH, or removes PATH without a TEXT."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from celyactl import i18n
from celyactl.errors import CelyactlError
from celyactl.store.commits import Ident
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

PATIENT = 60.0  # seconds: machines that run tests may have much else to do
ACTOR = Ident("Nadia Roussel", "nadia@celya.example")


def act(desk: Path, path: str, text: str) -> int:
    """Commit one change; 0 and the commit on stdout, or the error's exit code and its sentence on stderr."""
    try:
        with Repository.discover(desk) as repository, begin(repository, wait=PATIENT) as transaction:
            if transaction.repaired:
                sys.stderr.write(f"{transaction.repaired.sentence}\n")
            recorded = transaction.commit(
                {path: text.encode() or None},
                message=f"{path}: act\n\nCelyactl-Op: test\n",
                author=ACTOR,
                committer=ACTOR,
                when=datetime.now(UTC),
            )
    except CelyactlError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write(recorded.commit)
    sys.stderr.write(recorded.unfinished)
    return 0


def main() -> None:
    """The act of the command line."""
    i18n.use("en")
    sys.exit(act(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))


if __name__ == "__main__":
    main()
