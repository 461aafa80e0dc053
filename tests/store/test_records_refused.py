"""What a reader refuses of a file, where and how it says so; what it takes with a warning."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from desk_sample import (
    LETTERS,
    OPENED,
    PATH,
    REPORT,
    client,
    correspondence,
    entry_id,
    facts,
    journal,
    opening,
    report,
    ticket,
)
from msgspec.structs import replace

from celyactl import i18n
from celyactl.domain.entries.conversation import Edit, Note, Retract
from celyactl.domain.fold import written
from celyactl.errors.file import BadFile
from celyactl.errors.format import NewerFormat
from celyactl.store import consistency
from celyactl.store.records import (
    Lines,
    dump,
    dump_ticket,
    load,
    load_client,
    load_correspondence,
    load_report,
    load_ticket,
    refuse_newer,
    update,
)
from celyactl.store.yaml import strict

pytestmark = pytest.mark.usefixtures("in_english")


def test_what_a_bad_file_is_refused_for_is_said_in_the_language_of_who_reads_it_now():
    said = []
    for language in ("fr", "en"):
        i18n.use(language)
        with pytest.raises(BadFile) as refused:
            strict.read(b"a: 1\na: 2\n", PATH)
        said.append(refused.value.sentence)
    assert said[0] != said[1]


def test_a_byte_order_mark_and_windows_line_ends_are_taken_with_a_warning():
    blob = b"\xef\xbb\xbf" + dump(client()).replace(b"\n", b"\r\n")
    loaded = load_client(blob, "contracts/acme/client.yaml")
    assert loaded.model == client()
    assert len(loaded.warnings) == 2


def test_a_newer_format_is_never_written():
    blob = dump_ticket(ticket()).replace(b"format: 1", b"format: 2")
    with pytest.raises(NewerFormat) as caught:
        update(blob, ticket(), PATH)
    assert "2" in caught.value.sentence
    with pytest.raises(NewerFormat):
        refuse_newer(load_ticket(blob, PATH))
    refuse_newer(load_ticket(dump_ticket(ticket()), PATH))


TWICE = (f'id: "{entry_id(3)}"', f'id: "{entry_id(2)}"')
UNKNOWN = (f'- "{entry_id(1)}"', '- "01M6G6XMS0C4QADKPC3DWE9999"')


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (TWICE, [(61, "journal[3].id", "duplicate_entry"), (78, "journal[4].after[0]", "unknown_entry")]),
        (UNKNOWN, [(58, "journal[2].after[0]", "unknown_entry")]),
    ],
)
def test_a_journal_that_does_not_hang_together_is_refused(edit, found):
    text = dump_ticket(ticket()).decode()
    assert edit[0] in text
    with pytest.raises(BadFile) as caught:
        load_ticket(text.replace(*edit, 1).encode(), PATH)
    assert [(fault.line, fault.field, fault.code) for fault in caught.value.faults] == found


@pytest.mark.parametrize(
    ("make", "read", "path"), [(correspondence, load_correspondence, LETTERS), (report, load_report, REPORT)]
)
def test_every_kind_of_journal_must_hang_together(make, read, path):
    first, *others = make().journal
    told = (first, *others, Retract(**facts(8), ids=(entry_id(9),)), first)
    with pytest.raises(BadFile) as caught:
        read(dump(replace(make(), journal=told)), path)
    place = len(told) - 2
    assert sorted((fault.field, fault.code) for fault in caught.value.faults) == [
        (f"journal[{place}].after[0]", "unknown_entry"),
        (f"journal[{place}].ids[0]", "unknown_entry"),
        (f"journal[{place + 1}].id", "duplicate_entry"),
    ]


@pytest.mark.parametrize(("make", "path"), [(correspondence, LETTERS), (report, REPORT)])
def test_a_letter_and_an_approval_more_are_added_at_the_end_and_comments_stay(make, path):
    edited = dump(make()).replace(b"format: 1\n", b"# by hand\nformat: 1\nimported: false\n")
    longer = replace(make(), journal=(*make().journal, Note(**facts(4, after=()), text="Vu.")))
    blob = update(edited, longer, path)
    assert load(type(longer), blob, path).model == longer
    assert blob.startswith(edited)


def test_a_journal_begins_with_open():
    told = (Note(**facts(0), text="x"), opening(**facts(1)))
    fields = {name: getattr(ticket(), name) for name in ticket().__struct_fields__}
    blob = dump_ticket(type(ticket())(**fields | {"journal": told}))
    with pytest.raises(BadFile) as caught:
        load_ticket(blob, PATH)
    assert [fault.code for fault in caught.value.faults] == ["not_opened"]


def test_a_journal_may_stand_in_any_order():
    first, second, *others = journal()
    told = (second, first, *others)
    made = written(ticket(), told)
    assert load_ticket(dump_ticket(made), PATH).model.journal == told


def test_what_can_not_be_cleared_is_said():
    told = (*journal(), Edit(**facts(6), cleared=("status",)))
    with pytest.raises(BadFile) as caught:
        load_ticket(dump_ticket(written(ticket(), told)), PATH)
    [fault] = caught.value.faults
    assert (fault.field, fault.code) == ("journal[6].cleared[0]", "not_clearable")
    assert "caller" in fault.message


def test_the_month_of_the_path_is_judged_in_the_desks_zone_when_it_is_given():
    midnight = OPENED.replace(day=30, hour=23)
    late = ticket(entries=(opening(at=midnight),))
    blob = dump_ticket(late)
    assert load_ticket(blob, PATH).model == late
    assert load_ticket(blob, PATH, ZoneInfo("Europe/Paris")).model == late
    with pytest.raises(BadFile) as caught:
        load_ticket(blob, PATH, ZoneInfo("Indian/Reunion"))
    [fault] = caught.value.faults
    assert (fault.field, fault.code) == ("opened_at", "month_differs")
    assert "tickets/2026/12" in fault.message


def test_a_header_that_differs_from_the_fold_names_each_field_with_both_values():
    text = dump_ticket(ticket()).decode()
    text = text.replace("status: resolved", "status: closed", 1).replace('site: "siege"', 'site: "depot"', 1)
    loaded = load_ticket(text.encode(), PATH)
    lines = Lines(loaded.blob, PATH)
    found = consistency.header_faults(loaded.model, PATH, lines, consistency.story_of(loaded.model))
    assert [(fault.field, fault.line) for fault in found] == [("status", 9), ("site", 14)]
    assert "closed" in found[0].message
    assert "resolved" in found[0].message
    assert "celyactl adopt" in found[0].message


def test_a_retraction_of_the_opening_is_no_fault_since_it_takes_nothing_back():
    told = (*journal(), Retract(**facts(6), ids=(entry_id(0),)))
    made = load_ticket(dump_ticket(written(ticket(), told)), PATH).model
    assert consistency.header_faults(made, PATH, lambda _at: 1, consistency.story_of(made)) == []
