"""Every expected error, one class per cause; its `str` is the Chinese sentence shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "没有这个文件",
    PermissionError: "没有权限",
    IsADirectoryError: "这是一个文件夹",
    NotADirectoryError: "上一级不是文件夹",
}


def reason_of(error: OSError) -> str:
    """What the system says of a file, in Chinese where the cause is a usual one."""
    return _REASONS.get(type(error)) or error.strerror or type(error).__name__


class ReviewerError(Exception):
    """Base of the errors that a reviewer can do something about."""


class UnreadableReportError(ReviewerError):
    """A report could not be read.

    Attributes:
        path: The file.
        reason: What is wrong and what to do, a Chinese sentence without the file's name.
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"无法读取“{Path(path).name or path}”：{reason}")
        self.path = Path(path)
        self.reason = reason


class ReportTooLargeError(UnreadableReportError):
    """A report is over one of the limits; nothing more of it was read."""


class ExportFailedError(ReviewerError):
    """A workbook could not be written; an existing file of that name is as it was."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"无法保存“{Path(path).name or path}”：{reason}")
        self.path = Path(path)
        self.reason = reason


class WorkspaceError(ReviewerError):
    """The workspace could not be opened or written; what it held before is still there."""


@dataclass(frozen=True, slots=True)
class ChecklistFault:
    """One fault in a checklist file.

    Attributes:
        file: The file's name.
        line: 1-based line.
        message: What is wrong and what is allowed, in Chinese.
    """

    file: str
    line: int
    message: str

    @override
    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ChecklistFaultsError(ReviewerError):
    """A checklist file has faults; all of them are named.

    Attributes:
        faults: In line order.
    """

    def __init__(self, faults: tuple[ChecklistFault, ...]) -> None:
        super().__init__("评审表文件有误：\n" + "\n".join(str(fault) for fault in faults))
        self.faults = faults


class UnreadableChecklistError(ReviewerError):
    """A checklist file could not be read at all, or there is no checklist of that name."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"无法读取评审表“{Path(path).name or path}”：{reason}")
        self.path = Path(path)
        self.reason = reason


class EmptyFolderError(ReviewerError):
    """A folder of reports could not be listed, or holds no file that can be read as a report."""

    def __init__(self, path: Path | str, reason: str = "里面没有能读取的报告") -> None:
        super().__init__(f"文件夹“{Path(path).name or path}”：{reason}")
        self.path = Path(path)
        self.reason = reason


class CrashedReportError(ReviewerError):
    """A fault of the program itself ended the work on one report; the others go on."""

    def __init__(self, path: Path | str, details: str) -> None:
        name = Path(path).name or path
        super().__init__(f"处理“{name}”时程序出错，请把这一行反馈给开发者：{details}")
        self.path = Path(path)
        self.details = details


class UnusableGoldError(ReviewerError):
    """Gold verdicts could not be read, or a document they speak of is missing."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"无法使用标注文件“{Path(path).name or path}”：{reason}")
        self.path = Path(path)
        self.reason = reason
