"""Numbers in running text: with their unit, or as a date or a document number.

All offsets are code points of a folded text (`folding.fold`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

UNITS = (
    "人次|家次|户次|班次|场次|批次|件次|个次|起次|车次|次|余件套|件套|件|起|宗|场|期|名|人|万人|家|户|项|条|份|册|"
    "部|篇|个工作日|工作日|学时|课时|小时|分钟|个百分点|%|％|万元|亿元|元|吨|公斤|千克|平方米|立方米|公里|米|亩|公顷|"
    "个月|个|处|所|座|台|套|支|辆|架|把|本|张|块|幅|面|卷|类|种|类别|批|轮|例|桩|笔|宗次|页|字|号次|天|日内|级|"
    "成|倍|组|队|站|点|间|栋|艘|只|头|株|粒|门|节|课|讲|封|则|道|步|方面|环节|艘次|路|团|届|枚|顶|床|副|盒|瓶|箱|包|袋|盏|根"
)
_ARABIC = re.compile(
    rf"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<about>[余多几]?[百千万亿]{{0,2}}[余多]?)"
    rf"(?P<unit>{UNITS})?"
)
# What behind a number of two Chinese digits is no unit of its own (十九届, 二十大, 十个方面).
_NOT_COMPOUND = frozenset(("个", "届", "级", "成", "方面", "环节", "步", "部", "项", "日内", "点"))
_COMPOUND_UNITS = "|".join(unit for unit in UNITS.split("|") if unit not in _NOT_COMPOUND)
_CHINESE = re.compile(
    r"(?P<number>(?:[一二两三四五六七八九十]{1,3}[千万][一二两三四五六七八九十百千万零]*|[二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]百[一二三四五六七八九十零]*|(?<=[近上数逾超])百|百(?=[余多])|"
    r"[一二两三四五六七八九]))(?P<about>[余多]?)"
    r"(?P<unit>人次|场次|家次|批次|次|场|期|名|家|户|件|起|宗|部|批|份|支|轮|例|人|(?<=[两三四五六七八九十])(?:条|本|卷|台|处|册)|"
    r"(?<=[百千万][零一二三四五六七八九十])项|(?<=[十百][一二三四五六七八九])项|(?<=[十百])项|(?<=[十百]余)项|[万亿](?:元|人次|人|份|册|次|户)|"
    rf"(?<=[一二两三四五六七八九][十百千万]|[十百千万零][一二三四五六七八九]|[十百千万][余多])(?:{_COMPOUND_UNITS}|个(?!坚持|明确|方面|必须|到位|结合|统一|一)))"
)
_CHINESE_DIGITS = re.compile("[一二两三四五六七八九十百]+")
_TIME = re.compile(
    r"(?=[\d〔第])(?:(?:19|20)\d\d(?:年度?)?[—\-－–~～至](?:(?:19|20)\d\d)年?度?|(?:19|20)\d\d年度?(?:\d{1,2}月(?:\d{1,2}日)?)?|"
    r"(?:19|20)\d\d[.\-/]\d{1,2}[.\-/]\d{1,2}|"
    r"\d{1,2}月(?:\d{1,2}日|份|底|初|中旬|上旬|下旬|末)?|\d{1,2}日(?!内)|\d{1,2}[:：]\d\d|\d{1,2}·\d{1,2}|"
    r"〔(?:19|20)\d\d〕第?\d{1,8}号|第?\d{1,8}号(?!次)|第\d{1,4}[次条款项期批名届部章节类]|(?<!\d)\d{1,6}[+\-]\d{1,6}|(?:12345|12350|12369|12315|12318|12329|12333|12336|12348|12388|12328|12316)(?!件|次|起|条))"
)
_NOT_CHINESE = re.compile(
    r"一次门|一次性|一次办|一次查|一次告知|只跑一次|跑一次|查一次|一次认证|到场一次|一次也|一人一|一企一|一户一|一案一|一件事|"
    r"一家人|一人之|第[一二三四五六七八九十]+[次期批名届部]|三个|[一二三四五六七八九十两]级|首次|两次不|一支|一批|同一[家户起件]|"
    r"[统逐唯单划]一[次场期名家户件起宗部批份支轮例人]|另一[家户起件]|每一[次场件起家户名]|每[一两][次]|任一|[那这哪某][一][起件家宗例批次场名户份]"
)

_REACH = 4
_NOWHERE = (sys.maxsize, sys.maxsize)
_TIME_UNITS = ("年", "月", "日", "号")


class Quantity(NamedTuple):
    """A counted thing.

    Attributes:
        start: Folded offset of the number.
        number_end: One past the number, where the unit starts.
        end: One past the unit.
        number: As written.
        unit: As written; "" for a bare number.
    """

    start: int
    number_end: int
    end: int
    number: str
    unit: str


def find_quantities(folded: str) -> list[Quantity]:
    """All quantities in order; dates, document numbers, years and hotlines are none."""
    in_time = _Touched(match.span() for match in _TIME.finditer(folded))
    quantities: list[Quantity] = []
    arabic: list[tuple[int, int]] = []
    for match in _ARABIC.finditer(folded):
        start, end = span = match.span()
        arabic.append(span)
        if in_time.touches(start, start + 1):
            continue
        number, unit = match.group("number", "unit")
        if unit is None and folded[end : end + 1] in _TIME_UNITS:
            continue
        quantities.append(Quantity(start, match.end("about"), end, number, unit or ""))
    in_arabic = _Touched(arabic)
    for match in _chinese(folded):
        start, end = match.span()
        if not in_arabic.touches(start, end) and not _is_no_number(folded, start, end):
            number, unit = match.group("number", "unit")
            quantities.append(Quantity(start, match.end("about"), end, number, unit))
    quantities.sort()
    return quantities


def _chinese(folded: str) -> Iterator[re.Match[str]]:
    """Chinese numbers with their units; tried only where Chinese digits stand."""
    position = 0
    for digits in _CHINESE_DIGITS.finditer(folded):
        position = max(position, digits.start())
        while position < digits.end():
            match = _CHINESE.match(folded, position)
            if match:
                yield match
            position = match.end() if match else position + 1


def _is_no_number(folded: str, start: int, end: int) -> bool:
    """Whether Chinese digits with a unit belong to a set phrase (综合查一次, 一企一策)."""
    around = _NOT_CHINESE.finditer(folded, max(start - _REACH, 0), end + _REACH)
    return any(match.start() < end and match.end() > start for match in around)


class _Touched:
    """Spans in order, asked about ranges in order."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = iter(spans)
        self._start, self._end = next(self._spans, _NOWHERE)

    def touches(self, start: int, end: int) -> bool:
        """Whether a span shares a code point with the range; no earlier range is asked again."""
        while self._end <= start:
            self._start, self._end = next(self._spans, _NOWHERE)
        return self._start < end
