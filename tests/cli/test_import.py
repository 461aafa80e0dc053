from __future__ import annotations

import subprocess

import pytest

HEAD = (
    "contract,title,kind,priority,requester,channel,component,opened_at,acknowledged_at,cause,restored_at,resolved_at,"
    "closed_at,external_id,note"
)
DAY = "2026-10-05T"


def line(number, **cells):
    """A row of a settled incident, with other cells where they are given."""
    usual = {
        "contract": "acme-2026",
        "title": f"Plus de tonalité au poste {number}",
        "kind": "incident",
        "priority": "P2",
        "requester": "claire",
        "channel": "phone",
        "component": "",
        "opened_at": f"{DAY}09:00:00+02:00",
        "acknowledged_at": f"{DAY}09:10:00+02:00",
        "cause": "Trunk non enregistré",
        "restored_at": f"{DAY}10:00:00+02:00",
        "resolved_at": f"{DAY}10:05:00+02:00",
        "closed_at": f"{DAY}18:00:00+02:00",
        "external_id": f"OLD-{number}",
        "note": "",
    }
    return ",".join((usual | cells)[name] for name in HEAD.split(","))


@pytest.fixture
def desk(desk):
    desk.sell("acme-2026", "--start", "2026-01-01", "--coverage", "business", "--target", "P2:1h:8h")
    return desk


@pytest.fixture
def table(tmp_path):
    def write(*lines, head=HEAD, encoding="utf-8", name="tickets.csv"):
        path = tmp_path / name
        path.write_text("\n".join([head, *lines]) + "\n", encoding=encoding)
        return str(path)

    return write


def in_step(desk):
    return (desk.git("status", "--porcelain"), desk.git("diff-index", "HEAD"), desk.git("fsck", "--strict"))


def test_each_ticket_is_a_commit_of_its_own_and_tells_what_happened(desk, table):
    before = len(desk.subjects())
    data = desk.ask("import", table(line(1), line(2, kind="request", cause="", restored_at="", note="Vu sur place")))
    refs = [one["ref"] for one in data["tickets"]]
    assert (data["created"], data["known"]) == (2, 0)
    assert desk.subjects()[:2] == [f"{refs[1]}: import", f"{refs[0]}: import"]
    assert len(desk.subjects()) == before + 2
    assert (desk.trailer("Celyactl-Op"), desk.trailer("Celyactl-Ticket")) == ("import", refs[1])
    first, second = (desk.ask("ticket", "show", ref) for ref in refs)
    assert [entry["type"] for entry in first["journal"]] == ["open", "ack", "cause", "restore", "resolve", "close"]
    assert [entry["type"] for entry in second["journal"]] == ["open", "note", "ack", "resolve", "close"]
    assert all(entry["imported"] for entry in first["journal"])
    assert (first["status"], first["imported"], first["external_id"], first["ref"][:8]) == (
        *("closed", True, "OLD-1"),
        "CEL-2610",
    )
    clocks = {one["name"]: one["status"] for one in desk.ask("sla", "show", refs[0])["clocks"]}
    assert clocks == {"response": "met", "restoration": "met"}
    assert desk.ask("check")["findings"] == []
    assert in_step(desk) == ("", "", "")


def test_the_same_file_again_changes_nothing(desk, table):
    path = table(line(1), line(2))
    desk.ask("import", path)
    before = desk.git("rev-parse", "HEAD")
    data = desk.ask("import", path)
    assert (data["created"], data["known"], data["commit"]) == (0, 2, None)
    more = desk.ask("import", table(line(1), line(2), line(3)))
    assert (more["created"], more["known"]) == (1, 2)
    assert desk.git("rev-parse", "HEAD^") == before


def test_a_request_that_nobody_acknowledged_is_settled_all_the_same(desk, table):
    bare = {"kind": "request", "acknowledged_at": "", "cause": "", "restored_at": ""}
    (brought,) = desk.ask("import", table(line(1, **bare)))["tickets"]
    ticket = desk.ask("ticket", "show", brought["ref"])
    assert ticket["status"] == "closed"
    assert desk.ask("check")["findings"] == []


def test_a_batch_is_one_commit(desk, table):
    before = len(desk.subjects())
    assert desk.ask("import", table(line(1), line(2), line(3)), "--batch")["created"] == 3
    assert len(desk.subjects()) == before + 1
    assert desk.subjects()[0] == "import 3 tickets"
    assert "tickets repris" in desk.say("log")
    assert in_step(desk) == ("", "", "")


