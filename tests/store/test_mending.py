"""`check --fix`: quotes where they lack, keys in order, comments with their keys, and nothing else."""

from __future__ import annotations

import pytest
from desk_sample import LETTERS, PATH, REPORT, client, company, contract, correspondence, report, ticket

from celyactl.errors.file import BadFile, CommentWouldMove
from celyactl.store.mending import mended, quoted_where_needed
from celyactl.store.records import dump, load_client, load_ticket

CLIENT = "contracts/acme/client.yaml"
FILES = [
    (ticket, PATH),
    (client, CLIENT),
    (contract, "contracts/acme/acme-2026.yaml"),
    (company, "desk.yaml"),
    (correspondence, LETTERS),
    (report, REPORT),
]


@pytest.mark.parametrize(("make", "path"), FILES)
def test_a_canonical_file_stays_byte_identical(make, path):
    assert mended(dump(make()), path) == dump(make())


def test_what_people_wrote_in_their_own_way_becomes_readable_and_ordered():
    text = (
        "name: ACME\r\n"
        "id: acme\r\n"
        "legal: professional # as registered\r\n"
        "format: 1\r\n"
        "sites:\r\n"
        "  - name: Siège\r\n"
        "    postcode: 57000 # Metz\r\n"
        "    id: siege\r\n"
        "    phones: [0387000000]\r\n"
    )
    blob = mended(text.encode(), CLIENT)
    assert blob.decode() == (
        "format: 1\n"
        "id: acme\n"
        "name: ACME\n"
        "legal: professional # as registered\n"
        "sites:\n"
        "  - id: siege\n"
        "    name: Siège\n"
        '    postcode: "57000" # Metz\n'
        '    phones: ["0387000000"]\n'
    )
    assert load_client(blob, CLIENT).model.sites[0].postcode == "57000"
    assert mended(blob, CLIENT) == blob


def test_the_keys_of_an_entry_stand_in_the_order_of_its_type():
    text = dump(ticket()).decode()
    swapped = text.replace('    how: "rappelée"\n', "").replace(
        "  - type: ack\n", '  - how: "rappelée"\n    type: ack\n'
    )
    assert swapped != text
    assert mended(swapped.encode(), PATH) == text.encode()
    assert load_ticket(mended(swapped.encode(), PATH), PATH).model == ticket()


def test_a_report_that_a_manager_typed_gets_its_order_and_its_quotes():
    text = (
        "contract: acme-2026\nformat: 1\nend: 2027-01-01\nstart: 2026-01-01\nword: no\n"
        "recommendations:\n  - decision: accepted\n    rule: outgrown\n"
    )
    assert mended(text.encode(), REPORT).decode() == (
        'format: 1\ncontract: acme-2026\nstart: "2026-01-01"\nend: "2027-01-01"\nword: "no"\n'
        "recommendations:\n  - rule: outgrown\n    decision: accepted\n"
    )


def test_peoples_own_names_keep_their_order():
    text = dump(company()).decode().replace("  business:", "  zeta: {week: {}, holidays: open}\n  business:")
    assert mended(text.encode(), "desk.yaml").decode().index("zeta") < text.index("business:") + 60


def test_a_comment_between_keys_out_of_order_is_refused():
    text = "name: ACME\n\n# whose is this?\n\nformat: 1\nid: acme\nlegal: professional\n"
    with pytest.raises(CommentWouldMove):
        mended(text.encode(), CLIENT)


def test_what_only_a_person_can_mend_is_told():
    with pytest.raises(BadFile):
        mended(b"a: 1\na: 2\n", CLIENT)


def test_numbers_and_truths_where_a_text_belongs_get_their_quotes_and_nothing_else_changes():
    text = dump(client()).decode().replace('postcode: "57000"', "postcode: 57000 # Metz")
    text = text.replace('- "06 12 34 56 78"', "- 612345678").replace('name: "ACME"', "name: true")
    mended = quoted_where_needed(text.encode(), type(client()), "contracts/acme/client.yaml").decode()
    expected = text.replace("57000 #", '"57000" #').replace("- 612345678", '- "612345678"')
    assert mended == expected.replace("name: true", 'name: "true"')


def test_a_file_that_needs_no_quotes_stays_byte_identical():
    blob = dump(client())
    assert quoted_where_needed(blob, type(client()), "contracts/acme/client.yaml") == blob
