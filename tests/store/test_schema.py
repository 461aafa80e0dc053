"""The JSON Schemas accept what we write, refuse what we refuse, and are the same text every time."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from desk_sample import client, company, contract, correspondence, report, ticket

from celyactl.store.records import dump
from celyactl.store.schema import NAMES, schema, schema_files, schema_text
from celyactl.store.yaml.bulk import read_bulk

SAMPLES = {
    "desk": company,
    "client": client,
    "contract": contract,
    "correspondence": correspondence,
    "report": report,
    "ticket": ticket,
}
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
KNOWN = {
    *("$schema", "$defs", "$ref", "title", "description", "default", "format", "type", "enum", "anyOf"),
    *("properties", "required", "additionalProperties", "propertyNames", "items", "prefixItems"),
    *("minItems", "maxItems", "minLength", "maxLength", "pattern", "minimum", "maximum", "discriminator"),
}


def refusals(rule, value, root, at="$"):
    """Where a value breaks a schema; knows the keywords that ours use, and fails on any other."""
    if rule is False:
        return [at]
    assert rule.keys() <= KNOWN
    if "$ref" in rule:
        return refusals(root["$defs"][rule["$ref"].rpartition("/")[2]], value, root, at)
    if "anyOf" in rule:
        return [] if any(not refusals(one, value, root, at) for one in rule["anyOf"]) else [at]
    found = [at] * ("enum" in rule and (value not in rule["enum"] or isinstance(value, bool)))
    kind = TYPES.get(rule.get("type"), object)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return [*found, at]
    judge = {dict: of_mapping, list: of_list, str: of_text, int: of_number}.get(type(value))
    return found + (judge(rule, value, root, at) if judge else [])


def of_mapping(rule, value, root, at):
    properties, more = rule.get("properties", {}), rule.get("additionalProperties", {})
    missing = [f"{at}.{name}" for name in rule.get("required", ()) if name not in value]
    return missing + [
        place
        for name, child in value.items()
        for place in refusals(properties.get(name, more), child, root, f"{at}.{name}")
    ]


def of_list(rule, value, root, at):
    wrong = not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value))
    first = rule.get("prefixItems", [])
    rules = [*first, *[rule.get("items", {})] * (len(value) - len(first))]
    pairs = zip(rules, value, strict=False)
    return [at] * wrong + [
        place for n, (one, item) in enumerate(pairs) for place in refusals(one, item, root, f"{at}[{n}]")
    ]


def of_text(rule, value, _root, at):
    wrong = not rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", len(value))
    return [at] * (wrong or not re.search(rule.get("pattern", ""), value))


def of_number(rule, value, _root, at):
    return [at] * (not rule.get("minimum", value) <= value <= rule.get("maximum", value))


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_accepts_our_canonical_file(name):
    data = read_bulk(dump(SAMPLES[name]()))
    assert refusals(schema(name), data, schema(name)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("ticket", b"priority: P2", b"priority: P9", "$.priority"),
        ("ticket", b"priority: P2", b"prioritty: P2", "$.prioritty"),
        ("ticket", b"type: ack", b"type: akc", "$.journal[1]"),
        ("ticket", b'how: "', b'hwo: "', "$.journal[1]"),
        ("ticket", b"format: 1\n", b"", "$.format"),
        ("ticket", b"format: 1", b"format: 2", "$.format"),
        ("client", b'postcode: "57000"', b"postcode: 57000", "$.sites[0].postcode"),
        ("contract", b"months: 12", b"months: 0", "$.months"),
        ("desk", b"lea@celya.example", b"lea", "$.team[0].email"),
        ("desk", b'"08:00-18:00"', b'"8-18"', "$.coverages.business.week.mon[0]"),
        ("correspondence", b"type: digest", b"type: open", "$.journal[0]"),
        ("report", b"decision: edited", b"decision: maybe", "$.recommendations[0].decision"),
    ],
)
def test_the_schema_refuses_what_a_reader_refuses(name, old, new, place):
    blob = dump(SAMPLES[name]())
    assert old in blob
    data = read_bulk(blob.replace(old, new, 1))
    assert place in refusals(schema(name), data, schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_says_what_it_is_for(name):
    made = schema(name)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["title"]
    assert made["description"]
    assert all(part["description"] for part in made["$defs"].values())


def test_the_text_is_the_same_in_every_process():
    line = "from celyactl.store.schema import *; print(*map(schema_text, NAMES), sep='', end='')"
    made = [
        subprocess.run(
            [sys.executable, "-c", line], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout.decode()
        for seed in ("1", "2")
    ]
    assert made[0] == made[1] == "".join(map(schema_text, NAMES))


def test_the_files_are_those_that_the_first_lines_name():
    files = schema_files()
    assert sorted(files) == [f".celyactl/schema/{name}.json" for name in sorted(NAMES)]
    for name in NAMES:
        first = dump(SAMPLES[name]()).decode().split("\n")[0]
        assert first.endswith(f".celyactl/schema/{name}.json")
        assert files[f".celyactl/schema/{name}.json"].decode() == schema_text(name)
