"""The mail that tells people of the company of a ticket: by the clock, or because somebody put it before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.entries.delivery import MailQueued

if TYPE_CHECKING:
    from celyactl.domain.company import Company
    from celyactl.services.stamping import Stamps

TO_THE_TEAM: Final = "escalation"
"""The template of what people of the company get."""


def mail_to_team(
    stamps: Stamps, company: Company, name: str, to: tuple[str, ...], about: tuple[str, str]
) -> MailQueued:
    """The message, once for a name; `about` is its subject and the entry that it tells of."""
    domain = (company.mail.address or "celyactl.invalid").rpartition("@")[2]
    subject, entry = about
    return MailQueued(
        **stamps.stamp(),
        template=TO_THE_TEAM,
        language=company.language,
        to=to,
        message_id=f"<{name}.escalation@{domain}>",
        subject=subject,
        about=entry,
    )
