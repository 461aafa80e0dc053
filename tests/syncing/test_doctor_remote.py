"""`doctor` beside the other clone: what this one lacks, histories that don't belong together, clocks that are off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def examined(desk, *words: str, exit_code: int = 0) -> dict[str, dict]:
    answer = desk.run("doctor", *words, "--json")
    assert answer.exit_code == exit_code, answer.stdout
    return {one["code"]: one for one in answer.data["findings"]}


def test_a_clone_that_is_behind_is_told_and_brought_up_to_date(office, pair):
    lea, karim = pair
    assert "behind_remote" not in examined(karim)
    lea.ask("ticket", "note", office.ref, "de Léa")
    lea.ask("sync")
    before = karim.git("rev-parse", "HEAD")
    found = examined(karim)["behind_remote"]
    assert (found["severity"], found["repaired"]) == ("warning", False)
    assert "1 commit" in karim.say("doctor", "--lang", "en")
    assert karim.git("rev-parse", "HEAD") == before
    assert examined(karim, "--fix")["behind_remote"]["repaired"] is True
    assert karim.git("rev-parse", "HEAD") == office.head()
    assert karim.git("status", "--porcelain") == ""
    assert "behind_remote" not in examined(karim)


def test_a_clone_with_acts_of_its_own_is_told_and_left(office, pair):
    lea, karim = pair
    lea.ask("ticket", "note", office.ref, "de Léa")
    lea.ask("sync")
    karim.ask("ticket", "note", office.ref, "de Karim")
    before = karim.git("rev-parse", "HEAD")
    assert examined(karim, "--fix")["behind_remote"]["repaired"] is False
    assert (karim.git("rev-parse", "HEAD"), office.head()) == (before, lea.git("rev-parse", "HEAD"))


def test_two_desks_that_have_nothing_in_common_are_told(office, pair, tmp_path, run):
    lea, _karim = pair
    other = tmp_path / "other"
    assert run("init", str(other), "--company", "Autre").exit_code == 0
    lea.git("remote", "set-url", "origin", str(other))
    assert "git remote -v" in examined(lea, exit_code=1)["unrelated"]["todo"]
    before = len(lea.git("rev-list", "--max-parents=0", "HEAD").split())
    lea.git("fetch", "-q", "origin")
    lea.git("merge", "-q", "-s", "ours", "--allow-unrelated-histories", "-m", "x", "FETCH_HEAD")
    assert before == 1
    lea.now = datetime.now(UTC)  # as the merge by hand has it
    assert "unrelated_roots" in examined(lea)


def test_a_remote_that_cannot_be_reached_is_a_note_and_one_that_is_wrong_a_fault(office, pair):
    lea, _karim = pair
    lea.git("remote", "set-url", "origin", str(office.folder / "nowhere.git"))
    assert examined(lea)["remote_unreachable"]["severity"] == "warning"
    lea.git("remote", "set-url", "origin", "ext::sh -c id")
    assert "address_refused" in examined(lea, exit_code=1)
    lea.git("remote", "remove", "origin")
    assert examined(lea) == {}


def test_a_clock_that_is_off_by_more_than_a_minute_is_told(office, pair):
    lea, karim = pair
    lea.now += timedelta(minutes=3)
    lea.ask("ticket", "note", office.ref, "de Léa")
    lea.ask("sync")
    karim.ask("sync")
    karim.now += timedelta(minutes=1, seconds=58)
    karim.ask("ticket", "note", office.ref, "de Karim")  # the last commit is not the latest one
    found = examined(karim, exit_code=1)["clock_behind"]
    assert "Nadia Roussel" in found["what"]
    karim.now += timedelta(seconds=10)
    assert "clock_behind" not in examined(karim)
