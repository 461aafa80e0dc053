"""Bad fields of a desk's files: every fault at once, with line and field."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from desk_sample import (
    LETTERS,
    OPENED,
    PATH,
    REF,
    REPORT,
    client,
    company,
    contract,
    correspondence,
    report,
    ticket,
)
from hypothesis import example, given
from hypothesis import strategies as st
from laws import law

from celyactl.domain.ticket import Ticket
from celyactl.errors.file import BadFile
from celyactl.store.loading import load
from celyactl.store.records import (
    dump,
    load_client,
    load_company,
    load_contract,
    load_correspondence,
    load_report,
    load_ticket,
)
from celyactl.store.shaping import careful
from celyactl.store.yaml.strict import read

FILES = {
    "ticket": (ticket, load_ticket, PATH),
    "client": (client, load_client, "contracts/acme/client.yaml"),
    "contract": (contract, load_contract, "contracts/acme/acme-2026.yaml"),
    "correspondence": (correspondence, load_correspondence, LETTERS),
    "report": (report, load_report, REPORT),
    "desk": (company, load_company, "desk.yaml"),
}


pytestmark = pytest.mark.usefixtures("in_english")


def faults(kind, *edits, **more):
    """The faults of the sample's file after people replaced these texts, and the edited text."""
    make, load, path = FILES[kind]
    text = dump(make()).decode()
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(BadFile) as caught:
        load(text.encode(), path, **more)
    assert all(fault.path == path for fault in caught.value.faults)
    return caught.value.faults, text


@pytest.mark.parametrize("kind", FILES)
def test_the_sample_is_well(kind):
    make, load, path = FILES[kind]
    loaded = load(dump(make()), path)
    assert loaded.model == make()
    assert loaded.warnings == ()


