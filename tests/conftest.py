"""What every test relies on: no display, folders of its own, the real reports where they lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, rather than skips, the tests of real reports where there are none."""
    if os.environ.get("REVIEWER_GOLD"):
        return
    left_out = [item for item in items if item.get_closest_marker("gold") is not None]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """The folder with gold.json and the real reports; for tests marked `gold`."""
    return Path(os.environ["REVIEWER_GOLD"])


@pytest.fixture(scope="session", autouse=True)
def _own_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test ever sees the workspace, the settings or the caches of whoever runs it."""
    with pytest.MonkeyPatch.context() as environment:
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            environment.setenv(f"XDG_{kind}_HOME", str(tmp_path_factory.mktemp(kind.lower())))
        yield
