from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
WriteReport = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("made_up_steps")


def reports_of(output: str) -> list[dict[str, Any]]:
    content = json.loads(output)
    assert list(content) == ["schema", "reports"]
    assert content["schema"] == 1
    return list(content["reports"])


def test_json_goes_to_standard_output_alone(run: Run, write_report: WriteReport) -> None:
    path = write_report("甲.txt")

    code, output, errors = run("check", path, "--json", "-")

    assert (code, errors) == (0, "")
    assert [report["path"] for report in reports_of(output)] == [str(path)]


def test_the_names_of_an_entry_and_their_order_are_fixed(
    run: Run, write_report: WriteReport
) -> None:
    _code, output, _errors = run("check", write_report("甲.txt"), "--json", "-")

    report = reports_of(output)[0]
    item, problem = report["items"][0], report["problems"][0]
    assert " ".join(report) == (
        "path sha256 format encoding text title unit report_year published kind warnings "
        "furniture checklist items problems score"
    )
    assert " ".join(report["checklist"]) == "id version sha256"
    assert " ".join(item) == (
        "id name verdict strength score max_score why evidence searched nearest"
    )
    assert " ".join(item["evidence"][0]) == "start end text section paragraph role rule"
    assert " ".join(problem) == "kind start end text message"
    assert " ".join(report["score"]) == "total out_of converted grade"


def test_points_are_numbers_and_null_where_there_are_none(
    run: Run, write_report: WriteReport
) -> None:
    _code, output, _errors = run("check", write_report("甲.txt"), "--json", "-")

    report = reports_of(output)[0]
    scores = {item["id"]: (item["score"], item["max_score"]) for item in report["items"]}
    assert scores["topic.power_list"] == (2, 2)
    assert scores["topic.training"] == (0.2, 1)
    assert scores["topic.look"] == (None, 3)
    assert report["score"] == {"total": 2.2, "out_of": 3, "converted": 73.33, "grade": "合格"}


def test_evidence_equals_the_text_at_its_place(run: Run, write_report: WriteReport) -> None:
    text = "𠮷水县水务局2024年报告\n公开权责清单126项。"

    _code, output, _errors = run("check", write_report("甲.txt", text), "--json", "-")

    report = reports_of(output)[0]
    evidence = report["items"][0]["evidence"][0]
    assert report["text"][evidence["start"] : evidence["end"]] == evidence["text"]


def test_json_may_go_to_a_file(run: Run, write_report: WriteReport, tmp_path: Path) -> None:
    code, output, _errors = run("check", write_report("甲.txt"), "--json", tmp_path / "结果.json")

    assert (code, output) == (0, "")
    content = (tmp_path / "结果.json").read_bytes()
    assert len(reports_of(content.decode("utf-8"))) == 1


