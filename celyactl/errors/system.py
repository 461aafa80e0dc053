"""What the system refuses, in the reader's language: the usual ones; its own English words for what is rare."""

from __future__ import annotations

import errno
from typing import Final

from celyactl.i18n import gettext as _
from celyactl.i18n import marked

_WORDS: Final = {
    errno.ENOENT: marked("there is no such file or folder"),
    errno.EACCES: marked("you have no right to it"),
    errno.EPERM: marked("you have no right to it"),
    errno.EEXIST: marked("something of that name is there already"),
    errno.ENOTDIR: marked("a part of the path is no folder"),
    errno.EISDIR: marked("it is a folder"),
    errno.ENOTEMPTY: marked("the folder is not empty"),
    errno.ENOSPC: marked("the disk is full"),
    errno.EDQUOT: marked("your share of the disk is used up"),
    errno.EROFS: marked("the disk is read-only"),
    errno.EIO: marked("the disk can't be read or written"),
    errno.EFBIG: marked("the file would be too large"),
    errno.ENAMETOOLONG: marked("the name is too long"),
    errno.ELOOP: marked("links lead in a circle"),
    errno.EMFILE: marked("too many files are open"),
    errno.ENFILE: marked("too many files are open"),
    errno.ENOEXEC: marked("it is no program"),
    errno.ENOMEM: marked("there is not enough memory"),
    errno.EXDEV: marked("it is on another disk"),
    errno.EBUSY: marked("it is in use"),
}


def reason(error: OSError) -> str:
    """Why the system refused, as part of a sentence."""
    known = _WORDS.get(error.errno or 0)
    return _(known) if known else error.strerror or type(error).__name__
