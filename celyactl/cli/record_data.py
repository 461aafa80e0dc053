"""The shapes of clients and contracts under `--json`: every field of the file, and what follows from it on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celyactl.domain.in_force import coverage_on, targets_on, term_of
from celyactl.domain.renewals import outlook

if TYPE_CHECKING:
    from datetime import date

    from celyactl.domain.client import Client, Contact
    from celyactl.domain.contract import Contract
    from celyactl.domain.model import Model
    from celyactl.domain.words import Legal


def fields_of(model: Model) -> dict[str, Any]:
    """Every field by its name, null where there is nothing."""
    return {name: getattr(model, name) for name in model.__struct_fields__ if name != "format"}


def client_data(client: Client) -> dict[str, Any]:
    """A client; of an access code everything but its hash."""
    return fields_of(client) | {"contacts": [contact_data(contact) for contact in client.contacts]}


def contact_data(contact: Contact) -> dict[str, Any]:
    """Somebody at a client; of an access code everything but its hash."""
    codes = [{name: value for name, value in fields_of(code).items() if name != "hash"} for code in contact.access]
    return fields_of(contact) | {"access": codes}


def contract_data(contract: Contract, day: date, *, prices: bool) -> dict[str, Any]:
    """A contract, with its term, and its coverage and targets on a day; `commercial` is null without prices."""
    in_force = {"coverage": coverage_on(contract, day), "targets": targets_on(contract, day)}
    more = {"at": day, "term": term_data(contract, day), "in_force": in_force}
    return fields_of(contract) | more | ({} if prices else {"commercial": None})


def term_data(contract: Contract, day: date) -> dict[str, Any]:
    """The term of a day: `end` is exclusive, `notice_limit` the last day on which notice counts."""
    term = term_of(contract, day)
    return {
        "start": term.start,
        "end": term.end,
        "renewal": contract.renewal,
        "notice_limit": term.notice_limit,
        "state": term.state,
        "index": term.index,
        "final_end": term.final_end,
        "alert_on": term.alert_on,
    }


def outlook_data(contract: Contract, legal: Legal, day: date) -> dict[str, Any] | None:
    """What happens next to a contract: days are local, `act_by` is the next that must not be missed."""
    found = outlook(contract, legal, day)
    if found is None:
        return None
    notice = found.notice
    return {
        "event": found.event,
        "on": found.on,
        "act_by": found.act_by,
        "alert_on": found.alert_on,
        "notice": notice._asdict() if notice else None,
        "free_since": found.free_since,
    }
