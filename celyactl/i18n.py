"""Words in the reader's language, by gettext; message ids are English, French is the default.

The language belongs to the context (a command, a web request), so that one process may serve both.
"""

from __future__ import annotations

import gettext as _gettext
from contextvars import ContextVar, copy_context
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeVar, get_args

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Language = Literal["fr", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DEFAULT: Final[Language] = "fr"

_language: ContextVar[Language] = ContextVar("celyactl_language", default=DEFAULT)
_LOCALE = Path(__file__).parent / "locale"


@cache
def _catalogue(language: Language) -> _gettext.NullTranslations:
    return _gettext.translation("celyactl", _LOCALE, [language], fallback=language == "en")


def language() -> Language:
    """The language of the current context."""
    return _language.get()


def use(language: Language) -> None:
    """Speak this language from here on, in this context."""
    _language.set(language)


def spoken(language: Language, say: Callable[[], T]) -> T:
    """What is said in a language, whatever the current context speaks: for texts that a desk keeps."""

    def said() -> T:
        use(language)
        return say()

    return copy_context().run(said)


def gettext(message: str) -> str:
    """The message in the current language."""
    return _catalogue(_language.get()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message for n things in the current language (French counts 0 and 1 as singular)."""
    return _catalogue(_language.get()).ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """The message in a context that tells homonyms apart."""
    return _catalogue(_language.get()).pgettext(context, message)


def marked(message: str) -> str:
    """The message unchanged: it is found by the translators here and translated where it is shown."""
    return message
