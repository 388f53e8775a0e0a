"""Reads PDF files in a process of its own, with limits of memory and time.

Start with `parse_pdf`. One idle process is kept for the next file, since starting one takes far
longer (about 0.2 s) than reading a report; it ends with this program, also when that is killed,
because its standard input ends then.

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
from typing import Any

from reviewer.readers.limits import MAX_CHARACTERS, MAX_PAGES, MEGABYTE

WORKER_ARGUMENT = "--pdf-worker"
"""First argument that makes a frozen program the worker process."""

_LENGTH_BYTES = 8
_LONGEST_ANSWER = 64 * MEGABYTE
_START_SECONDS = 30.0
_FILES_PER_PROCESS = 200
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
    """The answer of the worker process to a file, as `pdf_worker` describes it.

    Any thread may call this; two at once use two processes.

    Raises:
        PdfWorkerError: The process crashed, or was ended after `seconds_for` the file.
    """
    worker = _take()
    try:
        answer = worker.ask(data, seconds_for(len(data)))
    except BaseException:
        worker.end()
        raise
    _give_back(worker)
    return answer


def seconds_for(size: int) -> float:
    """How long reading a file of that many bytes may take: a report takes some 0.02 s."""
    return 4.0 + 3.0 * size / MEGABYTE


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
            self._answer(_START_SECONDS, b"")
        except BaseException:
            self.end()
            raise

    def ask(self, data: bytes, seconds: float) -> dict[str, Any]:
        """The answer to a file.

        Raises:
            PdfWorkerError: There is none, or not in time; the process is of no use any more.
        """
        self.files += 1
        return self._answer(seconds, len(data).to_bytes(_LENGTH_BYTES, "big") + data)

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

    def _answer(self, seconds: float, request: bytes) -> dict[str, Any]:
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            self._process.kill()  # reading and writing below then end

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            return self._exchange(request)
        except (OSError, ValueError, EOFError) as error:
            raise PdfWorkerError(is_timeout=is_late.is_set()) from error
        finally:
            timer.cancel()

    def _exchange(self, request: bytes) -> dict[str, Any]:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise EOFError
        stdin.write(request)
        stdin.flush()
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
    limits = [str(MAX_PAGES), str(MAX_CHARACTERS)]
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_ARGUMENT, *limits]
    path = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100 -- "" is the folder
    return [sys.executable, "-c", _START.format(path=path), *limits]


atexit.register(stop_workers)
