"""Finds the title among the first lines, also when it is split over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.language.dates import find_dates
from reviewer.language.names import is_full_name, is_pronoun, is_unit_name, leading_unit
from reviewer.language.numbering import read_number
from reviewer.readers.lines import Line

_MAX_LINES = 5
_MAX_LENGTH = 110
_GENRE = re.compile(
    "(?:报告|总结|汇报|通报|年报|通知|方案|安排|要点|计划|规划|意见|解读|说明|公告|公示|通告|决定|办法|规定|述职|述法|工作情况|"
    "函|批复|纪要|讲话|问答|清单|制度|细则|规则|指引|指南|体系|标准|大纲|纲要|决议|议案|提案|答复)"
    "(?:（[^）]{1,20}）)?$"
)
_SUBJECT = re.compile("法治政府|依法行政|法治建设|政府信息公开|依法治")
_YEAR = re.compile(r"20\d\d年|20\d\d—|二[〇○零]")
_SENTENCE = re.compile("[。；！？]")
_OPENING = re.compile(
    r"^(?:现将|根据|按照|为了?(?!民)|今年以来|一年来|近年来|20\d\d年(?:度|以来)?，|20\d\d年(?:以来|来)，|在.{2,40}下，)"
)
_BODY_HEADING = re.compile(
    "(?:举措和成效|举措及成效|主要举措|主要做法|工作开展情况|工作成效|主要安排|工作打算|不足和原因)$"
)
_CONTINUES = re.compile(
    "^(?:关于|20\\d\\d年|二[〇○零]|法治|依法|政府|建设|工作|情况|年度|度|推进|落实|（|《)"
)
_ADDRESSEE_END = re.compile(
    "(?:委|府|局|厅|办|会|位|院|部|处|室|部门|委员会|办公室|机关|领导小组|）)：$"
)
DOCUMENT_NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fff（）]{1,14}〔20\d\d〕第?\d{1,4}号)(?:签发人：?[\u4e00-\u9fff]{2,8})?"
)
_LETTERHEAD = re.compile("[\u4e00-\u9fff（）]{4,30}文件$")
_SITE = re.compile("(?:网站|门户|网|频道|专栏|平台|首页|新闻中心|信息中心)$")
_OPEN_ENDS = ("关于", "印发", "转发", "《", "的", "对", "与", "和", "、", "〈")
_TAG = re.compile("^(?:【[^】]{1,10}】)+")


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A title.

    Attributes:
        first: Index of its first line.
        last: Index of its last line.
        plain: Its copy for looking, without a leading 【…】.
        is_sure: Whether it names the kind of document.
    """

    first: int
    last: int
    plain: str
    is_sure: bool


def is_body(line: Line) -> bool:
    """Whether the line can only be text: a sentence, a numbered heading or an addressee."""
    plain = line.plain
    if line.block.is_title:
        return False
    number = read_number(line.text)
    if number is not None and number.end < len(line.text):
        return True
    if _is_genre(plain):
        return len(plain) > _MAX_LENGTH
    if _OPENING.match(plain) or is_addressee(plain):
        return True
    if len(plain) >= 40:  # noqa: PLR2004 - longer than a line of a page's head
        return _SENTENCE.search(plain) is not None or "，" in plain
    return plain.endswith(("。", "；")) and len(plain) >= 15  # noqa: PLR2004


def is_addressee(plain: str) -> bool:
    """Whether the line names the receiver: 市委、市政府：."""
    return len(plain) <= 70 and _ADDRESSEE_END.search(plain) is not None  # noqa: PLR2004


def find_title(lines: Sequence[Line], furniture: Sequence[bool], end: int) -> FoundTitle | None:
    """The best title among the lines before `end`; the first of equally good ones."""
    best: FoundTitle | None = None
    best_score = 0
    for first in range(end):
        if furniture[first]:
            continue
        found = _title_at(lines, furniture, first, end)
        if found is None:
            continue
        score = _score(found.plain)
        if lines[first].block.is_title:
            score += 10
        if score > best_score:
            best, best_score = found, score
    return best


def _title_at(
    lines: Sequence[Line], furniture: Sequence[bool], first: int, end: int
) -> FoundTitle | None:
    """The title that starts at `first`: lines are added until one ends as a title does."""
    plain = ""
    for index in range(first, min(first + _MAX_LINES, end)):
        part = lines[index].plain
        if DOCUMENT_NUMBER.fullmatch(part) or _LETTERHEAD.fullmatch(part):
            break
        if any(find_dates(part)):
            break
        if furniture[index] or _SENTENCE.search(part) or len(plain) + len(part) > _MAX_LENGTH:
            break
        if plain and not _belongs(plain, part):
            break
        plain += part
        if _is_genre(plain):
            return FoundTitle(first, index, _TAG.sub("", plain), is_sure=True)
    single = _TAG.sub("", lines[first].plain)
    if _is_bare_title(single):
        return FoundTitle(first, first, single, is_sure=False)
    return None


def _belongs(head: str, part: str) -> bool:
    """Whether `part` can continue a title of which `head` is the beginning."""
    if is_unit_name(head) and _CONTINUES.match(part) is not None:
        return True
    unit = leading_unit(part)
    if _SITE.search(head) is not None:
        return False
    if unit is not None and is_full_name(unit.name) and not head.endswith(_OPEN_ENDS):
        return False  # a title of its own
    return not is_unit_name(head) or unit is None or _is_genre(part)


def _is_genre(plain: str) -> bool:
    return _GENRE.search(plain) is not None


def _is_bare_title(plain: str) -> bool:
    """Whether a line without a kind of document can be a title, of a news item for example."""
    if not 10 <= len(plain) <= 60 or _SENTENCE.search(plain):  # noqa: PLR2004 - length of titles
        return False
    if plain.endswith(("：", "，", "、")) or is_unit_name(plain) or "，" in plain:
        return False
    if any(find_dates(plain)):
        return False
    if is_pronoun(plain) or any(plain.count(a) != plain.count(b) for a, b in ("《》", "（）")):
        return False
    return (
        _BODY_HEADING.search(plain) is None and re.search("[\u4e00-\u9fff]{4}", plain) is not None
    )


def _score(plain: str) -> int:
    score = 1
    if _is_genre(plain):
        score += 4
    if _SUBJECT.search(plain):
        score += 3
    if _YEAR.search(plain):
        score += 2
    if leading_unit(plain) is not None:
        score += 1
    return score
