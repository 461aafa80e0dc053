"""Models to files and back: equal, canonical, comments kept, and nothing written that would not read back."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from desk_sample import (
    PATH,
    REF,
    client,
    company,
    contract,
    correspondence,
    facts,
    opening,
    report,
    ticket,
)
from hypothesis import assume, given
from hypothesis import strategies as st
from laws import law
from msgspec.structs import replace

from celyactl.domain.client import Client
from celyactl.domain.company import Sync
from celyactl.domain.contract import SlaRules
from celyactl.domain.entries.conversation import Changes, Edit, Label, Message, Note
from celyactl.domain.entries.lifecycle import Wait
from celyactl.domain.fold import fold, tell, written
from celyactl.domain.words import Visibility, WaitFor
from celyactl.errors.file import BadFile
from celyactl.store.appending import appended
from celyactl.store.records import (
    dump,
    dump_ticket,
    load,
    load_client,
    load_ticket,
    update,
)
from celyactl.store.yaml import strict
from celyactl.store.yaml.bulk import read_bulk

MARKED = "a é\N{COMBINING ACUTE ACCENT}#:-|>\"'\\\t"
"""What means something in YAML and hardly ever comes in a text of any characters."""
ENDS = ["", "\n", "\n\n", "\n\n\n"]
BLOCKS = st.builds(
    lambda lines, end: unicodedata.normalize("NFC", "\n".join(lines) + end),
    st.lists(st.text(MARKED, max_size=5), min_size=1, max_size=4),
    st.sampled_from(ENDS),
)
TEXTS = st.one_of(
    BLOCKS,
    st.lists(st.sampled_from([*MARKED, *"\n\x85\u2028", "\r\N{COMBINING ACUTE ACCENT}"]), max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200),
).map(lambda text: unicodedata.normalize("NFC", text))
LINES = TEXTS.map(lambda text: unicodedata.normalize("NFC", re.sub("[\r\n]", "", text))[:400]).filter(bool)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
KEYED = re.compile(r" *(?:- )?[a-z_]+:(?: |$)")
EPOCH = datetime(1971, 1, 1, tzinfo=UTC)
INSTANTS = st.builds(
    lambda seconds, zone: (EPOCH + timedelta(seconds=seconds)).astimezone(zone), st.floats(0, 7e9), OFFSETS
)


pytestmark = pytest.mark.usefixtures("in_english")


@st.composite
def entries(draw, number):
    """An entry of some type with some texts, at some instant."""
    shared = facts(number, at=draw(INSTANTS), visibility=draw(st.sampled_from(Visibility)))
    match draw(st.integers(0, 4)):
        case 0:
            return Note(**shared, text=draw(BLOCKS | TEXTS))
        case 1:
            return Message(**shared, text=draw(TEXTS), quoted=draw(st.none() | TEXTS), contact="claire")
        case 2:
            return Label(**shared, add=tuple(draw(st.lists(LINES, max_size=3))))
        case 3:
            changes = Changes(title=draw(st.none() | LINES), components=draw(st.sampled_from([None, (), ("ipbx",)])))
            return Edit(**shared, set=changes, cleared=("caller",))
        case _:
            until = draw(INSTANTS)
            return Wait(**shared, reason=WaitFor.CLIENT, until=until, question=draw(TEXTS))


@st.composite
def tickets(draw):
    """A ticket with some entries, its header folded."""
    told = (opening(title=draw(LINES), text=draw(st.none() | TEXTS), caller=draw(st.none() | LINES)),)
    told += tuple(draw(entries(number)) for number in range(1, draw(st.integers(1, 6))))
    return written(fold(REF, told[0].id, told).header, told)


@law(60)
@given(tickets())
def test_a_ticket_reads_back_equal_and_rewrites_byte_identically(made):
    blob = dump_ticket(made, PATH)
    assert load_ticket(blob, PATH).model == made
    assert dump_ticket(load_ticket(blob, PATH).model, PATH) == blob
    assert update(blob, made, PATH) == blob
    assert read_bulk(blob) is not None


@law(60)
@given(tickets(), st.integers(1, 3), st.data())
def test_a_journal_that_grew_is_the_text_of_the_whole(made, more, data):
    added = [data.draw(entries(len(made.journal) + number)) for number in range(more)]
    longer = replace(made, journal=(*made.journal, *added))
    old, new = dump_ticket(made, PATH), dump_ticket(longer, PATH)
    if load_ticket(old, PATH).model == made:
        assert appended(old, made, longer) == new
    assert update(old, longer, PATH) == new
    told = tell(made, added)
    if load_ticket(old, PATH).model == made:
        assert appended(old, made, told) == dump_ticket(told, PATH)
    assert update(old, told, PATH) == dump_ticket(told, PATH)


def test_what_did_more_than_grow_is_written_anew():
    made = ticket()
    old, more = dump_ticket(made, PATH), Note(**facts(6), text="de plus")
    assert appended(old, made, replace(made, journal=(*made.journal, more))) is not None
    assert appended(old, made, made) is None
    retitled = replace(made, title="Autre", journal=(*made.journal, more))
    assert appended(old, made, retitled) == dump_ticket(retitled, PATH)
    laid_out = old.replace(b'title: "', b'title:  "', 1)
    assert laid_out != old
    assert appended(laid_out, made, retitled) is None
    edited = (*made.journal[:-1], replace(made.journal[-1], text="autre"), more)
    assert appended(old, made, replace(made, journal=edited)) is None
    other_order = old + b'caller: "Lea"\n'
    assert appended(other_order, made, replace(made, journal=(*made.journal, more))) is None


@st.composite
def annotated(draw, text):
    """A text of the program's in which somebody wrote notes, above lines and behind them; and the notes."""
    lines, notes = text.split("\n"), []
    kinds = st.sampled_from(["{line}", "{pad}{note}\n{line}", "\n{pad}{note}\n{line}", "{line}  {note}"])
    for at, line in enumerate(lines):
        if KEYED.match(line) and (kind := draw(kinds)) != "{line}":
            notes.append(f"# seen {at}.")
            lines[at] = kind.format(line=line, note=notes[-1], pad=" " * (len(line) - len(line.lstrip(" "))))
    return "\n".join(lines), notes


