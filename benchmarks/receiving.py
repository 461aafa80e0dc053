"""Messages taken in by one `celyactl mail fetch` of a maildir, beside as many commits of git in the same run.

`python -m benchmarks.receiving [MESSAGES] [TICKETS]`: of ten messages six answer a ticket, three open one, and one is a
stranger's. A thousand are promised in 60 s, on a machine that does nothing else; the desk has 10,000 tickets. The
yardstick is `git commit` of one changed file, timed a few times: it is the same each time.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import acts
from benchmarks import desk as desks
from benchmarks.measure import Surroundings, milliseconds, seconds_and_processor
from benchmarks.stories import CLIENTS

PROMISE: Final = 60
"""Seconds for a thousand messages."""
_MESSAGES: Final = 1000
_TICKETS: Final = 10_000
_COMMITS: Final = 30
_OPENINGS: Final = 3
_WRITING: Final = CLIENTS[:20]


def main() -> None:
    """Print how long the messages and the commits take."""
    messages, tickets = (int(word) for word in (*sys.argv[1:3], *(_MESSAGES, _TICKETS)[len(sys.argv) - 1 :]))
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / ".gitconfig").write_text("[user]\n name = Lea Martin\n email = lea@celya.example\n")
        surroundings, desk = Surroundings(folder), desks.copy(tickets, folder / "desk")
        _introduce(surroundings, desk)
        _fill(folder / "box", messages, _refs(surroundings, desk))
        fetch = surroundings.celyactl("mail", "fetch", "--maildir", str(folder / "box"))
        taken, busy = seconds_and_processor(fetch, surroundings, desk)
        commits, work = (messages * seconds for seconds in _commit(surroundings, desk))
    promised = PROMISE * messages / _MESSAGES
    print(f"{messages} messages into {tickets} tickets: {taken:.1f} s of {promised:g} s, {busy:.1f} s in a processor")  # noqa: T201 - a report for people
    print(f"{messages} times git commit: {commits:.1f} s, {work:.1f} s; ratio {taken / commits:.2f}, {busy / work:.2f}")  # noqa: T201


def _introduce(surroundings: Surroundings, desk: Path) -> None:
    """Have a mail service, and give the contacts of some clients an address."""
    with (desk / "desk.yaml").open("a", encoding="utf-8") as file:
        file.write("services:\n  - id: post\n    kind: mail\n    email: post@celya.example\n")
    for client in _WRITING:
        path = desk / "contracts" / client / "client.yaml"
        text = path.read_text(encoding="utf-8")
        named = '    name: "Claire Noël"\n'
        path.write_text(text.replace(named, f'{named}    email: "claire@{client}.example"\n'), encoding="utf-8")
    milliseconds(["git", "commit", "-qam", "addresses"], surroundings, desk)


def _refs(surroundings: Surroundings, desk: Path) -> dict[str, list[str]]:
    """The open tickets of those who write, by client."""
    line = surroundings.celyactl("ticket", "list", "--limit", "5000", "--json")
    found = subprocess.run(line, cwd=desk, env=surroundings.environment, check=True, capture_output=True)  # noqa: S603
    listed = json.loads(found.stdout)["data"]
    return {client: [one["ref"] for one in listed if one["client"] == client] for client in _WRITING}


def _fill(box: Path, messages: int, refs: dict[str, list[str]]) -> None:
    for name in ("tmp", "new", "cur"):
        (box / name).mkdir(parents=True)
    for number in range(messages):
        (box / "new" / f"{number:06}").write_bytes(_letter(number, refs))


def _letter(number: int, refs: dict[str, list[str]]) -> bytes:
    client, kind = _WRITING[number % len(_WRITING)], number // len(_WRITING) % 10
    message = EmailMessage()
    message["From"] = f"x{number}@stranger.example" if kind == 0 else f"claire@{client}.example"
    message["To"] = "support@celya.example"
    answered = f"Re: [{refs[client][number % len(refs[client])]}] " if kind > _OPENINGS else ""
    message["Subject"] = f"{answered}Plus de tonalité {number}"
    message["Message-ID"] = f"<{number}@{client}.example>"
    message.set_content(f"Bonjour,\n\nPlus de tonalité au poste {number}.\n\n-- \nClaire Noël")
    return message.as_bytes()


def _commit(surroundings: Surroundings, desk: Path) -> tuple[float, float]:
    """Seconds of one commit of git, on the wall and in a processor: the medians of some."""
    taken = []
    for _time in range(_COMMITS):
        acts.touch_some_file(desk)
        taken.append(seconds_and_processor(["git", "commit", "-qam", "note"], surroundings, desk))
    wall, work = zip(*taken, strict=True)
    return statistics.median(wall), statistics.median(work)


if __name__ == "__main__":
    main()
