"""Reads files changed at random for as long as asked, and keeps those that do harm: by hand.

    nice .venv/bin/python tests/benchmarks/fuzz_readers.py txt docx pdf [--minutes 10] [--seed N]
    .venv/bin/python tests/benchmarks/fuzz_readers.py docx --seed N --only CASE

A finding is any exception but the project's own error, any text that cannot be written as UTF-8,
any file that takes more than 5 s, and any that takes more than 500 MB, processes started for it
included. Findings are told with their traceback and case number, and the file is kept in the
folder `--keep`; a finding like an earlier one is only counted. The seed is printed; the same seed
and case give the same file, but for formats whose sound files LibreOffice makes, with the date in
them. Linux only, since memory is read from /proc.
"""

from __future__ import annotations

import argparse
import io
import itertools
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from fuzz_seeds import TOKENS, seeds

from reviewer.errors import UnreadableReportError
from reviewer.readers.archive import unpack_reports
from reviewer.readers.process_tree import family, resident_bytes
from reviewer.readers.read import read_report, supported_suffixes

LIMIT_SECONDS = 5.0
LIMIT_MEGABYTES = 500
_LARGEST = 3_000_000
_MOST_REPEATS = 20_000
_MOST_KEPT = 3
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999", b"1e308", b"nan")
_ZIPPED = ("docx", "ofd", "zip")


def case(kind: str, seed: int, number: int, sound: list[bytes]) -> bytes:
    """The file of a case."""
    chance = random.Random(f"{kind} {seed} {number}")  # noqa: S311 -- damage that repeats
    data = chance.choice(sound)
    if kind in _ZIPPED and chance.random() < 0.8:
        return _with_changed_parts(kind, data, chance)
    return changed(data, chance, TOKENS[kind], chance.choice(sound))


def changed(data: bytes, chance: random.Random, tokens: tuple[bytes, ...], other: bytes) -> bytes:
    """The bytes with up to eight changes, in places that lie together or apart."""
    found = bytearray(data)
    centre = chance.randrange(len(found) + 1)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        is_near = chance.random() < 0.3
        start = min(centre, len(found)) if is_near else chance.randrange(len(found) + 1)
        end = min(start + int(2 ** chance.uniform(0, 10)), len(found))
        _change(found, start, end, chance, tokens, other)
    return bytes(found[:_LARGEST])


