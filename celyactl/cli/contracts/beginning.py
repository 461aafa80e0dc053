"""`celyactl contract new`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.cli import session
from celyactl.cli.acts import acting, day, today
from celyactl.cli.commands import Commands
from celyactl.cli.contracts import options as asked
from celyactl.cli.contracts.answering import contract_answer
from celyactl.domain.agreed import read_contacts, read_targets
from celyactl.domain.in_force import term_of
from celyactl.domain.words import ContractType, Renewal
from celyactl.i18n import gettext as _
from celyactl.render.terms import term_words
from celyactl.services.contracts.contracting import NewContract, new_contract

if TYPE_CHECKING:
    from celyactl.domain.contract import Contract

app = Commands()


@app.write(example="celyactl contract new acme-2026 --client Acme --target P1:30m:4h --target P2:1h:8h")
def new(
    slug: asked.Slug,
    client: asked.ClientName,
    type_: asked.Type = ContractType.MAINTENANCE,
    title: asked.Title = None,
    coverage: asked.Coverage = "business",
    start: asked.Start = None,
    target: asked.Targets = None,
    contact: asked.Contacts = None,
    holidays: asked.Holidays = None,
    months: asked.Months = 12,
    renewal: asked.RenewalKind = Renewal.TACIT,
    renewal_months: asked.RenewalMonths = 12,
    notice_months: asked.NoticeMonths = 3,
    max_renewals: asked.MaxRenewals = None,
    latest_end: asked.LatestEnd = None,
    legal: asked.LegalStatus = None,
) -> None:
    """Take a contract on, with its client and its contacts."""
    agreed = NewContract(
        slug=slug,
        client=client,
        start=day(start) or today(),
        type=type_,
        title=title,
        coverage=coverage,
        targets=read_targets(target or []),
        contacts=read_contacts(contact or []),
        holidays=holidays,
        months=months,
        renewal=renewal,
        renewal_months=renewal_months,
        notice_months=notice_months,
        max_renewals=max_renewals,
        latest_end=day(latest_end, upcoming=True),
        legal=legal,
    )
    done = new_contract(session.current().desk.store, acting(), agreed)
    contract_answer(done, lambda: _begun(done.answer))


def _begun(contract: Contract) -> str:
    term = term_of(contract, contract.start)
    said = _("{slug}: contract with {client} {term}")
    return said.format(slug=contract.slug, client=contract.client, term=term_words(term))
