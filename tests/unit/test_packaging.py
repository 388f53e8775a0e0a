"""What is pinned, and what may be shipped."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pins() -> dict[str, str]:
    lines = (ROOT / "packaging/constraints.txt").read_text("utf-8").splitlines()
    return {_normalised(name): version for name, _, version in (x.partition("==") for x in lines)}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_line_of_the_constraints_pins_one_version() -> None:
    lines = (ROOT / "packaging/constraints.txt").read_text("utf-8").splitlines()

    assert [
        line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line)
    ] == []


def test_every_dependency_and_build_tool_is_pinned(
    pins: dict[str, str], project: dict[str, Any]
) -> None:
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["test"],
        *project["build-system"]["requires"],
    ]

    names = {_normalised(re.split(r"[<>=!~\[; ]", line)[0]) for line in wanted}
    assert names - pins.keys() == set()


def test_qt_is_the_newest_that_runs_on_glibc_2_28(pins: dict[str, str]) -> None:
    assert pins["pyside6-essentials"] == pins["shiboken6"] == "6.9.3"


@pytest.mark.parametrize("folder", ["packaging", "resources", "tests"])
def test_folders_outside_the_package_stay_out_of_imports(folder: str) -> None:
    assert list((ROOT / folder).rglob("__init__.py")) == []


def test_the_sample_is_a_whole_report() -> None:
    (sample,) = (ROOT / "resources/samples").glob("*.txt")
    text = sample.read_text("utf-8")

    assert len(re.findall("[\u4e00-\u9fff]", text)) >= 3000
    for part in ("举措和成效", "不足和原因", "第一责任人", "主要安排", "【打印】", "发布日期"):
        assert part in text