def test_a_trial_records_nothing_and_tells_what_it_would_do(desk, table):
    before = desk.git("rev-parse", "HEAD")
    assert "2 tickets" in desk.say("import", table(line(1), line(2)), "--dry-run")
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.ask("ticket", "list", "status:any") == []


FAULTS = [
    ({"contract": "acme-2025"}, "contract", "unknown_contract"),
    ({"contract": ""}, "contract", "missing"),
    ({"title": " "}, "title", "missing"),
    ({"title": "é" * 501}, "title", "too_long"),
    ({"kind": "panne"}, "kind", "not_allowed"),
    ({"priority": "P9"}, "priority", "not_allowed"),
    ({"channel": "fax"}, "channel", "not_allowed"),
    ({"requester": "nobody"}, "requester", "unknown_contact"),
    ({"component": "pbx"}, "component", "unknown_component"),
    ({"opened_at": ""}, "opened_at", "missing"),
    ({"opened_at": "2026-02-30 10:00"}, "opened_at", "impossible_date"),
    ({"opened_at": "2026-10-05 25:00"}, "opened_at", "impossible_time"),
    ({"opened_at": "46300.42"}, "opened_at", "not_an_instant"),
    ({"opened_at": "05/10/2026 09:00"}, "opened_at", "not_an_instant"),
    ({"opened_at": "1812-10-05 09:00"}, "opened_at", "instant_out_of_range"),
    ({"closed_at": "2027-01-01 10:00"}, "closed_at", "in_the_future"),
    ({"acknowledged_at": f"{DAY}08:00:00+02:00"}, "acknowledged_at", "before"),
    ({"resolved_at": f"{DAY}09:30:00+02:00"}, "resolved_at", "before"),
    ({"closed_at": f"{DAY}10:04:00+02:00"}, "closed_at", "before"),
    ({"cause": ""}, "cause", "incident_needs"),
    ({"restored_at": ""}, "restored_at", "incident_needs"),
    ({"resolved_at": ""}, "closed_at", "needs"),
    ({"external_id": ""}, "external_id", "missing"),
    ({"external_id": "OLD-0"}, "external_id", "twice"),
    ({"note": "a\0b"}, "note", "character"),
]


def test_all_faults_of_a_file_are_named_with_their_lines_and_nothing_is_brought_in(desk, table):
    rows = [line(number, **cells) for number, (cells, _field, _code) in enumerate([*FAULTS, *FAULTS], start=1)]
    error = desk.refused("import", table(line(0), *rows, line(900)))
    told = {(fault["line"], fault["field"], fault["code"]) for fault in error["faults"]}
    wanted = {(number, *fault[1:]) for number, fault in enumerate([*FAULTS, *FAULTS], start=3)}
    assert wanted <= told
    assert {one[0] for one in told} == set(range(3, 53))
    assert error["exit"] == 65
    assert all(fault["message"] for fault in error["faults"])
    answer = desk.run("import", table(line(0), *rows), "--lang", "en")
    assert "Nothing was brought in" in answer.stderr
    assert all(f":{number}: " in answer.stderr for number in range(3, 53))


def test_a_file_of_a_french_spreadsheet_is_understood_and_told(desk, tmp_path):
    path = tmp_path / "export.csv"
    rows = [
        "contract;title;opened_at;resolved_at;external_id;kind;note",
        'acme-2026;"Plus de tonalité; poste ""12""";21/10/2026 10:05;21/10/2026 11h05;A1;request;"ligne 1\nligne 2"',
        "acme-2026;Écho;05/10/2026 09:00;;A2;;;;;",
    ]
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    answer = desk.run("import", str(path))
    assert "windows-1252" in answer.stdout
    assert '";"' in answer.stdout
    assert "jour/mois/année" in answer.stdout
    first = desk.ask("ticket", "list", "status:any", "kind:request")[0]
    assert (first["title"], first["opened_at"]) == ('Plus de tonalité; poste "12"', "2026-10-21T10:05:00+02:00")
    note = desk.ask("ticket", "show", first["ref"])["journal"][1]
    assert note["text"] == "ligne 1\nligne 2"
    [other] = desk.ask("ticket", "list", "écho")
    assert (other["opened_at"], other["status"]) == ("2026-10-05T09:00:00+02:00", "new")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(desk, table, encoding):
    assert desk.ask("import", table(line(1), encoding=encoding))["created"] == 1


