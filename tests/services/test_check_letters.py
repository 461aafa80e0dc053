"""`check`: correspondence and reports, what they name in the desk and how they are named."""

from __future__ import annotations

from datetime import date

import pytest
from desk_sample import LETTERS, REPORT, contract, correspondence, entry_id, facts, files, report

from celyactl.domain.correspondence import Digest, Letter
from celyactl.domain.entries.conversation import Note
from celyactl.domain.report import Recommendation
from celyactl.services.checking.check import File, check
from celyactl.store.records import dump

DAY = date(2026, 11, 23)
OTHER = (
    File("contracts/globex/globex-2026.yaml", "100644", dump(contract(client="globex", slug="globex-2026"))),
    File("contracts/globex/client.yaml", "100644", b""),
)


pytestmark = pytest.mark.usefixtures("in_english")


def told(findings):
    return [(one.path, one.field, one.code, one.severity) for one in findings if one.path in {LETTERS, REPORT}]


def letter(**more):
    fields = {"subject": "Tarif 2027", "means": "letter", "to": ("acme:claire",), "contract": "acme-2026"}
    return correspondence(journal=(Letter(**facts(0) | fields | more),))


LETTERS_FOUND = [
    (correspondence(client="globex"), "client", "path_differs", "error"),
    (letter(contract="acme-2027"), "journal[0].contract", "unknown_contract", "error"),
    (letter(contract="globex-2026"), "journal[0].contract", "unknown_contract", "error"),
    (letter(to=("acme:bob",)), "journal", "unknown_actor", "warning"),
    (letter(by="marc"), "journal", "unknown_actor", "warning"),
    (
        correspondence(journal=(Digest(**facts(0), start=DAY, end=DAY, to=("acme:claire",)),)),
        "journal[0].end",
        "empty_period",
        "error",
    ),
]


@pytest.mark.parametrize(("model", "field", "code", "severity"), LETTERS_FOUND, ids=[one[2] for one in LETTERS_FOUND])
def test_what_a_correspondence_names_must_be_in_the_desk(model, field, code, severity):
    found = check([*files(correspondence=dump(model)), *OTHER])
    assert told(found) == [(LETTERS, field, code, severity)]


def test_contracts_that_may_be_offered_are_those_of_the_client():
    found = check([*files(correspondence=dump(letter(contract="globex-2026"))), *OTHER])
    [message] = [one.message for one in found if one.path == LETTERS]
    assert message == 'unknown contract "globex-2026": known are acme-2026'


def test_a_contract_that_can_not_be_read_may_be_the_clients_own():
    assert told(check(files(contract=b"x: 1\n"))) == []


def test_a_later_file_of_the_correspondence_is_judged_too():
    later = File("contracts/acme/correspondence-2027.yaml", "100644", dump(letter(contract="acme-2027")))
    assert [(one.path, one.code) for one in check([*files(), later])] == [(later.path, "unknown_contract")]


EDITED = Recommendation(rule="end-of-life", about="ipbx", decision="edited")
REPORTS_FOUND = [
    (report(contract="acme-2027"), [("contract", "unknown_contract"), ("start", "path_differs")]),
    (report(start=date(2025, 1, 1), end=date(2026, 1, 1)), [("start", "path_differs")]),
    (report(end=date(2026, 1, 1)), [("end", "empty_period")]),
    (report(recommendations=(EDITED,)), [("recommendations[0].text", "missing_field")]),
    (
        report(recommendations=(Recommendation(rule="outgrown", decision="accepted"),) * 2),
        [("recommendations[1].rule", "duplicate_id")],
    ),
    (report(journal=(Note(**facts(0, by="marc"), text="Vu."),)), [("journal", "unknown_actor")]),
]


@pytest.mark.parametrize(("model", "found"), REPORTS_FOUND, ids=[one[1][-1][1] for one in REPORTS_FOUND])
def test_what_a_report_says_must_fit_its_name_and_the_desk(model, found):
    findings = check(files(report=dump(model)))
    assert [(one.path, one.field, one.code) for one in findings] == [(REPORT, *one) for one in found]
    assert all(one.line > 1 for one in findings if one.code != "unknown_actor")


def test_a_report_that_is_named_otherwise_says_how():
    others = [file for file in files() if file.path != REPORT]
    [finding] = check([*others, File("contracts/acme/reports/2026.yaml", "100644", dump(report()))])
    assert (finding.field, finding.code) == ("start", "path_differs")
    assert "2026.acme-2026" in finding.message


def test_a_journal_that_does_not_hang_together_is_found():
    broken = dump(correspondence()).replace(f'- "{entry_id(1)}"'.encode(), b'- "01M6G6XMS0C4QADKPC3DWE9999"')
    assert told(check(files(correspondence=broken))) == [(LETTERS, "journal[2].after[0]", "unknown_entry", "error")]
