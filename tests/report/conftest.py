"""The sample desk as a repository of its own, on a day that stands still."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from shutil import copyfile, copytree

import pytest
import sample_desk
from desks import DeskInUse
from isolation import REPOSITORY
from sample_day import TODAY


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The committed sample, in one commit of that day; not to be touched."""
    path = tmp_path_factory.mktemp("sample")
    for name in sample_desk.FOLDERS:
        copytree(REPOSITORY / name, path / name)
    for name in sample_desk.FILES:
        copyfile(REPOSITORY / name, path / name)
    dates = {"GIT_AUTHOR_DATE": TODAY, "GIT_COMMITTER_DATE": TODAY}
    for words in (["init", "-q"], ["add", "--all"], ["commit", "-qm", "The sample desk"]):
        subprocess.run(["git", *words], cwd=path, check=True, env=os.environ | dates)
    return path


@pytest.fixture
def shown(sample, run):
    """The sample, to be read."""
    desk = DeskInUse(sample, run)
    desk.now = datetime.fromisoformat(TODAY)
    return desk
