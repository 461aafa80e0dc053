"""`celyactl init` where a person's surroundings are not what they usually are."""

from __future__ import annotations


def test_a_home_that_is_not_there_is_neither_needed_nor_made(shell, tmp_path):
    home = tmp_path / "nobody"
    state = {"HOME": str(home), "XDG_STATE_HOME": "", "GIT_AUTHOR_NAME": "Nadia", "GIT_AUTHOR_EMAIL": "n@celya.example"}
    answer = shell("init", "desk", "--company", "Celya", "--json", env=state)
    assert answer.data["company"] == "Celya", answer.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "desk"]
