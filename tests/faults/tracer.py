"""Follows a process and all that it starts, and strikes at the n-th system call that may change a disk.

A seccomp filter stops only those calls, so that the rest runs at full speed. Linux on x86-64 and aarch64.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import stat
import struct
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_OPEN, _FD, _NAME, _SYNC = "open", "fd", "name", "sync"
_X86 = {
    2: ("open", _OPEN), 257: ("openat", _OPEN), 85: ("creat", _NAME), 437: ("openat2", _NAME),
    1: ("write", _FD), 18: ("pwrite64", _FD), 20: ("writev", _FD), 296: ("pwritev", _FD), 328: ("pwritev2", _FD),
    326: ("copy_file_range", _NAME), 40: ("sendfile", _NAME), 77: ("ftruncate", _FD), 76: ("truncate", _NAME),
    285: ("fallocate", _FD), 74: ("fsync", _SYNC), 75: ("fdatasync", _SYNC),
    82: ("rename", _NAME), 264: ("renameat", _NAME), 316: ("renameat2", _NAME),
    86: ("link", _NAME), 265: ("linkat", _NAME), 88: ("symlink", _NAME), 266: ("symlinkat", _NAME),
    87: ("unlink", _NAME), 263: ("unlinkat", _NAME), 84: ("rmdir", _NAME),
    83: ("mkdir", _NAME), 258: ("mkdirat", _NAME),
    90: ("chmod", _NAME), 91: ("fchmod", _FD), 268: ("fchmodat", _NAME), 92: ("chown", _NAME), 93: ("fchown", _FD),
    132: ("utime", _NAME), 235: ("utimes", _NAME), 280: ("utimensat", _NAME),
}  # fmt: skip
_ARM = {
    56: ("openat", _OPEN), 437: ("openat2", _NAME),
    64: ("write", _FD), 68: ("pwrite64", _FD), 66: ("writev", _FD),
    70: ("pwritev", _FD), 287: ("pwritev2", _FD), 285: ("copy_file_range", _NAME), 71: ("sendfile", _NAME),
    46: ("ftruncate", _FD), 45: ("truncate", _NAME), 47: ("fallocate", _FD),
    82: ("fsync", _SYNC), 83: ("fdatasync", _SYNC),
    38: ("renameat", _NAME), 276: ("renameat2", _NAME), 37: ("linkat", _NAME), 36: ("symlinkat", _NAME),
    35: ("unlinkat", _NAME), 34: ("mkdirat", _NAME), 52: ("fchmod", _FD), 53: ("fchmodat", _NAME), 55: ("fchown", _FD),
    54: ("fchownat", _NAME), 88: ("utimensat", _NAME),
}  # fmt: skip
_IS_ARM = platform.machine() == "aarch64"
_CALLS = _ARM if _IS_ARM else _X86
_CREATES = os.O_CREAT | os.O_TRUNC

_TRACEME, _CONT, _GETREGS, _SETREGS, _SETOPTIONS, _GETREGSET, _SETREGSET = 0, 7, 12, 13, 0x4200, 0x4204, 0x4205
_OPTIONS = 0x2 | 0x4 | 0x8 | 0x10 | 0x80 | 0x100000  # fork, vfork, clone, exec, seccomp, exitkill
_STOP_SECCOMP = 7
_WALL = 0x40000000
_SECCOMP_TRACE, _SECCOMP_ALLOW = 0x7FF00000, 0x7FFF0000
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_NT_PRSTATUS, _NT_ARM_SYSTEM_CALL = 1, 0x404

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long
_libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]


def _ptrace(request: int, pid: int, address: int = 0, data: object = 0) -> None:
    pointer = data if isinstance(data, int) else ctypes.addressof(data)
    if _libc.ptrace(request, pid, address, pointer) < 0:
        raise OSError(ctypes.get_errno(), f"ptrace {request:#x}")


class _Registers:
    """Number and arguments of the call that a stopped process is about to make."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._words = (ctypes.c_uint64 * 34)()
        if _IS_ARM:
            self._set(_GETREGSET, self._words)
            self.number, self.arguments = self._words[8], list(self._words[0:3])
        else:
            _ptrace(_GETREGS, pid, 0, self._words)
            self.number, self.arguments = self._words[15], [self._words[14], self._words[13], self._words[12]]

    def _set(self, request: int, words: object, kind: int = _NT_PRSTATUS) -> None:
        vector = struct.pack("PN", ctypes.addressof(words), ctypes.sizeof(words))
        _ptrace(request, self._pid, kind, ctypes.create_string_buffer(vector))

    def fail(self, errno: int) -> None:
        """Skip the call; it returns the errno."""
        result = (1 << 64) - errno
        if _IS_ARM:
            self._set(_SETREGSET, ctypes.c_int(-1), _NT_ARM_SYSTEM_CALL)
            self._words[0] = result
            self._set(_SETREGSET, self._words)
        else:
            self._words[15], self._words[10] = (1 << 64) - 1, result
            _ptrace(_SETREGS, self._pid, 0, self._words)


