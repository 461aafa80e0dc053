"""What an audit finds: a stable code, the commit, the path if one is meant, and a sentence for people."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from celyactl.i18n import gettext as _
from celyactl.i18n import marked


class Finding(Struct, frozen=True):
    """One thing that an honest history does not hold."""

    code: str
    commit: str
    path: str
    message: str


_SAID: Final = {
    "history_rewritten": marked("the history no longer holds this commit, which it did when it was {when}"),
    "rolled_back": marked("the history ends before this commit, which it held when it was {when}"),
    "history_shallow": marked("the history is cut off: fetch the whole of it with `git fetch --unshallow`"),
    "object_damaged": marked("its bytes are not those that its id stands for"),
    "ticket_removed": marked("the ticket is gone, with its {count} entries"),
    "file_moved": marked("the ticket was moved to {to}"),
    "file_removed": marked("the file was removed by hand"),
    "entry_removed": marked("the entry {entry} ({kind}) is gone"),
    "entry_edited": marked("the entry {entry} ({kind}) was edited: {fields}"),
    "entry_twice": marked("the entry {entry} stands there twice"),
    "entry_invented": marked("the entry {entry} ({kind}) came with a merge and of no parent"),
    "file_unreadable": marked("the file can't be read, so its entries can't be compared: {why}"),
    "entry_by_another": marked("the entry {entry} ({kind}) says that it is {by}'s, and {actor} recorded it"),
    "entry_other_channel": marked("the entry {entry} ({kind}) says that it came by {said}, and it came by {channel}"),
    "entry_antedated": marked("the entry {entry} ({kind}) says that it was recorded at {said}, and it was at {at}"),
    "commit_antedated": marked("it is dated {at}, and what it builds on {before}"),
    "commit_ahead": marked("it is dated {at}, and it is {now} only: the clock that dated it is ahead"),
    "commit_redated": marked("it was written at {written} and recorded at {at}: it was made anew"),
    "actor_unknown": marked("its actor {actor} is nobody whom the desk knew"),
    "actor_absent": marked("its actor {actor} was not in the team on {day}"),
    "author_unknown": marked("its author {author} is nobody whom the desk knew"),
    "author_not_actor": marked("its author is {author}, and its actor {actor} is {expected}"),
    "committer_not_author": marked("{committer} recorded what {author} is said to have done"),
    "not_by_its_service": marked("it came by {channel}, and {committer} recorded it: no service of that channel"),
    "client_not_vouched": marked("it is said to be {actor}'s, and no key of a service of {channel} vouches for it"),
    "unsigned": marked("it is not signed, and {who} signs since {since}"),
    "signature_required": marked("it is not signed, and the desk takes signed acts only"),
    "bad_signature": marked("its signature is not one of this commit"),
    "signed_by_another": marked("it is said to be {who}'s, and the key of {owner} signed it"),
    "key_unknown": marked("it is signed by a key that is not {who}'s"),
    "key_not_in_force": marked("it is signed by a key of {who} that was not in force on {day}"),
    "key_rewritten": marked("a key of {who} was changed otherwise than by adding or ending one"),
    "key_changed_by_another": marked("{actor}, who is no manager, changed the keys of {who}"),
    "role_taken": marked("{actor}, who is no manager, made one of {who}"),
}


def finding(code: str, commit: str, path: str = "", **facts: object) -> Finding:
    """A finding with its sentence in the reader's language."""
    return Finding(code, commit, path, _(_SAID[code]).format(**facts))
