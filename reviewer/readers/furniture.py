"""Tells page furniture (navigation, labels, buttons, page numbers) from the text of a report.

The words are data (`resources/dictionaries/furniture.toml`). A line is judged alone here; where
in the document such a line may be set aside is decided in `page.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from reviewer.readers.lines import Line, plain_copy
from reviewer.readers.texts import sentence
from reviewer.resources import resource_path

_DECORATION = re.compile(r"[^\w\u4e00-\u9fff]*")
_PAGE_NUMBER = re.compile(
    r"(?:[-—–－―_~·.]{1,4}\d{1,4}[-—–－―_~·.]{1,4}|第\d{1,4}页(?:[，,/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|共\d{1,4}页"
    r"|[Pp]age\d{1,4}(?:of\d{1,4})?)"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_ADDRESS = re.compile(
    r"(?:https?：//)?(?:[\w-]+\.)+(?:gov|com|cn|org|net|edu)(?:\.cn)?(?:[/:：][\w\-./?%&=#~：]*)?",
    re.ASCII,
)
# A site that names itself with its address on a line of its own, as sites of model texts do.
_ADVERTISEMENT = re.compile(
    r"[\u4e00-\u9fff—-]{0,12}：?(?:https?：//)?www\.(?:[\w-]+\.)+[a-z]{2,4}/?", re.ASCII
)
_MARKS = "|·•▪■◆●○*★☆>》»›→-—_/\\【】〔〕（）〈〉<>：，、.。+…"
_BULLETS = r"[-·•▪■◆●○*★>|〔【（(\s]*"
_LABEL_END = "[〕】）|]*[：:|]|[〕】]"
_TRAIL_STEP = re.compile("[>»›→]")
_BARE_DATE = re.compile(
    r"(?:(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}\.\d{1,2}\.(?:19|20)\d{2})(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_BLANK_IN_TIME = re.compile(r"(?<=\d) (?=\d)")
_LABEL_ENDS = re.compile(r"[：:|〕】\]]")
_LONG = 90


Labels = dict[str, list[tuple[str, str]]]
"""Per kind of label, (label, value) pairs in order; kinds as in the dictionary."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The dictionary, made ready."""

    label: re.Pattern[str]
    label_anywhere: re.Pattern[str]
    labels: dict[str, frozenset[str]]
    tools: frozenset[str]
    starts: tuple[str, ...]
    tail: tuple[str, ...]
    holds: re.Pattern[str]
    button: re.Pattern[str]
    navigation: re.Pattern[str]
    placeholders: frozenset[str]
    notes: tuple[str, ...]


def reason_alone(line: Line) -> str | None:
    """Why the line is furniture at the top or bottom of a page; None when it is not."""
    words, plain = _words(), line.plain
    if line.block.is_furniture:
        return sentence("furniture", "hidden")
    if is_page_number(plain):
        return sentence("furniture", "page_number")
    if _DECORATION.fullmatch(plain):
        return sentence("furniture", "decoration")
    if len(plain) > _LONG and "。" in plain:
        return None
    if plain.startswith(words.starts) or _is_trail(plain):
        return sentence("furniture", "breadcrumb")
    if words.holds.search(plain) or plain.startswith(words.tail):
        return sentence("furniture", "tail")
    if is_label_line(plain):
        return sentence("furniture", "label")
    if _ADDRESS.fullmatch(plain):
        return sentence("furniture", "link")
    return _short_reason(line)


def is_page_number(plain: str) -> bool:
    """Whether the line is nothing but a page number with its marks (— 1 —, 第1页)."""
    return len(plain) <= 16 and _PAGE_NUMBER.fullmatch(plain) is not None  # noqa: PLR2004


def is_bare_number(plain: str) -> bool:
    """Whether the line is nothing but a small number."""
    return _BARE_NUMBER.fullmatch(plain) is not None


def is_bare_date(plain: str) -> bool:
    """Whether the line is nothing but a date in figures, perhaps with a time."""
    return _BARE_DATE.fullmatch(plain) is not None


def reason_inside(plain: str) -> str | None:
    """Why a short line in the middle of the text is furniture: a placeholder or an address."""
    if len(plain) > 1 and plain in _words().placeholders:
        return sentence("furniture", "placeholder")
    if _ADDRESS.fullmatch(plain) or _ADVERTISEMENT.fullmatch(plain):
        return sentence("furniture", "link")
    return None