CASES = [
    # kind, what people wrote, the field, the code, and words that the message must hold
    ("client", '- "06 12 34 56 78"', "- 612345678", "contacts[0].phones[0]", "ambiguous", ["quoted", '"612345678"']),
    ("client", 'postcode: "57000"', "postcode: 57000", "sites[0].postcode", "ambiguous", ["quoted", "check --fix"]),
    ("client", 'name: "ACME"', "name: true", "name", "ambiguous", ['"true"']),
    ("ticket", "2026-11-21T10:00:00+01:00", "2026-02-30T10:00:00+01:00", "opened_at", "impossible_date", ["02-28"]),
    ("contract", '"2026-01-01"', '"2026-02-30"', "start", "impossible_date", ["2026-02-28"]),
    ("contract", '"2026-01-01"', '"0026-01-01"', "start", "date_out_of_range", ["1900", "2199"]),
    ("contract", '"2026-01-01"', "20260101", "start", "text_expected", ["between quotes"]),
    ("ticket", "10:00:00+01:00", "10:00:00", "opened_at", "missing_offset", ['"2026-11-21T10:00:00+01:00"']),
    ("ticket", "2026-11-21T10", "9026-11-21T10", "opened_at", "instant_out_of_range", ["2199"]),
    ("ticket", "10:00:00+01:00", "10:00:00+0100", "opened_at", "instant_not_rfc3339", ["10:00:00+01:00"]),
    ("ticket", "priority: P2", "prioritty: P2", "prioritty", "unknown_field", ['did you mean "priority"']),
    ("ticket", "status: resolved", "status: resolved\nzzz: 1", "zzz", "unknown_field", ["remove", "priority"]),
    ("ticket", "priority: P2", "priority: P9", "priority", "not_allowed", ["P1, P2, P3, P4"]),
    ("ticket", "level: 2", "level: 7", "level", "not_allowed", ["1, 2, 3"]),
    ("ticket", "level: 2", "level: true", "level", "not_allowed", ["true", "1, 2, 3"]),
    ("ticket", "type: ack", "type: akc", "journal[1].type", "unknown_entry_type", ['did you mean "ack"']),
    ("ticket", "type: ack", "type: 3", "journal[1].type", "unknown_entry_type", ["write one of", "ack"]),
    ("ticket", "type: ack\n    id", "id", "journal[1].type", "missing_field", ["add it"]),
    ("ticket", 'how: "', 'hwo: "', "journal[1].hwo", "unknown_field", ['did you mean "how"']),
    ("ticket", f'ref: "{REF}"', f'ref: "{REF[:-1]}0"', "ref", "reference_differs", [REF, f"{REF[:-1]}0"]),
    ("ticket", f'ref: "{REF}"', 'ref: "26-11"', "ref", "bad_reference", ["CEL-2611-4F7K2QE"]),
    ("ticket", "title: ", 'title: "a\\nb" #', "title", "several_lines", ["one line"]),
    ("ticket", "title: ", f'title: "{"x" * 501}" #', "title", "too_long", ["501", "500"]),
    ("ticket", "title: ", 'title: "" #', "title", "empty_text", ["empty"]),
    ("ticket", "title: ", "title: null #", "title", "null", ["value"]),
    ("ticket", "title: ", "title: [] #", "title", "text_expected", ["a list"]),
    ("ticket", 'components:\n  - "ipbx"', 'components: "ipbx"', "components", "list_expected", ["- "]),
    ("ticket", 'client: "acme"', 'client: "../acme"', "client", "bad_id", ["lower-case"]),
    ("ticket", 'client: "acme"', 'client: "acme\\n"', "client", "bad_id", ["lower-case"]),
    ("ticket", 'by: "lea"', 'by: "Léa"', "journal[0].by", "bad_actor", ["acme:claire"]),
    ("ticket", 'uid: "01', 'uid: "OI', "uid", "bad_ulid", ["26"]),
    ("client", '- "06 12 34 56 78"', '- "allô"', "contacts[0].phones[0]", "bad_phone", ["+33"]),
    ("client", "sites:\n", "sites:\n  - []\n", "sites[0]", "mapping_expected", ["a list"]),
    ("contract", "months: 12", 'months: "12"', "months", "number_expected", ["without quotes"]),
    ("contract", "months: 12", "months: 0", "months", "out_of_range", ["1", "600"]),
    ("contract", 'response: "1h"', 'response: "1 hour"', "targets[0].targets[0].response", "bad_duration", ["4h"]),
    ("correspondence", "type: digest", "type: open", "journal[0].type", "unknown_entry_type", ["digest", "letter"]),
    ("correspondence", 'to:\n      - "acme:claire"', "to: []", "journal[0].to", "empty_list", ["one item"]),
    ("correspondence", "means: letter", "means: fax", "journal[3].means", "not_allowed", ["letter, mail"]),
    ("correspondence", "contract:", "contrat:", "journal[3].contrat", "unknown_field", ['did you mean "contract"']),
    ("report", 'commit: "a1', 'commit: "', "journal[0].commit", "bad_commit", ["40 or 64"]),
    ("report", 'figures: "b2', 'figures: "', "journal[0].figures", "bad_sha256", ["64"]),
    ("report", "decision: accepted", "decision: perhaps", "recommendations[1].decision", "not_allowed", ["accepted"]),
    ("desk", "lea@celya.example", "lea at celya", "team[0].email", "bad_email", ["claire@acme.example"]),
    ("desk", "mon:", "lundi:", "coverages.business.week.lundi", "not_allowed", ["mon"]),
    ("desk", 'prefix: "CEL"', 'prefix: "cel"', "prefix", "bad_prefix", ["CEL"]),
    ("desk", 'currency: "EUR"', 'currency: "€"', "currency", "bad_currency", ["EUR"]),
    ("desk", "sync:", 'brand: {color: "red"}\nsync:', "brand.color", "bad_color", ["#"]),
    ("desk", "auto: true", 'auto: "yes"', "sync.auto", "boolean_expected", ["true or false"]),
    ("desk", "format: 1\n", "", "format", "missing_field", ["format: 1"]),
    ("desk", "format: 1", "format: 0", "format", "not_allowed", ["format: 1"]),
    ("desk", "format: 1", 'format: "1"', "format", "not_allowed", ["format: 1"]),
]  # fmt: skip


