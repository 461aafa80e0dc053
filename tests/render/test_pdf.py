"""Documents on paper: archivable, accessible, the same for the same, and whatever people wrote is text."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import typst

from celyactl.domain.company import Brand, Company
from celyactl.render.pdf import glyphs
from celyactl.render.pdf.document import Paper, pdf
from celyactl.render.pdf.glyphs import Svg, printable
from celyactl.render.templates import shipped

COMPANY = Company(
    company="CELYA",
    prefix="CEL",
    language="fr",
    zone="Europe/Paris",
    holidays="FR",
    coverages={},
    phones=("01 99 00 10 00",),
    brand=Brand(address="CELYA\n12, rue des Transmissions\n75013 Paris"),
)
PAPER = Paper(
    COMPANY, "Procès-verbal", "Acme", datetime(2026, 11, 28, 10, 5, tzinfo=ZoneInfo("Europe/Paris")), "ab" * 20
)
HOSTILE = "= Titre\n#panic() *gras* _x_ `y` $z$ <svg > \\ @ref\x00\x1b[31m\u202e 😀 日本"


def statement(said: str = "Installation saine.") -> dict[str, object]:
    return {
        "facts": [["Client", said], ["Avant", ""]],
        "audit": said,
        "components": {"headings": ["a", "b", "c", "d", "e"], "rows": [[said] * 5] * 2},
        "lists": [{"title": said, "points": [said]}, {"title": "vide", "points": []}],
        "words": {"audit": "Audit", "components": "Installation", "signatures": "Signatures", "agreed": said},
        "parties": [{"who": said, "asked": "date"}, {"who": "Acme", "asked": "date"}],
    }


def test_a_document_is_an_archive_and_accessible_and_names_its_language():
    made = pdf("takeover", PAPER, statement())
    assert made.startswith(b"%PDF-1.7")
    found = dict(re.findall(rb"<(pdfaid:part|pdfaid:conformance|pdfuaid:part)>(\w+)<", made))
    assert found == {b"pdfaid:part": b"3", b"pdfaid:conformance": b"A", b"pdfuaid:part": b"1"}
    assert re.search(rb"/Lang ?\(fr\)", made)
    assert b"Proc" in made


def test_the_same_data_make_the_same_bytes_and_another_instant_others():
    one, other = (pdf("takeover", PAPER, statement()) for _ in range(2))
    assert one == other
    later = Paper(COMPANY, PAPER.title, PAPER.subtitle, PAPER.made + timedelta(minutes=1), PAPER.commit)
    assert pdf("takeover", later, statement()) != one


def test_what_people_write_is_text_and_never_markup_nor_a_refusal():
    assert pdf("takeover", Paper(COMPANY, HOSTILE, HOSTILE, PAPER.made, PAPER.commit), statement(HOSTILE))
    data = {
        **statement(HOSTILE), "language": "fr", "title": "t", "subtitle": "s", "made": "m",
        "day": {"year": 2026, "month": 1, "day": 1},
        "color": "#000000", "company": {"name": "n", "address": "", "phone": "", "website": ""},
    }  # fmt: skip
    folder = shipped() / "pdf"
    inputs = {"data": json.dumps(printable(data))}
    found = json.loads(typst.query(str(folder / "takeover.typ"), "heading", root=str(folder), sys_inputs=inputs))
    assert [one["level"] for one in found] == [1, 2, 2, 2, 2]


def test_every_character_that_is_let_through_has_a_shape_in_every_style():
    allowed = "".join(char for char in map(chr, range(0x20, 0x10000)) if not glyphs._WITHOUT_SHAPE.match(char))
    assert len(allowed) > 1500
    layout = (shipped() / "pdf" / "layout.typ").read_text()
    fonts = re.search(r"font: (\([^)]*\))", layout)[1]
    text = '#set document(title: "t", date: datetime(year: 2026, month: 1, day: 1))\n'
    text += f'#set text(lang: "fr", font: {fonts})\n#let it = sys.inputs.text\n'
    text += "#it #strong(it) #emph(it) #strong(emph(it))"
    spaced = " ".join(allowed)
    assert typst.compile(
        text.encode(), ignore_system_fonts=True, sys_inputs={"text": spaced}, pdf_standards=["a-3a", "ua-1"]
    )


def test_what_has_no_shape_is_replaced_and_an_image_is_not():
    assert printable({"a": ["œuf\t😀\x07 « ça »", 1, None]}) == {"a": ["œuf �� « ça »", 1, None]}
    assert printable(Svg("<svg >😀")) == "<svg >😀"
