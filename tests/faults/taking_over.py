"""One adoption as a process: `taking_over.py DESK PATH` commits what the file holds and one line more."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from act import ACTOR

from celyactl import i18n
from celyactl.errors import CelyactlError
from celyactl.store.repository import Repository
from celyactl.store.transaction import begin

LINE = b"adopted: true\n"


def take_over(desk: Path, path: str) -> int:
    """Commit a person's edit with a line more; as `act.act`."""
    found = (desk / path).read_bytes()
    try:
        with Repository.discover(desk) as repository, begin(repository) as transaction:
            recorded = transaction.commit(
                {path: found + LINE},
                message=f"{path}: adopt\n",
                author=ACTOR,
                committer=ACTOR,
                when=datetime.now(UTC),
                edited={path: found},
            )
    except CelyactlError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write(recorded.commit)
    return 0


def main() -> None:
    """The adoption of the command line."""
    i18n.use("en")
    sys.exit(take_over(Path(sys.argv[1]), sys.argv[2]))


if __name__ == "__main__":
    main()
