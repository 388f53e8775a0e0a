"""How much memory a process and those that it started take, where the system tells (Linux)."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def family(pid: int) -> list[int]:
    """A process and those that it started, and so on; only itself where that is not known."""
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                found += family(int(child))
    return found


def resident_bytes(pid: int) -> int:
    """Resident memory of a process and those that it started; 0 where that is not known."""
    pages = 0
    for member in family(pid):
        with suppress(OSError, IndexError):
            pages += int(Path(f"/proc/{member}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") if pages else 0
