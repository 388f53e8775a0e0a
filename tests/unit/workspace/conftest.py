"""A log opened directly, without desk and workflow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from reviewer.domain.checklist import Checklist
from reviewer.domain.report import Report
from reviewer.domain.review import ReviewStage
from reviewer.workspace.review_log import ReviewLog
from reviewer.workspace.store import Workspace


@pytest.fixture
def open_workspace(workspace_file: Path) -> Iterator[Callable[..., Workspace]]:
    """Opens the workspace file again and again, each time as another program would."""
    with ExitStack() as stack:

        def open_one(file: Path = workspace_file, busy_timeout_ms: int = 5000) -> Workspace:
            workspace = Workspace(f"sqlite:///{file}", busy_timeout_ms=busy_timeout_ms)
            return stack.enter_context(closing(workspace))

        yield open_one


@pytest.fixture
def open_log(report: Report, checklist: Checklist) -> Callable[[Workspace], ReviewLog]:
    return lambda workspace: workspace.open_log(report, checklist, "王审", ReviewStage.FIRST)
