"""The wish in an answer that was written by one touch: in the address that proves its ticket, else in the subject.

    support+cel-2611-4f7k2qx.TOKEN.settled@celya.example
    [CEL-2611-4F7K2QX] It is settled

That all is settled counts only where nothing else was written: words beyond it are for a person to read.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from celyactl.domain.wishes import LABELS, Wish
from celyactl.i18n import LANGUAGES, spoken
from celyactl.i18n import gettext as _
from celyactl.mail.token import is_token

if TYPE_CHECKING:
    from celyactl.mail.incoming import Incoming

_TITLE: Final = re.compile(r"\s*\[[a-z0-9-]{1,40}\]\s*(.{1,100})", re.IGNORECASE)
_POLITE: Final = frozenset({"", "merci", "merci beaucoup", "thanks", "thank you", "many thanks"})


def link(address: str, title: str, wish: Wish) -> str:
    """A `mailto:` that sends the wish, in the context's language, to the address that `reply_address` gave."""
    label = _(LABELS[wish])
    subject, body = quote(f"{title} {label}", safe=""), quote(label, safe="")
    return f"mailto:{quote(address, safe='@+')}?subject={subject}&body={body}"


def wished(mail: Incoming, uid: str, key: bytes | None) -> Wish | None:
    """What a message wishes for the ticket with this uid, to which it was found to belong; None for any other."""
    tagged = (one.wish for one in mail.claims if one.wish and is_token(key, uid, one.token))
    found = next(tagged, None) or _titled(mail.subject)
    if found is None:
        return None
    wish = Wish(found)
    return wish if wish is Wish.REMAINS or _is_all(mail.said, wish) else None


def _titled(subject: str) -> str | None:
    """The wish that the subject is, in any language."""
    title = _TITLE.fullmatch(subject)
    return next((wish for wish in Wish if title and _plain(title[1]) in _spoken(wish)), None)


def _is_all(said: str, wish: Wish) -> bool:
    """Whether the text says the wish, or nothing, and at most thanks for it."""
    text = _plain(said)
    return text in _POLITE or any(
        text.startswith(label) and text[len(label) :].strip() in _POLITE for label in _spoken(wish)
    )


@cache
def _spoken(wish: Wish) -> frozenset[str]:
    return frozenset(_plain(spoken(language, lambda: _(LABELS[wish]))) for language in LANGUAGES)


def _plain(text: str) -> str:
    """Words alone: programs change apostrophes, blanks and line ends."""
    return " ".join(re.sub(r"[^\w\s]", " ", text[:1000].casefold()).split())
