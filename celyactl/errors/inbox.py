"""What keeps a message from being taken in."""

from __future__ import annotations

from celyactl.errors.base import BadData, Busy, NotFound, Usage
from celyactl.i18n import gettext as _


class MailUnreadable(BadData):
    """A message into which nothing reads safely; `why` is said to whoever looks at the quarantine."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(_("The message can't be read: {why}").format(why=why))


class MailTooLarge(BadData):
    """More bytes than a message may have; the mail server tells the sender."""

    http_status = 413

    def __init__(self, limit: int) -> None:
        what = _("The message is larger than {limit} MB").format(limit=limit // 1_000_000)
        super().__init__(what, todo=_("Lower `message_size_limit` of the mail server, so that it says so itself."))


class MailNotTaken(Busy):
    """Something is wrong here, not with the message: the mail server keeps it and tries again."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("The message was not taken in: {reason}").format(reason=reason.rstrip(".")))


class NotInQuarantine(NotFound):
    """No message of this id waits."""

    def __init__(self, ident: str) -> None:
        super().__init__(
            _("No such message is in quarantine"), where=ident, todo=_("`celyactl mail quarantine list` shows them.")
        )


class NoTextToAccept(BadData):
    """A message that can't be read into can't become a ticket by itself."""

    def __init__(self, ident: str, why: str) -> None:
        todo = _("Read it with `celyactl mail quarantine show {id} --raw`, and open a ticket by hand.").format(id=ident)
        super().__init__(_("The message can't become a ticket: {why}").format(why=why), where=ident, todo=todo)


class SenderUnknownYet(Usage):
    """The sender is no contact of the client who is to be answered."""

    def __init__(self, sender: str, client: str) -> None:
        super().__init__(
            _("{sender} is no contact of {client}").format(sender=sender, client=client),
            todo=_("Take them on with --add-contact."),
        )


class MaildirNotFound(NotFound):
    """A folder that is no maildir."""

    def __init__(self, path: str) -> None:
        super().__init__(_("This is no maildir: it has no folders `new` and `cur`"), where=path)
