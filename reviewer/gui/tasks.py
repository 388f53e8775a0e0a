"""Work off the GUI thread: plain functions in a thread pool, results back on the GUI thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from typing_extensions import override

_logger = logging.getLogger(__name__)

IsCancelled = Callable[[], bool]
Job = Callable[[IsCancelled], object]
"""A plain function of immutable values; it asks `is_cancelled` between its steps."""

_CLOSING_TIMEOUT_MS = 20_000


@dataclass(frozen=True, slots=True)
class _Handlers:
    cancelled: threading.Event
    on_finished: Callable[[object], None]
    on_failed: Callable[[Exception], None]


class _Runnable(QRunnable):
    """Runs one job; it owns no signals, since those of a pool thread's object get lost."""

    def __init__(
        self,
        job: Job,
        cancelled: threading.Event,
        finished: Callable[[object], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._job = job
        self._cancelled = cancelled
        self._finished = finished
        self._failed = failed

    @override
    def run(self) -> None:
        try:
            result = self._job(self._cancelled.is_set)
        except Exception as error:  # noqa: BLE001  (the job boundary: every error is reported)
            self._failed(error)
        else:
            self._finished(result)


class TaskRunner(QObject):
    """Runs jobs one after another in a pool thread of its own and delivers what they give.

    Jobs run in the order in which they were started, so that a job may rely on what an earlier
    one made. The result of a cancelled job is dropped.

    Signals:
        busy_changed: Whether any job is waiting or running.
    """

    busy_changed = Signal(bool)
    _finished = Signal(int, object)
    _failed = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._handlers: dict[int, _Handlers] = {}
        self._running: set[int] = set()
        self._last_id = 0
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether any job is waiting or running."""
        return bool(self._running)

    def start(
        self,
        job: Job,
        on_finished: Callable[[object], None],
        on_failed: Callable[[Exception], None],
    ) -> int:
        """Queues a job and gives its id; exactly one of the two is called, on the GUI thread.

        Neither is called when the job is cancelled before that.
        """
        self._last_id += 1
        job_id = self._last_id
        cancelled = threading.Event()
        self._handlers[job_id] = _Handlers(cancelled, on_finished, on_failed)
        self._running.add(job_id)
        if len(self._running) == 1:
            self.busy_changed.emit(True)  # noqa: FBT003  (a signal has no keywords)
        finished, failed = self._finished.emit, self._failed.emit
        self._pool.start(
            _Runnable(
                job,
                cancelled,
                lambda result: finished(job_id, result),
                lambda error: failed(job_id, error),
            )
        )
        return job_id

    def cancel(self, job_id: int) -> None:
        """Asks the job to stop and drops its result; an unknown or finished job is ignored."""
        handlers = self._handlers.pop(job_id, None)
        if handlers is not None:
            handlers.cancelled.set()

    def cancel_all(self) -> None:
        """Cancels every job."""
        for job_id in tuple(self._handlers):
            self.cancel(job_id)

    def wait(self, timeout_ms: int = _CLOSING_TIMEOUT_MS) -> bool:
        """Waits until no job runs any more; False when that took longer than `timeout_ms`."""
        return self._pool.waitForDone(timeout_ms)

    def close(self) -> None:
        """Cancels every job and waits for the running one."""
        self.cancel_all()
        self._pool.clear()
        if not self.wait():
            _logger.warning("a job did not end in time")

    @Slot(int, object)
    def _on_finished(self, job_id: int, result: object) -> None:
        self._mark_done(job_id)
        handlers = self._handlers.pop(job_id, None)
        if handlers is not None:
            handlers.on_finished(result)

    @Slot(int, object)
    def _on_failed(self, job_id: int, error: Exception) -> None:
        self._mark_done(job_id)
        handlers = self._handlers.pop(job_id, None)
        if handlers is not None:
            handlers.on_failed(error)

    def _mark_done(self, job_id: int) -> None:
        self._running.discard(job_id)
        if not self._running:
            self.busy_changed.emit(False)  # noqa: FBT003  (a signal has no keywords)
