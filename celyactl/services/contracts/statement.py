"""The takeover statement, which client and company sign: in the client's language, made from one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from celyactl.domain.language import language_for
from celyactl.errors.takeover import NotTakenOver
from celyactl.i18n import spoken
from celyactl.render import takeover as words
from celyactl.render.moments import Wall
from celyactl.render.names import Names
from celyactl.render.pdf.document import Paper

if TYPE_CHECKING:
    from celyactl.domain.contract import Contract, Takeover
    from celyactl.i18n import Language
    from celyactl.store.view import View

    Form = Literal["pdf", "html"]


def statement(view: View, slug: str, form: Form, language: Language | None = None) -> bytes:
    """The statement of a contract's takeover; the instant on it is that of the commit, so that it can be made again.

    Raises UnknownContract, NotTakenOver, TemplateRefused.
    """
    contract = view.contract(slug)
    takeover = contract.takeover
    if takeover is None:
        raise NotTakenOver(slug)
    tongue = language or language_for(view.company, view.client(contract.client))
    return spoken(tongue, lambda: _written(view, contract, takeover, form))


def _written(view: View, contract: Contract, takeover: Takeover, form: Form) -> bytes:
    company, client = view.company, view.client(contract.client)
    paper = Paper(company, words.title(), words.subtitle(contract, client), view.made_at, view.commit)
    by = Names(company).member(takeover.by or "")
    values = words.statement_values(contract, client, takeover, company.company, by)
    if form == "pdf":
        return words.statement_pdf(paper, values)
    return words.statement_html(paper, values, Wall(view.made_at), view.template).encode()
