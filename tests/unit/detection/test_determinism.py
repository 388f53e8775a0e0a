"""The same reports give the same output byte for byte, in every process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORTS = Path(__file__).parents[2] / "data" / "reports"
NAMES = ("water-city-2021.txt", "forestry-county-2020.txt", "education-district-2025.txt")


def check(cache: Path, seed: str, jobs: str, *more: str) -> bytes:
    """What a fresh process prints for `check --json -`."""
    command = [sys.executable, "-m", "reviewer", "check", *(str(REPORTS / name) for name in NAMES)]
    result = subprocess.run(  # noqa: S603 - our own program on our own files
        [*command, "--json", "-", "--jobs", jobs, *more],
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(cache)},
    )
    return result.stdout


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def output(cache: Path) -> bytes:
    """The first process, which also makes the cache of the dictionary."""
    return check(cache, "1", "1")


def test_another_process_gives_the_same_bytes(cache: Path, output: bytes) -> None:
    assert check(cache, "2", "1") == output


def test_several_jobs_give_the_same_bytes(cache: Path, output: bytes) -> None:
    assert check(cache, "3", "2") == output


def test_a_cold_cache_gives_the_same_bytes(tmp_path: Path, output: bytes) -> None:
    assert check(tmp_path, "4", "1") == output


def test_without_nearest_passages_only_these_are_gone(cache: Path, output: bytes) -> None:
    without = json.loads(check(cache, "5", "1", "--no-nearest"))

    expected = json.loads(output)
    shown = [item["nearest"] for report in expected["reports"] for item in report["items"]]
    assert any(shown)
    for report in expected["reports"]:
        for item in report["items"]:
            item["nearest"] = []
    assert without == expected
