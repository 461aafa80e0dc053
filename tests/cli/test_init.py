"""`celyactl init` where a person's surroundings are not what they usually are."""

from __future__ import annotations

import json

import pytest
from ruamel.yaml import YAML


def test_a_home_that_is_not_there_is_neither_needed_nor_made(shell, tmp_path):
    home = tmp_path / "nobody"
    state = {"HOME": str(home), "XDG_STATE_HOME": "", "GIT_AUTHOR_NAME": "Nadia", "GIT_AUTHOR_EMAIL": "n@celya.example"}
    answer = shell("init", "desk", "--company", "Celya", "--json", env=state)
    assert answer.data["company"] == "Celya", answer.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "desk"]


def test_a_trial_says_that_nothing_was_recorded(run, tmp_path):
    said = run("init", "desk", "--company", "Celya", "--dry-run", "--lang", "en").stdout
    assert said.startswith("Nothing was recorded (--dry-run).")
    assert "Next:" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_trial_of_other_files_says_so_too(desk):
    desk.sell("acme-2026")
    (desk.path / ".celyactl/schema/ticket.json").write_text("{}\n")
    desk.git("commit", "-qam", "by hand")
    for words in (("contract", "edit", "acme-2026", "--set", "title=Or"), ("schema", "--write")):
        head = desk.git("rev-parse", "HEAD")
        assert desk.say(*words, "--dry-run", "--lang", "en").startswith("Nothing was recorded (--dry-run).")
        assert desk.git("rev-parse", "HEAD") == head


@pytest.mark.parametrize(("kind", "file"), [("github", ".github/workflows/celyactl.yml"), ("gitlab", ".gitlab-ci.yml")])
def test_a_pipeline_is_left_to_be_committed(run, tmp_path, kind, file):
    answer = run("init", "bureau", "--company", "CELYA", "--ci", kind, "--json", cwd=tmp_path)
    assert (answer.exit_code, answer.data["ci"]) == (0, file)
    pipeline = YAML(typ="safe").load((tmp_path / "bureau" / file).read_text(encoding="utf-8"))
    lines = json.dumps(pipeline)
    assert all(command in lines for command in ("celyactl check", "celyactl audit verify", "report annual --all"))
    assert run("check", "--json", cwd=tmp_path / "bureau").data["findings"] == []
