from __future__ import annotations

import pytest
import translations
from french_typography import faults


def test_the_french_catalogue_keeps_french_typography():
    [catalogue] = [catalogue for path, catalogue in translations.catalogues() if path.parts[-3] == "fr"]
    broken = {}
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        broken |= {text: faults(text) for text in texts if message.id and faults(text)}
    assert broken == {}


@pytest.mark.parametrize(
    "text",
    [
        "Le ticket {ref} est clos\u202f: rouvrez-le.",
        "Vouliez-vous dire {names}\u202f?",
        "Il n’y a pas de commande «\u00a0{name}\u00a0».",
        "Ouvert de 8:00 à 18:00",
        "`celyactl list 'a: b'` montre tout",
        "[OPTIONS] COMMANDE [ARGS]...",
        "« entretien »".replace(" ", "\u202f"),
    ],
)
def test_good_french_passes(text):
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Le ticket est clos : fin",
        "clos: fin",
        "Vraiment ?",
        "Vraiment?",
        "l'accueil",
        "« mal »",
        '"mal"',
        "ton ticket",
        "…ou...",
    ],
)
def test_bad_french_is_found(text):
    assert faults(text) != []
