from __future__ import annotations

import os
import subprocess
import sys
from zipfile import ZipFile

import pytest
from isolation import REPOSITORY

from celyactl import __version__
from celyactl.render.templates import shipped

PROGRAM = """
import celyactl, gettext, sys
from celyactl.cli.main import main
from celyactl.render.templates import shipped
print(celyactl.__file__, shipped(), sep="\\n")
main()
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    words = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_a_checkout_finds_its_templates():
    assert shipped() == REPOSITORY / "templates"


def test_the_wheel_runs_from_an_empty_folder_with_its_templates_and_words(wheel, tmp_path):
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(installed), str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    surroundings = os.environ | {"PYTHONPATH": str(installed)}
    words = [sys.executable, "-c", PROGRAM, "--version"]
    end = subprocess.run(words, cwd=empty, env=surroundings, capture_output=True, text=True, check=True)
    package = installed / "celyactl"
    assert end.stdout.splitlines() == [
        str(package / "__init__.py"), str(package / "templates"), f"celyactl {__version__}",
    ]  # fmt: skip


def test_the_wheel_carries_every_template_and_catalogue_and_no_tests(wheel):
    names = set(ZipFile(wheel).namelist())
    templates = (path.relative_to(REPOSITORY) for path in (REPOSITORY / "templates").rglob("*") if path.is_file())
    assert {f"celyactl/{path}" for path in templates} <= names
    assert "celyactl/locale/fr/LC_MESSAGES/celyactl.mo" in names
    assert [name for name in names if name.split("/")[0] not in {"celyactl", f"celyactl-{__version__}.dist-info"}] == []
