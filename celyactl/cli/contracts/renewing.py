"""`celyactl contract renew|notice`: what both signed for another term, and the letter before a tacit renewal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, answer, day, today
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.answering import contract_answer
from celyactl.cli.contracts.letters import LetterFile, form_of
from celyactl.cli.contracts.options import Slug, Text
from celyactl.cli.files import save
from celyactl.cli.output import Verbatim
from celyactl.cli.output import show as give
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date
from celyactl.services.contracts.renewing import Signed, letter_due, outside, record_notice, renew_contract

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from celyactl.domain.contract import Contract
    from celyactl.render.letter import Form

app = Commands()

SignedOn = Annotated[
    str | None, typer.Option("--on", metavar=marked("DATE"), help=marked("On which day; today by default."))
]
Proof = Annotated[
    str | None,
    typer.Option("--proof", metavar=marked("TEXT"), help=marked("What proves it: a number of a letter, a file.")),
]

Again = Annotated[
    bool, typer.Option("--again", help=marked("One more term, although the next one was renewed already."))
]
SentOn = Annotated[
    str | None, typer.Option("--sent", metavar=marked("DATE"), help=marked("Record that it was sent on that day."))
]

ByMail = Annotated[
    bool, typer.Option("--mail", help=marked("Queue it as a mail to who signs for the client, else to its managers."))
]


@app.write(example="celyactl contract renew villa-2025 --on 2026-05-12 --proof 'devis 2026-114 signé'")
def renew(slug: Slug, on: SignedOn = None, proof: Proof = None, text: Text = None, again: Again = False) -> None:
    """Record that both signed for another term of a contract that never renews by itself."""
    signed = Signed(day(on) or today(), proof, text, again)
    done = renew_contract(session.current().desk.store, acting(), slug, signed)
    contract_answer(done, lambda: _renewed(done.answer))


@app.write(example="celyactl contract notice asso-2026 --letter reconduction.pdf")
def notice(
    slug: Slug, letter: LetterFile = None, sent: SentOn = None, proof: Proof = None, mail: ByMail = False
) -> None:
    """Write the letter that the law asks for before a tacit renewal, mail it, or record that it was sent."""
    if mail:
        _by_mail(slug)
        return
    if sent is None:
        _letter(slug, letter)
        return
    on = day(sent)
    form = form_of(letter) if letter else None
    done = record_notice(session.current().desk.store, acting(), slug, on, proof=proof)
    if letter is not None and form is not None and not session.current().dry_run:
        save(letter, _text(slug, on, form))
    contract_answer(done, lambda: _("{slug}: renewal letter sent on {day}").format(slug=slug, day=full_date(on)))


def _by_mail(slug: str) -> None:
    from celyactl.services.mailing.renewal_notices import queue_notice  # most letters are on paper

    done = queue_notice(session.current().desk.store, acting(), slug)
    said = _("{slug}: renewal notice queued to {people}; `celyactl mail flush` sends and records it")
    line = said.format(slug=slug, people=", ".join(done.answer))
    answer(done, {"contract": slug, "to": done.answer}, lambda: line)


def _letter(slug: str, path: Path | None) -> None:
    """The letter as an answer, or in a file."""
    text = _text(slug, today(), form_of(path) if path else "txt")
    view = session.current().desk.store.view()
    warnings = tuple(outside(letter_due(view, view.contract(slug), today())[0], today()))
    if path is None:
        shown = text.decode()
        give({"contract": slug, "letter": shown}, lambda: Verbatim(shown), warnings=warnings)
        return
    if not session.current().dry_run:
        save(path, text)
    said = _("{slug}: letter written to {path}")
    give({"contract": slug, "path": str(path)}, lambda: said.format(slug=slug, path=path), warnings=warnings)


def _text(slug: str, on: date, form: Form) -> bytes:
    from celyactl.services.contracts.letters import renewal_letter  # not for renewals

    return renewal_letter(session.current().desk.store.view(), slug, on, form)


def _renewed(contract: Contract) -> str:
    end = contract.renewals[-1].until
    last = end - timedelta(days=1) if end else contract.start
    return _("{slug}: renewed until {day} included").format(slug=contract.slug, day=full_date(last))
