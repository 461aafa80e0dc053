"""`python -m benchmarks.digests`: seconds for the digests of 500 contacts over 100,000 tickets, queued and sent.

The promise is 60 s for both on two cores, which do nothing else. `--tickets` and `--contacts` make it smaller.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from benchmarks import desk as desks
from benchmarks.measure import Surroundings, milliseconds, seconds_and_processor
from celyactl.domain.client import Contact
from celyactl.domain.company import ServiceIdentity
from celyactl.domain.words import Role, ServiceKind
from celyactl.store import layout, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.domain.model import Model

PROMISE: Final = 60
_INSTANCE: Final = 'instance = "bench"\n'


def main() -> None:
    """Measure once, and say how long each part took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.digests", description=__doc__.partition("\n")[0])
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="celyactl-benchmarks-") as folder:
        for name, (seconds, busy) in _measured(Path(folder), options):
            sys.stdout.write(f"{name}: {seconds:.1f} s, {busy:.1f} s in a processor\n")


def _measured(folder: Path, options: argparse.Namespace) -> Iterator[tuple[str, tuple[float, float]]]:
    desk = desks.copy(options.tickets, folder / "desk")
    _read_by(desk, options.contacts)
    around = _on_the_machine(folder)
    box = folder / "box"
    milliseconds(around.celyactl("ticket", "list"), around, desk)  # the index is made
    queued = seconds_and_processor(around.celyactl("mail", "digest", "--json"), around, desk)
    yield f"queue {options.contacts} digests over {options.tickets} tickets", queued
    flush = around.celyactl("mail", "flush", "--to-maildir", str(box), "--json")
    sent = seconds_and_processor(flush, around, desk)
    yield f"send {sum(1 for _file in (box / 'new').iterdir())} of them", sent
    yield f"both, of {PROMISE} s", (queued[0] + sent[0], queued[1] + sent[1])


def _on_the_machine(folder: Path) -> Surroundings:
    config = folder / ".config" / "celyactl" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(_INSTANCE, encoding="utf-8")
    return Surroundings(folder)


def _read_by(desk: Path, contacts: int) -> None:
    """Have so many contacts, spread over the clients, get a digest each week; one commit."""
    paths = sorted(desk.glob("contracts/*/client.yaml"))
    for number, path in enumerate(paths):
        client = records.load_client(path.read_bytes(), layout.client_path(path.parent.name)).model
        people = tuple(_contact(one) for one in range(number, contacts, len(paths)))
        _write(desk, layout.client_path(client.id), replace(client, contacts=(*client.contacts, *people)))
    company = records.load_company((desk / layout.DESK).read_bytes(), layout.DESK).model
    service = ServiceIdentity(id="mail", kind=ServiceKind.MAIL, email="mail@celya.example", instance="bench")
    mail = replace(company.mail, address="support@celya.example")
    _write(desk, layout.DESK, replace(company, services=(service,), mail=mail))
    subprocess.run(["git", "commit", "-qam", "readers of digests"], cwd=desk, check=True)  # noqa: S607


def _contact(number: int) -> Contact:
    email = f"reader{number}@client.example"
    return Contact(id=f"reader{number}", name="Reader", email=email, roles=(Role.MANAGER,), digest="weekly")


def _write(desk: Path, path: str, model: Model) -> None:
    (desk / path).write_bytes(records.dump(model, path))


if __name__ == "__main__":
    main()