def test_a_device_is_written_and_never_replaced(
    run: Run, write_report: WriteReport, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    try:
        run("check", write_report("甲.txt"), "--json", pipe)

        assert os.read(reader, 100).startswith(b'{"schema": 1')
        assert pipe.is_fifo()
    finally:
        os.close(reader)


def test_a_failed_file_is_one_line_and_the_others_are_done(
    run: Run, write_report: WriteReport
) -> None:
    first, bad = write_report("甲.txt"), write_report("乙.txt", "坏")
    missing, last = bad.with_name("无.txt"), write_report("丁.txt")

    code, output, errors = run("check", first, bad, missing, last, "--json", "-")

    assert code == 1
    assert [line.rpartition("：")[2] for line in errors.splitlines()] == [
        "文件已损坏",
        "没有这个文件",
    ]
    reports = reports_of(output)
    assert [report["path"] for report in reports] == [
        str(path) for path in (first, bad, missing, last)
    ]
    assert list(reports[1]) == ["path", "error"]


def test_a_fault_of_the_program_fails_one_file_alone(run: Run, write_report: WriteReport) -> None:
    code, output, errors = run(
        "check", write_report("甲.txt", "崩"), write_report("乙.txt"), "--json", "-"
    )

    assert code == 1
    assert "程序出错" in errors
    assert len(errors.splitlines()) == 1
    assert reports_of(output)[1]["items"]


def test_folders_are_read_recursively_in_the_order_of_names(
    run: Run, write_report: WriteReport, tmp_path: Path
) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.DOCX", "b/x.png", ".hidden.txt", "~$c.docx"):
        write_report(f"夹/{name}")

    _code, output, _errors = run("check", tmp_path / "夹", "--json", "-")

    assert [Path(report["path"]).relative_to(tmp_path / "夹") for report in reports_of(output)] == [
        Path("a.txt"),
        Path("b/1.txt"),
        Path("b/2.txt"),
        Path("c.DOCX"),
    ]


def test_a_pattern_that_the_shell_left_alone_is_expanded(
    run: Run, write_report: WriteReport, tmp_path: Path
) -> None:
    for name in ("夹/乙.txt", "夹/甲.txt", "夹/丙.docx"):
        write_report(name)

    _code, output, _errors = run("check", tmp_path / "夹" / "*.txt", "--json", "-")

    assert [Path(report["path"]).name for report in reports_of(output)] == ["乙.txt", "甲.txt"]


def test_a_folder_without_reports_is_a_failure(run: Run, tmp_path: Path) -> None:
    code, _output, errors = run("check", tmp_path)

    assert code == 1
    assert "里面没有能读取的报告" in errors


def test_what_is_no_annual_report_has_no_items_unless_forced(
    run: Run, write_report: WriteReport
) -> None:
    path = write_report("甲.txt", "关于开展检查的通知")

    _code, output, _errors = run("check", path, "--json", "-")
    _code, forced, _errors = run("check", path, "--force", "--json", "-")

    assert reports_of(output)[0]["items"] == []
    assert reports_of(output)[0]["score"] is None
    assert reports_of(forced)[0]["items"]


def test_a_year_is_used_where_the_text_has_none(run: Run, write_report: WriteReport) -> None:
    _code, output, _errors = run("check", write_report("甲.txt"), "--year", "2023", "--json", "-")

    assert reports_of(output)[0]["report_year"] == 2023


def test_sheets_go_into_a_folder_with_a_number_where_a_name_is_taken(
    run: Run, write_report: WriteReport, tmp_path: Path
) -> None:
    target = tmp_path / "表"
    target.mkdir()
    (target / "丙_评分表.xlsx").write_text("别动", encoding="utf-8")
    paths = [write_report("甲.txt"), write_report("子/甲.txt"), write_report("丙.txt")]

    code, output, _errors = run("check", *paths, "--export", target)

    assert code == 0
    assert {path.name: path.read_text(encoding="utf-8") for path in target.iterdir()} == {
        "甲_评分表.xlsx": str(paths[0]),
        "甲_评分表_2.xlsx": str(paths[1]),
        "丙_评分表_2.xlsx": str(paths[2]),
        "丙_评分表.xlsx": "别动",
    }
    assert output.splitlines()[0] == f"已写入 {target / '甲_评分表.xlsx'}"


def test_one_report_may_go_into_a_named_sheet(
    run: Run, write_report: WriteReport, tmp_path: Path
) -> None:
    code, _output, _errors = run("check", write_report("甲.txt"), "--export", tmp_path / "表.XLSX")

    assert code == 0
    assert (tmp_path / "表.XLSX").is_file()


def test_a_sheet_that_cannot_be_written_is_a_failure(
    run: Run, write_report: WriteReport, tmp_path: Path
) -> None:
    code, _output, errors = run("check", write_report("甲.txt", "锁"), "--export", tmp_path / "表")

    assert code == 1
    assert "正被其他程序打开" in errors


def test_no_sheet_is_written_for_what_is_no_annual_report(
    run: Run, write_report: WriteReport, tmp_path: Path
) -> None:
    code, _output, errors = run(
        "check", write_report("甲.txt", "通知"), "--export", tmp_path / "表"
    )

    assert code == 0
    assert "没有写评分表" in errors
    assert list((tmp_path / "表").iterdir()) == []


def test_one_report_is_printed_item_by_item(run: Run, write_report: WriteReport) -> None:
    code, output, _errors = run("check", write_report("甲.txt"))

    assert code == 0
    assert "权责清单" in output
    assert "已体现" in output
    assert "公开权责清单126项" in output
    assert "折算 73.33" in output


def test_several_reports_are_printed_one_row_each(run: Run, write_report: WriteReport) -> None:
    code, output, _errors = run("check", write_report("甲.txt"), write_report("乙.txt", "坏"))

    assert code == 1
    assert "甲.txt" in output
    assert "没有读出" in output


def test_square_brackets_of_a_report_are_printed_as_they_are(
    run: Run, write_report: WriteReport
) -> None:
    _code, output, _errors = run("check", write_report("甲[bold].txt"))

    assert "甲[bold].txt" in output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "缺少参数 报告"),
        (["甲.txt", "--jobs", "0"], "--jobs 至少为 1"),
        (["甲.txt", "--jobs", "两个"], "--jobs 应为整数"),
        (["甲.txt", "--year", "23"], "--year 应在 1949 与 2200 之间"),
        (["甲.txt", "--jsn", "-"], "没有选项 --jsn"),
        (["甲.txt", "--json"], "选项 --json 后面缺少值"),
        (["甲.txt", "乙.txt", "--export", "表.xlsx"], "只能评审一份报告"),
        (["甲.txt", "--export", __file__], "--export 应是文件夹"),
    ],
)
def test_wrong_usage_is_said_in_one_line(run: Run, arguments: list[str], message: str) -> None:
    code, output, errors = run("check", *arguments)

    assert (code, output) == (2, "")
    assert message in errors
    assert len(errors.splitlines()) == 1
