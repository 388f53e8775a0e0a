from __future__ import annotations

import io
import json
import stat
import struct
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reviewer.cli.commands import main as run_command
from reviewer.cli.tasks import find_reports
from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers import archive as archives
from reviewer.readers.archive import ArchivedReport, unpack_reports

SUFFIXES = (".txt", ".docx")
Member = tuple[str | zipfile.ZipInfo, str | bytes]


def zipped(members: Sequence[Member], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data, method)
    return file.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.fixture
def unpack(
    tmp_path: Path, bounded: Callable[[], AbstractContextManager[None]]
) -> Callable[[bytes], tuple[ArchivedReport, ...]]:
    """Unpacks an archive into a folder of its own, soon and in little memory."""

    def give(data: bytes) -> tuple[ArchivedReport, ...]:
        path, folder = tmp_path / "报告.zip", tmp_path / "unpacked"
        path.write_bytes(data)
        folder.mkdir()
        with bounded():
            return unpack_reports(path, folder, SUFFIXES)

    return give


Unpack = Callable[[bytes], tuple[ArchivedReport, ...]]


def test_reports_come_in_the_order_of_names(unpack: Unpack) -> None:
    found = unpack(zipped([("b/二.txt", "乙"), ("a/一.txt", "甲")]))

    assert [report.name for report in found] == ["a/一.txt", "b/二.txt"]
    assert [report.path.read_text("utf-8") for report in found] == ["甲", "乙"]
    assert [report.path.name for report in found] == ["一.txt", "二.txt"]


def test_what_is_no_report_is_left_out(unpack: Unpack) -> None:
    names = ["~$一.docx", ".一.txt", "__MACOSX/一.txt", "图.png", "空/", "一.TXT"]

    assert [report.name for report in unpack(zipped([(name, "甲") for name in names]))] == [
        "一.TXT"
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_a_mark_are_read_as_written(unpack: Unpack, encoding: str) -> None:
    plain = "x" * len("云岭报告.txt".encode(encoding))
    data = zipped([(plain, "甲")]).replace(plain.encode(), "云岭报告.txt".encode(encoding))

    assert [report.path.name for report in unpack(data)] == ["云岭报告.txt"]


@pytest.mark.parametrize(
    "name",
    [
        "../一.txt",
        "甲/../../一.txt",
        "/etc/一.txt",
        "..\\一.txt",
        "C:\\一.txt",
        "C:一.txt",
        "//server/share/一.txt",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, unpack: Unpack, name: str) -> None:
    found = unpack(zipped([(name, "甲"), ("好.txt", "乙")]))

    errors = {report.name: report.error for report in found}
    assert errors.pop("好.txt") is None
    assert all("指向别处" in str(error) for error in errors.values())
    assert len(list(tmp_path.rglob("*.txt"))) == 1


def test_links_and_archives_inside_are_refused_by_name(unpack: Unpack) -> None:
    found = unpack(
        zipped([(link("链接.txt"), "/etc/passwd"), ("内.zip", zipped([("一.txt", "甲")]))])
    )

    errors = {report.name: str(report.error) for report in found}
    assert "不再展开" in errors["内.zip"]
    assert "是链接" in errors["链接.txt"]
    assert all("“" in error for error in errors.values())
    assert not any(report.path.exists() for report in found)


def test_odd_names_become_safe_ones(unpack: Unpack) -> None:
    names = ["甲:乙*丙?.txt", "con.txt", "甲" * 80 + ".txt", " .txt"]

    found = unpack(zipped([(name, "甲") for name in names]))

    assert {report.path.name for report in found if report.path.is_file()} == {
        "甲_乙_丙_.txt",
        "_con.txt",
        "甲" * 60 + ".txt",
        "_.txt",
    }


def test_a_bomb_is_refused_by_its_ratio(unpack: Unpack) -> None:
    found = unpack(zipped([("弹.txt", bytes(15_000_000)), ("好.txt", "乙")]))

    errors = {report.name: report.error for report in found}
    assert "压缩比" in str(errors["弹.txt"])
    assert errors["好.txt"] is None


def test_a_member_over_the_limit_is_refused(unpack: Unpack) -> None:
    found = unpack(zipped([("大.txt", bytes(21 * 1024 * 1024))], zipfile.ZIP_STORED))

    assert "上限 20 MB" in str(found[0].error)


def test_a_member_that_hides_its_size_is_stopped(unpack: Unpack) -> None:
    data = bytearray(zipped([("大.txt", bytes(30_000_000)), ("好.txt", "乙")]))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.index(signature)
        data[place + offset : place + offset + 4] = struct.pack("<I", 9)

    found = unpack(bytes(data))

    errors = {report.name: report.error for report in found}
    assert errors["大.txt"]
    assert errors["好.txt"] is None


def test_a_damaged_member_does_not_stop_the_others(unpack: Unpack) -> None:
    data = zipped([("坏.txt", "abcdefghij" * 20), ("好.txt", "乙")], zipfile.ZIP_STORED)

    found = unpack(data.replace(b"abcdefghij", b"abcdefghiX", 1))

    errors = {report.name: report.error for report in found}
    assert "已损坏" in str(errors["坏.txt"])
    assert errors["好.txt"] is None


def test_a_locked_member_asks_for_unpacking(unpack: Unpack) -> None:
    data = bytearray(zipped([("锁.txt", "甲")]))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + offset] |= 1

    assert "密码" in str(unpack(bytes(data))[0].error)


def test_all_together_are_limited(unpack: Unpack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 1_000)

    with pytest.raises(ReportTooLargeError, match="解压后"):
        unpack(zipped([(f"{number}.txt", "甲" * 200) for number in range(5)]))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04", id="head alone"),
        pytest.param("不是压缩包".encode(), id="text"),
        pytest.param(bytes(100_000), id="zeros"),
        pytest.param(zipped([("一.txt", "甲" * 5_000)])[:60], id="first part"),
        pytest.param(b"PK\x05\x06" + bytes(8) + b"\xff" * 3 + b"\0" * 7, id="list beyond the end"),
        pytest.param(zipped([]), id="no members"),
        pytest.param(zipped([("图.png", b"1")]), id="no reports"),
    ],
)
def test_what_is_no_archive_of_reports_is_refused(unpack: Unpack, data: bytes) -> None:
    with pytest.raises(UnreadableReportError):
        unpack(data)


