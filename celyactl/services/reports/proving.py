"""Proves a report: computed again from the commit that it names, figures compared always, bytes when versions agree."""

from __future__ import annotations

import html
import io
import json
import re
from datetime import date  # noqa: TC003 - msgspec reads it
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec
from msgspec import Struct

from celyactl.domain.figures.period import Period
from celyactl.errors.reporting import NotAReport
from celyactl.render.report.data import figures_hash
from celyactl.services.reports.gathering import document, gather, made_with, view_at

if TYPE_CHECKING:
    from celyactl.store.repository import Repository

_INSIDE: Final = re.compile(rb'<meta name="celyactl-report" content="([^"]*)">')
_ABOUT: Final = frozenset({"contract", "period", "commit", "figures", "made_with", "language", "format"})
_MOST_BYTES: Final = 1 << 24
_ATTACHED: Final = "report.json"


class Days(msgspec.Struct, frozen=True):
    """A period: days [start, end)."""

    start: date
    end: date


class Claim(msgspec.Struct, frozen=True):
    """What a report says of itself; its figures stand beside this."""

    contract: str
    period: Days
    commit: str
    figures: str
    made_with: dict[str, str]
    language: Literal["fr", "en"] | None = None
    format: Literal["pdf", "html", "json"] = "json"


class Verdict(Struct, frozen=True):
    """What came of it: the figures that differ, whether the bytes do (None: made with other versions)."""

    claim: Claim
    differing: tuple[str, ...]
    same_bytes: bool | None
    versions: dict[str, tuple[str, str]]

    @property
    def proved(self) -> bool:
        """Whether nothing differs."""
        return not self.differing and self.same_bytes is not False


def verify(repository: Repository, content: bytes, name: str) -> Verdict:
    """Judge a report of this desk. Raises NotAReport, UnknownCommit, UnknownContract."""
    claim, told = _read(content, name)
    view = view_at(repository, claim.commit)
    gathered = gather(view, claim.contract, Period(claim.period.start, claim.period.end, view.zone))
    truth = json.loads(json.dumps(gathered.computed))
    differing = _differing({**truth, "client": gathered.client.id}, told)
    if claim.figures != figures_hash(truth):
        differing = (*differing, "figures")
    ours = made_with()
    versions = {name: (claim.made_with.get(name, ""), ours[name]) for name in ours}
    same = None
    if claim.made_with == ours:
        same = document(view, gathered, claim.format, claim.language) == content
    return Verdict(claim, differing, same, {name: pair for name, pair in versions.items() if pair[0] != pair[1]})


def _differing(truth: dict[str, Any], told: dict[str, Any]) -> tuple[str, ...]:
    """What is told otherwise than it is, is missing, or is told though no report tells it."""
    invented = told.keys() - truth.keys() - _ABOUT
    return (*(key for key in truth if told.get(key) != truth[key]), *sorted(invented))


def claim_in(content: bytes, name: str) -> Claim:
    """What a report says of itself. Raises NotAReport."""
    return _read(content, name)[0]


def _read(content: bytes, name: str) -> tuple[Claim, dict[str, Any]]:
    if len(content) > _MOST_BYTES:
        raise NotAReport(name)
    try:
        told = json.loads(_json_in(content))
        return msgspec.convert(told, Claim), told
    except (ValueError, RecursionError, LookupError, msgspec.ValidationError):
        raise NotAReport(name) from None


def _json_in(content: bytes) -> bytes:
    if content.startswith(b"%PDF"):
        return _attached(content)
    if found := _INSIDE.search(content):
        return html.unescape(found[1].decode()).encode()
    return content


def _attached(content: bytes) -> bytes:
    import pikepdf  # for PDFs only

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return bytes(pdf.attachments[_ATTACHED].get_file().read_bytes())
    except pikepdf.PdfError as damaged:
        raise ValueError(str(damaged)) from None
