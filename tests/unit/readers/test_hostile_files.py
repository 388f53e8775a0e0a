"""What any format may be: a loop of links, a device, half a gigabyte, a document of another kind.

Each is read, or refused with one sentence, within 5 s and 500 MB. What harms one format only
stands in the tests of that format.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from reviewer.cli.tasks import find_reports
from reviewer.errors import ReportTooLargeError, UnreadableReportError
from reviewer.readers.read import read_report, supported_suffixes

Bounded = Callable[[], AbstractContextManager[None]]

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need special rights")
HEADS = {
    ".txt": "报告".encode(),
    ".docx": b"PK\x03\x04",
    ".html": b"<html><body>",
    ".mht": b"MIME-Version: 1.0\n",
    ".rtf": b"{\\rtf1 ",
    ".pdf": b"%PDF-1.7\n",
    ".ofd": b"PK\x03\x04",
    ".doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"),
}
BODIES = {
    "zeros": bytes(15_000_000),
    "letters": b"a" * 15_000_000,
    "line ends": b"\n" * 15_000_000,
    "opening signs": b"<({[" * 3_000_000,
    "odd bytes": bytes(range(256)) * 60_000,
    "Chinese": "报告，".encode() * 1_600_000,
}


@pytest.mark.parametrize("suffix", supported_suffixes())
def test_half_a_gigabyte_is_refused_unread(tmp_path: Path, suffix: str, bounded: Bounded) -> None:
    path = tmp_path / f"报告{suffix}"
    with path.open("wb") as file:
        file.write(HEADS.get(suffix, b""))
        file.truncate(500 * 1024 * 1024)

    with bounded(), pytest.raises(ReportTooLargeError, match=r"500\.0 MB"):
        read_report(path)


@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        *((suffix, body) for suffix in HEADS for body in BODIES if suffix != ".doc"),
        (".doc", "zeros"),  # each of these starts LibreOffice
        (".doc", "odd bytes"),
    ],
)
def test_a_head_before_megabytes_of_the_same_ends_soon(
    tmp_path: Path, suffix: str, body: str, bounded: Bounded
) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(HEADS[suffix] + BODIES[body])

    with bounded(), suppress(UnreadableReportError):
        read_report(path)


@needs_links
def test_links_in_a_circle_are_refused(tmp_path: Path, bounded: Bounded) -> None:
    first, second = tmp_path / "甲.txt", tmp_path / "乙.txt"
    first.symlink_to(second)
    second.symlink_to(first)

    with bounded(), pytest.raises(UnreadableReportError) as caught:
        read_report(first)

    assert "\n" not in str(caught.value)


@needs_links
def test_folders_in_a_circle_are_gone_through_once(tmp_path: Path, bounded: Bounded) -> None:
    inner = tmp_path / "甲" / "乙"
    inner.mkdir(parents=True)
    (inner / "报告.txt").write_text("报告", "utf-8")
    (inner / "回到上层").symlink_to(tmp_path, target_is_directory=True)
    (inner / "自己").symlink_to(inner / "自己", target_is_directory=True)
    (inner / "环.txt").symlink_to(inner / "环.txt")

    with bounded():
        tasks = find_reports([tmp_path])

    assert [task.path for task in tasks] == [inner / "报告.txt", inner / "环.txt"]


@needs_links
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/stdin", "/dev/tty"])
def test_a_link_to_a_device_is_refused_unread(
    tmp_path: Path, device: str, bounded: Bounded
) -> None:
    path = tmp_path / "报告.txt"
    path.symlink_to(device)

    with bounded(), suppress(UnreadableReportError):
        read_report(path)


@needs_links
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".pdf", ".doc"])
def test_a_pipe_that_nobody_writes_to_is_refused(
    tmp_path: Path, suffix: str, bounded: Bounded
) -> None:
    path = tmp_path / f"报告{suffix}"
    os.mkfifo(path)

    with bounded(), pytest.raises(UnreadableReportError, match="不是普通文件"):
        read_report(path)


@pytest.mark.parametrize("suffix", HEADS)
@pytest.mark.parametrize("other", [suffix for suffix in HEADS if suffix != ".doc"])
def test_a_document_under_any_other_name_ends_soon(
    tmp_path: Path, suffix: str, other: str, bounded: Bounded
) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(HEADS[other] + "法治政府建设年度报告。".encode() * 9)

    with bounded(), suppress(UnreadableReportError):
        read_report(path)


@needs_links
@pytest.mark.parametrize("name", ["报告\udcff.txt", "a" * 251 + ".txt", "换\n行.txt", "-rf.txt"])
def test_odd_names_do_no_harm(tmp_path: Path, name: str, bounded: Bounded) -> None:
    path = tmp_path / name
    path.write_text("法治政府建设年度报告。", "utf-8")

    with bounded():
        report = read_report(path)

    assert report.text == "法治政府建设年度报告。"
