"""`celyactl contract renew`: what both signed for another term."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from celyactl.cli import session
from celyactl.cli.acts import acting, day, today
from celyactl.cli.commands import Commands
from celyactl.cli.contracts.answering import contract_answer
from celyactl.cli.contracts.options import Slug, Text
from celyactl.i18n import gettext as _
from celyactl.i18n import marked
from celyactl.render.moments import full_date
from celyactl.services.renewing import Signed, renew_contract

if TYPE_CHECKING:
    from celyactl.domain.contract import Contract

app = Commands()

SignedOn = Annotated[
    str | None, typer.Option("--on", metavar=marked("DATE"), help=marked("On which day; today by default."))
]
Proof = Annotated[
    str | None,
    typer.Option("--proof", metavar=marked("TEXT"), help=marked("What proves it: a number of a letter, a file.")),
]


@app.write(example="celyactl contract renew villa-2025 --on 2026-05-12 --proof 'devis 2026-114 signé'")
def renew(slug: Slug, on: SignedOn = None, proof: Proof = None, text: Text = None) -> None:
    """Record that both signed for another term of a contract that never renews by itself."""
    signed = Signed(day(on) if on else today(), proof, text)
    done = renew_contract(session.current().desk.store, acting(), slug, signed)
    contract_answer(done, lambda: _renewed(done.answer))


def _renewed(contract: Contract) -> str:
    end = contract.renewals[-1].until
    last = end - timedelta(days=1) if end else contract.start
    return _("{slug}: renewed until {day} included").format(slug=contract.slug, day=full_date(last))
