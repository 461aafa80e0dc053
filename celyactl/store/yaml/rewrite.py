"""New data into an existing file, whose order, comments and style are kept.

Byte for byte the same when nothing changed; canonical when it was; otherwise only the changed values are touched.
Whatever is written is read back and compared before it is handed out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from celyactl.errors.file import BadFile, RewriteMismatch
from celyactl.store.yaml import spans
from celyactl.store.yaml.bulk import read_bulk
from celyactl.store.yaml.canonical import write
from celyactl.store.yaml.edits import Editor
from celyactl.store.yaml.flow import flow
from celyactl.store.yaml.strict import read
from celyactl.store.yaml.values import nfc, same, settled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from celyactl.store.yaml.nodes import Document, Node


def rewrite(old: bytes, old_data: Mapping[str, object], new_data: Mapping[str, object], path: str) -> str:
    """The file's new text; both data as `canonical.write` takes them, with enum members for declared words.

    Raises BadFile when the old text is not valid, RewriteMismatch (a bug) when no text reads back as the new data, and
    what `canonical.write` raises.
    """
    if same(settled(old_data), settled(new_data)):
        return old.decode()
    head = _head(old)
    if write(old_data, head).encode() == old:
        return _checked(write(new_data, head), new_data, path)
    document = read(old, path)
    if not document.text.endswith("\n"):
        document = read(spans.ended(document.text, document.root).encode(), path)
    for text in _attempts(document, new_data):
        if _reads_as(text, new_data, path):
            return text
    raise RewriteMismatch(path)


def _head(blob: bytes) -> str:
    first = blob.partition(b"\n")[0].decode("utf-8", "replace")
    return first if first.startswith("# ") else ""


def _checked(text: str, data: Mapping[str, object], path: str) -> str:
    if not _reads_as(text, data, path):
        raise RewriteMismatch(path)
    return text


def _reads_as(text: str, data: Mapping[str, object], path: str) -> bool:
    blob = text.encode()
    try:
        back = read_bulk(blob) or read(blob, path).data
    except BadFile:
        return False
    return same(settled(back), settled(data))


def _attempts(document: Document, new: Mapping[str, object]) -> Iterator[str]:
    """The edited text, then with all texts quoted in case what follows would be taken for a part of one."""
    text, root = document.text, document.root
    if root.style == "{" and "\n" not in text[root.start : root.end]:
        yield text[: root.start] + flow(text, root, new) + text[root.end :]
        return
    if root.style != "{" and _some_key_stays(root, new):
        for literals in (True, False):
            editor = Editor(text, literals)
            editor.mapping(root, new)
            yield editor.result()
        return
    yield "".join(f"{note}\n" for note in spans.comments(text, 0, len(text), root)) + write(new)


def _some_key_stays(root: Node, new: Mapping[str, object]) -> bool:
    names = {nfc(name) for name in new}
    return any(nfc(str(key.value)) in names for key, _ in root.entries)
