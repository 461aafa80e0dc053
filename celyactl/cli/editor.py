"""The person's own editor: VISUAL, EDITOR or vi."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from celyactl.errors.editing import EditorFailed
from celyactl.errors.system import reason

if TYPE_CHECKING:
    from pathlib import Path


def edit(path: Path) -> bytes:
    """Let the person edit a file, and give its new text. Raises EditorFailed."""
    import shlex  # an editor is rarely asked for
    import subprocess

    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        subprocess.run([*shlex.split(command), str(path)], check=True)  # noqa: S603 - the person's own editor
    except ValueError:
        raise EditorFailed(command, "?") from None
    except OSError as problem:
        raise EditorFailed(command, reason(problem)) from None
    except subprocess.CalledProcessError as problem:
        raise EditorFailed(command, str(problem.returncode)) from None
    return path.read_bytes()
