"""The reports of all contracts, two at a time: each is a file that is whole or not there, and kept when it is there.

A run that was stopped goes on where it was: a file is made again only if its commit, period or programs differ.
"""

from __future__ import annotations

import atexit
import os
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from contextlib import suppress
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from celyactl import i18n
from celyactl.domain.figures.period import Period
from celyactl.domain.in_force import in_force_within
from celyactl.domain.report import report_name
from celyactl.errors import BadData, CelyactlError
from celyactl.errors.reporting import MakerLost, NoFormerTerm, NotAReport
from celyactl.services.catalogue import contract_with_terms
from celyactl.services.reports.approving import as_approved
from celyactl.services.reports.gathering import document, gather, made_with, view_at
from celyactl.services.reports.proving import claim_in
from celyactl.store.index.belonging import files_of_contract
from celyactl.store.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import Literal

    from celyactl.domain.contract import Contract
    from celyactl.i18n import Language
    from celyactl.services.reports.gathering import Form
    from celyactl.store.view import View

    Progress = Callable[[int, int], None]
    Outcome = Literal["written", "kept", "failed"]

PROCESSES: Final = 2


class Wish(Struct, frozen=True):
    """One report to be made; what another process needs to make it."""

    desk: str
    commit: str
    contract: str
    start: date
    end: date
    form: Form
    language: Language | None
    approved: bool
    file: str
    spoken: Language


class Made(Struct, frozen=True):
    """What came of a wish: `said` are its warnings, or the sentence of what kept it from being made.

    Without a `file` nobody knows whether the contract is due; `lacks` when tickets that can't be read may be missing.
    """

    contract: str
    file: str | None
    outcome: Outcome
    said: tuple[str, ...] = ()
    lacks: bool = False


def due(view: View, choice: Callable[[Contract], Period]) -> tuple[list[tuple[Contract, Period]], list[Made]]:
    """The contracts in force in the period that is chosen for each, and those of which nobody knows it.

    Raises what is wrong with the choice itself, or with `desk.yaml`.
    """
    view.company  # noqa: B018 - what is wrong with it is no contract's fault
    found, unknown = [], []
    for slug in view.contract_slugs():
        try:
            contract = contract_with_terms(view, slug)
        except BadData as bad:
            unknown.append(Made(slug, None, "failed", (bad.sentence,)))
            continue
        with suppress(NoFormerTerm):
            period = choice(contract)
            if in_force_within(contract, period.start, period.end):
                found.append((contract, period))
    return found, unknown


def file_of(folder: Path, contract: str, period: Period, form: Form) -> Path:
    """Where a report of all goes: `2026.acme.pdf`, as its file in the desk is named."""
    return folder / f"{report_name(contract, period.start, period.end)}.{form}"


def make_all(view: View, wishes: list[Wish], save: Callable[[Path, bytes], None], progress: Progress) -> Iterator[Made]:
    """Make them, as they come; one that fails does not stop the others. `save` is a function of a module.

    Raises MakerLost.
    """
    for wish in wishes[:1]:  # has the index brought up to date once
        files_of_contract(view.repository, view.commit, wish.contract)
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _begin) as pool:
        waiting = [pool.submit(_make, wish, save) for wish in wishes]
        for done, made in enumerate(as_completed(waiting), 1):
            progress(done, len(wishes))
            try:
                yield made.result()
            except BrokenExecutor:
                raise MakerLost from None


def _begin() -> None:
    """In a process of its own, which would make reports that nobody awaits, and then wait for ever."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(os.EX_TEMPFAIL)


def _make(wish: Wish, save: Callable[[Path, bytes], None]) -> Made:
    """In a process of its own, which keeps the desk open from one report to the next."""
    i18n.use(wish.spoken)
    file = Path(wish.file)
    try:
        view = _view(wish.desk, wish.commit)
        view.warnings.clear()
        view.left_out.clear()
        period = Period(wish.start, wish.end, view.zone)
        if wish.approved:
            view, gathered = as_approved(view, view.contract(wish.contract), period)
        else:
            gathered = gather(view, wish.contract, period)  # of a kept one too: it warns again of what it lacks
        is_kept = _is_there(file, wish, view.commit)
        if not is_kept:
            save(file, document(view, gathered, wish.form, wish.language))
        return Made(
            wish.contract, wish.file, "kept" if is_kept else "written", tuple(view.warnings), bool(view.left_out)
        )
    except CelyactlError as problem:
        return Made(wish.contract, wish.file, "failed", (problem.sentence,))


@cache
def _view(desk: str, commit: str) -> View:
    """The desk as every report of this process reads it: its contracts, calendars and git's own process are shared."""
    repository = Repository.discover(Path(desk))
    atexit.register(repository.close)
    return view_at(repository, commit)


def _is_there(file: Path, wish: Wish, commit: str) -> bool:
    """Whether the file holds the very report that is wished for."""
    try:
        claim = claim_in(file.read_bytes(), wish.file)
    except (OSError, NotAReport):
        return False
    known = claim.contract, claim.commit, claim.period.start, claim.period.end, claim.made_with
    return known == (wish.contract, commit, wish.start, wish.end, made_with()) and wish.language in {
        None,
        claim.language,
    }
