"""What keeps a message from being taken in."""

from __future__ import annotations

from typing import Final

from celyactl.errors.base import BadData, Busy, Misconfigured, NotFound, Unavailable, Usage
from celyactl.i18n import gettext as _

_IMAP: Final = "imaps://support@mail.celya.example"


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


class NoMailbox(Misconfigured):
    """Neither a maildir nor a mailbox was named."""

    def __init__(self) -> None:
        todo = _("Name a maildir with --maildir, or write `{example}` under `[mail]` in config.toml.").format(
            example=f'imap = "{_IMAP}"'
        )
        super().__init__(_("This machine names no mailbox from which to fetch"), todo=todo)


class MailboxAddressWrong(Misconfigured):
    """What names the mailbox is no address of one; a password in it is never shown."""

    def __init__(self, address: str) -> None:
        todo = _("It looks like {example}; the password is CELYACTL_IMAP_PASSWORD.").format(example=_IMAP)
        super().__init__(_("{address} is no address of a mailbox").format(address=address or "-"), todo=todo)


class NoMailboxPassword(Misconfigured):
    """A mailbox has a user, and there is no password."""

    def __init__(self, user: str) -> None:
        todo = _("Set CELYACTL_IMAP_PASSWORD, or give a credential `celyactl-imap-password`.")
        super().__init__(_("There is no password for the mailbox of {user}").format(user=user), todo=todo)


class MailboxRefused(Misconfigured):
    """The server does not let the user in."""

    def __init__(self, server: str, user: str) -> None:
        what = _("The server does not let {user} into the mailbox").format(user=user)
        super().__init__(what, where=server, todo=_("Check the user and CELYACTL_IMAP_PASSWORD."))


class MailboxFolderNotFound(Misconfigured):
    """The mailbox has no such folder."""

    def __init__(self, server: str, folder: str) -> None:
        todo = _("Name it at the end of the address: {example}.").format(example=f"{_IMAP}/INBOX")
        super().__init__(_("The mailbox has no folder {folder}").format(folder=folder), where=server, todo=todo)


class MailboxGone(Unavailable):
    """The server of a mailbox does not answer, or breaks off; `reason` is its own word, or the system's."""

    def __init__(self, server: str, reason: str) -> None:
        what = _("The server of the mailbox does not answer: {reason}").format(reason=reason or "-")
        todo = _("Nothing is lost: what was not taken in stays there until the next `celyactl mail fetch`.")
        super().__init__(what, where=server, todo=todo)


class TwoMailboxes(Usage):
    """A maildir has no folder to move to: what was taken goes to `cur`."""

    def __init__(self) -> None:
        super().__init__(_("--move-to is for an IMAP mailbox, not for a maildir"), todo=_("Leave one of them out."))


class NobodyToAdd(BadData):
    """A message has no sender, or several: none of them can be made a contact."""

    def __init__(self) -> None:
        todo = _("`celyactl client contact add` adds somebody; `celyactl ticket new` opens a ticket by hand.")
        super().__init__(_("The message has no one sender who could become a contact"), todo=todo)
