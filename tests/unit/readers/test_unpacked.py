"""Reports of an archive in a folder that lasts; reports in folders."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from reviewer.errors import UnreadableReportError
from reviewer.readers.folder import reports_in_folder
from reviewer.readers.unpacked import unpack_to_stay

SUFFIXES = (".txt", ".docx")


def archive_of(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(f"{name}.txt"), text)
    return path


def test_the_same_archive_is_unpacked_to_the_same_place(tmp_path: Path) -> None:
    first = unpack_to_stay(archive_of(tmp_path / "一.zip", 甲="一"), tmp_path / "u", SUFFIXES)
    first[0].path.unlink()
    again = unpack_to_stay(archive_of(tmp_path / "二.zip", 甲="一"), tmp_path / "u", SUFFIXES)
    other = unpack_to_stay(archive_of(tmp_path / "三.zip", 甲="二"), tmp_path / "u", SUFFIXES)

    assert again == first
    assert again[0].path.read_text("utf-8") == "一"
    assert other[0].path != first[0].path
    assert len(list((tmp_path / "u").iterdir())) == 2


def test_of_an_archive_that_is_refused_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "坏.zip"
    path.write_bytes(b"no archive")

    with pytest.raises(UnreadableReportError, match="不是 zip"):
        unpack_to_stay(path, tmp_path / "u", SUFFIXES)

    assert list((tmp_path / "u").iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "u").write_text("a file", encoding="utf-8")

    with pytest.raises(UnreadableReportError, match="无法解压到"):
        unpack_to_stay(archive_of(tmp_path / "一.zip", 甲="一"), tmp_path / "u" / "v", SUFFIXES)


def test_folders_are_gone_through_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("乙/二.txt", "乙/一.docx", "丙.txt", ".藏.txt", "~$丙.docx", "图.png"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x", encoding="utf-8")

    found = [str(path.relative_to(tmp_path)) for path, _ in reports_in_folder(tmp_path, SUFFIXES)]

    assert found == ["丙.txt", "乙/一.docx", "乙/二.txt"]


def test_a_loop_of_links_and_a_very_deep_folder_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("深", dir_fd=here)
        below = os.open("深", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)

    assert [error for _, error in reports_in_folder(tmp_path, SUFFIXES)] == [
        f"文件夹“{tmp_path.name}”：里面没有能读取的报告"
    ]


def test_looking_can_be_cancelled(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("x", encoding="utf-8")

    assert [error is None for _, error in reports_in_folder(tmp_path, SUFFIXES, lambda: True)] == [
        False
    ]
