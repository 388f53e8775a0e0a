"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.errors import ExportFailedError
from reviewer.export.atomic_file import write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    target = tmp_path / "评分表.xlsx"
    plain = tmp_path / "plain"
    plain.touch()

    write_atomically(target, b"new")

    assert target.read_bytes() == b"new"
    assert target.stat().st_mode == plain.stat().st_mode
    assert names(tmp_path) == ["plain", "评分表.xlsx"]


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "评分表.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o640)

    write_atomically(target, b"new")

    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.xlsx", tmp_path / "link.xlsx"
    real.write_bytes(b"old")
    link.symlink_to(real)

    write_atomically(link, b"new")

    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("function", "code", "words"),
    [
        ("fsync", errno.ENOSPC, "磁盘空间不足，请清理磁盘"),
        ("fsync", errno.EDQUOT, "磁盘空间不足，请清理磁盘"),
        ("replace", errno.EACCES, "请关闭该文件后重试"),
        ("replace", errno.EBUSY, "正被其他程序"),
        ("replace", errno.EROFS, "请另选可以写入的文件夹"),
        ("replace", errno.EIO, "请换一个位置重试"),
    ],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    function: str, code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "评分表.xlsx"
    target.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os if function == "fsync" else Path, function, fail)
    with pytest.raises(ExportFailedError) as caught:
        write_atomically(target, b"new")

    assert str(caught.value).startswith("无法保存“评分表.xlsx”：")
    assert words in str(caught.value)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["评分表.xlsx"]


def test_an_interruption_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "评分表.xlsx"
    target.write_bytes(b"old")

    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, b"new")

    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["评分表.xlsx"]


def test_a_file_that_grows_too_large_for_the_disk_leaves_nothing(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from reviewer.errors import ExportFailedError\n"
        "from reviewer.export.atomic_file import write_atomically\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_atomically(Path(sys.argv[1]), b'x' * 5000)\n"
        "except ExportFailedError as error: print(error)\n"
    )
    command = [sys.executable, "-X", "utf8", "-c", script, str(tmp_path / "评分表.xlsx")]

    done = subprocess.run(command, check=True, capture_output=True, timeout=60)  # noqa: S603  ours

    assert "磁盘空间不足" in done.stdout.decode()
    assert names(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailedError, match="不存在，请先新建，或另选文件夹") as caught:
        write_atomically(tmp_path / "没有" / "评分表.xlsx", b"new")

    assert str(tmp_path / "没有") in str(caught.value)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()

    with pytest.raises(ExportFailedError, match="文件夹"):
        write_atomically(tmp_path / "文件" / "评分表.xlsx", b"new")


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "评分表.xlsx").mkdir()

    with pytest.raises(ExportFailedError, match="已有同名的文件夹"):
        write_atomically(tmp_path / "评分表.xlsx", b"new")


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "评分表.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o444)

    with pytest.raises(ExportFailedError, match="只读"):
        write_atomically(target, b"new")

    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["评分表.xlsx"]


def test_a_file_that_another_program_holds_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "评分表.xlsx"
    target.write_bytes(b"old")
    script = (
        "import fcntl, sys\n"
        "stream = open(sys.argv[1], 'r+b'); fcntl.lockf(stream, fcntl.LOCK_EX)\n"
        "print('held', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(target)]
    with subprocess.Popen(  # noqa: S603  ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()

        with pytest.raises(ExportFailedError, match="请先关闭再重试"):
            write_atomically(target, b"new")

        holder.communicate()
    assert target.read_bytes() == b"old"


def test_a_drive_without_locks_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "评分表.xlsx"
    target.write_bytes(b"old")

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "lockf", refuse)
    write_atomically(target, b"new")

    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("评" * 100 + ".xlsx", "太长"),
        ("a\0.xlsx", "不允许的字符"),
        ("a\ud800.xlsx", "不允许的字符"),
    ],
)
def test_an_impossible_name_is_refused(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ExportFailedError, match=words):
        write_atomically(tmp_path / name, b"new")

    assert names(tmp_path) == []
