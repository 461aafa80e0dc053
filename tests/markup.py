"""Judges pages of HTML: made of what the shipped templates hold, nothing that runs, nothing that leads away."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from isolation import REPOSITORY

_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset"}
_SAFE = re.compile(r"(/(?!/)|#|\?|tel:|mailto:|cid:|data:image/svg\+xml|https://support\.celya\.example/).*", re.DOTALL)


class Page(HTMLParser):
    """What a page is made of: `text` is all that is read, in attributes too; `faults` what should not be there."""

    def __init__(self, html: str, folders: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=True)
        self.tags, self.words, self.faults = {"td", "th"}.union(*map(shipped, folders)), [], []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in self.tags:
            self.faults.append(f"<{tag}>")
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.faults.append("<script> of our own page")
        for name, value in given.items():
            if name.startswith("on") or name == "srcdoc":
                self.faults.append(f"{name}={value}")
            if name in _ADDRESSES and not _SAFE.fullmatch(value or "/"):
                self.faults.append(f"{name}={value}")
            self.words.append(value or "")

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.faults.append(f"<!--{data}-->")


def shipped(folder: str) -> set[str]:
    """The elements of the shipped templates of a folder, and of what the program writes for them itself."""
    files = [*(REPOSITORY / "templates" / folder).glob("*.html.j2")]
    files += (REPOSITORY / "celyactl" / "render" / folder).glob("*.py")
    return set(re.findall(r"<([a-z][a-z0-9]*)", "".join(path.read_text(encoding="utf-8") for path in files)))
