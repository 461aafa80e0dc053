"""The body of a form as it arrives: texts, and files that are set down on disk while they come. Sizes in bytes.

What is beyond the limits is read to its end and thrown away, so that the browser gets a page instead of a broken line.
"""

from __future__ import annotations

from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from msgspec import Struct, field
from multipart import (  # type: ignore[import-untyped]  # it has no types of its own
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
    parse_options_header,
)

from celyactl.extranet.asked import Refused, Sent

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MOST_TEXT: Final = 256 * 1024
"""Of a form without files, and of the texts of one with files."""
MOST_WITH_FILES: Final = 64 * 1024 * 1024
"""Beyond this a request is refused before it was read."""
MOST_KEPT: Final = 25_000_000
"""Of all files of one form."""
MOST_FILES: Final = 5
PLAIN: Final = "application/x-www-form-urlencoded"
WITH_FILES: Final = "multipart/form-data"
_FIELDS: Final = 150
_IN_MEMORY: Final = 256 * 1024


class Form(Struct):
    """What was sent; `too_much` when files were left out because they were too many, or too large together."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[Sent] = field(default_factory=list)
    too_much: bool = False

    def close(self) -> None:
        """The files are gone from the disk."""
        for file in self.files:
            file.content.close()


async def plain(stream: AsyncIterator[bytes]) -> Form:
    """A form without files. Raises Refused."""
    body = bytearray()
    async for chunk in stream:
        body += chunk
        if len(body) > MOST_TEXT:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        pairs = parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError:
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    return Form(dict(pairs))


async def with_files(content_type: str, stream: AsyncIterator[bytes], *, keep: bool) -> Form:
    """A form with files, which are kept for somebody who is signed in only. Raises Refused."""
    taking = _Taking(keep=keep)
    whole = False
    try:
        with PushMultipartParser(parse_options_header(content_type)[1].get("boundary", ""), **_LIMITS) as parser:
            async for chunk in stream:
                for event in parser.parse(chunk):
                    taking.take(event)
        whole = True
    except MultipartError:
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    finally:
        if not whole:
            taking.drop()
    return taking.form


_LIMITS: Final = {"max_segment_count": _FIELDS, "max_header_size": 4096}


class _Taking:
    """The parts of a form, one after the other."""

    def __init__(self, *, keep: bool) -> None:
        self.form = Form()
        self._keep = keep
        self._texts = 0
        self._bytes = 0
        self._name = ""
        self._text: bytearray | None = None
        self._file: IO[bytes] | None = None

    def take(self, event: MultipartSegment | bytes | bytearray | None) -> None:
        """The head of a part, some of it, or None for its end."""
        if isinstance(event, MultipartSegment):
            self._begin(event)
        elif event is None:
            self._end()
        else:
            self._more(event)

    def drop(self) -> None:
        """Nothing of it is kept."""
        for file in (*(one.content for one in self.form.files), self._file):
            if file is not None:
                file.close()

    def _begin(self, part: MultipartSegment) -> None:
        self._name = part.name or ""
        self._text = bytearray() if part.filename is None else None
        if not part.filename:  # a field of files that nobody filled in has an empty name
            return
        if not self._keep or len(self.form.files) >= MOST_FILES:
            self.form.too_much = True
            return
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with the form
        self.form.files.append(Sent(part.filename, self._file))

    def _more(self, data: bytes | bytearray) -> None:
        if self._text is not None:
            self._texts += len(data)
            if self._texts > MOST_TEXT:
                raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            self._text += data
        elif self._file is not None:
            self._bytes += len(data)
            if self._bytes > MOST_KEPT:
                self._leave_out()
            else:
                self._file.write(data)

    def _leave_out(self) -> None:
        assert self._file is not None  # noqa: S101 - asked by who calls
        self.form.too_much = True
        self.form.files.pop()
        self._file.close()
        self._file = None

    def _end(self) -> None:
        if self._text is not None:
            self.form.fields[self._name] = self._text.decode("utf-8", "replace")
        self._text = self._file = None
