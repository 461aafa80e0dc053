from __future__ import annotations

import cli_page


def test_the_page_of_the_commands_is_current():
    wrong = "docs/cli.md is behind the program: run `python scripts/cli_page.py` and commit it"
    assert cli_page.PAGE.read_text(encoding="utf-8") == cli_page.page(), wrong


def test_it_has_every_command_with_its_example():
    page = cli_page.page()
    assert "### ticket new\n" in page
    assert "## import\n" in page
    assert "### client contact add\n" in page
    assert page.count("\n```\ncelyactl ") >= 90
