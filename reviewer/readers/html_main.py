"""Finds the text itself on a web page, and its title."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from reviewer.language.dates import find_dates
from reviewer.language.names import is_unit_name
from reviewer.readers.html_lines import HtmlContainer, HtmlPage
from reviewer.readers.lines import plain_copy
from reviewer.readers.texts import sentence
from reviewer.resources import resource_path

# The element that holds the text holds at least this share of the page's sentences.
_MOST = 0.8
# What stands around it without links, and has few characters, belongs to it: a signature.
_FEW = 200
_HEAD_LINES = 12
_MOST_TITLE_LINES = 4
_LINES_ABOVE = 300
_MOST_HEADINGS = 8
_SHORTEST_TITLE = 8
_SITE_MARKS = re.compile(r"\s*[-_|—–·>]+\s*|\s{2,}")
_GENRE = re.compile("报告|总结|法治|依法行政")


@dataclass(frozen=True, slots=True)
class MainText:
    """Where the text itself stands on a page.

    Attributes:
        first: Index of its first line.
        end: Index one past its last line.
        title_lines: Indices of lines outside of it that are its title.
        title: A title that no line shows, from the head of the page; else "".
    """

    first: int
    end: int
    title_lines: frozenset[int] = frozenset()
    title: str = ""


def find_main_text(page: HtmlPage) -> MainText:
    """The lines of the text itself: the element with most of the page's sentences."""
    prose = [0, *accumulate(line.prose for line in page.lines)]
    if not page.containers or not prose[-1]:
        return MainText(0, len(page.lines))
    chain = _chain(page.containers, prose)
    known = [index for index in chain if page.containers[index].names & _words()]
    chosen = _widened(page, known[-1] if known else chain[-1])
    container = page.containers[chosen]
    return _with_title(page, container.first, _behind_signature(page, container.end))


def _chain(containers: list[HtmlContainer], prose: list[int]) -> list[int]:
    """The containers around the text, from the outermost to the innermost."""
    least = prose[-1] * _MOST
    chain: list[int] = []
    for index, container in enumerate(containers):
        is_inside = not chain or container.parent == chain[-1]
        if is_inside and prose[container.end] - prose[container.first] >= least:
            chain.append(index)
    return chain or [0]


def _widened(page: HtmlPage, index: int) -> int:
    """The widest container that adds few characters, no links, and no sentences at the end."""
    inner = page.containers[index]
    while inner.parent is not None:
        outer = page.containers[inner.parent]
        behind = page.lines[inner.end : outer.end]
        added = [*page.lines[outer.first : inner.first], *behind]
        if any(line.linked for line in added) or any(line.prose for line in behind):
            break
        if sum(line.hanzi for line in added) > _FEW:
            break
        index, inner = inner.parent, outer
    return index


def _behind_signature(page: HtmlPage, end: int) -> int:
    """One past the lines right behind the text that sign it: names of units, dates."""
    while end < len(page.lines) and not page.lines[end].linked:
        plain = _plain(page.lines[end].text)
        date = next(find_dates(plain), None)
        is_date = date is not None and date.start == 0 and date.end == len(plain)
        if not is_date and not is_unit_name(plain):
            break
        end += 1
    return end


def _with_title(page: HtmlPage, first: int, end: int) -> MainText:
    head = "".join(_plain(line.text) for line in page.lines[first : min(first + _HEAD_LINES, end)])
    candidates = _candidates(page, first)
    if any(candidate in head for candidate in map(_plain, candidates)):
        return MainText(first, end)
    for candidate in candidates:
        lines = _lines_of(page, first, _plain(candidate))
        if lines:
            return MainText(first, end, lines)
    shown = next((text for text in candidates if _GENRE.search(text)), "")
    return MainText(first, end, title=shown)


def _candidates(page: HtmlPage, first: int) -> list[str]:
    """What may be the title, the surest first."""
    found = [page.meta[name] for name in _data()["meta"]["title"] if name in page.meta]
    above = reversed(page.lines[max(first - _LINES_ABOVE, 0) : first])
    found += [line.text.strip() for line in above if line.heading_level][:_MOST_HEADINGS]
    pieces = _SITE_MARKS.split(page.title)
    found += [page.title, *sorted(pieces, key=len, reverse=True)]
    return [text for text in found if len(_plain(text)) >= _SHORTEST_TITLE]


def _lines_of(page: HtmlPage, first: int, title: str) -> frozenset[int]:
    """The lines above the text that spell the title, the nearest to the text."""
    for start in range(first - 1, max(first - _LINES_ABOVE, 0) - 1, -1):
        spelled = ""
        for index in range(start, min(start + _MOST_TITLE_LINES, first)):
            spelled += _plain(page.lines[index].text)
            if spelled == title:
                return frozenset(range(start, index + 1))
            if not title.startswith(spelled):
                break
    return frozenset()


def _plain(text: str) -> str:
    return plain_copy("".join(text.split()))


@cache
def _words() -> frozenset[str]:
    return frozenset(_data()["main"]["containers"])


def labels_of(page: HtmlPage) -> list[str]:
    """What the head of the page says of publication, as lines, where no line shows it."""
    data, shown = _data(), "\n".join(line.text for line in page.lines)
    found = []
    for kind in ("published", "source"):
        value = next((page.meta[name] for name in data["meta"][kind] if name in page.meta), "")
        if value and value[:10] not in shown:
            found.append(sentence("labels", kind, value=value))
    return found


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    with resource_path("dictionaries/html_page.toml").open("rb") as file:
        return tomllib.load(file)
