"""`celyactl contract takeover`: by options, by a file, or step by step on a terminal; and the statement to sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer
from msgspec.structs import asdict, replace

from celyactl.cli import session
from celyactl.cli.acts import acting, day
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.answering import contract_answer
from celyactl.cli.contracts.options import Slug
from celyactl.cli.files import read, save
from celyactl.cli.output import show
from celyactl.cli.terminal import can_ask
from celyactl.cli.words import given
from celyactl.domain.agreed import read_item, read_visits
from celyactl.domain.takeover import Found, missing
from celyactl.domain.words import Mode
from celyactl.errors.command_line import ValueNeeded
from celyactl.errors.takeover import StatementForm
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date
from celyactl.services.contracts.taking_over import Audited, read_form, take_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from celyactl.domain.contract import Contract, PreventivePlan
    from celyactl.domain.takeover import Part
    from celyactl.services.recording import Done

app = Commands()

_DATE: Final = marked("DATE")
_TEXT: Final = marked("TEXT")
_On = Annotated[str | None, typer.Option("--on", metavar=_DATE, help=marked("On which day; as recorded, or today."))]
_Previous = Annotated[str | None, typer.Option("--previous", metavar=_TEXT, help=marked("Who maintained it before."))]
_Audit = Annotated[str | None, typer.Option("--audit", metavar=_TEXT, help=marked("What was found."), callback=given)]
_Component = Annotated[
    list[str] | None,
    typer.Option(
        "--component",
        metavar=marked("ID:STATE[:RESERVATION]"),
        help=marked("In which state: good, fair, poor or unknown; repeatable."),
    ),
]
_Version = Annotated[
    list[str] | None,
    typer.Option("--version", metavar=marked("ID:VERSION"), help=marked("Its present version; repeatable.")),
]
_EndOfLife = Annotated[
    list[str] | None,
    typer.Option("--end-of-life", metavar=marked("ID:DATE"), help=marked("When its maker gives it up; repeatable.")),
]
_Credential = Annotated[
    list[str] | None,
    typer.Option(
        "--credential", metavar=_TEXT, help=marked("What was handed over, never the secret itself; repeatable.")
    ),
]
_Reservation = Annotated[
    list[str] | None,
    typer.Option("--reservation", metavar=_TEXT, help=marked("What is not vouched for; repeatable.")),
]
_Level1 = Annotated[
    list[str] | None,
    typer.Option("--level1", metavar=marked("CONTACT"), help=marked("Who holds level 1 at the client; repeatable.")),
]
_Training = Annotated[str | None, typer.Option("--training", metavar=_DATE, help=marked("When they are trained."))]
_Visits = Annotated[
    str | None,
    typer.Option(
        "--visits",
        metavar=marked("NUMBER[:MONTHS]"),
        help=marked("Preventive visits a year, as in 2:3,11; makes the first plan."),
    ),
]
_VisitMode = Annotated[Mode | None, typer.Option("--visit-mode", help=marked("How the visits are made."))]
_Signed = Annotated[
    str | None, typer.Option("--signed", metavar=_DATE, help=marked("When the client signed the statement."))
]
_Source = Annotated[
    str | None, typer.Option("--from", metavar=marked("FILE"), help=marked("Read it all from a file; - is stdin."))
]
_Statement = Annotated[
    Path | None,
    typer.Option("--statement", metavar=marked("FILE"), help=marked("Write the statement to sign: .pdf or .html.")),
]
_NOTHING: Final = Audited(items=(), reservations=(), level1=(), credentials=(), found=())
PARTS: Final[dict[Part, str]] = {
    "audit": marked("what was found"),
    "components": marked("the state of components"),
    "credentials": marked("the credentials handed over"),
    "level1": marked("the level-1 contact"),
    "training": marked("the training planned"),
    "preventive": marked("the preventive visits"),
    "signed": marked("the signature"),
}


@app.write(example="celyactl contract takeover acme-2026 --on 2026-11-20 --component pbx:good --statement reprise.pdf")
def takeover(
    slug: Slug,
    on: _On = None,
    previous: _Previous = None,
    audit: _Audit = None,
    component: _Component = None,
    version: _Version = None,
    end_of_life: _EndOfLife = None,
    credential: _Credential = None,
    reservation: _Reservation = None,
    level1: _Level1 = None,
    training: _Training = None,
    visits: _Visits = None,
    visit_mode: _VisitMode = None,
    signed: _Signed = None,
    source: _Source = None,
    statement: _Statement = None,
) -> None:
    """Take an existing installation over: what was found, step by step, and the statement to sign.

    Without options, on a terminal, it asks for what is still missing; each answer is recorded at once.
    """
    form = _form_of(statement) if statement else None
    plan = read_visits(visits) if visits else None
    audited = _joined(
        read_form(read(source), source) if source else _NOTHING,
        Audited(
            on=day(on),
            previous=previous,
            audit=audit,
            items=[read_item(text) for text in component or ()],
            reservations=reservation or (),
            level1=level1 or (),
            credentials=credential or (),
            training_planned=day(training, upcoming=True),
            signed=day(signed),
            found=[*_versions(version or ()), *_ends(end_of_life or ())],
            preventive=_with_mode(plan, visit_mode),
        ),
    )
    if audited != _NOTHING:
        done = take_over(session.current().desk.store, acting(), slug, audited)
        contract_answer(done, lambda: _taken(done))
    elif statement is None:
        _guided(slug)
        return
    if statement and form and not session.current().dry_run:
        _write(slug, statement, form, is_answer=audited == _NOTHING)


def _guided(slug: str) -> None:
    if not can_ask():
        raise ValueNeeded("--on, --audit, --component, --from…")
    from celyactl.cli.contracts.takeover_guide import guide  # questions are for people

    contract_answer(guide(slug), lambda: _("{slug}: recorded").format(slug=slug))


def _taken(done: Done[Contract]) -> str:
    """What was recorded, and what is still missing."""
    contract = done.answer
    view = session.current().desk.store.view()  # as it is now, components that are new included
    line = _("{slug}: taken over on {day}").format(
        slug=contract.slug, day=full_date(contract.takeover.on) if contract.takeover else "-"
    )
    left = missing(contract, view.client(contract.client))
    return "\n".join([line, *([_still(left)] if left else [])])


def _still(left: Sequence[Part]) -> str:
    return _("Still missing: {parts}").format(parts=", ".join(_(PARTS[part]) for part in left))


def _joined(first: Audited, second: Audited) -> Audited:
    """The file, with what the options add to its lists or say otherwise."""
    lists = ("items", "reservations", "level1", "credentials", "found")
    said: dict[str, Any] = {name: value for name, value in asdict(second).items() if value and name not in lists}
    return replace(first, **said | {name: (*getattr(first, name), *getattr(second, name)) for name in lists})


def _versions(texts: Sequence[str]) -> list[Found]:
    parts = [text.partition(":") for text in texts]
    return [Found(component=name.strip(), version=version.strip() or None) for name, _colon, version in parts]


def _ends(texts: Sequence[str]) -> list[Found]:
    parts = [text.partition(":") for text in texts]
    return [Found(component=name.strip(), end_of_life=day(end, upcoming=True)) for name, _colon, end in parts]


def _with_mode(plan: PreventivePlan | None, mode: Mode | None) -> PreventivePlan | None:
    return replace(plan, mode=mode) if plan and mode else plan


def _form_of(path: Path) -> Literal["pdf", "html"]:
    match path.suffix.lower():
        case ".pdf":
            return "pdf"
        case ".html" | ".htm":
            return "html"
    raise StatementForm(str(path))


def _write(slug: str, path: Path, form: Literal["pdf", "html"], *, is_answer: bool) -> None:
    from celyactl.services.contracts.statement import statement as written  # not for those who record only

    save(path, written(session.current().desk.store.view(), slug, form))
    if is_answer:
        said = _("{slug}: statement written to {path}")
        show({"contract": slug, "path": str(path)}, lambda: said.format(slug=slug, path=path))
