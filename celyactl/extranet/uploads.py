"""Files that clients send with a form: how many, how large, of which kinds; bytes must bear out what a name claims.

Kinds are those of a fault: pictures, texts, office papers, recordings, traces of a network. Nothing that runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from celyactl.domain.file_names import LARGEST, cleaned
from celyactl.extranet.reading import MOST_FILES, MOST_KEPT
from celyactl.i18n import gettext as _
from celyactl.services.tickets.attaching import Upload

if TYPE_CHECKING:
    from celyactl.extranet.asked import Asked, Sent

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_TRACE: Final = (b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\xc3\xd4", b"\x4d\x3c\xb2\xa1", b"\xa1\xb2\x3c\x4d")
_KINDS: Final[dict[str, tuple[bytes, ...]]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "pdf": (b"%PDF-",),
    "wav": (b"RIFF",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "ogg": (b"OggS",),
    "docx": _ZIP,
    "xlsx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "zip": _ZIP,
    "pcap": _TRACE,
    "pcapng": (b"\x0a\x0d\x0d\x0a",),
}
"""How files of a kind begin."""
_TEXTS: Final = frozenset({"txt", "log", "csv", "eml", "conf"})
"""Kinds that have no beginning of their own; they hold no zero byte."""
ENDINGS: Final = tuple(sorted({*_KINDS, *_TEXTS}))

ACCEPTED: Final = ",".join(f".{ending}" for ending in ENDINGS)
"""For the field of the form, as HTML has it."""


class Unfit(Exception):
    """A file that is not taken; says why, to the client."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def uploads_of(asked: Asked) -> tuple[Upload, ...]:
    """The files of a form, read. Raises Unfit."""
    if asked.too_much:
        text = _("Too many or too large files: {count} at most, {size} MB together. Please send fewer.")
        raise Unfit(text.format(count=MOST_FILES, size=MOST_KEPT // 1_000_000))
    return tuple(_upload(sent) for sent in asked.files)


def _upload(sent: Sent) -> Upload:
    name = cleaned(sent.name)
    if sent.content.tell() > LARGEST:
        text = _("“{name}” is too large: a file may have {size} MB.")
        raise Unfit(text.format(name=name, size=LARGEST // 1_000_000))
    sent.content.seek(0)
    content = sent.content.read()
    if not _is_what_it_says(name, content):
        text = _("“{name}” is of a kind that we do not take, or is not what its name says. We take: {kinds}.")
        raise Unfit(text.format(name=name, kinds=", ".join(ENDINGS)))
    return Upload(name, content)


def _is_what_it_says(name: str, content: bytes) -> bool:
    ending = name.rpartition(".")[2].lower()
    if ending in _TEXTS:
        return b"\0" not in content
    return content.startswith(_KINDS.get(ending, ())) if content else False
