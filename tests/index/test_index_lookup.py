"""References as people type them, found through the index."""

import pytest

from celyactl.domain.reference import Reference, check_character
from celyactl.errors.reference import CheckCharacterWrong
from celyactl.errors.ticket import ReferenceAmbiguous, ReferenceTooShort, TicketNotFound
from celyactl.store.lookup import resolve
from celyactl.store.repository import Repository


def reference(code):
    return str(Reference("CEL", "2611", code + check_character("2611" + code)))


ONE, TWO = reference("4F7K2Q"), reference("4F7KZZ")


@pytest.fixture
def known(shop):
    """Two tickets with references of ours, the second of which was called CEL-2611-ABCDEF+ before."""
    path = shop.desk.path / "tickets/2026/11"
    for word, ref, alias in (("trunk", ONE, None), ("echo", TWO, reference("ABCDEF"))):
        file = path / f"{shop[word]}.yaml"
        text = file.read_text().replace(f'ref: "{shop[word]}"', f'ref: "{ref}"')
        if alias:
            text = text.replace("\ntitle:", f'\naliases:\n  - "{alias}"\ntitle:', 1)
        file.unlink()
        (path / f"{ref}.yaml").write_text(text)
    shop.desk.git("add", "-A", "tickets")
    shop.desk.git("commit", "-qm", "call them otherwise")
    assert shop.unreadable() == []
    return shop.desk


def found(desk, text, *, writing=False):
    with Repository.open(desk.path) as repository:
        return resolve(repository, repository.head().commit, "CEL", text, writing=writing)


def test_whole_short_and_begun_references_lead_to_the_ticket(known):
    for text in (
        ONE,
        ONE.lower(),
        ONE[-7:],
        ONE[-7:].replace("0", "o"),
        "4F7K2",
        "cel-2611-4f7k2",
        ONE.replace("-", " "),
    ):
        assert found(known, text) == ONE
    for text in (ONE, ONE[-7:]):
        assert found(known, text, writing=True) == ONE


def test_a_ticket_whose_file_can_t_be_read_is_there_all_the_same(known):
    known.edit(f"tickets/2026/11/{ONE}.yaml", "\nformat: 1\n", "\nformat: 1\nformat: 1\n")
    for text in (ONE[-7:], "4F7K2", "cel-2611-4f7k2"):
        assert found(known, text) == ONE
    with pytest.raises(ReferenceAmbiguous):
        found(known, "4F7K")
    with pytest.raises(TicketNotFound):
        found(known, "4F7K2Z")


def test_a_former_reference_leads_to_the_present_one(known):
    for text in (reference("ABCDEF"), reference("ABCDEF")[-7:], "ABCD"):
        assert found(known, text) == TWO


def test_a_former_reference_that_two_tickets_had_leads_to_neither(known):
    known.edit(f"tickets/2026/11/{ONE}.yaml", "\ntitle:", f'\naliases:\n  - "{reference("ABCDEF")}"\ntitle:')
    for text in (reference("ABCDEF"), reference("ABCDEF")[-7:]):
        with pytest.raises(ReferenceAmbiguous) as caught:
            found(known, text)
        assert ONE in caught.value.sentence
        assert TWO in caught.value.sentence


def test_a_beginning_of_several_names_them(known):
    with pytest.raises(ReferenceAmbiguous) as caught:
        found(known, "4F7K")
    assert ONE in caught.value.sentence
    assert TWO in caught.value.sentence


def test_a_change_needs_the_whole_short_form(known):
    with pytest.raises(ReferenceTooShort):
        found(known, "4F7K2", writing=True)


def test_a_mistyped_reference_is_answered_with_those_that_were_likely_meant(known):
    code = ONE[-7:]
    wrong = {
        ONE[:-3] + ("8" if ONE[-3] != "8" else "9") + ONE[-2:]: CheckCharacterWrong,
        f"CEL-2611-{code[:2]}{code[3]}{code[2]}{code[4:]}": CheckCharacterWrong,
        f"CEL-2612-{code}": CheckCharacterWrong,
        code[:-1] + ("8" if code[-1] != "8" else "9"): TicketNotFound,
        code[1] + code[0] + code[2:]: TicketNotFound,
        "4F8K2Q": TicketNotFound,
    }
    for text, error in wrong.items():
        with pytest.raises(error) as caught:
            found(known, text)
        assert ONE in caught.value.sentence, text


def test_what_looks_like_nothing_is_not_found(known):
    with pytest.raises(TicketNotFound):
        found(known, reference("999999"))
    with pytest.raises(TicketNotFound):
        found(known, "9999")