@law(40)
@given(tickets(), st.data())
def test_what_was_told_since_in_an_edited_file_reads_back_and_keeps_the_comments(made, data):
    text, notes = data.draw(annotated(dump_ticket(made).decode()))
    edited = text.replace("format: 1", "imported: false\nformat: 1", 1).encode()
    assume(load_ticket(edited, PATH).model == made)  # no line of a text was taken for one of the file
    number = len(made.journal)
    told = tell(made, [data.draw(entries(number + more)) for more in range(data.draw(st.integers(1, 3)))])
    blob = update(edited, told, PATH)
    assert load_ticket(blob, PATH).model == told
    assert b"imported: false\n" in blob
    assert {note: blob.count(note.encode()) for note in notes} == dict.fromkeys(notes, 1)
    assert update(edited, made, PATH) == edited


@pytest.mark.parametrize(
    "model",
    [
        contract(sla=SlaRules(reopening_days=0)),
        contract(alert_days=0, max_renewals=0),
        company(sync=Sync(auto=False)),
        contract(latest_end=date(2030, 2, 28)),
        client(note="  indented\n\ttab\n"),
    ],
)
def test_a_zero_that_is_not_the_default_reads_back(model):
    assert load(type(model), dump(model), "x.yaml").model == model


def test_the_first_line_names_the_schema_relative_to_the_file():
    models = (ticket(), client(), contract(), correspondence(), report(), company())
    heads = [dump(model).split(b"\n")[0].decode() for model in models]
    assert heads == [
        "# yaml-language-server: $schema=../../../.celyactl/schema/ticket.json",
        "# yaml-language-server: $schema=../../.celyactl/schema/client.json",
        "# yaml-language-server: $schema=../../.celyactl/schema/contract.json",
        "# yaml-language-server: $schema=../../.celyactl/schema/correspondence.json",
        "# yaml-language-server: $schema=../../../.celyactl/schema/report.json",
        "# yaml-language-server: $schema=.celyactl/schema/desk.json",
    ]


def test_declared_words_are_plain_and_texts_are_quoted():
    blob = dump_ticket(ticket())
    assert b"\npriority: P2\n" in blob
    assert b"  - type: ack\n" in blob
    assert b'client: "acme"' in blob


def test_a_model_that_no_reader_would_take_is_not_written():
    with pytest.raises(BadFile) as caught:
        dump(client(name="x" * 501), "contracts/acme/client.yaml")
    assert (caught.value.faults[0].field, caught.value.faults[0].code) == ("name", "too_long")


def test_people_keep_order_and_comments_where_nothing_changed():
    text = (
        "# the client's own file\n"
        "name: ACME   # as on the door\n"
        "id: acme\n"
        "format: 1\n"
        "legal: professional\n"
        "sites:\n"
        "  # head office\n"
        "  - {id: siege, name: 'Siège'}\n"
        "phones: []\n"
    )
    before = load_client(text.encode(), "contracts/acme/client.yaml").model
    fields = {name: getattr(before, name) for name in before.__struct_fields__}
    after = Client(**fields | {"name": "ACME SARL"})
    blob = update(text.encode(), after, "contracts/acme/client.yaml")
    assert blob.decode() == text.replace("name: ACME ", 'name: "ACME SARL" ')


def test_an_act_on_a_commented_file_composes_its_old_and_its_new_text_once_each():
    text = "# à nous\n" + dump(client()).decode()
    before = strict._mapping.cache_info().misses
    assert update(text.encode(), client(name="Autre"), "contracts/acme/client.yaml").startswith("# à nous\n".encode())
    assert strict._mapping.cache_info().misses - before == 2
