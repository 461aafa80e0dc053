"""`celyactl report annual`: the report of one contract, or of all, from a period and a commit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from celyactl.cli.acts import require_whole
from celyactl.cli.commands import Commands
from celyactl.cli.files import save
from celyactl.cli.output import Verbatim, show
from celyactl.cli.reports.options import From, To, WhichTerm, Year, period_of, view_at
from celyactl.domain.in_force import in_force_within
from celyactl.errors.command_line import ValueNeeded
from celyactl.errors.reporting import ContractOrAll, FormNotNamed
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date
from celyactl.services.reports.gathering import document, gather, report_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from celyactl.services.reports.gathering import Gathered
    from celyactl.store.view import View

app = Commands()

Form = Literal["pdf", "html", "json"]
_FORMS: Final[dict[str, Form]] = {".pdf": "pdf", ".html": "html", ".htm": "html", ".json": "json"}

_InForm = Annotated[
    Form | None, typer.Option("--format", help=marked("In which form; by the ending of the file, else json."))
]
_Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar=marked("FILE"),
        help=marked("Where to write it; with --all, the folder for all; without, the JSON is shown."),
    ),
]
_InLanguage = Annotated[
    Literal["fr", "en"] | None,
    typer.Option("--language", help=marked("In which language; the client's by default.")),
]
_AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar=marked("COMMIT"), help=marked("As this commit tells it, instead of the last.")),
]
_Every = Annotated[
    bool, typer.Option("--all", help=marked("Those of all contracts in force; those that are there are kept."))
]


@app.command(example="celyactl report annual acme-2026 --year 2026 --output acme-2026.pdf")
def annual(
    slug: Annotated[str | None, typer.Argument(metavar="[SLUG]", help=marked("Which contract."))] = None,
    year: Year = None,
    term: WhichTerm = None,
    start: From = None,
    end: To = None,
    form: _InForm = None,
    output: _Output = None,
    language: _InLanguage = None,
    as_of: _AsOf = None,
    approved: Annotated[bool, typer.Option("--approved", help=marked("As it was approved, for the client."))] = False,
    every: _Every = False,
) -> None:
    """Make the annual report of a contract: tickets, promises kept, work, availability."""
    if (slug is None) is not every:
        raise ContractOrAll
    view = view_at(as_of)
    if slug is None:
        from celyactl.cli.reports.every import all_reports  # processes, for few

        all_reports(
            view,
            lambda contract: period_of(view, contract, year, term, (start, end)),
            form or "pdf",
            language,
            output,
            approved=approved,
        )
        return
    contract = view.contract(slug)
    period = period_of(view, contract, year, term, (start, end))
    wanted = form or _form_of(output)
    if approved:
        from celyactl.services.reports.approving import as_approved  # for few

        view, gathered = as_approved(view, contract, period)
    else:
        gathered = gather(view, slug, period)
    if output is None:
        _shown(view, gathered, wanted)
        return
    save(output, document(view, gathered, wanted, language))
    data = report_json(gathered)
    answer = {"file": str(output), "format": wanted, "commit": data["commit"], "figures": data["figures"]}
    show(answer, lambda: _("{file}: written").format(file=output), warnings=[*view.warnings, *_beside(gathered)])
    require_whole(view.left_out)


def _beside(gathered: Gathered) -> Iterator[str]:
    """What warns of a period that is most likely not the one that was meant."""
    contract, period = gathered.contract, gathered.period
    if not in_force_within(contract, period.start, period.end):
        yield _("{slug} was in force on no day of this period.").format(slug=contract.slug)
    if gathered.made.date() < period.start:
        yield _("This period has not begun: it begins on {day}.").format(day=full_date(period.start))


def _form_of(output: Path | None) -> Form:
    """What the ending says, JSON where there is none. Raises FormNotNamed."""
    if output is None or not output.suffix:
        return "json"
    if output.suffix.lower() not in _FORMS:
        raise FormNotNamed(str(output))
    return _FORMS[output.suffix.lower()]


def _shown(view: View, gathered: Gathered, form: Form) -> None:
    """A report is shown as JSON only: anything else is a file."""
    if form != "json":
        raise ValueNeeded("--output")
    data: dict[str, Any] = report_json(gathered)
    show(
        data, lambda: Verbatim(document(view, gathered, "json").decode()), warnings=[*view.warnings, *_beside(gathered)]
    )
    require_whole(view.left_out)
