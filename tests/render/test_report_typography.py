"""How a report sets text: dates and durations stay together, apostrophes are curly, images and words untouched."""

from __future__ import annotations

import pytest

from celyactl.render.pdf.glyphs import Svg
from celyactl.render.report.typography import well_set


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("jusqu'au 1er févr. 2027", "jusqu’au 1er~févr.~2027"),
        ("mardi 24 nov. 2026 à 14:00", "mardi 24~nov.~2026 à~14:00"),
        ("Tuesday 24 Nov 2026 at 14:00", "Tuesday 24~Nov~2026 at~14:00"),
        ("lu à 10 h 50, 45 min après", "lu à 10~h~50, 45~min après"),
        ("4 h et 30 s", "4~h et 30~s"),
        ("nov. 2026", "nov.~2026"),
        ("1er janvier 2027, 24 nov.~2026", "1er~janvier~2027, 24~nov.~2026"),
        ("port 5060", "port 5060"),
        ("12 postes", "12 postes"),
        ("'cité' rock 'n' roll", "'cité' rock 'n' roll"),
        ("Debian 12.13", "Debian 12.13"),
    ],
)
def test_what_belongs_together_stays_on_a_line(typed, shown):
    typed = typed.replace("~", "\xa0")
    assert well_set(typed) == shown.replace("~", "\xa0")
    assert well_set(well_set(typed)) == well_set(typed)


def test_whatever_holds_texts_keeps_its_shape_and_images_are_left_alone():
    image = Svg("<svg>4 h d'ici</svg>")
    block = {"kind": "chart", "svg": image, "alt": "4 h", "rows": [["l'été", 3, None]]}
    assert well_set(block) == {"kind": "chart", "svg": image, "alt": "4\xa0h", "rows": [["l’été", 3, None]]}
