"""The text objects of one OFD page, with their places.

Places are in millimetres from the upper left corner there; pieces count from the lower left.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from reviewer.readers.columns import Piece

_NO_TURN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FARTHEST = 1e5
_DESCENT = 0.12
_WIDE_GAP = 2.0
_NEAR_GAP = 0.7
_WORD_GAP = 0.25
_USUAL_SIZE = 4.2
_MANY_DRAWINGS = 25


@dataclass(slots=True)
class PageText:
    """The text of a page.

    Attributes:
        width: In millimetres.
        height: In millimetres.
        pieces: Runs of text in the order of the file; what touches is one piece.
        template: Those of the page's templates.
        has_picture: Whether there is a picture, or as many drawings as text turned into outlines.
        objects: Number of elements looked at.
    """

    width: float
    height: float
    pieces: list[Piece] = field(default_factory=list)
    template: list[Piece] = field(default_factory=list)
    has_picture: bool = False
    objects: int = 0


def read_page(root: etree._Element, box: tuple[float, float, float, float]) -> PageText:
    """The text of a page or template.

    Args:
        root: The root of its contents.
        box: Left, top, width and height of the page.
    """
    page = PageText(box[2], box[3])
    runs: list[Piece] = []
    drawings = 0
    for element in root.iter(etree.Element):
        page.objects += 1
        name = local_name(element)
        drawings += name == "PathObject"
        if name == "ImageObject" or drawings > _MANY_DRAWINGS:
            page.has_picture = True
        if name == "TextObject":
            runs += _runs(element, box)
    page.pieces = _merged(runs)
    return page


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that name, in any namespace."""
    return (child for child in element.iterchildren(etree.Element) if local_name(child) == name)


def first_child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of that name, or None."""
    return next(children(element, name), None)


def sizes_of(
    text: str | None, otherwise: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Left, top, width and height as written in a box; `otherwise` when that is no box."""
    numbers = _numbers(text)
    if len(numbers) < len(otherwise) or numbers[2] <= 0 or numbers[3] <= 0:
        return otherwise
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _runs(element: etree._Element, page: tuple[float, float, float, float]) -> Iterator[Piece]:
    """The runs of a text object, parted at wide gaps."""
    boundary = (*_numbers(element.get("Boundary")), 0.0, 0.0)
    turn = _numbers(element.get("CTM"))
    a, b, c, d, e, f = turn if len(turn) == len(_NO_TURN) else _NO_TURN
    size = _number(element.get("Size"), _USUAL_SIZE) or _USUAL_SIZE
    across = _number(element.get("HScale"), 1.0) or 1.0
    stretch = math.hypot(a, b) or 1.0
    height = abs(size) * (math.hypot(c, d) or 1.0)
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = "".join(map(str, code.itertext())).strip("\r\n")
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        if not text.strip():
            continue
        left = boundary[0] + a * x + c * y + e - page[0]
        bottom = page[3] - (boundary[1] + b * x + d * y + f - page[1]) - _DESCENT * height
        steps = _steps(text, code.get("DeltaX"), size * across)
        for start, end, begin, stop in _parts(text, steps, size * across):
            yield Piece(
                text[start:end].strip(),
                left + begin * stretch,
                bottom,
                left + stop * stretch,
                bottom + height,
            )


def _parts(text: str, steps: Sequence[float], em: float) -> Iterator[tuple[int, int, float, float]]:
    """First and last index, left and right of what stands together in a run."""
    place = begin = 0.0
    start = 0
    for index, step in enumerate(steps):
        width = em * (0.5 if text[index].isascii() else 1.0)
        is_last = index == len(steps) - 1
        if is_last or step - width > _WIDE_GAP * em:
            if text[start : index + 1].strip():
                yield start, index + 1, begin, place + width
            start, begin = index + 1, place + step
        place += step


def _steps(text: str, deltas: str | None, em: float) -> list[float]:
    """How far each character moves the pen; the last one by its width."""
    usual = [em * (0.5 if character.isascii() else 1.0) for character in text]
    given = list(islice(_expanded(deltas or ""), max(len(text) - 1, 0)))
    return given + usual[len(given) :]


def _expanded(deltas: str) -> Iterator[float]:
    """The numbers of a list in which `g 3 1.5` stands for three times 1.5."""
    words = iter(deltas.split())
    for word in words:
        if word != "g":
            yield _number(word, 0.0)
            continue
        count, value = _number(next(words, None), 0.0), _number(next(words, None), 0.0)
        for _ in range(int(count)):
            yield value


def _merged(runs: Sequence[Piece]) -> list[Piece]:
    """The runs, where one that touches the one in front of it becomes part of that.

    Some programs write every character by itself, and some write text twice for a bold look.
    """
    texts: list[list[str]] = []
    merged: list[Piece] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last is None or abs(run.middle - last.middle) > 0.3 * last.height:
            texts.append([run.text])
            merged.append(run)
            continue
        em = last.height
        if abs(run.left - last.left) < 0.2 * em and run.text == texts[-1][-1]:
            continue
        gap = run.left - last.right
        if not -0.5 * em < gap < _NEAR_GAP * em:
            texts.append([run.text])
            merged.append(run)
            continue
        is_words = gap > _WORD_GAP * em and _are_letters(texts[-1][-1][-1] + run.text[0])
        texts[-1].append(" " + run.text if is_words else run.text)
        merged[-1] = Piece("", last.left, last.bottom, run.right, last.top)
    return [
        Piece("".join(parts), piece.left, piece.bottom, piece.right, piece.top)
        for parts, piece in zip(texts, merged, strict=True)
    ]


def _are_letters(text: str) -> bool:
    return text.isascii() and text.isalpha()


def _numbers(text: str | None) -> tuple[float, ...]:
    return tuple(_number(word, 0.0) for word in (text or "").split()[:6])


def _number(text: str | None, otherwise: float) -> float:
    """A number that can be a place; `otherwise` where there is none."""
    try:
        number = float(text or "")
    except ValueError:
        return otherwise
    return number if abs(number) < _FARTHEST else otherwise  # False for what is not a number
