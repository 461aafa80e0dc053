from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from celyactl.domain.query import ANY, LONGEST, Asking, Clause, parse
from celyactl.domain.words import Kind, Level, Priority, Status, WaitFor
from celyactl.errors.query import QueryTooLong, WrongQuery
from celyactl.i18n import use

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # Monday, 09:00 in Paris
VIEWS = {"urgent": "prio<=P2 sort:due", "mine": "@urgent assignee:me columns:ref", "loop": "x @loop"}
ASKING = Asking("lea", NOW, "Europe/Paris", VIEWS)


def clauses(text):
    """Field, operator, values and negation of each clause but the open tickets that are wanted by default."""
    found = [clause[:4] for clause in parse(text, ASKING).clauses]
    assert found.pop(0) == ("status", ":", ("open",), False)
    return found


def seconds(text):
    return int(datetime.fromisoformat(text).timestamp())


def test_nothing_typed_wants_the_open_tickets():
    assert clauses("") == clauses("  \t ") == []


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("client:acme", ("client", ":", ("acme",), False)),
        ("client=acme", ("client", ":", ("acme",), False)),
        ('client:"Clinique du Parc"', ("client", ":", ("Clinique du Parc",), False)),
        ("contract:a,b", ("contract", ":", ("a", "b"), False)),
        ('label:"a, b",c', ("label", ":", ("a, b", "c"), False)),
        ("-label:vip", ("label", ":", ("vip",), True)),
        ("priority:P2", ("priority", ":", (2,), False)),
        ("prio:p1,P2", ("priority", ":", (1, 2), False)),
        ("prio<=P2", ("priority", "<=", (2,), False)),
        ("level>1", ("level", ">", (1,), False)),
        ("KIND:Incident", ("kind", ":", ("incident",), False)),
        ("pending:third-party", ("pending", ":", ("third-party",), False)),
        ("assignee:me", ("assignee", ":", ("lea",), False)),
        ("assignee:none", ("assignee", ":", (None,), False)),
        ("site:siege", ("site", ":", ("siege",), False)),
        ("component:pbx", ("component", ":", ("pbx",), False)),
        ("breached", ("breached", ":", (), False)),
        ("-waiting", ("waiting", ":", (), True)),
        ("waiting:client", ("pending", ":", ("client",), False)),
        ("origin:Email,phone", ("origin", ":", ("email", "phone"), False)),
        ("requester:claire", ("requester", ":", ("claire",), False)),
        ("party:orange", ("party", ":", ("orange",), False)),
        ("claire@acme.example", ("words", ":", ("claire@acme.example",), False)),
        ("-breached", ("breached", ":", (), True)),
        ("tonalité", ("words", ":", ("tonalité",), False)),
        ("-tonalité", ("words", ":", ("tonalité",), True)),
        ('"pas de tonalité"', ("phrase", ":", ("pas de tonalité",), False)),
        ("12:30", ("words", ":", ("12:30",), False)),
        ('"breached"', ("phrase", ":", ("breached",), False)),
    ],
)
def test_each_part_is_a_clause(text, clause):
    assert clauses(text) == [clause]


def test_all_parts_hold_at_once_in_any_order():
    assert clauses('client:acme  écho -label:x "mot à mot"') == [
        ("client", ":", ("acme",), False),
        ("words", ":", ("écho",), False),
        ("label", ":", ("x",), True),
        ("phrase", ":", ("mot à mot",), False),
    ]


@pytest.mark.parametrize(
    ("text", "operator", "values"),
    [
        ("due<+1d", "<", ["2026-11-24T09:00:00+01:00"]),
        ("due<=+4h", "<", ["2026-11-23T13:00:01+01:00"]),
        ("opened>=-2w", ">=", ["2026-11-09T09:00:00+01:00"]),
        ("opened>=-30m", ">=", ["2026-11-23T08:30:00+01:00"]),
        ("opened>=-3j", ">=", ["2026-11-20T09:00:00+01:00"]),
        ("due:today", "in", ["2026-11-23T00:00:00+01:00", "2026-11-24T00:00:00+01:00"]),
        ("due<tomorrow", "<", ["2026-11-24T00:00:00+01:00"]),
        ("opened<=2026-11-20", "<", ["2026-11-21T00:00:00+01:00"]),
        ("opened>2026-11-20", ">=", ["2026-11-21T00:00:00+01:00"]),
        ("opened:2026-10-25", "in", ["2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"]),
        ("opened>=2026-11-20T14:00", ">=", ["2026-11-20T14:00:00+01:00"]),
        ('opened>="20/11 14:00"', ">=", ["2026-11-20T14:00:00+01:00"]),
    ],
)
def test_dates_are_of_the_desk_and_end_where_the_day_ends(text, operator, values):
    field = "due" if text.startswith("due") else "opened"
    assert clauses(text) == [(field, operator, tuple(map(seconds, values)), False)]


