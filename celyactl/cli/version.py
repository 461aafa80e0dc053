"""`celyactl version`: what a report of a fault should name."""

from __future__ import annotations

import platform

from celyactl import __version__
from celyactl.cli.commands import Commands
from celyactl.cli.output import show

app = Commands()


@app.command(example="celyactl version")
def version() -> None:
    """Show the versions of celyactl, Python and git."""
    versions = {"celyactl": __version__, "python": platform.python_version(), "git": git_version()}
    show(versions, lambda: "\n".join(f"{name} {number or '-'}" for name, number in versions.items()))


def git_version() -> str | None:
    """What `git --version` says; None without git."""
    import shutil
    import subprocess

    git = shutil.which("git")
    if git is None:
        return None
    answer = subprocess.run([git, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    return answer.stdout.removeprefix("git version").strip() or None
