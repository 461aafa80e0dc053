from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import law
from texts import texts

from celyactl.domain.entries import conversation, lifecycle
from celyactl.domain.fold import fold, written
from celyactl.domain.words import Channel, Kind, Level, Origin, Priority, Visibility
from celyactl.errors.file import FileTooLarge
from celyactl.store import records, scribe

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def _stamped(number, *, public=False):
    return {
        "id": f"{number:026}",
        "at": AT,
        "recorded": AT,
        "by": "nadia",
        "channel": Channel.CLI,
        "visibility": Visibility.PUBLIC if public else Visibility.INTERNAL,
        "after": (f"{number - 1:026}",) if number else (),
        "imported": bool(number % 2),
    }


def ticket(title, words, names):
    opening = conversation.Open(
        **_stamped(0, public=True),
        title=title,
        kind=Kind.INCIDENT,
        priority=Priority.P1,
        level=Level.SYSTEM,
        origin=Origin.PHONE,
        client="acme",
        components=tuple(names),
        external_id=title,
    )
    others = [
        conversation.Note(**_stamped(1), text=words),
        lifecycle.Cause(**_stamped(2), text=words, unknown=True),
        conversation.Checks(**_stamped(3), checks=(conversation.Check(item=title, done=False, result=words),)),
        conversation.Message(**_stamped(4), text="x", quoted=words),
        conversation.Edit(**_stamped(5), set=conversation.Changes(title=title), cleared=("site",)),
        conversation.Rate(**_stamped(6), score=4),
    ]
    journal = (opening, *others)
    return written(fold("CEL-2611-4F7K2QE", f"{99:026}", journal).header, journal)


lines = texts.map(lambda text: " ".join(text.split()) or "-").map(lambda text: text[:500])
names = st.lists(st.from_regex(r"[a-z0-9][a-z0-9._-]{0,10}", fullmatch=True), max_size=3)


@law(60)
@given(lines, texts, names)
def test_it_writes_what_the_canonical_writer_writes(title, words, components):
    made = ticket(title, words, components)
    assert scribe.text(made) == records.dump(made, "tickets/2026/11/CEL-2611-4F7K2QE.yaml")


@pytest.mark.parametrize("path", sorted((ROOT / "tickets").rglob("*.yaml"))[::4], ids=lambda path: path.stem)
def test_it_writes_the_tickets_of_the_sample_desk(path):
    blob = path.read_bytes()
    assert scribe.text(records.load_ticket(blob, str(path.relative_to(ROOT))).model) == blob


def test_it_writes_every_other_kind_of_file():
    loaders = {"desk.yaml": records.load_company, "client.yaml": records.load_client}
    for path in [ROOT / "desk.yaml", *(ROOT / "contracts").rglob("*.yaml")]:
        if path.parent.name == "reports" or path.stem.startswith("correspondence"):
            continue
        load = loaders.get(path.name, records.load_contract)
        model = load(path.read_bytes(), str(path.relative_to(ROOT))).model
        assert scribe.text(model) == records.dump(model), path


def test_a_file_that_nobody_would_read_is_refused():
    with pytest.raises(FileTooLarge):
        scribe.text(ticket("long", "x" * 500_000, []))
