"""What a text that breaks its model's pattern gets told, by the pattern itself: a code and a sentence."""

from __future__ import annotations

from typing import Annotated, Final, NamedTuple, get_args

from msgspec import Meta

from celyactl.domain import company, model
from celyactl.domain.entries.delivery import NoticeId
from celyactl.domain.report import CommitId
from celyactl.errors.base import Fault
from celyactl.errors.field_faults import shown
from celyactl.i18n import gettext as _
from celyactl.i18n import marked


class _Sentence(NamedTuple):
    code: str
    text: str


def fault(path: str, line: int, field: str, value: str, pattern: str) -> Fault:
    """The fault of a text that does not match; `invalid_text` for a pattern without words of its own."""
    sentence = _SENTENCES.get(pattern, _OTHER)
    return Fault(path, line, field, sentence.code, _(sentence.text).format(value=shown(value), field=field))


def _of(annotation: object) -> str:
    found = next(part.pattern for part in get_args(annotation) if isinstance(part, Meta))
    return str(found)


_OTHER: Final = _Sentence("invalid_text", marked('{value} is not allowed for "{field}"'))
_COLOR: Final = Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$(?!\n)")]
_CURRENCY: Final = Annotated[str, Meta(pattern=r"^[A-Z]{3}$(?!\n)")]
_SENTENCES: Final = {
    _of(model.Line): _Sentence("several_lines", marked('"{field}" must be one line: join its lines')),
    _of(model.Id): _Sentence(
        "bad_id",
        marked(
            '{value} is not an id: use up to 63 lower-case letters, digits, ".", "_" and "-", beginning with a letter'
            " or a digit"
        ),
    ),
    _of(model.ActorId): _Sentence(
        "bad_actor", marked('{value} names nobody: write a member of the team ("lea") or a contact ("acme:claire")')
    ),
    _of(model.EntryId): _Sentence(
        "bad_ulid", marked("{value} is not an entry's id: 26 capital letters and digits, without I, L, O and U")
    ),
    _of(model.TicketRef): _Sentence(
        "bad_reference", marked('{value} is not a reference: write it whole, like "CEL-2611-4F7K2QE"')
    ),
    _of(model.DurationText): _Sentence(
        "bad_duration", marked("{value} is not a duration: write 30m, 4h, 1h30m, 2d (business days), or - for none")
    ),
    _of(model.Amount): _Sentence(
        "bad_amount", marked('{value} is not an amount: write it like "1250.00", without currency and spaces')
    ),
    _of(model.Phone): _Sentence(
        "bad_phone", marked('{value} is not a telephone number: write it like "+33 1 23 45 67 89"')
    ),
    _of(model.Email): _Sentence(
        "bad_email", marked('{value} is not an e-mail address: write it like "claire@acme.example"')
    ),
    _of(model.Sha256): _Sentence("bad_sha256", marked("{value} is not a SHA-256: 64 digits from 0 to 9 and a to f")),
    _of(company.Window): _Sentence(
        "bad_window", marked('{value} is not a window: write local times from "00:00" to "24:00" like "08:00-18:00"')
    ),
    _of(company.Prefix): _Sentence(
        "bad_prefix", marked('{value} is not a prefix: two to eight capital letters and digits, a letter first ("CEL")')
    ),
    _of(CommitId): _Sentence(
        "bad_commit", marked("{value} is not a commit: 40 or 64 digits from 0 to 9 and a to f, the whole id")
    ),
    _of(NoticeId): _Sentence("bad_notice", marked("{value} is not a notice's id: 32 digits from 0 to 9 and a to f")),
    _of(_COLOR): _Sentence("bad_color", marked('{value} is not a colour: write it like "#0a5c8f"')),
    _of(_CURRENCY): _Sentence("bad_currency", marked('{value} is not a currency: three capital letters, like "EUR"')),
}