MONDAY = "coverages.business.week.mon[0]"
CASES += [
    ("desk", '"08:00-18:00"', written, MONDAY, code, words)
    for written, code, words in [
        ("8:00-18:00", "bad_window", ['"08:00-18:00"', "24:00"]),
        ('"08:00\u201318:00"', "bad_window", ["08:00-18:00"]),
        ('"24:00-08:00"', "bad_window", ["24:00"]),
        ('"08:00-18:00\\n"', "bad_window", ["24:00"]),
        ('["08:00", "18:00"]', "text_expected", ["a list"]),
        ('"18:00-08:00"', "window_turned", ["two windows", "24:00", "next day"]),
        ("08:00-08:00", "window_turned", ["closes before it opens"]),
    ]
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[3]}-{case[4]}")
def test_a_bad_field_is_named_with_its_line_and_what_to_do(case):
    kind, old, new, field, code, words = case
    [fault], text = faults(kind, (old, new))
    assert (fault.field, fault.code) == (field, code)
    for word in words:
        assert word in fault.message
    assert not fault.message.endswith(".")
    if code != "missing_field":
        assert fault.line == first_difference(text, dump(FILES[kind][0]()).decode())


def first_difference(one, other):
    """The number of the first line that is not the same."""
    pairs = enumerate(zip(one.splitlines(), other.splitlines(), strict=False), 1)
    return next(number for number, (ours, theirs) in pairs if ours != theirs)


@pytest.mark.parametrize(("written", "code"), [("9:00-1:00", "bad_window"), ("09:00-01:00", "window_turned")])
def test_a_bad_window_of_one_date_is_named(written, code):
    dates = f'exceptions:\n      "2026-12-24":\n        - "08:00-12:00"\n        - "{written}"'
    [fault], _ = faults("desk", ("holidays: closed", f"holidays: closed\n    {dates}"))
    assert (fault.field, fault.code) == ("coverages.business.exceptions.2026-12-24[1]", code)


def test_windows_are_taken_as_people_type_them():
    text = dump(company()).decode().replace('mon:\n        - "08:00-18:00"', "mon: [08:00-12:00, 13:00-24:00]")
    assert load_company(text.encode()).model.coverages["business"].week["mon"] == ("08:00-12:00", "13:00-24:00")


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_its_lines():
    found, _ = faults(
        "ticket",
        ("kind: incident", "kind: panne"),
        ("priority: P2", "prioritty: P2"),
        ('how: "rappelée"', "how: 12"),
        ("type: cause", "type: causes"),
        ('text: "Lien rétabli"', 'text: "Lien rétabli"\n    because: company'),
    )
    assert [(fault.field, fault.code) for fault in found] == [
        ("kind", "not_allowed"),
        ("prioritty", "unknown_field"),
        ("journal[1].how", "ambiguous"),
        ("journal[3].type", "unknown_entry_type"),
        ("journal[5].because", "unknown_field"),
    ]
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)


def test_a_missing_field_is_asked_for_at_the_line_of_what_should_hold_it():
    [fault], text = faults("ticket", ('    text: "Nous cherchons."\n', ""))
    assert (fault.field, fault.code) == ("journal[2].text", "missing_field")
    assert text.splitlines()[fault.line - 1] == "  - type: note"


@pytest.mark.parametrize(
    ("written", "zone", "offers"),
    [
        ("2026-07-21T10:00:00", "Europe/Paris", ["+02:00"]),
        ("2026-11-21T10:00:00", "Indian/Reunion", ["+04:00"]),
        ("2026-10-25T02:30:00", "Europe/Paris", ["+02:00", "+01:00"]),
    ],
)
def test_the_missing_offset_is_that_of_the_desks_zone(written, zone, offers):
    edit = (OPENED.isoformat(), written)
    found, _ = faults("ticket", edit, zone=ZoneInfo(zone))
    assert found[0].code == "missing_offset"
    assert all(f"{written}{offer}" in found[0].message for offer in offers)


