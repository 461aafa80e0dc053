"""A report on a telephone, in the system's Chromium: nothing beyond the edge, no word cut in two."""

from __future__ import annotations

import pytest

NARROW = {"width": 320, "height": 640}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT = """[...document.querySelectorAll('td, th, dt')]
  .filter(cell => cell.firstChild && !/[\\s-]/.test(cell.textContent))
  .filter(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map(rect => rect.top)).size > 1;
  }).map(cell => cell.textContent)"""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_report_fits_a_telephone_and_cuts_no_word(shown, chromium, tmp_path, language):
    path = tmp_path / "report.html"
    words = ("report", "annual", "val-orne-2025", "--year", "2025", "--language", language)
    shown.ask(*words, "--output", path)
    with chromium.new_page(viewport=NARROW) as page:
        page.goto(path.as_uri())
        assert page.evaluate(TOO_WIDE) <= 0
        assert page.evaluate(CUT) == []
