"""`celyactl report review` and `approve`: the manager's part of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, outcome
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.options import Slug
from celyactl.cli.output import show
from celyactl.cli.reports.options import From, To, WhichTerm, Year, period_of
from celyactl.cli.words import given
from celyactl.errors.reporting import DecisionNotUnderstood
from celyactl.i18n import gettext as _
from celyactl.i18n import marked, ngettext

if TYPE_CHECKING:
    from celyactl.domain.figures.period import Period
    from celyactl.services.reports.approving import Reviewed

app = Commands()

_TEXT: Final = marked("TEXT")
_DECISION: Final = marked("RULE[:ABOUT]=TEXT")
Decisions = list[str] | None


@app.write(example="celyactl report review acme-2026 --year 2026 --word 'Une année calme.' --accept all")
def review(
    slug: Slug,
    year: Year = None,
    term: WhichTerm = None,
    start: From = None,
    end: To = None,
    word: Annotated[
        str | None,
        typer.Option(
            "--word",
            metavar=_TEXT,
            help=marked("Your word, for the first page; - reads standard input."),
            callback=given,
        ),
    ] = None,
    accept: Annotated[
        Decisions,
        typer.Option(
            "--accept", metavar=marked("RULE[:ABOUT]"), help=marked("Keep a recommendation; all keeps the rest.")
        ),
    ] = None,
    edit: Annotated[
        Decisions, typer.Option("--edit", metavar=_DECISION, help=marked("Keep a recommendation in other words."))
    ] = None,
    reject: Annotated[
        Decisions, typer.Option("--reject", metavar=_DECISION, help=marked("Leave a recommendation out, and say why."))
    ] = None,
    add: Annotated[
        Decisions, typer.Option("--add", metavar=_TEXT, help=marked("A recommendation of your own; repeatable."))
    ] = None,
) -> None:
    """Write a word of your own into a report, and decide on what its figures suggest.

    Without an option it shows what waits for a decision.
    """
    from celyactl.services.reports.approving import Review
    from celyactl.services.reports.approving import review as reviewed

    said = Review(word, accept or (), _pairs(edit, "--edit"), _pairs(reject, "--reject"), add or ())
    done = reviewed(session.current().desk.store, acting(), slug, _period(slug, year, term, (start, end)), said)
    line = _("{slug}: report reviewed").format(slug=slug)
    head = _standing(done.answer) if word is None and not (accept or edit or reject or add) else outcome(done, line)
    show(_data(done.answer), lambda: [head, *_words(done.answer)], warnings=done.warnings)


@app.write(example="celyactl report approve acme-2026 --year 2026")
def approve(
    slug: Slug,
    year: Year = None,
    term: WhichTerm = None,
    start: From = None,
    end: To = None,
    text: Annotated[str | None, typer.Option("--text", metavar=_TEXT, help=marked("A remark, internal."))] = None,
) -> None:
    """Approve a report as the present commit tells it, so that it may go out."""
    from celyactl.services.reports.approving import approve as approved

    done = approved(session.current().desk.store, acting(), slug, _period(slug, year, term, (start, end)), text)
    entry = done.answer
    data = {"contract": slug, "commit": entry.commit, "figures": entry.figures, "by": entry.by}
    line = _("{slug}: report approved as of commit {commit}")
    answer(done, data, lambda: line.format(slug=slug, commit=entry.commit[:12]))


def _period(slug: str, year: int | None, term: str | None, days: tuple[str | None, str | None]) -> Period:
    view = session.current().desk.view
    return period_of(view, view.contract(slug), year, term, days)


def _pairs(texts: Decisions, option: str) -> dict[str, str]:
    """Raises DecisionNotUnderstood."""
    found = {}
    for text in texts or ():
        key, equals, said = text.partition("=")
        if not equals or not said.strip():
            raise DecisionNotUnderstood(text, option)
        found[key.strip()] = said.strip()
    return found


def _data(reviewed: Reviewed) -> dict[str, Any]:
    report = reviewed.report
    return {
        "contract": report.contract,
        "start": report.start,
        "end": report.end,
        "word": report.word,
        "recommendations": [one._asdict() for one in reviewed.recommendations],
    }


def _standing(reviewed: Reviewed) -> str:
    """How many wait for a decision, for who only looks."""
    count = sum(one.decision is None for one in reviewed.recommendations)
    said = ngettext("{n} recommendation waits for a decision", "{n} recommendations wait for a decision", count)
    return said.format(n=count) if count else _("No recommendation waits for a decision.")


def _words(reviewed: Reviewed) -> list[str]:
    """Each recommendation with what became of it; `?` waits for a decision."""
    marks = {"accepted": "+", "edited": "+", "added": "+", "rejected": "-", None: "?"}
    line, because = _("{mark} {key}: {text}"), _("{mark} {key}: {text} (rejected: {reason})")
    return [
        (because if one.reason else line).format(
            mark=marks[one.decision], key=one.key, text=one.text, reason=one.reason
        )
        for one in reviewed.recommendations
    ]