def test_what_is_not_due_can_be_asked_for():
    assert clauses("due:none") == [("due", ":", (None,), False)]


def test_a_wanted_status_replaces_the_open_ones_and_any_wants_all():
    assert parse("status:new,pending", ASKING).clauses == (
        Clause("status", ":", ("new", "pending"), negated=False, column=8),
    )
    assert parse("status:in-progress", ASKING).clauses[0].values == ("in_progress",)
    assert parse(f"status:{ANY}", ASKING).clauses == ()
    assert clauses("-status:new") == [("status", ":", ("new",), True)]


@pytest.mark.parametrize(
    ("text", "column", "code", "allowed"),
    [
        ("client:acme clint:b", 13, "unknown_field", "client"),
        ("x foo:1", 3, "unknown_field", "component"),
        ("prio:P9", 6, "unknown_value", "P1, P2, P3, P4"),
        ("status:opened", 8, "unknown_value", "open, any, new, assigned, in_progress, pending"),
        ("kind:bug", 6, "unknown_value", "incident, request, problem"),
        ("level:4", 7, "unknown_value", "1, 2, 3"),
        ("client:", 1, "missing_value", "client:acme"),
        ("client:a,,b", 1, "missing_value", "client:acme"),
        ("prio<P1,P2", 1, "missing_value", "client:acme"),
        ("-client<3", 8, "not_comparable", "priority, level, due, back, next, opened, updated"),
        ("due:someday", 5, "not_an_instant", "today"),
        ("due<none", 5, "not_an_instant", "today"),
        ("due:2026-02-30", 5, "not_an_instant", "2026-11-20"),
        ('client:a "no end', 10, "quote_not_closed", '"'),
        ("acme --limt", 6, "option_in_query", "--help"),
        ("x @urgnt", 3, "unknown_view", "@urgent"),
        ("-@urgent", 1, "view_negated", "view show urgent"),
        ("sort:size", 6, "unknown_value", "due, back, next, opened"),
        ("columns:ref,", 1, "missing_value", "client:acme"),
        ("-sort:due", 2, "unknown_field", "sort"),
        ("sort<due", 5, "not_comparable", "priority"),
        ("origin:fax", 8, "unknown_value", "phone, email, extranet"),
    ],
)
def test_a_wrong_query_is_answered_with_the_place_and_the_allowed_words(text, column, code, allowed):
    use("en")
    with pytest.raises(WrongQuery) as caught:
        parse(text, ASKING)
    sentence, line, caret = caught.value.sentence.split("\n")
    assert (caught.value.column, caught.value.code(), caught.value.exit_code) == (column, code, 2)
    assert (line, caret) == (f"  {text}", f"  {' ' * (column - 1)}^")
    assert f"column {column} of the query" in sentence
    assert allowed in sentence


def test_a_view_stands_for_its_parts_and_what_is_typed_says_how_they_are_shown():
    query = parse("@mine écho", ASKING)
    assert [clause.field for clause in query.clauses] == ["status", "priority", "assignee", "words"]
    assert (query.sort, query.columns) == (("due",), ("ref",))
    assert parse("sort:-opened,ref @mine", ASKING).sort == ("-opened", "ref")


def test_a_view_that_names_itself_is_refused_wherever_it_stands():
    with pytest.raises(WrongQuery) as caught:
        parse("acme @loop", ASKING)
    assert (caught.value.code(), caught.value.query) == ("view_in_itself", "x @loop")


def test_what_is_not_open_replaces_the_open_ones():
    assert [clause[:4] for clause in parse("-status:open", ASKING).clauses] == [("status", ":", ("open",), True)]


def test_me_must_be_somebody():
    with pytest.raises(WrongQuery):
        parse("assignee:me", Asking(None, NOW, "Europe/Paris"))


def test_a_query_beyond_all_measure_is_refused():
    parse("x" * LONGEST, ASKING)
    with pytest.raises(QueryTooLong):
        parse("x" * (LONGEST + 1), ASKING)


@given(st.text(alphabet='abcdeP12:<>=-", \n\té—\u2028\x00', max_size=60) | st.text(max_size=30))
def test_any_text_is_a_query_or_is_answered_with_a_place_in_it(text):
    try:
        columns = [clause.column for clause in parse(text, ASKING).clauses[1:]]
    except WrongQuery as error:
        columns = [error.column]
    assert all(1 <= column <= len(text) for column in columns)


def test_every_declared_word_can_be_asked_for():
    for name, words in {"status": Status, "kind": Kind, "pending": WaitFor, "priority": Priority}.items():
        for word in words:
            assert parse(f"{name}:{word}", ASKING)
    for level in Level:
        assert clauses(f"level:{level:d}") == [("level", ":", (level,), False)]
