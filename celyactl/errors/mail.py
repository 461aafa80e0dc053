"""What mail refuses: a machine that may not send, secrets and servers that are not as they must be."""

from __future__ import annotations

from celyactl.errors.base import BadData, Misconfigured, Unavailable, Usage
from celyactl.i18n import gettext as _


class MailKeyTooShort(Misconfigured):
    """A key that could be guessed; lengths in bytes."""

    def __init__(self, length: int, shortest: int) -> None:
        what = _("The key of mail tokens has {length} bytes and needs {shortest}").format(
            length=length, shortest=shortest
        )
        todo = _("Make one with `openssl rand -hex 32`.")
        super().__init__(what, where="CELYACTL_MAIL_KEY", todo=todo)


class SecretUnreadable(Misconfigured):
    """A file that holds a secret is there and can't be read; `reason` is the system's own word."""

    def __init__(self, path: str, reason: str) -> None:
        what = _("The secret can't be read: {reason}").format(reason=reason)
        super().__init__(what, where=path, todo=_("Check the owner and the rights of the file."))


class NotAnAddress(BadData):
    """An address that no mail server would take."""

    def __init__(self, address: str) -> None:
        what = _("{address} is no address that mail can be sent to").format(address=address or "-")
        super().__init__(what, todo=_("Correct it where the person is described."))


class NobodyToWriteTo(BadData):
    """Neither who asked nor anybody else of the client has an address."""

    def __init__(self, ref: str, client: str) -> None:
        todo = _("`celyactl client contact edit {client} ID --email ADDRESS` gives somebody one.").format(client=client)
        super().__init__(_("Nobody at the client has an address"), where=ref, todo=todo)


class LetterLost(BadData):
    """A message was queued about an entry that is not in its file any more."""

    def __init__(self, path: str, message_id: str) -> None:
        what = _("{id} is queued about an entry that is not there").format(id=message_id)
        super().__init__(what, where=path, todo=_("`celyactl check` says what else is missing."))


class NoBrowser(Unavailable):
    """Nothing on this machine shows pages."""

    def __init__(self, path: str) -> None:
        todo = _("The page is in that file; open it with another program.")
        super().__init__(_("No browser could be started"), where=path, todo=todo)


class NoMailAddress(Misconfigured):
    """The desk has no address from which its mail could come."""

    def __init__(self) -> None:
        todo = _("Write it as `address` under `mail:`, or file the messages with --to-maildir.")
        super().__init__(_("The desk has no mail address"), where="desk.yaml", todo=todo)


class NoMailServer(Misconfigured):
    """The machine's configuration names no server."""

    def __init__(self) -> None:
        example = 'smtp = "smtp://user@mail.celya.example:587"'
        todo = _("Write `{example}` under `[mail]` in config.toml, or set CELYACTL_SMTP.").format(example=example)
        super().__init__(_("This machine names no server that sends mail"), todo=todo)


class MailServerWrong(Misconfigured):
    """What names the server is no address of one; a password in it is never shown."""

    def __init__(self, address: str) -> None:
        todo = _("It looks like {example}; the password is CELYACTL_SMTP_PASSWORD.").format(
            example="smtp://user@mail.celya.example:587"
        )
        super().__init__(_("{address} is no address of a mail server").format(address=address), todo=todo)


class NoPassword(Misconfigured):
    """The server asks who sends, and there is no password."""

    def __init__(self, user: str) -> None:
        todo = _("Set CELYACTL_SMTP_PASSWORD, give a credential `celyactl-smtp-password`, or keep it in the keyring.")
        super().__init__(_("There is no password for {user} at the mail server").format(user=user), todo=todo)


class PasswordRefused(Misconfigured):
    """The server does not let this user in with that password; `answer` is its own word."""

    def __init__(self, server: str, user: str, answer: str) -> None:
        what = _("The mail server refuses the password of {user}: {answer}").format(user=user, answer=answer)
        todo = _("Correct it; nothing is lost: what is queued goes with the next `celyactl mail flush`.")
        super().__init__(what, where=server, todo=todo)


class KeyringLocked(Misconfigured):
    """The keyring of this user is there and gives nothing; `reason` is its own word."""

    def __init__(self, reason: str) -> None:
        todo = _("Unlock it, or give the password another way: see `docs/mail.md`.")
        super().__init__(_("The keyring gives no password: {reason}").format(reason=reason), todo=todo)


class MailServerGone(Unavailable):
    """No server takes anything now; `reason` is its own word, or the system's."""

    def __init__(self, server: str, reason: str) -> None:
        what = _("The mail server does not answer: {reason}").format(reason=reason or "-")
        todo = _("Nothing is lost: what is queued goes with the next `celyactl mail flush`.")
        super().__init__(what, where=server, todo=todo)


class DigestOfWhom(Usage):
    """`--show` names one contact, and goes with --open, not with --client."""

    def __init__(self) -> None:
        super().__init__(
            _("--open needs --show CLIENT:CONTACT, and --show names the client itself"),
            todo=_("`celyactl mail digest --show acme:claire --open` shows one."),
        )
