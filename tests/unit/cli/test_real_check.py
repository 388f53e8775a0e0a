"""`check` with the real steps, in processes of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Check = Callable[..., "subprocess.CompletedProcess[bytes]"]

REPORT = """\
青禾县水务局2024年法治政府建设年度报告
2024年，县水务局深入学习贯彻习近平法治思想，依法履行职责。现将有关情况报告如下：
一、主要举措和成效
（一）健全工作机制。局党组召开会议4次专题研究法治建设，印发年度法治政府建设工作要点，
分解任务23项。局主要负责人带头学法，组织会前学法12次。
（二）规范行政执法。全年开展行政检查318家次，立案查处12件，罚款26.5万元。落实执法公示、
执法全过程记录、重大执法决定法制审核制度，公示处罚决定12件，法制审核12件。
（三）加强法律服务。聘请法律顾问2名，审查合同35份、行政处罚决定12件。
二、存在的不足和原因
一是执法人员专业能力有待提高，主要是培训不够系统。二是普法形式较为单一。
三、下一年度主要安排
一是开展执法人员培训4期。二是编制普法责任清单。三是开展案卷评查2次。
青禾县水务局
2025年1月15日
"""


@pytest.fixture
def check(tmp_path: Path) -> Check:
    def run(*arguments: str | Path, hash_seed: str = "0") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603 -- our own interpreter and module
            [sys.executable, "-m", "reviewer", "check", *map(str, arguments)],
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "HOME": str(tmp_path)},
            capture_output=True,
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "报告"
    folder.mkdir()
    for number in range(4):
        text = REPORT.replace("318家次", f"{300 + number}家次")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_same_files_give_the_same_bytes(check: Check, folder: Path) -> None:
    first = check(folder, "--json", "-", "--jobs", "1", hash_seed="1")
    again = check(folder, "--json", "-", "--jobs", "1", hash_seed="2")
    in_processes = check(folder, "--json", "-", "--jobs", "3", hash_seed="3")

    assert (first.returncode, first.stderr) == (0, b"")
    assert again.stdout == first.stdout
    assert in_processes.stdout == first.stdout


def test_the_contract_holds_for_a_real_report(check: Check, folder: Path) -> None:
    result = check(folder / "0.txt", "--json", "-")

    report = json.loads(result.stdout)["reports"][0]
    text = report["text"]
    assert report["kind"] == "annual_report"
    assert report["report_year"] == 2024
    assert report["published"] == "2025-01-15"
    assert len(report["items"]) == 38
    for item in report["items"]:
        if item["verdict"] in ("absent", "manual", "not_applicable"):
            assert item["evidence"] == []
        assert len(item["nearest"]) <= 3
        assert (item["score"] is None) == (item["verdict"] in ("manual", "not_applicable"))
        for evidence in item["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
            assert len(evidence["text"]) <= 150
            assert text.count("\n", 0, evidence["start"]) + 1 == evidence["paragraph"]


def test_no_workspace_is_written(check: Check, folder: Path, tmp_path: Path) -> None:
    check(folder / "0.txt", "--no-nearest")

    assert list(tmp_path.rglob("*.sqlite*")) == []


def test_sheets_are_written_by_several_processes(
    check: Check, folder: Path, tmp_path: Path
) -> None:
    result = check(folder, "--export", tmp_path / "表", "--jobs", "2")

    assert result.returncode == 0
    assert sorted(path.name for path in (tmp_path / "表").iterdir()) == [
        f"{number}_评分表.xlsx" for number in range(4)
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_ctrl_c_ends_without_a_traceback(folder: Path, tmp_path: Path, jobs: str) -> None:
    target, sheets = tmp_path / "结果.json", tmp_path / "表"
    for number in range(4, 400):
        (folder / f"{number}.txt").write_text(REPORT, encoding="utf-8")
    arguments = ["check", str(folder), "--json", str(target), "--export", str(sheets)]
    process = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
        [sys.executable, "-m", "reviewer", *arguments, "--jobs", jobs],
        env={**os.environ, "HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )

    try:
        deadline = time.monotonic() + 60
        while not list(sheets.glob("*.xlsx")):  # until the first report is done
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
    except AssertionError:
        process.kill()
        raise
    output, errors = process.communicate(timeout=60)

    assert process.returncode == 130
    assert (output, errors.decode()) == (b"", "已中断\n")
    assert not target.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_reader_that_goes_away_is_no_error(folder: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
        [sys.executable, "-m", "reviewer", "check", str(folder), "--json", "-", "--jobs", "1"],
        env={**os.environ, "HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()

    errors = process.stderr.read()
    process.stderr.close()

    assert process.wait(timeout=60) == 1
    assert errors == b""
