"""The first line of the desk's files, a comment: it names the schema by which editors complete and judge them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.client import Client
from celyactl.domain.company import Company
from celyactl.domain.contract import Contract
from celyactl.domain.correspondence import Correspondence
from celyactl.domain.report import Report
from celyactl.domain.ticket import Ticket
from celyactl.store import layout
from celyactl.store.layout import FileKind

if TYPE_CHECKING:
    from celyactl.domain.model import Model

SCHEMA_NAMES: Final[dict[type[Model], str]] = {
    Company: "desk",
    Client: "client",
    Contract: "contract",
    Correspondence: "correspondence",
    Report: "report",
    Ticket: "ticket",
}
MODELS: Final[dict[FileKind, type[Model]]] = {FileKind(name): kind for kind, name in SCHEMA_NAMES.items()}
"""The model of each kind of file that has one."""
_DEPTHS: Final[dict[type[Model], int]] = {Company: 0, Client: 2, Contract: 2, Correspondence: 2, Report: 3, Ticket: 3}


def head(kind: type[Model]) -> str:
    """The first line of a file of this kind; the schema's path is relative to the file."""
    up = "../" * _DEPTHS[kind]
    return f"# yaml-language-server: $schema={up}{layout.schema_path(SCHEMA_NAMES[kind])}"
