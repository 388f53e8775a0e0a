"""How well a report could be read, in words and as a light."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from reviewer.domain.report import Furniture, Quality, Report
from reviewer.domain.verdict import Verdict

_MOST_SET_ASIDE = 12
_LONGEST_LINE = 24


class ReadingLevel(Enum):
    """How well a report could be read; the value is the verdict whose colour it shows."""

    WHOLE = Verdict.MET
    CHECK = Verdict.PARTIAL
    PARTS_MISSING = Verdict.ABSENT


_LEVEL_WORDS = {
    ReadingLevel.WHOLE: "文字完整",
    ReadingLevel.CHECK: "有提示",
    ReadingLevel.PARTS_MISSING: "文字可能不全",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How well a report could be read.

    Attributes:
        level: The light.
        words: The light in words.
        details: Why, in Chinese sentences.
        set_aside: How many lines do not count as the report's, then the first of them, each with
            its reason; empty when there are none.
    """

    level: ReadingLevel
    words: str
    details: tuple[str, ...]
    set_aside: tuple[str, ...]


def reading_of(report: Report) -> Reading:
    """The light of a report: parts missing, something to check, or whole."""
    losses, remarks = _losses(report.quality), _remarks(report.quality)
    details = (*losses, *report.warnings, *remarks)
    if losses:
        level = ReadingLevel.PARTS_MISSING
    elif report.warnings or report.quality.tracked_changes:
        level = ReadingLevel.CHECK
    else:
        level = ReadingLevel.WHOLE
    words = _LEVEL_WORDS[level]
    if level is ReadingLevel.CHECK and report.warnings:
        words = f"{len(report.warnings)} 条提示"
    details = details or ("全部文字均已读出，未见缺页、乱码。",)
    return Reading(level, words, details, _set_aside(report.furniture))


def _set_aside(furniture: tuple[Furniture, ...]) -> tuple[str, ...]:
    if not furniture:
        return ()
    lines = [f"{_shortened(entry.text)}（{entry.reason}）" for entry in furniture[:_MOST_SET_ASIDE]]
    rest = len(furniture) - len(lines)
    if rest:
        lines.append(f"……另有 {rest} 行")
    return (f"没有当作正文、不参加判定的文字（{len(furniture)} 行），按 A 在原文里显示", *lines)


def _shortened(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…"


def _losses(quality: Quality) -> tuple[str, ...]:
    found = []
    if not quality.characters:
        found.append("没有读出任何文字。")
    if quality.scanned_pages:
        pages = "、".join(map(str, quality.scanned_pages))
        found.append(f"第 {pages} 页是图片，没有文字。")
    if quality.undecodable_bytes:
        found.append(f"有 {quality.undecodable_bytes} 个字节无法解码。")
    return tuple(found)


def _remarks(quality: Quality) -> tuple[str, ...]:
    found = []
    if quality.pages is not None:
        found.append(f"共 {quality.pages} 页。")
    if quality.tables:
        found.append(f"读入表格 {quality.tables} 个。")
    if quality.text_boxes:
        found.append(f"读入文本框 {quality.text_boxes} 个。")
    if quality.tracked_changes:
        found.append(f"文件中有 {quality.tracked_changes} 处修订痕迹。")
    return tuple(found)
