"""The manager's part of a report: a word, what becomes of what the figures suggest, the approval; each is one act.

An approval names the commit that it was given on: figures, word and recommendations are those of that commit for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from celyactl import __version__
from celyactl.domain.entries.conversation import Retract
from celyactl.domain.report import Approve, Recommendation, Report, report_name
from celyactl.errors.reporting import (
    MissesUnexplained,
    NotApproved,
    NothingSuggested,
    ReportNotWhole,
    SuggestionsUndecided,
)
from celyactl.i18n import gettext as _
from celyactl.render.names import Names
from celyactl.render.report.data import figures_hash
from celyactl.render.report.suggested import decided, key_of
from celyactl.services.acting import require_manager
from celyactl.services.recording import Act, Done, record
from celyactl.services.reports.gathering import gather, report_json, view_at
from celyactl.services.stamping import Stamps
from celyactl.store import layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from celyactl.domain.contract import Contract
    from celyactl.domain.figures.period import Period
    from celyactl.render.report.suggested import Decided
    from celyactl.services.acting import Acting
    from celyactl.services.reports.gathering import Gathered
    from celyactl.store.store import Store
    from celyactl.store.view import View


class Review(Struct, frozen=True):
    """What a manager says: `decisions` by `rule` or `rule:about`, `all` for what is undecided; texts of its own."""

    word: str | None = None
    accepted: Sequence[str] = ()
    edited: Mapping[str, str] | None = None
    rejected: Mapping[str, str] | None = None
    added: Sequence[str] = ()


class Reviewed(Struct, frozen=True):
    """The manager's part after an act, and all recommendations as they stand."""

    report: Report
    recommendations: tuple[Decided, ...]


ALL = "all"
"""Accepts whatever nobody has decided on."""
_OWN: Final = "own-"
"""How the rules of a manager's own recommendations begin; a number follows."""


def review(store: Store, acting: Acting, slug: str, period: Period, said: Review) -> Done[Reviewed]:
    """Record a word and decisions. Raises ManagersOnly, UnknownContract, NothingSuggested."""

    def plan(view: View) -> Act[Reviewed]:
        require_manager(view.company, acting, "reports")
        gathered = gather(view, slug, period)
        before = gathered.report or Report(contract=slug, start=period.start, end=period.end)
        after = _reviewed(before, gathered, said)
        answer = Reviewed(after, _recommendations(view, gathered, after))
        files = {} if after == before else {_path(gathered): after}
        warnings = _approved_before(before) if files else ()
        return Act("report.review", f"{slug}: review the report", files, answer, warnings=warnings)

    return record(store, acting, plan)


def approve(store: Store, acting: Acting, slug: str, period: Period, text: str | None = None) -> Done[Approve]:
    """Approve a report as the present commit tells it.

    Raises ManagersOnly, UnknownContract, ReportNotWhole, MissesUnexplained (docs/sla.md rule 16), SuggestionsUndecided.
    """

    def plan(view: View) -> Act[Approve]:
        require_manager(view.company, acting, "reports")
        gathered = gather(view, slug, period)
        if view.left_out:
            raise ReportNotWhole(slug, view.left_out)
        report = gathered.report or Report(contract=slug, start=period.start, end=period.end)
        _require_complete(view, gathered, report)
        figures = str(report_json(gathered)["figures"])
        stamps = Stamps(acting, acting.now, report.journal)
        entry = Approve(
            **stamps.stamp(), commit=view.commit, figures=figures, program=f"celyactl {__version__}", text=text
        )
        files = {_path(gathered): replace(report, journal=(*report.journal, entry))}
        return Act("report.approve", f"{slug}: approve the report", files, entry)

    return record(store, acting, plan)


def approval(report: Report | None) -> Approve | None:
    """The approval that holds: the last that was not retracted."""
    journal = report.journal if report else ()
    gone = {ident for entry in journal if isinstance(entry, Retract) for ident in entry.ids}
    return next((one for one in reversed(journal) if isinstance(one, Approve) and one.id not in gone), None)


def _approved_before(report: Report) -> tuple[str, ...]:
    found = approval(report)
    if found is None:
        return ()
    said = _("Clients read this report as it was approved, as of commit {commit}: approve it anew for this to go out.")
    return (said.format(commit=found.commit[:12]),)


def as_approved(view: View, contract: Contract, period: Period) -> tuple[View, Gathered]:
    """The desk at the commit that a report was approved on, and what it tells.

    Figures that are not those that were approved, as this program has other rules, are warned of.

    Raises NotApproved, UnknownCommit, and as `gather`.
    """
    found = approval(view.report(contract, period.start, period.end))
    if found is None:
        raise NotApproved(contract.slug, period.start, period.end)
    then = view_at(view.repository, found.commit)
    gathered = gather(then, contract.slug, period)
    if figures_hash(gathered.computed) != found.figures:
        said = _("{slug}: these are not the figures that were approved, which {program} computed. Approve them anew.")
        then.warnings.append(said.format(slug=contract.slug, program=found.program or "celyactl"))
    return then, gathered


def _reviewed(before: Report, gathered: Gathered, said: Review) -> Report:
    known = {key_of(one.rule, one.about): (one.rule, one.about) for one in gathered.suggested}
    decisions = {key_of(one.rule, one.about): one for one in before.recommendations}
    accepted = [key for key in known if key not in decisions] if ALL in said.accepted else []
    own = {one.rule: (one.rule, None) for one in before.recommendations if one.rule.startswith(_OWN)}
    wanted: list[tuple[str, str, str | None]] = [(key, "accepted", None) for key in accepted]
    wanted += [(key, "accepted", None) for key in said.accepted if key != ALL]
    wanted += [(key, "edited", text) for key, text in (said.edited or {}).items()]
    wanted += [(key, "rejected", text) for key, text in (said.rejected or {}).items()]
    for key, decision, text in wanted:
        if key not in known and (key not in own or decision == "accepted"):
            raise NothingSuggested(key, [*known, *own])
        rule, about = known.get(key) or own[key]
        kept = "added" if key in own and decision == "edited" else decision
        decisions[key] = Recommendation(rule=rule, about=about, decision=kept, text=text)  # type: ignore[arg-type]  # declared words
    for place, text in enumerate(said.added, len(own) + 1):
        decisions[f"{_OWN}{place}"] = Recommendation(rule=f"{_OWN}{place}", decision="added", text=text)
    word = before.word if said.word is None else said.word or None
    return replace(before, word=word, recommendations=tuple(decisions.values()))


def _require_complete(view: View, gathered: Gathered, report: Report) -> None:
    figures = gathered.figures
    missing = [
        f"{miss.ref} ({name})"
        for name in ("response", "restoration", "onsite")
        for miss in getattr(figures, name).unexplained
    ]
    if missing:
        raise MissesUnexplained(missing)
    open_ = [one.key for one in _recommendations(view, gathered, report) if one.decision is None]
    if open_:
        raise SuggestionsUndecided(open_)


def _recommendations(view: View, gathered: Gathered, report: Report) -> tuple[Decided, ...]:
    return decided(gathered.suggested, report, Names(view.company, gathered.client))


def _path(gathered: Gathered) -> str:
    period = gathered.period
    name = report_name(gathered.contract.slug, period.start, period.end)
    return layout.report_path(gathered.client.id, name)
