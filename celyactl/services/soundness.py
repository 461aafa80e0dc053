"""What an act asks before it records a client or a contract: that every name in it leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from celyactl.domain.client import Client
from celyactl.domain.company import Company
from celyactl.domain.contract import Contract
from celyactl.errors.file import BadFile
from celyactl.services.checking.context import Context
from celyactl.services.checking.contracts import client_faults, contract_faults
from celyactl.store import records
from celyactl.store.layout import FileKind, Located, classify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from celyactl.domain.model import Model
    from celyactl.errors.base import Fault
    from celyactl.store.view import View


def require_sound(view: View, files: Mapping[str, Model]) -> None:
    """Judge files that are to be written together, with each other and with the desk; the answer is an error or none.

    Raises BadFile with every fault of the first bad file, and what `records.dump` raises.
    """
    changed = _changed(files)
    for path, model in files.items():
        try:
            faults = _faults(view, changed, (path, model), records.dump(model, path))
        except BadFile as bad:
            faults = list(bad.faults)
        if faults:  # people do not see the text in which these lines are
            raise BadFile(path, [fault._replace(line=0) for fault in faults]) from None


def require_sound_text(view: View, path: str, model: Model, text: bytes) -> None:
    """Judge a file that somebody wrote; raises BadFile with every fault and its line."""
    if faults := _faults(view, _changed({path: model}), (path, model), text):
        raise BadFile(path, sorted(faults, key=lambda fault: fault.line))


class _Changed(NamedTuple):
    """What files make of the desk: clients by id, and the company, if it is among them."""

    clients: Mapping[str, Client]
    company: Company | None


def _changed(files: Mapping[str, Model]) -> _Changed:
    clients = {model.id: model for model in files.values() if isinstance(model, Client)}
    return _Changed(clients, next((model for model in files.values() if isinstance(model, Company)), None))


def _faults(view: View, changed: _Changed, file: tuple[str, Model], text: bytes) -> list[Fault]:
    path, model = file
    where = classify(path) or Located(FileKind.TICKET)
    desk, lines = _around(view, where.client, changed), records.Lines(text, path)
    match model:
        case Client() as client:
            return client_faults(client, where, path, lines, desk)
        case Contract() as contract:
            return contract_faults(contract, where, path, lines, desk)
    return []


def _around(view: View, ident: str, changed: _Changed) -> Context:
    """What a file may name: its client and the company as the act makes them, else as they are."""
    client = changed.clients.get(ident)
    if client is None and ident in view.client_ids():
        client = view.client(ident)
    return Context(company=changed.company or view.company, clients={ident: client} if client else {})
