"""Numbers in front of headings and list items: 一、 (一) 1. (1) ① 一是 第一， 首先，."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class NumberStyle(StrEnum):
    """How a number is written; the value is an example."""

    HAN = "一、"
    HAN_BRACKET = "（一）"
    DIGIT = "1."
    DIGIT_BRACKET = "（1）"
    CIRCLED = "①"
    CHAPTER = "第一部分"
    HAN_IS = "一是"
    ORDINAL = "第一，"
    SEQUENCE = "首先，"

    @property
    def level(self) -> int:
        """1–4 for headings; 5 for numbers that only order the sentences of a paragraph."""
        return _LEVELS[self]


_LEVELS = {
    NumberStyle.HAN: 1,
    NumberStyle.CHAPTER: 1,
    NumberStyle.HAN_BRACKET: 2,
    NumberStyle.DIGIT: 3,
    NumberStyle.DIGIT_BRACKET: 4,
    NumberStyle.CIRCLED: 4,
    NumberStyle.HAN_IS: 5,
    NumberStyle.ORDINAL: 5,
    NumberStyle.SEQUENCE: 5,
}


class NumberFault(StrEnum):
    """What is wrong with how a number is written."""

    MISSING_BRACKET = "missing_bracket"
    """“一)” or “(一” with only one bracket."""
    MIXED_BRACKETS = "mixed_brackets"
    """One bracket full, the other half width."""
    COMMA_AFTER_BRACKET = "comma_after_bracket"
    """“(一)、”."""
    COMMA_AFTER_DIGIT = "comma_after_digit"
    """“1、”; the standard form is “1.”."""
    WRONG_MARK = "wrong_mark"
    """“一.” or “一，” instead of “一、”."""
    BLANK_AFTER = "blank_after"
    """A blank between number and heading."""


@dataclass(frozen=True, slots=True)
class HeadingNumber:
    """A number at the start of a line or sentence.

    Attributes:
        style: How it is written.
        value: Its value, from 1; 0 for 最后 (last).
        label: The number as written, without blanks around it.
        start: Offset of the label.
        end: Offset of what follows, blanks skipped.
        faults: What is wrong with how it is written.
    """

    style: NumberStyle
    value: int
    label: str
    start: int
    end: int
    faults: tuple[NumberFault, ...] = ()

    @property
    def level(self) -> int:
        """1–4 for headings, 5 for numbers inside a paragraph."""
        return self.style.level


_HAN = "一二三四五六七八九十"
_HAN_NUMBER = f"[{_HAN}]{{1,3}}"
_HAN_VALUES = {character: value for value, character in enumerate(_HAN, start=1)}

_NUMBER = re.compile(
    rf"""[ \t\u00a0\u3000]*(?:
      (?P<bracket>(?P<open>[(（〔])?[ ]?(?P<in>{_HAN_NUMBER}|\d{{1,2}})[ ]?(?P<close>[)）〕])
          (?P<after_bracket>[、.．,，])?)
    | (?P<unclosed>[(（](?P<unclosed_in>{_HAN_NUMBER})[、.．])
    | (?P<chapter>第(?P<chapter_in>{_HAN_NUMBER}|\d{{1,2}})(?:部分|章|节|篇))
    | (?P<ordinal>第(?P<ordinal_in>{_HAN_NUMBER})(?:是|[,，、:：]))
    | (?P<is>(?P<is_in>{_HAN_NUMBER})(?:是(?!否)|则))
    | (?P<han>(?P<han_in>{_HAN_NUMBER})[ ]?(?P<han_mark>[、.．,，:：]))(?![{_HAN}][、级类线季])
    | (?P<digit>(?P<digit_in>\d{{1,2}})[ ]?(?P<digit_mark>[.．、]))(?!\d(?!\d?月))
    | (?P<circled>[①-⑳㈠-㈩⑴-⒇⒈-⒛❶-❿])(?P<after_circled>[、.．])?
    | (?P<sequence>首先|其次|再次|最后)(?=[,，是要])
    )(?P<blank>[ \t\u00a0\u3000]*)""",
    re.VERBOSE,
)

_SYMBOLS: tuple[tuple[str, int, NumberStyle], ...] = (
    ("①", 20, NumberStyle.CIRCLED),
    ("㈠", 10, NumberStyle.HAN_BRACKET),
    ("⑴", 20, NumberStyle.DIGIT_BRACKET),
    ("⒈", 20, NumberStyle.DIGIT),
    ("❶", 10, NumberStyle.CIRCLED),
)
_SEQUENCE = {"首先": 1, "其次": 2, "再次": 3, "最后": 0}
_FIRST = frozenset(" \t\u00a0\u3000(（〔第首其再最0123456789" + _HAN)


def read_number(line: str, start: int = 0) -> HeadingNumber | None:
    """The number at `start` of `line`, or None; blanks in front of it are skipped.

    Both widths and broken forms (“一)”, “(三）”, “1、”) are read; the faults are named. A decimal
    (“3.5”), a year or “一、二级” is no number of a heading.
    """
    if start >= len(line):
        return None
    first = line[start]
    if first not in _FIRST and not ("①" <= first <= "❿" or "㈠" <= first <= "㈩"):
        return None
    match = _NUMBER.match(line, start)
    if match is None:
        return None
    if match["bracket"] is not None:
        return _bracketed(match)
    if match["unclosed"] is not None:
        value = han_value(match["unclosed_in"])
        faults = (NumberFault.MISSING_BRACKET,)
        return _number(match, NumberStyle.HAN_BRACKET, value, faults, match["unclosed"])
    return _plain(match)


def han_value(numeral: str) -> int:
    """The value of a numeral of 一 to 九十九, or of ASCII digits; 0 when it is none."""
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _HAN_VALUES.get(numeral, 0)
    if tens and tens not in _HAN_VALUES:
        return 0
    return (_HAN_VALUES[tens] if tens else 1) * 10 + (_HAN_VALUES.get(ones, 0) if ones else 0)


def han_numeral(value: int) -> str:
    """The Chinese numeral of 1 to 99; the digits for other values."""
    if not 0 < value < 100:  # noqa: PLR2004 - the range of the numerals
        return str(value)
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _HAN[tens - 1] + "十"
    return head + (_HAN[ones - 1] if ones else "")


def _bracketed(match: re.Match[str]) -> HeadingNumber | None:
    inside, opening, closing = match["in"], match["open"], match["close"]
    value = han_value(inside)
    if value == 0:
        return None
    style = NumberStyle.DIGIT_BRACKET if inside[0].isdigit() else NumberStyle.HAN_BRACKET
    faults = []
    if opening is None:
        faults.append(NumberFault.MISSING_BRACKET)
    elif (opening == "(") != (closing == ")"):
        faults.append(NumberFault.MIXED_BRACKETS)
    if match["after_bracket"]:
        faults.append(NumberFault.COMMA_AFTER_BRACKET)
    return _number(match, style, value, tuple(faults), match["bracket"])


def _plain(match: re.Match[str]) -> HeadingNumber | None:
    for group, style in (
        ("chapter", NumberStyle.CHAPTER),
        ("ordinal", NumberStyle.ORDINAL),
        ("is", NumberStyle.HAN_IS),
    ):
        if match[group] is not None:
            value = han_value(match[f"{group}_in"])
            return _number(match, style, value, (), match[group]) if value else None
    if match["han"] is not None:
        value = han_value(match["han_in"])
        faults = () if match["han_mark"] == "、" else (NumberFault.WRONG_MARK,)
        return _number(match, NumberStyle.HAN, value, faults, match["han"]) if value else None
    if match["digit"] is not None:
        value = int(match["digit_in"])
        faults = (NumberFault.COMMA_AFTER_DIGIT,) if match["digit_mark"] == "、" else ()
        return _number(match, NumberStyle.DIGIT, value, faults, match["digit"]) if value else None
    if match["circled"] is not None:
        return _symbol(match)
    value = _SEQUENCE[match["sequence"]]
    return _number(match, NumberStyle.SEQUENCE, value, (), match["sequence"])


def _symbol(match: re.Match[str]) -> HeadingNumber:
    character = match["circled"]
    faults = (NumberFault.COMMA_AFTER_BRACKET,) if match["after_circled"] else ()
    label = character + (match["after_circled"] or "")
    for first, count, style in _SYMBOLS:
        value = ord(character) - ord(first) + 1
        if 1 <= value <= count:
            return _number(match, style, value, faults, label)
    raise AssertionError(character)  # the pattern allows only the symbols above


def _number(
    match: re.Match[str],
    style: NumberStyle,
    value: int,
    faults: tuple[NumberFault, ...],
    label: str,
) -> HeadingNumber:
    end = match.end()
    if match["blank"] and style.level <= 4:  # noqa: PLR2004 - headings only
        faults += (NumberFault.BLANK_AFTER,)
    start = end - len(match["blank"]) - len(label)
    return HeadingNumber(style, value, label, start, end, faults)