def is_label_line(plain: str) -> bool:
    """Whether the line starts with a label of a page (来源：, 索引号：, 〔发布日期〕 …)."""
    return _words().label.match(plain) is not None


def is_open_label(plain: str) -> bool:
    """Whether the line is a label whose value must stand on the next line."""
    match = _words().label.match(plain)
    return match is not None and match.end() == len(plain) and match["label"] not in _words().tools


def is_tail_start(plain: str) -> bool:
    """Whether what follows the line is the page's tail (上一篇, 相关链接, 主办 …)."""
    return plain.startswith(_words().tail) and len(plain) < _LONG


def is_note(plain: str) -> bool:
    """Whether the line is a note that belongs to the document (附件, 抄送, 此件公开发布)."""
    return plain.startswith(_words().notes)


def labelled_values(lines: Iterable[Line]) -> Labels:
    """What labels in furniture say: per kind of label, (label, value) pairs in order.

    Kinds are the keys of [labels] in the dictionary. A value ends where the next label starts.
    """
    words = _words()
    found: Labels = {}
    for text in _with_values(lines):
        if not _LABEL_ENDS.search(text):
            continue
        plain = plain_copy(_BLANK_IN_TIME.sub("|", text))
        matches = list(words.label_anywhere.finditer(plain))
        for index, match in enumerate(matches):
            end = matches[index + 1].start() if index + 1 < len(matches) else len(plain)
            value = plain[match.end() : end].strip(_MARKS).split("|")[0]
            for kind, labels in words.labels.items():
                if match["label"] in labels:
                    found.setdefault(kind, []).append((match["label"], value))
    return found


def _with_values(lines: Iterable[Line]) -> Iterator[str]:
    """The texts of the lines; a label that stands alone together with the line behind it."""
    waiting = ""
    for line in lines:
        if waiting and not is_label_line(line.plain):
            yield waiting + line.text
            waiting = ""
            continue
        if waiting:
            yield waiting
        waiting = line.text if is_open_label(line.plain) else ""
        if not waiting:
            yield line.text
    if waiting:
        yield waiting


def _short_reason(line: Line) -> str | None:
    words, plain = _words(), line.plain
    if is_bare_date(plain):
        return sentence("furniture", "label")
    if plain in words.placeholders:
        return sentence("furniture", "placeholder")
    if words.button.fullmatch(plain):
        return sentence("furniture", "button")
    if _is_navigation(line):
        return sentence("furniture", "navigation")
    return None


def _is_trail(plain: str) -> bool:
    """Whether the line is a path of pages: 首页>政务公开>工作报告."""
    steps = _TRAIL_STEP.split(plain)
    return len(steps) > 2 and all(len(step) <= 30 for step in steps) and "。" not in plain  # noqa: PLR2004


def _is_navigation(line: Line) -> bool:
    """Whether the line is a row of short names, at least two of them known columns."""
    items = [item for item in re.split(r"[ |·]+", line.text) if item]
    if len(items) < 2 or len(line.text) > 300 or any(len(item) > 12 for item in items):  # noqa: PLR2004
        return False
    if re.search("[，。；：、]", line.plain):
        return False
    return len(_words().navigation.findall(line.plain)) >= 2  # noqa: PLR2004


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _words() -> _Words:
    with resource_path("dictionaries/furniture.toml").open("rb") as file:
        data = tomllib.load(file)
    labels = {kind: frozenset(words) for kind, words in data["labels"].items()}
    label = _any_of(word for words in labels.values() for word in words)
    page = data["page"]
    mark = f"[{re.escape(_MARKS)}]"
    return _Words(
        label=re.compile(rf"{_BULLETS}(?P<label>{label})(?:{_LABEL_END})"),
        label_anywhere=re.compile(rf"(?P<label>{label})(?:{_LABEL_END})"),
        labels=labels,
        tools=labels["tool"],
        starts=tuple(page["starts"]),
        tail=tuple(page["tail"]),
        holds=re.compile(_any_of(page["holds"])),
        # Nothing is tried twice: a long line of buttons and marks would take for ever.
        button=re.compile(rf"{mark}*+(?:(?>{_any_of(page['buttons'])}){mark}*+)++"),
        navigation=re.compile(_any_of(page["navigation"])),
        placeholders=frozenset(page["placeholders"]),
        notes=tuple(data["notes"]["starts"]),
    )