def _change(
    found: bytearray,
    start: int,
    end: int,
    chance: random.Random,
    tokens: tuple[bytes, ...],
    other: bytes,
) -> None:
    kind = chance.randrange(9)
    if kind == 0 and start < len(found):
        found[start] = chance.randrange(256)
    elif kind == 1:
        del found[start:end]
    elif kind == 2:
        place = chance.randrange(len(found) + 1)
        found[place:place] = found[start:end]
    elif kind == 3:
        times = int(2 ** chance.uniform(0, 15))
        piece = bytes(found[start:end]) or b"\0"
        found[start:start] = piece * min(times, _MOST_REPEATS, _LARGEST // len(piece))
    elif kind == 4:
        found[start:start] = chance.choice(tokens) * chance.choice((1, 1, 1, 2, 300, 30_000))
    elif kind == 5:
        del found[start:]
    elif kind == 6:
        place = chance.randrange(len(other) + 1)
        found[start:end] = other[place : place + end - start]
    elif kind == 7:
        found[start:end] = chance.randbytes(end - start)
    else:
        _change_number(found, start, chance)


def _change_number(found: bytearray, start: int, chance: random.Random) -> None:
    """Puts an odd number in the place of the next one."""
    digits = b"0123456789"
    begin = next((i for i in range(start, len(found)) if found[i] in digits), None)
    if begin is not None:
        end = next((i for i in range(begin, len(found)) if found[i] not in digits), len(found))
        found[begin:end] = chance.choice(_NUMBERS)


def _with_changed_parts(kind: str, data: bytes, chance: random.Random) -> bytes:
    """A zipped file with one or two of its parts changed, sometimes their names too."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    touched = chance.sample(range(len(parts)), min(chance.choice((1, 1, 2)), len(parts)))
    with zipfile.ZipFile(
        target, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    ) as f:
        for index, (name, part) in enumerate(parts):
            shown, content = name, part
            if index in touched and chance.random() < 0.1:
                raw = changed(name.encode(), chance, (b"../", b"/", b"\\", b"\0", b":"), b"x/y.txt")
                shown = raw[:20_000].decode("utf-8", errors="replace").split("\0")[0] or "x"
            elif index in touched:
                content = changed(part, chance, TOKENS[kind], chance.choice(parts)[1])
            f.writestr(shown, content)
    return target.getvalue()


def read(kind: str, path: Path, folder: Path) -> None:
    """Reads a file as the program does.

    Raises:
        ValueError: The text or the sentence of an error is not as it must be.
    """
    if kind != "zip":
        _read_one(path)
        return
    with tempfile.TemporaryDirectory(dir=folder) as name:
        for entry in unpack_reports(path, Path(name), supported_suffixes()):
            if Path(name) not in entry.path.resolve().parents:
                raise ValueError(f"written outside: {entry.path}")
            if entry.error is None:
                _read_one(entry.path)


def _read_one(path: Path) -> None:
    try:
        report = read_report(path)
    except UnreadableReportError as error:
        if not error.reason or "\n" in error.reason:
            raise ValueError("an error that is not one sentence") from error
        return
    report.text.encode()
    if "\r" in report.text or "\0" in report.text:
        raise ValueError("a text that is not normalised")


@dataclass(slots=True)
class Run:
    """One format, from the first case to the last.

    Attributes:
        kind: The format.
        seed: What the cases follow from.
        sound: Sound files of it.
        folder: Where the file of the case lies.
        keep: Where files are kept.
        findings: How many cases each finding has.
        slowest: Seconds of the slowest case.
        largest: The most memory of any case, in megabytes.
    """

    kind: str
    seed: int
    sound: list[bytes]
    folder: Path
    keep: Path
    findings: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    largest: float = 0.0

    @property
    def path(self) -> Path:
        """The file of the case."""
        return self.folder / f"case.{self.kind}"


def work(run: Run, first: int, pipe: Connection) -> None:
    """Reads one case after the other and tells of each before and after."""
    for number in itertools.count(first):
        run.path.write_bytes(case(run.kind, run.seed, number, run.sound))
        pipe.send((number, None))
        fault = ""
        try:
            read(run.kind, run.path, run.folder)
        except UnreadableReportError:
            pass
        except Exception:  # noqa: BLE001 -- what the run is for
            fault = traceback.format_exc()
        pipe.send((number, fault))


def fuzz(kind: str, seed: int, seconds: float, keep: Path) -> int:
    """Runs one format; gives the number of different findings."""
    number, ends = 0, time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        run = Run(kind, seed, seeds(kind, Path(name)), Path(name), keep)
        if not run.sound:
            print(f"{kind}: LibreOffice is not installed")
            return 0
        while time.monotonic() < ends:
            ours, theirs = multiprocessing.Pipe()
            process = multiprocessing.Process(target=work, args=(run, number, theirs))
            process.start()
            number, fault = watch(run, process, ours, number, ends)
            if fault:
                tell(run, number, fault)
            number += 1
    print(
        f"{kind}: seed {seed}, {number} cases in {seconds / 60:.1f} min, "
        f"slowest {run.slowest:.2f} s, most memory {run.largest:.0f} MB, "
        f"{len(run.findings)} findings in {run.findings.total()} cases",
        flush=True,
    )
    return len(run.findings)


def watch(
    run: Run, process: multiprocessing.Process, pipe: Connection, number: int, ends: float
) -> tuple[int, str]:
    """Waits for a finding or the end of the time, then ends the process; gives case and fault."""
    started = time.monotonic()
    is_reading = False
    fault = ""
    while not fault and (time.monotonic() < ends or is_reading):
        if pipe.poll(0.02):
            try:
                number, told = pipe.recv()
            except EOFError:
                fault = "the process died"
                break
            if told is None:
                started, is_reading = time.monotonic(), True
            else:
                run.slowest = max(run.slowest, time.monotonic() - started)
                fault, is_reading = told, False
        elif not process.is_alive():
            fault = "the process died"
        elif is_reading and time.monotonic() - started > LIMIT_SECONDS:
            fault = f"more than {LIMIT_SECONDS:.0f} s"
        used = resident_bytes(process.pid or 0) / 1e6
        run.largest = max(run.largest, used)
        if used > LIMIT_MEGABYTES:
            fault = fault or f"more than {LIMIT_MEGABYTES} MB"
    _end(process)
    return number, fault


def tell(run: Run, number: int, fault: str) -> None:
    """Tells a finding and keeps its file, three times at most; then it is counted only."""
    lines = fault.strip().splitlines()
    place = next((line.strip() for line in reversed(lines) if 'File "' in line), "")
    mark = f"{lines[-1][:60]} {place}"
    run.findings[mark] += 1
    if run.findings[mark] > _MOST_KEPT:
        return
    run.keep.mkdir(parents=True, exist_ok=True)
    kept = run.keep / f"{run.kind}-{run.seed}-{number}.{run.kind}"
    kept.write_bytes(case(run.kind, run.seed, number, run.sound))  # the next one may lie there
    print(f"{run.kind}: case {number}: {fault.strip()}\nkept as {kept}", flush=True)


def _end(process: multiprocessing.Process) -> None:
    for child in reversed(family(process.pid or 0)):
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    process.join()


def main() -> int:
    """Runs what was asked for; 0 without findings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="+", choices=sorted(TOKENS))
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--only", type=int, help="write and read this case alone")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    if asked.only is not None:
        asked.keep.mkdir(parents=True, exist_ok=True)
        path = asked.keep / f"only.{asked.kinds[0]}"
        with tempfile.TemporaryDirectory() as name:
            sound = seeds(asked.kinds[0], Path(name))
            path.write_bytes(case(asked.kinds[0], asked.seed, asked.only, sound))
            read(asked.kinds[0], path, Path(name))
        return 0
    multiprocessing.set_start_method("spawn")
    return int(sum(fuzz(k, asked.seed, 60 * asked.minutes, asked.keep) for k in asked.kinds) > 0)


if __name__ == "__main__":
    sys.exit(main())
