"""Numbers as word processors write them: 十二, 一百零二, 壹拾贰, 甲, ⑫, xii.

The names of the formats are those of ECMA-376 (`ST_NumberFormat`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "十", "百", "千")
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST = 9_999
_LETTERS = 26


def number_text(number: int, form: str) -> str:
    """The number in a format; in figures where the format is unknown or has no such number."""
    if form == "none":
        return ""
    writer = _WRITERS.get(form)
    if writer is None or not 0 < number <= _LARGEST:
        return str(number)
    return writer(number)


def _counted(digits: str, units: tuple[str, ...], zero: str, *, bare_ten: bool) -> _Writer:
    """A writer with units: 二十三; `bare_ten` gives 十 instead of 一十."""

    def write(number: int) -> str:
        text, has_gap = "", False
        for place in range(len(units) - 1, -1, -1):
            digit = number // 10**place % 10
            if digit == 0:
                has_gap = bool(text)
                continue
            text += (zero if has_gap else "") + digits[digit] + units[place]
            has_gap = False
        is_teen = bare_ten and 10 <= number < 20  # noqa: PLR2004 - 十 to 十九
        return text[1:] if is_teen else text

    return write


def _digit_by_digit(digits: str) -> _Writer:
    return lambda number: "".join(digits[int(figure)] for figure in str(number))


def _row(signs: str) -> _Writer:
    """A writer with a sign for each of the first numbers."""
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _letters(number: int) -> str:
    repeats, letter = divmod(number - 1, _LETTERS)
    return chr(ord("a") + letter) * min(repeats + 1, _LETTERS)


def _roman(number: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        text += sign * count
    return text


def _signs(*ranges: tuple[int, int]) -> str:
    return "".join(chr(code) for first, last in ranges for code in range(first, last + 1))


_Writer = Callable[[int], str]
_CHINESE = _counted(_DIGITS, _UNITS, "零", bare_ten=True)
_LEGAL = _counted(_LEGAL_DIGITS, _LEGAL_UNITS, "零", bare_ten=False)
_CIRCLED = _row(_signs((0x2460, 0x2473), (0x3251, 0x325F), (0x32B1, 0x32BF)))
_FULL_WIDTH = _digit_by_digit("０１２３４５６７８９")

_WRITERS: Mapping[str, _Writer] = {
    "chineseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "chineseLegalSimplified": _LEGAL,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _row(_signs((0x2488, 0x249B))),
    "decimalEnclosedParen": _row(_signs((0x2474, 0x2487))),
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalZero": lambda number: f"{number:02}",
    "ideographDigital": _digit_by_digit(_DIGITS),
    "ideographEnclosedCircle": _row(_signs((0x3280, 0x3289))),
    "ideographTraditional": _row(_STEMS),
    "ideographZodiac": _row(_BRANCHES),
    "japaneseCounting": _CHINESE,
    "japaneseDigitalTenThousand": _digit_by_digit(_DIGITS),
    "koreanDigital2": _digit_by_digit(_DIGITS),
    "lowerLetter": _letters,
    "lowerRoman": _roman,
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": lambda number: f"{number}.",
    "taiwaneseCounting": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "upperLetter": lambda number: _letters(number).upper(),
    "upperRoman": lambda number: _roman(number).upper(),
}
