"""Somebody who knows git tampers with a history, and what an audit says of it."""

from __future__ import annotations

import os
import subprocess


def verified(desk, *words):
    """What an audit finds, as (code, commit)."""
    answer = desk.run("audit", "verify", *words, "--json")
    found = [(one["code"], one["commit"]) for one in answer.data["findings"]]
    assert answer.exit_code == bool(found)
    return found


def head(desk, name="HEAD"):
    return desk.git("rev-parse", name)


class Git:
    """A person who knows git, with somebody's key or none."""

    def __init__(self, desk, keys):
        self.desk = desk
        self.keys = keys

    def __call__(self, *words, key=None, **env):
        signing = []
        if key:
            name = str(self.keys.path(key))
            signing = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={name}", "-c", "commit.gpgsign=true"]
        at = self.desk.now.isoformat()
        dates = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        env = {**os.environ, **dates, **env}
        subprocess.run(["git", *signing, *words], cwd=self.desk.path, env=env, check=True, capture_output=True)

    def back(self):
        """Forget the last commit, and that it was ever verified."""
        self("reset", "-q", "--hard", "HEAD~1")
        (self.desk.path / ".git/celyactl/audit.json").unlink(missing_ok=True)

    def message(self, name="HEAD"):
        return self.desk.git("log", "-1", "--format=%B", name)


def tamper(desk, git, old, new):
    """Change a text of the ticket, under a signed commit of Nadia's that looks like one of the program."""
    path = desk.path / desk.path_of
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    said = git.message().replace("Actor: lea", "Actor: nadia").replace("Op: note", "Op: cause")
    git("commit", "-qam", said, key="nadia", **mail("nadia"))


def mail(who):
    """The names of a commit that one person writes."""
    return {
        f"GIT_{side}_{what}": value
        for side in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", who), ("EMAIL", f"{who}@celya.example"))
    }
