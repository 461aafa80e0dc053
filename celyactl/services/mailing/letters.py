"""Messages of a client's correspondence: digests and renewal notices, made anew from the entry they are about.

They tell what was known when they were queued, so that a message that goes again is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from celyactl.domain.correspondence import Digest, RenewalNotice
from celyactl.domain.entries.delivery import MailSent, Notice
from celyactl.errors.mail import LetterLost, NobodyToWriteTo
from celyactl.i18n import spoken
from celyactl.mail.message import Letter
from celyactl.render.moments import Wall
from celyactl.services.mailing.people import addresses, sender
from celyactl.services.mailing.writing import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from celyactl.domain.entries.base import Entry
    from celyactl.domain.entries.delivery import MailQueued
    from celyactl.domain.model import Model
    from celyactl.services.mailing.sending import Fated
    from celyactl.services.mailing.shelf import Shelf
    from celyactl.store.view import View


class OfLetters(Struct, frozen=True):
    """The messages of one file of correspondence."""

    shelf: Shelf
    client: str
    path: str

    @property
    def name(self) -> str:
        """The client."""
        return self.client

    @property
    def ref(self) -> None:
        """They are about no one ticket."""

    def letter(self, mail: MailQueued) -> Letter:
        """The message that an entry queued. Raises NobodyToWriteTo, LetterLost; what its template raises."""
        return spoken(mail.language, lambda: self._spoken(mail))

    def _spoken(self, mail: MailQueued) -> Letter:
        view = self.shelf.post.view
        to = addresses(view.company, view.client(self.client), mail.to)
        if not to:
            raise NobodyToWriteTo(self.client, self.client)
        subject, text, html = self._body(mail)
        return Letter(mail.message_id, sender(view.company), to, mail.recorded, subject, text, html, view.commit)

    def _body(self, mail: MailQueued) -> tuple[str, str, str]:
        view = self.shelf.post.view
        about, at = self._about(view, mail), mail.recorded.astimezone(view.zone)
        match about:
            case Digest():
                from celyactl.services.mailing.digest_writing import digest_body  # few rounds send one

                return digest_body(self.shelf, self.client, about, at)
            case RenewalNotice():
                from celyactl.services.mailing.renewal_notices import notice_body  # hardly any does

                return notice_body(view, about, at)
            case Notice():
                return self._waiting(view, about, at)
        raise LetterLost(self.path, mail.message_id)

    def _waiting(self, view: View, notice: Notice, at: datetime) -> tuple[str, str, str]:
        """That a message of the client's domain waits in quarantine."""
        from celyactl.render.quarantine import waiting_mail, waiting_subject  # hardly any round sends one

        made = (view.company, notice.text or "", (Wall(at), view.commit))
        text, html = (waiting_mail(*made, form, self.shelf.post.templates) for form in FORMS)
        return waiting_subject(view.client(self.client).name), text, html

    def _about(self, view: View, mail: MailQueued) -> Entry | None:
        return next((entry for entry in self.journal(view) if entry.id == mail.about), None)

    def journal(self, view: View) -> Sequence[Entry]:
        """The file's own."""
        return view.letters_at(self.path).journal

    def paths(self, view: View, mails: Sequence[MailQueued]) -> Iterable[str]:
        """The file's; and those of the contracts whose notices these are."""
        yield self.path
        for mail in mails:
            about = self._about(view, mail)
            if isinstance(about, RenewalNotice):
                yield view.path_of_contract(about.contract)

    def files(self, view: View, fates: Sequence[Fated]) -> Mapping[str, Model]:
        """The file; and the contracts whose notices the server took."""
        before = view.letters_at(self.path)
        journal = (*before.journal, *(entry for one in fates for entry in one.entries))
        notices = list(self._notices(view, fates))
        return {self.path: replace(before, journal=journal), **(_proved(view, notices) if notices else {})}

    def _notices(self, view: View, fates: Sequence[Fated]) -> Iterator[tuple[RenewalNotice, MailSent]]:
        """The renewal notices that the server took."""
        for one in fates:
            about = self._about(view, one.mail)
            if isinstance(about, RenewalNotice):
                yield from ((about, entry) for entry in one.entries if isinstance(entry, MailSent))


def _proved(view: View, notices: Sequence[tuple[RenewalNotice, MailSent]]) -> Mapping[str, Model]:
    from celyactl.services.mailing.renewal_notices import proved  # hardly any round sends one

    return proved(view, notices)