def test_dates_that_may_be_either_are_refused_until_somebody_says(desk, table):
    row = line(1, opened_at="05/10/2026 09:00")
    fault = desk.refused("import", table(row))["faults"][0]
    assert "2026-10-05" in fault["message"]
    assert "2026-05-10" in fault["message"]
    assert desk.ask("import", table(row), "--dates", "dmy")["created"] == 1


def test_the_line_of_a_fault_is_where_its_row_begins(desk, table):
    rows = [line(1, note='"a\nb\nc"'), line(2, priority="P7")]
    [fault] = desk.refused("import", table(*rows))["faults"]
    assert fault["line"] == 5


@pytest.mark.parametrize(
    ("text", "code", "exit_code"),
    [
        ("", "no_table", 65),
        ("title,opened_at\nÉcho,2026-10-05 09:00\n", "columns_missing", 65),
        (f'{HEAD}\nacme-2026,"jamais fermé\n', "no_table", 65),
        (f"{HEAD}\n{line(1)},,,de trop\n", "bad_table", 65),
    ],
)
def test_what_is_no_table_is_refused(desk, tmp_path, text, code, exit_code):
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    error = desk.refused("import", str(path))
    assert (error["code"], error["exit"]) == (code, exit_code)


def test_a_file_that_is_not_there_is_not_found(desk):
    assert desk.refused("import", "nowhere.csv")["exit"] == 66


def test_a_client_is_as_good_as_its_contract_where_it_has_one(desk, table):
    assert desk.ask("import", table(line(1, contract="ACME")))["created"] == 1
    desk.sell("acme-annexe", "--start", "2026-01-01")
    [fault] = desk.refused("import", table(line(2, contract="Acme")))["faults"]
    assert "acme-annexe" in fault["message"]


@pytest.mark.parametrize("bare", [False, True])
def test_a_long_table_leaves_the_clone_in_step(desk, table, bare, tmp_path):
    (desk.path / "tickets/2026/10").mkdir(parents=True)
    (desk.path / "tickets/2026/10/notes.txt").write_text("à moi\n", encoding="utf-8")
    path = table(*[line(number, opened_at=f"2026-{1 + number % 10:02}-05 09:00") for number in range(620)])
    if bare:
        subprocess.run(["git", "clone", "-q", "--bare", desk.path, tmp_path / "bare"], check=True)
        desk.path = tmp_path / "bare"
    assert desk.ask("import", path)["created"] == 620
    assert desk.git("fsck", "--strict") == ""
    assert desk.git("rev-list", "--count", "HEAD") == str(622)
    assert len(desk.ask("ticket", "list", "status:any", "--limit", "0")) == 620
    assert desk.ask("import", path)["known"] == 620
    if not bare:
        assert desk.git("status", "--porcelain") == "?? tickets/2026/10/notes.txt"
        assert desk.git("diff-index", "HEAD") == ""
        note = ["ticket", "note", desk.ask("ticket", "list", "status:any", "--limit", "1")[0]["ref"], "Vu"]
        desk.ask(*note)
        assert desk.git("diff-index", "HEAD") == ""


def test_a_file_of_somebody_else_in_the_way_is_never_replaced(desk, table, monkeypatch):
    from celyactl.domain import reference  # noqa: PLC0415

    taken = reference.Reference("CEL", "2610", "4F7K2Q" + reference.check_character("26104F7K2Q"))
    monkeypatch.setattr(reference, "mint", lambda *_: taken)
    (desk.path / "tickets/2026/10").mkdir(parents=True)
    own = desk.path / f"tickets/2026/10/{taken}.yaml"
    own.write_text("à moi\n", encoding="utf-8")
    before = desk.git("rev-parse", "HEAD")
    assert desk.run("import", table(line(1)), "--json").error["code"] == "edited_by_hand"
    assert (own.read_text(encoding="utf-8"), desk.git("rev-parse", "HEAD")) == ("à moi\n", before)
    assert list((desk.path / ".git/celyactl").glob("tx*")) == []


def test_each_commit_is_signed_where_a_key_signs(desk, table, sign_as):
    sign_as(None, "nadia")
    desk.ask("import", table(line(1), line(2)))
    raw = [desk.git("cat-file", "commit", name) for name in ("HEAD", "HEAD~1")]
    assert all("\ngpgsig -----BEGIN SSH SIGNATURE-----" in commit for commit in raw)
