"""`celyactl component labels`: sheets whose codes are read back as a telephone does, and what they open."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pikepdf
import pypdfium2
import pytest
import zxingcpp

BASE = "https://clients.celya.example"


@pytest.fixture
def installed(desk):
    desk.sell("acme-2026", "--start", "2026-01-01")
    desk.ask("client", "site", "add", "acme", "siege", "--name", "Siège")
    for number, more in enumerate([[], ["--site", "siege", "--serial", "SN-001"]]):
        words = ["--kind", "handset", "--name", f"Poste {number}", *more]
        desk.ask("component", "add", "acme", f"poste-{number}", *words)
    text = desk.read("desk.yaml")
    (desk.path / "desk.yaml").write_text(f'{text.rstrip()}\nbrand:\n  extranet: "{BASE}/"\n', encoding="utf-8")
    desk.git("commit", "-qam", "by hand")
    return desk


def read_back(path):
    """What a telephone reads of each page."""
    pages = (page.render(scale=150 / 72).to_pil() for page in pypdfium2.PdfDocument(path))
    return [sorted(code.text for code in zxingcpp.read_barcodes(page)) for page in pages]


def test_a_code_opens_the_form_with_site_and_component(installed, tmp_path):
    path = tmp_path / "labels.pdf"
    made = installed.ask("component", "labels", "acme", "--output", str(path))
    assert [one["component"] for one in made] == ["poste-0", "poste-1"]
    [codes] = read_back(path)
    assert codes == [f"{BASE}/new?component=poste-0", f"{BASE}/new?site=siege&component=poste-1"]
    assert parse_qs(urlsplit(codes[1]).query) == {"site": ["siege"], "component": ["poste-1"]}
    with pikepdf.open(path) as document, document.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfuaid:part"]) == ("3", "1")
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
    assert "Poste 1" in text
    assert "SN-001" in text


def test_a_sheet_that_was_begun_is_used_up(installed, tmp_path):
    path = tmp_path / "labels.pdf"
    installed.ask("component", "labels", "acme", "poste-1", "poste-0", "--skip", "23", "--output", str(path))
    assert [len(codes) for codes in read_back(path)] == [1, 1]


def test_without_an_address_there_is_nothing_to_open(desk, tmp_path):
    desk.sell("acme-2026")
    error = desk.refused("component", "labels", "acme", "--output", str(tmp_path / "x.pdf"))
    assert (error["code"], error["exit"]) == ("no_extranet_address", 78)
