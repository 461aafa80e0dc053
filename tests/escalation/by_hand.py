"""Rules added to a desk by hand."""

from __future__ import annotations

_ON_CALL = """escalation:
  - tell:
      - "oncall"
    via:
      - "command"
oncall:
  - since: "2026-11-23"
    until: "2026-11-30"
    people:
      - "malik"
      - "ines"
"""


def add_to_desk(desk, text):
    """Add lines at the end of desk.yaml, as a person does."""
    path = desk.path / "desk.yaml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    desk.git("commit", "-qm", "by hand", "--", "desk.yaml")


def call_who_is_on_call(desk, priority=""):
    """Let this machine's program call Malik, then Inès, about everything or one priority."""
    only = f"  - priorities:\n      - {priority}\n    tell" if priority else "  - tell"
    add_to_desk(desk, _ON_CALL.replace("  - tell", only))
