"""Makes desks of any size: canonical files by the product's own writer, one commit a ticket, packed by git fast-import.

A desk is kept in the system's folder for temporary files, so that it is made once; the same size gives the same desk.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import stories
from benchmarks.stories import CLIENTS, TEAM
from celyactl.domain.client import Client, Component, Contact, Site
from celyactl.domain.company import Company, Member
from celyactl.domain.contract import Contract, CoveragePeriod, Target, TargetPeriod
from celyactl.domain.coverages import HOLIDAYS, STANDARD, ZONE
from celyactl.domain.words import ComponentKind, ContractType, Legal, Priority, Renewal, Role
from celyactl.store import layout, records, scribe
from celyactl.store.message import Trailers, message

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN_TICKETS: Final = 5000
_IDENT: Final = b"Lea Martin <lea@celya.example>"


def desk(tickets: int) -> Path:
    """A desk with this many tickets. Its folder is shared: copy it before changing it."""
    samples = [blob for _path, blob in _directory()] + [_ticket((0, tickets))[2], _ticket((tickets - 1, tickets))[2]]
    key = hashlib.sha256(b"".join(samples)).hexdigest()[:12]  # another format, other words: another desk
    folder = Path(tempfile.gettempdir()) / f"celyactl-benchmarks-{os.getuid()}" / f"{tickets}-{key}"
    if not folder.is_dir():
        unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
        _make(unfinished, tickets)
        unfinished.rename(folder)
    return folder


def copy(tickets: int, to: Path) -> Path:
    """A copy of that desk, to be changed."""
    subprocess.run(["cp", "-a", "--reflink=auto", str(desk(tickets)), str(to)], check=True)  # noqa: S603, S607
    _git(to, "update-index", "-q", "--refresh")
    return to


def _make(folder: Path, tickets: int) -> None:
    folder.mkdir(parents=True)
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "config", "user.email", "lea@celya.example")
    _git(folder, "config", "user.name", "Lea Martin")
    importing = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=folder, stdin=subprocess.PIPE)  # noqa: S607
    with importing, importing.stdin as stream:  # type: ignore[union-attr] # it is a pipe
        for part in _stream(tickets):
            stream.write(part)
    if importing.returncode:
        raise SystemExit(importing.returncode)
    _git(folder, "repack", "-a", "-d", "-q")
    _git(folder, "reset", "-q", "--hard", "main")


def _stream(tickets: int) -> Iterator[bytes]:
    start = int(stories.NOW.timestamp()) - tickets * 60
    yield _commit(start, "set the desk up", Trailers("init", None, "lea", "cli", "0" * 32), dict(_directory()))
    with get_context("fork").Pool(2) as pool:
        numbers = ((number, tickets) for number in range(tickets))
        for number, (ref, path, blob) in enumerate(pool.imap(_ticket, numbers, chunksize=200)):
            trailers = Trailers("new", ref, "lea", "cli", f"{number:032x}")
            yield _commit(start + number * 60, f"{ref}: new", trailers, {path: blob})
    yield b"done\n"


def _ticket(numbers: tuple[int, int]) -> tuple[str, str, bytes]:
    number, total = numbers
    made = stories.ticket(number, total, min(OPEN_TICKETS, total // 2))
    path = layout.path_of_reference(made.ref)
    return made.ref, path, scribe.text(made)


def _commit(when: int, subject: str, trailers: Trailers, files: dict[str, bytes]) -> bytes:
    text = message(subject, trailers).encode()
    changes = b"".join(
        b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(blob), blob) for path, blob in files.items()
    )
    head = b"commit refs/heads/main\nauthor %s %d +0100\ncommitter %s %d +0100\n" % (_IDENT, when, _IDENT, when)
    return head + b"data %d\n%s\n" % (len(text), text) + changes


def _directory() -> Iterator[tuple[str, bytes]]:
    team = tuple(Member(id=name, name=name.title(), email=f"{name}@celya.example") for name in TEAM)
    facts = {"prefix": "CEL", "language": "fr", "zone": ZONE, "holidays": HOLIDAYS}
    yield layout.DESK, records.dump(Company(company="Celya", coverages=STANDARD, team=team, **facts))  # type: ignore[arg-type] # facts are texts
    for number, name in enumerate(CLIENTS):
        yield layout.client_path(name), records.dump(_client(name))
        contract = _contract(name, list(STANDARD)[number % len(STANDARD)])
        yield layout.contract_path(name, contract.slug), records.dump(contract)


def _client(name: str) -> Client:
    kinds = {"ipbx": ComponentKind.PBX, "trunk": ComponentKind.TRUNK, "passerelle": ComponentKind.GATEWAY}
    return Client(
        id=name,
        name=name.replace("-", " ").title(),
        legal=Legal.PROFESSIONAL,
        sites=(Site(id="siege", name="Siège"),),
        contacts=(Contact(id="claire", name="Claire Noël", roles=(Role.LEVEL1,)),),
        components=tuple(Component(id=ident, kind=kind, name=ident, site="siege") for ident, kind in kinds.items()),
    )


def _contract(client: str, coverage: str) -> Contract:
    promises = {"P1": ("1h", "4h"), "P2": ("2h", "8h"), "P3": ("4h", "2d"), "P4": ("1d", "-")}
    targets = tuple(
        Target(priority=Priority(name), response=response, restoration=restoration)
        for name, (response, restoration) in promises.items()
    )
    return Contract(
        slug=f"{client}-maintenance",
        client=client,
        type=ContractType.MAINTENANCE,
        start=date(2022, 1, 1),
        months=12,
        renewal=Renewal.TACIT,
        renewal_months=12,
        notice_months=3,
        holidays=HOLIDAYS,
        coverage=(CoveragePeriod(since=date(2022, 1, 1), coverage=coverage),),
        targets=(TargetPeriod(since=date(2022, 1, 1), targets=targets),),
    )


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607