def test_too_many_members_are_refused_before_they_are_listed(unpack: Unpack) -> None:
    data = zipped([(f"{number}" + "x" * 400 + ".txt", "") for number in range(6_000)])

    with pytest.raises(ReportTooLargeError, match="5,000"):
        unpack(data)


def test_an_archive_of_half_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.zip"
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)

    with pytest.raises(ReportTooLargeError, match=r"500\.0 MB"):
        unpack_reports(path, tmp_path, SUFFIXES)


def test_the_command_finds_the_reports_in_an_archive(tmp_path: Path) -> None:
    path, unpacked = tmp_path / "报告.zip", tmp_path / "unpacked"
    path.write_bytes(zipped([("甲/一.txt", "甲"), ("../二.txt", "乙")]))
    unpacked.mkdir()

    tasks = find_reports([path], unpacked)

    assert [task.name for task in tasks] == [f"{path}/../二.txt", f"{path}/甲/一.txt"]
    assert [task.error is None for task in tasks] == [False, True]


def test_the_check_command_names_each_report_of_an_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path, result = tmp_path / "报告.zip", tmp_path / "结果.json"
    report = "云岭市水务局2023年法治政府建设年度报告\n全年立案12件，罚款6万元，全部办结。"
    path.write_bytes(zipped([("甲/好.txt", report), ("坏.txt", b"\x01" * 99)]))

    code = run_command(["check", str(path), "--json", str(result)])

    entries = json.loads(result.read_text("utf-8"))["reports"]
    assert code == 1
    assert [entry["path"] for entry in entries] == [f"{path}/坏.txt", f"{path}/甲/好.txt"]
    assert ["error" in entry for entry in entries] == [True, False]
    assert list(temporary.iterdir()) == []


def test_an_archive_that_cannot_be_read_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "坏.zip"
    path.write_bytes(b"PK")
    tasks = find_reports([path], Path(tempfile.mkdtemp(dir=tmp_path)))

    assert [task.path for task in tasks] == [path]
    assert tasks[0].error is not None
