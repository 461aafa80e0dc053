"""The sample desk at the root of the repository: sound, made again byte for byte, and fictional throughout."""

from __future__ import annotations

import re

import pytest
import sample_desk
from isolation import REPOSITORY

FICTION = re.compile(r"(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98)( \d\d){2}")  # kept free by the Arcep
TELEPHONE = re.compile(r"(?<![\w.-])(?:\+33[ .]?|0)[1-9](?:[ .-]?\d\d){4}(?![\w-])")
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+|https?://[^\s\"/]+|vpn\.[\w.-]+|bastion\.[\w.-]+")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The committed sample as a desk of its own."""
    return sample_desk.lay_out(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def text():
    """Everything the sample says."""
    files = [REPOSITORY / "desk.yaml", *(REPOSITORY / "contracts").rglob("*.yaml")]
    files += (REPOSITORY / "tickets").rglob("*.yaml")
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def written(path):
    files = [path / name for name in sample_desk.FILES]
    files += [file for name in sample_desk.FOLDERS for file in (path / name).rglob("*") if file.is_file()]
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


def test_check_finds_nothing(sample, run):
    answer = run("check", "--json", cwd=sample)
    assert (answer.exit_code, answer.data["findings"]) == (0, [])


def test_the_list_shows_the_open_tickets_of_every_client(sample, run):
    rows = run("ticket", "list", "--json", cwd=sample).data
    assert {row["client"] for row in rows} == {"val-orne", "montfleuri", "grand-large", "warndt", "deux-ponts"}
    assert all(row["imported"] for row in rows)


def test_about_120_tickets_of_every_kind_and_end_lie_in_two_years(sample, run):
    rows = run("ticket", "list", "status:any", "--limit", "500", "--json", cwd=sample).data
    assert 110 <= len(rows) <= 140
    assert {row["kind"] for row in rows} == {
        "incident", "request", "problem", "operation", "preventive", "update", "training",
    }  # fmt: skip
    assert {row["status"] for row in rows} == {"new", "in_progress", "pending", "resolved", "closed", "cancelled"}
    assert {row["opened_at"][:4] for row in rows} == {"2025", "2026"}


def test_the_script_makes_the_same_bytes_again(tmp_path):
    """When it does not: `python scripts/sample_desk.py` writes the sample anew."""
    sample_desk.make(tmp_path)
    assert written(tmp_path) == written(REPOSITORY)


def test_no_telephone_and_no_address_is_anybodys(text):
    telephones = {found[0] for found in TELEPHONE.finditer(text)}
    addresses = {found[0] for found in ADDRESS.finditer(text)}
    assert telephones
    assert [number for number in telephones if not FICTION.fullmatch(number)] == []
    assert addresses
    assert [address for address in addresses if not address.endswith(".example")] == []


def test_every_entry_says_that_it_is_older_than_the_history(text):
    entries = re.findall(r"^ {2}- type: .*\n((?: {4}.*\n)+)", text, re.MULTILINE)
    assert len(entries) > 800
    assert [entry for entry in entries if "    imported: true\n" not in entry] == []
