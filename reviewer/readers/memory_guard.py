"""Ends the process it runs in when that takes too much memory, where the system sets no limit."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time

TOO_MUCH = 70
"""Exit code of a process that took too much."""

_EVERY_SECONDS = 0.02


def guard_memory(limit: int) -> None:
    """Watches the memory of this process from a thread; over `limit` bytes it ends at once.

    Works while a library runs that lets other threads run, as those called through ctypes do.
    """
    threading.Thread(target=_watch, args=(limit,), daemon=True).start()


def _watch(limit: int) -> None:
    while used_bytes() <= limit:
        time.sleep(_EVERY_SECONDS)
    os._exit(TOO_MUCH)


if sys.platform == "win32":

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("cb", ctypes.c_uint32),
            ("page_faults", ctypes.c_uint32),
            ("peak_working_set", ctypes.c_size_t),
            ("working_set", ctypes.c_size_t),
            ("quotas", ctypes.c_size_t * 4),
            ("pagefile", ctypes.c_size_t),
            ("peak_pagefile", ctypes.c_size_t),
        )

    def used_bytes() -> int:
        """What this process has asked the system for and not given back, in bytes."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.K32GetProcessMemoryInfo.argtypes = (
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_uint32,
        )
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        process, size = kernel.GetCurrentProcess(), ctypes.sizeof(_Counters)
        kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), size)
        return int(counters.pagefile)

elif sys.platform == "linux":

    def used_bytes() -> int:
        """Resident memory of this process in bytes."""
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 -- starts quickly
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

else:
    import resource

    def used_bytes() -> int:
        """The most resident memory that this process ever had, in bytes."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # in bytes on macOS
