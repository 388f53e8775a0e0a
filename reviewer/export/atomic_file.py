"""Writes a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reviewer.errors import ExportFailedError

_FULL = "磁盘空间不足，请清理磁盘或另选位置后重试"
_LOCKED = "文件正被其他程序（如 Excel、WPS）打开，请先关闭再重试，或换一个文件名"
_NO_PERMISSION = "没有写入权限，或文件正被其他程序打开，请关闭该文件后重试，或另选位置"
_READ_ONLY = "已有同名的只读文件，请换一个文件名，或先取消它的只读属性"
_NAME_TOO_LONG = "文件名或路径太长，请改用较短的文件名或上层文件夹"
_BAD_NAME = "文件名含有系统不允许的字符，请换一个文件名"

_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.ENOENT: "文件夹不存在，或路径太长，请另选文件夹",
    errno.EBUSY: _LOCKED,
    errno.ETXTBSY: _LOCKED,
    errno.EROFS: "这个位置是只读的，请另选可以写入的文件夹",
    errno.ENAMETOOLONG: _NAME_TOO_LONG,
    errno.EINVAL: _BAD_NAME,
    errno.EILSEQ: _BAD_NAME,
}
_SHARING_VIOLATIONS = (32, 33)
"""Windows error codes: another program holds the file or a part of it."""


def write_atomically(target: Path, content: bytes) -> None:
    """Puts `content` into `target`: the old file stays as it was until the new one is complete.

    The new file is made in the same folder, flushed to the disk and renamed over the old one. It
    takes the permissions of the old file. A link is followed. Nothing is left behind when it
    fails or is interrupted.

    Raises:
        ExportFailedError: The file could not be written; the sentence says what to do.
    """
    with _failures_explained(target):
        real = target.resolve()
        _refuse_unsuitable(target, real)
        _replace(real, content)
        _flush_folder(real.parent)


@contextmanager
def _failures_explained(target: Path) -> Iterator[None]:
    try:
        yield
    except ExportFailedError:
        raise
    except OSError as error:
        raise ExportFailedError(target, _reason(error)) from error
    except (ValueError, RuntimeError) as error:  # a null byte in the name; a loop of links
        raise ExportFailedError(target, _BAD_NAME) from error


def _reason(error: OSError) -> str:
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return _LOCKED
    known = _REASONS.get(error.errno or 0)
    return known or f"系统报告错误（{error.strerror or error}），请换一个位置重试"


def _refuse_unsuitable(target: Path, real: Path) -> None:
    folder = real.parent
    if not folder.exists():
        raise ExportFailedError(target, f"文件夹“{folder}”不存在，请先新建，或另选文件夹")
    if not folder.is_dir():
        raise ExportFailedError(target, f"“{folder}”不是文件夹，请另选文件夹")
    if real.is_dir():
        raise ExportFailedError(target, "已有同名的文件夹，请换一个文件名")
    if not real.exists():
        return
    # Renaming over a read-only file works on Linux (and root may write to any), yet whoever
    # made it read-only did not want it replaced.
    is_writable_by_anyone = real.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not is_writable_by_anyone or not os.access(real, os.W_OK):
        raise ExportFailedError(target, _READ_ONLY)
    if _is_locked(real):
        raise ExportFailedError(target, _LOCKED)


def _is_locked(path: Path) -> bool:
    """Whether an office program holds the file, as far as the system tells.

    Windows refuses the renaming by itself; elsewhere it would succeed, and the other program
    would later overwrite the new file.
    """
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415  there is no such module on Windows

    with path.open("r+b") as stream:
        try:
            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # Network drives without locks answer with other errors.
            return error.errno in (errno.EACCES, errno.EAGAIN)
    return False


def _replace(real: Path, content: bytes) -> None:
    temporary = real.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if real.exists():
            with contextlib.suppress(OSError):  # some file systems have no permissions
                temporary.chmod(stat.S_IMODE(real.stat().st_mode))
        temporary.replace(real)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _flush_folder(folder: Path) -> None:
    """Makes the renaming durable, where the system lets a folder be flushed."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
