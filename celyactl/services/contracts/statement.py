"""The takeover statement, which client and company sign: in the client's language, made from one commit."""

from __future__ import annotations

from contextvars import copy_context
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from celyactl import i18n
from celyactl.domain.language import language_for
from celyactl.errors.takeover import NotTakenOver
from celyactl.render import takeover as words
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.render.pdf.document import Paper
from celyactl.store.commits import committed_at

if TYPE_CHECKING:
    from celyactl.i18n import Language
    from celyactl.store.view import View

    Form = Literal["pdf", "html"]


def statement(view: View, slug: str, form: Form, language: Language | None = None) -> bytes:
    """The statement of a contract's takeover; the instant on it is that of the commit, so that it can be made again.

    Raises UnknownContract, NotTakenOver, TemplateRefused.
    """
    contract = view.contract(slug)
    if contract.takeover is None:
        raise NotTakenOver(slug)
    spoken = language or language_for(view.company, view.client(contract.client))
    return copy_context().run(_written, view, slug, form, spoken)


def _written(view: View, slug: str, form: Form, language: Language) -> bytes:
    i18n.use(language)
    contract, company = view.contract(slug), view.company
    client = view.client(contract.client)
    if contract.takeover is None:
        raise NotTakenOver(slug)
    made = datetime.fromtimestamp(committed_at(view.repository, view.commit), UTC).astimezone(view.zone)
    paper = Paper(company, words.title(), words.subtitle(contract, client), made, view.commit)
    by = Names(company).member(contract.takeover.by or "")
    values = words.statement_values(contract, client, contract.takeover, company.company, by)
    if form == "pdf":
        return words.statement_pdf(paper, values)
    overrides = lambda name: view.repository.read(view.commit, f"templates/{name}")  # noqa: E731 - as for summaries
    return words.statement_html(paper, values, Wall(made), overrides).encode()
