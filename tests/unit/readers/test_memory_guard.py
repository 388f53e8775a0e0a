from __future__ import annotations

import subprocess
import sys

from reviewer.readers.memory_guard import TOO_MUCH, used_bytes

GUARDED = """
import time
from reviewer.readers.memory_guard import guard_memory, used_bytes
guard_memory(used_bytes() + 50_000_000)
{work}
time.sleep(0.2)
print("done")
"""


def run(work: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", GUARDED.format(work=work)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_process_that_takes_too_much_is_ended() -> None:
    ended = run("data = bytearray(b'x' * 200_000_000)")

    assert (ended.returncode, ended.stdout) == (TOO_MUCH, "")


def test_a_process_within_its_limit_goes_on() -> None:
    ended = run("data = bytearray(b'x' * 5_000_000)")

    assert (ended.returncode, ended.stdout) == (0, "done\n")


def test_the_memory_of_this_process_is_known() -> None:
    assert 5_000_000 < used_bytes() < 50_000_000_000
