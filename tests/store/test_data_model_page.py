"""The page on the data model names each field, entry and declared word that the models have, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from msgspec import inspect
from msgspec.structs import fields

from celyactl.domain.client import Client
from celyactl.domain.company import Company
from celyactl.domain.contract import Contract
from celyactl.domain.correspondence import Correspondence
from celyactl.domain.entries.base import Entry
from celyactl.domain.model import Model
from celyactl.domain.report import Report
from celyactl.domain.ticket import Header, Ticket

PAGE = (Path(__file__).parents[2] / "docs" / "data-model.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^#+ (.+)\n((?:(?!#+ ).*\n?)*)", PAGE, re.MULTILINE))
ROW = re.compile(r"\| `([a-z_0-9]+)` \| (must)? ?\| (.+) \|")
ENTRY_ROW = re.compile(r"\| `([a-z_]+)` \| .+ \| ([^|]*) \| ([^|]*) \|")


SHOWN = frozenset({"Description"})
"""What a person edits of a ticket, and no file holds."""


def models(kind=Model):
    """Every model that stands in a file, the types of entries apart."""
    for child in kind.__subclasses__():
        if child is not Header and child.__name__ not in SHOWN and child.__struct_config__.tag is None:
            yield child
        yield from models(child)


def words_of(kind):
    """The declared words of a field's type; none for other types."""
    match kind:
        case inspect.UnionType():
            return set().union(*(words_of(one) for one in kind.types))
        case inspect.VarTupleType():
            return words_of(kind.item_type)
        case inspect.EnumType():
            return {str(member.value) for member in kind.cls}
        case inspect.LiteralType():
            return {str(value) for value in kind.values}
    return set()


@pytest.mark.parametrize(
    "model", sorted({*models(), Entry}, key=lambda model: model.__name__), ids=lambda m: m.__name__
)
def test_a_models_table_has_its_fields_in_their_order(model):
    told = [(name, bool(must)) for name, must, _ in ROW.findall(SECTIONS[model.__name__])]
    assert told == [(field.encode_name, field.required or field.name == "format") for field in fields(model)]


def test_every_type_of_entry_has_its_row_with_what_it_must_and_may_have():
    told = {
        tag: (must.replace("`", "").split(), may.replace("`", "").split())
        for body in SECTIONS.values()
        for tag, must, may in ENTRY_ROW.findall(body)
    }
    shared = set(Entry.__struct_fields__)
    kinds = {str(kind.__struct_config__.tag): kind for kind in Entry.__subclasses__()}
    own = {tag: [field for field in fields(kind) if field.name not in shared] for tag, kind in kinds.items()}
    assert told == {
        tag: ([one.name for one in owned if one.required], [one.name for one in owned if not one.required])
        for tag, owned in own.items()
    }


@pytest.mark.parametrize("model", [*models(), Entry], ids=lambda model: model.__name__)
def test_the_declared_words_of_a_field_are_all_there(model):
    rows = {name: value for name, _, value in ROW.findall(SECTIONS[model.__name__])}
    for field in inspect.type_info(model).fields:
        words = words_of(field.type)
        value = rows[field.encode_name]
        if words and not re.search(r"as of the ticket|kinds? of component|the priority it means", value):
            assert words == set(" ".join(re.findall(r"`([^`]+)`", value)).split()), (field.name, value)


@pytest.mark.parametrize("root", [Company, Client, Contract, Correspondence, Report, Ticket])
def test_each_kind_of_file_has_a_section(root):
    assert f"\n## {root.__name__}\n" in PAGE


@pytest.mark.parametrize("root", [Correspondence, Report])
def test_what_a_journal_may_hold_is_told(root):
    journal = next(field for field in fields(root) if field.name == "journal")
    kinds = get_args(get_args(journal.type)[0])
    told = re.search(r"journal may hold `([a-z_ ]+)`", SECTIONS[root.__name__])[1]
    assert told.split() == [str(kind.__struct_config__.tag) for kind in kinds]


def test_links_within_the_page_lead_somewhere():
    titles = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in SECTIONS}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= titles
