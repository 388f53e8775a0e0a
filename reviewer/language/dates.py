"""Dates and years in digits and in Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_ZERO = "〇○零Ｏ０O0"
_DIGITS = {character: str(value) for value, character in enumerate("一二三四五六七八九", start=1)}
_DIGITS.update(dict.fromkeys(_ZERO, "0"))
_DIGITS.update({chr(0xFF10 + value): str(value) for value in range(10)})
_DIGITS.update({str(value): str(value) for value in range(10)})

_HAN_YEAR = "[一二][〇○零Ｏ０O0九][〇○零Ｏ０O0一二三四五六七八九]{2}"
_HAN_DAY = "[一二三四五六七八九十]{1,3}"
_YEAR = r"(?:19|20)\d{2}"

_DATE = re.compile(
    rf"""(?<![\d.])(?:
      (?P<year>{_YEAR})\s?(?:年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?[日号]
        | (?P<mark>[-/.])(?P<month2>\d{{1,2}})(?P=mark)(?P<day2>\d{{1,2}})(?![\d]))
    | (?P<han_year>{_HAN_YEAR})年(?P<han_month>{_HAN_DAY})月(?P<han_day>{_HAN_DAY})[日号]
    | (?P<day3>\d{{1,2}})\.(?P<month3>\d{{1,2}})\.(?P<year3>{_YEAR})(?![\d])
    )""",
    re.VERBOSE,
)

_YEARS = re.compile(
    rf"""(?<!\d)(?:(?P<digits>{_YEAR})|(?P<han>{_HAN_YEAR}))\s?
    (?:年?\s?[-—–－~～至到]+\s?(?P<last>{_YEAR})(?!\d)(?:\s?年)?|年(?!级))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date in a text.

    Attributes:
        start: Offset of its first character.
        end: One past its last character; a time of day is not included.
        value: The date.
    """

    start: int
    end: int
    value: date


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A year in a text.

    Attributes:
        start: Offset of its first character.
        end: One past its last character (“年” included).
        value: The year; the first one of a range.
        last: The last year of a range (2021—2025年), else None.
    """

    start: int
    end: int
    value: int
    last: int | None = None


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every full date, in order.

    Read are 2022年1月10日 (blanks allowed), 2022-01-10, 2022/1/10, 2022.1.10, 10.01.2022 and
    二〇二二年一月十日 with any of the zeros in use. Impossible dates are left out.
    """
    for match in _DATE.finditer(text):
        value = _date_of(match)
        if value is not None:
            yield FoundDate(match.start(), match.end(), value)


def first_date(text: str) -> date | None:
    """The first full date of `text`, or None."""
    for found in find_dates(text):
        return found.value
    return None


def find_years(text: str) -> Iterator[FoundYear]:
    """Every year that is written with 年 or as a range, in order.

    A range such as 2021—2025年 or 2015-2020 is one entry with `last` set.
    """
    for match in _YEARS.finditer(text):
        value = int(match["digits"]) if match["digits"] else year_value(match["han"])
        last = int(match["last"]) if match["last"] else None
        if last is not None and last <= value:
            last = None
        yield FoundYear(match.start(), match.end(), value, last)


def year_value(numeral: str) -> int:
    """The year of four digits, half or full width or Chinese (二〇二二).

    Raises:
        ValueError: `numeral` is no such year.
    """
    digits = "".join(_DIGITS.get(character, "?") for character in numeral)
    if len(digits) != 4 or "?" in digits:  # noqa: PLR2004 - digits of a year
        raise ValueError(f"not a year: {numeral}")
    return int(digits)


def _date_of(match: re.Match[str]) -> date | None:
    if match["han_year"]:
        parts = (
            year_value(match["han_year"]),
            _small_number(match["han_month"]),
            _small_number(match["han_day"]),
        )
    else:
        year = match["year"] or match["year3"]
        month = match["month"] or match["month2"] or match["month3"]
        day = match["day"] or match["day2"] or match["day3"]
        parts = (int(year), int(month), int(day))
    try:
        return date(*parts)
    except ValueError:
        return None


def _small_number(numeral: str) -> int:
    """The value of 一 to 三十一; 0 when it is none."""
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return int(_DIGITS[numeral]) if len(numeral) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)