def _filter() -> bytes:
    """BPF: stop at the calls of the table, at opens only when they create or truncate, let everything else pass."""
    load, equal, any_bit, give = 0x20, 0x15, 0x45, 0x06
    program = []
    for number, (name, kind) in _CALLS.items():
        if kind == _OPEN:
            flags = 16 + 8 * (1 if name == "open" else 2)
            program += [(load, 0, 0, 0), (equal, 0, 4, number), (load, 0, 0, flags), (any_bit, 0, 1, _CREATES)]
            program += [(give, 0, 0, _SECCOMP_TRACE), (give, 0, 0, _SECCOMP_ALLOW)]
        else:
            program += [(load, 0, 0, 0), (equal, 0, 1, number), (give, 0, 0, _SECCOMP_TRACE)]
    program.append((give, 0, 0, _SECCOMP_ALLOW))
    return b"".join(struct.pack("HBBI", *line) for line in program)


def be_traced() -> None:
    """In the child: from here on, stop at each call of the table."""
    _ptrace(_TRACEME, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    lines = _filter()
    kept = ctypes.create_string_buffer(lines)
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(lines) // 8, ctypes.addressof(kept)))
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if _libc.prctl(_PR_SET_SECCOMP, 2, ctypes.addressof(program), 0, 0) < 0:
        os._exit(125)


class Tracer:
    """One command under one plan: `at`, and `errno`, `only`, `into`, `lasting`, `children_live` as in `ptrace`."""

    def __init__(self, plan: Mapping[str, object]) -> None:
        self.plan = plan
        self.mutations = 0
        self.struck = ""
        self.living: set[int] = set()
        self.doomed = False

    def run(self, become: Callable[[], None]) -> int:
        """Follow a child and its tree to their end; the child's status, a signal as a negative number."""
        root = os.fork()
        if not root:
            become()
            os._exit(126)
        os.waitpid(root, 0)
        _ptrace(_SETOPTIONS, root, 0, _OPTIONS)
        self.root = root
        self.living = {root}
        _ptrace(_CONT, root)
        return self._to_the_end()

    def _to_the_end(self) -> int:
        """Wait for everything that is traced, also for what was being forked when its parent was killed."""
        status = 0
        while True:
            try:
                pid, ended = os.waitpid(-1, _WALL)
            except ChildProcessError:
                return status
            if os.WIFSTOPPED(ended):
                self._go_on(pid, ended)
                continue
            self.living.discard(pid)
            if pid == self.root:
                status = os.waitstatus_to_exitcode(ended)

    def _go_on(self, pid: int, status: int) -> None:
        new, sent, event = pid not in self.living, os.WSTOPSIG(status), status >> 16
        self.living.add(pid)
        try:
            if self.doomed:
                os.kill(pid, signal.SIGKILL)
            elif event == _STOP_SECCOMP:
                self._judge(pid)
            _ptrace(_CONT, pid, 0, 0 if event or (new and sent == signal.SIGSTOP) else sent)
        except ProcessLookupError:
            pass  # killed meanwhile

    def _judge(self, pid: int) -> None:
        registers = _Registers(pid)
        name, kind = _CALLS[registers.number]
        if not _mutates(pid, kind, registers) or (self.plan.get("only") and name not in self.plan["only"]):
            return
        if not _target(pid, kind, registers).startswith(f" {into}" if (into := self.plan.get("into")) else ""):
            return
        self.mutations += 1
        if self.mutations != self.plan["at"] and not (self.struck and self.plan.get("lasting")):
            return
        self.struck = self.struck or name + _target(pid, kind, registers)
        if "errno" in self.plan:
            registers.fail(self.plan["errno"])
        else:
            self.doomed = not self.plan["children_live"]
            for victim in self.living if self.doomed else [self.root]:
                os.kill(victim, signal.SIGKILL)


def _mutates(pid: int, kind: str, registers: _Registers) -> bool:
    """Pipes, terminals and sockets are no disk."""
    if kind not in {_FD, _SYNC}:
        return True
    try:
        mode = Path(f"/proc/{pid}/fd/{registers.arguments[0]}").stat().st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) or (kind == _SYNC and stat.S_ISDIR(mode))


def _target(pid: int, kind: str, registers: _Registers) -> str:
    try:
        if kind in {_FD, _SYNC}:
            return f" {Path(f'/proc/{pid}/fd/{registers.arguments[0]}').readlink()}"
    except OSError:
        pass
    return ""
