"""Calls to the system that the decoding child gives up on Linux: network, starting programs, reaching into others.

A seccomp filter (Linux ``seccomp(2)``, ``bpf(4)``): these calls fail with EPERM from then on, for good. Elsewhere the
child keeps them; nothing in it uses them but the program of the system that decodes HEIC.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import sys

X86_64 = {"socket": 41, "connect": 42, "accept": 43, "bind": 49, "listen": 50, "socketpair": 53, "execve": 59,
          "kill": 62, "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "execveat": 322,
          "io_uring_setup": 425}
ARM64 = {"socket": 198, "socketpair": 199, "bind": 200, "listen": 201, "accept": 202, "connect": 203, "execve": 221,
         "kill": 129, "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271, "execveat": 281,
         "io_uring_setup": 425}
MACHINES = {"x86_64": (0xC000003E, 317, X86_64), "aarch64": (0xC00000B7, 277, ARM64)}
"""AUDIT_ARCH, the number of ``seccomp`` and those of the calls (``linux/audit.h`` and the kernel's tables)."""
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
"""BPF: load a word, jump if equal, jump if at least, return."""
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
OTHER_ABI = 0x40000000
"""First number of the calls of x32, which the same kernel also takes."""
NO_NEW_PRIVILEGES, SET_FILTER, KEEP_SPEED = 38, 1, 4
"""``prctl``'s option; ``seccomp``'s operation, and its flag to leave the processor's guessing as it is."""


class _Step(ctypes.Structure):
    """``struct sock_filter``."""

    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def give_up_calls() -> bool:
    """Refuse the calls from now on, in this thread and those it starts; False where the system cannot."""
    found = MACHINES.get(platform.machine())
    if sys.platform != "linux" or found is None or sys.maxsize < 1 << 32:
        return False
    machine, seccomp, calls = found
    steps = _steps(machine, calls)
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    library = ctypes.CDLL(None)
    one, nothing = ctypes.c_ulong(1), ctypes.c_ulong(0)
    if library.prctl(NO_NEW_PRIVILEGES, one, nothing, nothing, nothing) != 0:
        return False
    set_filter, flags = ctypes.c_ulong(SET_FILTER), ctypes.c_ulong(KEEP_SPEED)
    return bool(library.syscall(ctypes.c_long(seccomp), set_filter, flags, ctypes.byref(program)) == 0)


def _steps(machine: int, calls: dict[str, int]) -> list[_Step]:
    """Calls that are not named pass, if they are this machine's; ``seccomp_data`` begins with number and machine."""
    left = len(calls) + 1
    steps = [_Step(LOAD, 0, 0, 4), _Step(EQUAL, 1, 0, machine), _Step(RETURN, 0, 0, REFUSE), _Step(LOAD, 0, 0, 0),
             _Step(AT_LEAST, left, 0, OTHER_ABI)]
    for number in sorted(calls.values()):
        left -= 1
        steps.append(_Step(EQUAL, left, 0, number))
    return [*steps, _Step(RETURN, 0, 0, ALLOW), _Step(RETURN, 0, 0, REFUSE)]
