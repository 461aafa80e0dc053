"""In which language somebody at a client is written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from celyactl.domain.client import Client, Contact
    from celyactl.domain.company import Company
    from celyactl.i18n import Language


def language_for(company: Company, client: Client | None, contact: Contact | None = None) -> Language:
    """The contact's own, else the client's, else the company's; a client that can't be read has none."""
    return (contact and contact.language) or (client and client.language) or company.language