def test_an_instant_without_seconds_is_taken():
    text = dump(ticket()).decode().replace("2026-11-21T10:00:00+01:00", "2026-11-21T10:00+01:00")
    assert load_ticket(text.encode(), PATH).model == ticket()


YEARS = st.sampled_from(["0001", "1899", "1969", "1970", "1971", "2026", "2198", "2199", "2200", "3026", "9999"])
OFFSETS = st.sampled_from(["Z", "", "+01:00", "-00:00", "+23:00", "-23:00", "+23:59", "+24:00", "+01:60", "+0100"])
CLOCKS = st.sampled_from(["00:00:00", "23:59:59", "24:00:00", "09:00:60", "09:00", "09:00:00.5", "09:00:00.1234567"])
DAYS = st.sampled_from(["-01-01", "-12-31", "-02-30", "-1-1"])


INSTANTS = st.tuples(YEARS, DAYS, st.sampled_from("Tt _"), CLOCKS, OFFSETS).map("".join)


@given(written=INSTANTS, is_escaped=st.booleans())
@law(30)
@example(written="1970-01-01T00:00:00+23:00", is_escaped=False)
@example(written="2199-12-31T23:59:59-23:00", is_escaped=False)
@example(written="3026-01-01T09:00:00+01:00", is_escaped=True)
def test_the_quick_way_takes_no_instant_that_the_careful_one_refuses(written, is_escaped):
    spelt = f"\\u{ord(written[0]):04x}{written[1:]}" if is_escaped else written
    text = dump(ticket()).replace(OPENED.isoformat().encode(), spelt.encode())
    try:
        taken = load(Ticket, text, PATH).model
    except BadFile:
        return
    assert taken == careful(read(text, PATH), Ticket, PATH, ZoneInfo("Europe/Paris")).model


VALUES = ["[]", "{}", "null", "true", "12", '"x"', "-1", '""']


@pytest.mark.parametrize("first", [0, *(pytest.param(n, marks=pytest.mark.soak) for n in range(1, 4))])
@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("kind", FILES)
def test_any_value_in_any_place_is_a_fault_and_never_a_traceback(kind, value, first):
    """In every run a place meets two of the eight values; a soak tries all of them."""
    make, load, path = FILES[kind]
    lines = dump(make()).decode().splitlines()
    for number, line in enumerate(lines):
        if number == 0 or (number + VALUES.index(value)) % 4 != first:
            continue
        head = re.match(r"( *(?:- )*(?:[a-z_0-9]+:)?)", line)[1]
        edited = [*lines[:number], f"{head} {value}", *lines[number + 1 :]]
        found = ()
        try:
            load("\n".join(edited).encode(), path)
        except BadFile as bad:
            found = bad.faults
        assert all(fault.line and fault.code for fault in found)


def test_a_newer_format_is_read_as_far_as_known_with_a_warning():
    text = dump(ticket()).decode()
    edits = [
        ("format: 1", 'format: 2\nmood: "good"'),
        ("type: note", "type: telepathy"),
        ('site: "siege"', 'site: {id: "siege"}'),
    ]
    for old, new in edits:
        text = text.replace(old, new, 1)
    loaded = load_ticket(text.encode(), PATH)
    assert loaded.newer
    assert loaded.model.site is None
    assert [entry.type for entry in loaded.model.journal] == ["open", "ack", "cause", "restore", "resolve"]
    assert "format 2" in loaded.warnings[0]
    assert len(loaded.warnings) == 4


def test_a_newer_format_without_what_is_needed_is_a_fault():
    found, _ = faults("ticket", ("format: 1", "format: 2"), (f'ref: "{REF}"', f'reference: "{REF}"'))
    assert {fault.field for fault in found} >= {"ref", "reference"}
