"""Reads PDF files in a process of its own, with limits of memory and time.

Start with `parse_pdf`. Time is given for what comes out, not for the size of the file: a file that
gives nothing ends soon, and one of two thousand pages is read to its end. One idle process is kept
for the next file, since starting one takes far longer (about 0.2 s) than reading a report; it ends
with this program, also when that is killed, because its standard input ends then.

In a frozen build `sys.executable` is the program itself and knows no `-c`: it is started with
`WORKER_ARGUMENT`, on which the program's `main` must call `pdf_worker.main` first of all.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from reviewer.readers.limits import MAX_CHARACTERS, MAX_PAGES, MEGABYTE

WORKER_ARGUMENT = "--pdf-worker"
"""First argument that makes a frozen program the worker process."""

_LENGTH_BYTES = 8
_LONGEST_ANSWER = 64 * MEGABYTE
_START_SECONDS = 30.0
_FILES_PER_PROCESS = 200
MAX_PIECES = 200_000
"""A report of the most characters has a quarter of that many lines."""
_SECONDS = 4.0
_SECONDS_PER_PAGE = 0.01
_SECONDS_PER_CHARACTER = 50e-6
"""A report of ten thousand characters on ten pages takes some 0.04 s."""
_START = "import sys; sys.path[:] = {path!r}; from reviewer.readers.pdf_worker import main; main()"


class PdfWorkerError(Exception):
    """The worker process was ended or ended itself.

    Attributes:
        is_timeout: Whether it took too long.
    """

    def __init__(self, *, is_timeout: bool) -> None:
        super().__init__("timeout" if is_timeout else "crash")
        self.is_timeout = is_timeout


def parse_pdf(data: bytes) -> dict[str, Any]:
    """What the worker process says of a file: `{"pages": [page, …]}`, or an error.

    Both are as `pdf_worker` describes them. Any thread may call this; two at once use two
    processes.

    Raises:
        PdfWorkerError: The process crashed, or was ended since too little came in too long a time.
    """
    worker = _take()
    try:
        answer = worker.ask(data)
    except BaseException:
        worker.end()
        raise
    _give_back(worker)
    return answer


def stop_workers() -> None:
    """Ends the idle process, if any; the next file starts another."""
    with _lock:
        idle = list(_idle)
        _idle.clear()
    for worker in idle:
        worker.end()


class _Worker:
    """One process, from its start to its end."""

    def __init__(self) -> None:
        self.files = 0
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- this program itself
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise PdfWorkerError(is_timeout=False) from error
        try:
            with _Deadline(_START_SECONDS, self._process.kill):
                self._receive()
        except BaseException:
            self.end()
            raise

    def ask(self, data: bytes) -> dict[str, Any]:
        """The answer to a file.

        Raises:
            PdfWorkerError: There is none, or not in time; the process is of no use any more.
        """
        self.files += 1
        pages = []
        with _Deadline(_SECONDS, self._process.kill) as deadline:
            self._send(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
            while "width" in (message := self._receive()):
                pages.append(message)
                characters = sum(len(piece[0]) for piece in message["pieces"])
                deadline.extend(_SECONDS_PER_PAGE + characters * _SECONDS_PER_CHARACTER)
        return message if "error" in message else {"pages": pages}

    def is_usable(self) -> bool:
        """Whether it may read another file."""
        return self._process.poll() is None and self.files < _FILES_PER_PROCESS

    def end(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        self._process.wait()

    def _send(self, request: bytes) -> None:
        if self._process.stdin is None:
            raise EOFError
        self._process.stdin.write(request)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        size = int.from_bytes(self._read(_LENGTH_BYTES), "big")
        if size > _LONGEST_ANSWER:
            raise EOFError
        answer: dict[str, Any] = json.loads(self._read(size))
        return answer

    def _read(self, size: int) -> bytes:
        stdout = self._process.stdout
        data = stdout.read(size) if stdout is not None else b""
        if len(data) < size:
            raise EOFError
        return data


class _Deadline:
    """Ends a process unless what is done within it comes to its end in time.

    Reading from and writing to the process fails then; that becomes a `PdfWorkerError`.
    """

    def __init__(self, seconds: float, stop: Callable[[], None]) -> None:
        self._at = time.monotonic() + seconds
        self._stop = stop
        self._is_late = False
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def extend(self, seconds: float) -> None:
        """Gives more time."""
        self._at += seconds

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: object, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()
        if isinstance(error, OSError | ValueError | EOFError):
            raise PdfWorkerError(is_timeout=self._is_late) from error

    def _watch(self) -> None:
        while not self._is_over.wait(max(self._at - time.monotonic(), 0.0)):
            if time.monotonic() >= self._at:
                self._is_late = True
                self._stop()
                return


_lock = threading.Lock()
_idle: list[_Worker] = []


def _take() -> _Worker:
    with _lock:
        worker = _idle.pop() if _idle else None
    if worker is not None and worker.is_usable():
        return worker
    if worker is not None:
        worker.end()
    return _Worker()


def _give_back(worker: _Worker) -> None:
    if worker.is_usable():
        with _lock:
            if not _idle:
                _idle.append(worker)
                return
    worker.end()


def _command() -> list[str]:
    limits = list(map(str, (MAX_PAGES, MAX_CHARACTERS, MAX_PIECES)))
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_ARGUMENT, *limits]
    path = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100 -- "" is the folder
    return [sys.executable, "-c", _START.format(path=path), *limits]


atexit.register(stop_workers)
