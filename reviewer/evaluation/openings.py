"""How well the readers read the openings of documents: kind, year, unit, title, date, furniture."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.domain.report import Report, ReportKind
from reviewer.errors import ReviewerError
from reviewer.language.names import is_pronoun
from reviewer.workflow import read_pasted

_KINDS = {"report": ReportKind.ANNUAL_REPORT, "near_miss": ReportKind.OTHER}


@dataclass(frozen=True, slots=True)
class Tally:
    """A share.

    Attributes:
        right: Openings read right.
        of: Openings judged.
    """

    right: int
    of: int

    @property
    def share(self) -> float:
        """Right / judged; 1 where nothing was judged."""
        return self.right / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One fact read wrong: the opening, the fact, what was expected and what was read."""

    opening: str
    fact: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class OpeningsResult:
    """The figures over a file of openings.

    Attributes:
        kind: Kinds; borderline openings are not judged and `unsure` is wrong.
        year: Report years of annual reports.
        unit: Units, over openings with a unit or an official short form (not 我局); either is
            right.
        title: Titles, without white space; null must be null.
        published: Dates; null must be null.
        published_given: Dates where one is given.
        furniture_right: Furniture lines set aside.
        furniture_found: Lines set aside; 文号 lines count neither way.
        furniture_expected: Furniture lines there are.
        misses: Every fact that was read wrong.
    """

    kind: Tally
    year: Tally
    unit: Tally
    title: Tally
    published: Tally
    published_given: Tally
    furniture_right: int
    furniture_found: int
    furniture_expected: int
    misses: tuple[Miss, ...]

    @property
    def furniture_f1(self) -> float:
        """F1 of the lines set aside over all openings together."""
        both = self.furniture_found + self.furniture_expected
        return 2 * self.furniture_right / both if both else 1.0

    def lines(self) -> Iterator[str]:
        """The figures as lines to print."""
        for name, tally in self.tallies().items():
            yield f"{name:<18} {tally.share:6.3f}  {tally.right}/{tally.of}"
        yield (
            f"{'furniture F1':<18} {self.furniture_f1:6.3f}  {self.furniture_right} right, "
            f"{self.furniture_found} set aside, {self.furniture_expected} expected"
        )

    def tallies(self) -> dict[str, Tally]:
        """The shares by name, in the order shown."""
        return {
            "kind": self.kind,
            "year": self.year,
            "unit": self.unit,
            "title": self.title,
            "published": self.published,
            "published (given)": self.published_given,
        }


def evaluate_openings(path: Path) -> OpeningsResult:
    """Reads every opening of a JSON-lines file and compares its facts.

    Raises:
        ReviewerError: The file is no file of openings.
        OSError: It cannot be read.
    """
    counts = _Counts()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            opening = json.loads(line)
            report = read_pasted(opening["text"], opening["id"])
            counts.add(opening, report)
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ReviewerError(f"“{path.name}”第 {number} 行不是开头样本：{error}") from error
    return counts.result()


class _Counts:
    """The counts while openings are read."""

    def __init__(self) -> None:
        self._tallies: dict[str, list[int]] = {}
        self._furniture = [0, 0, 0]
        self._misses: list[Miss] = []

    def add(self, opening: Mapping[str, Any], report: Report) -> None:
        """Counts one opening."""
        facts, name = report.facts, str(opening["id"])
        if not opening["borderline"]:
            expected = _KINDS[opening["kind"]]
            self._count(name, "kind", expected, facts.kind, is_right=facts.kind is expected)
        if opening["kind"] == "report":
            year = facts.report_year.value if facts.report_year else None
            expected_year = opening["report_year"]
            self._count(name, "year", expected_year, year, is_right=year == expected_year)
        units = {_bare(opening[key]) for key in ("unit", "unit_short")} - {""}
        units = {unit for unit in units if not is_pronoun(unit)}
        if units:
            unit = facts.unit.value if facts.unit else ""
            self._count(name, "unit", units, unit, is_right=_bare(unit) in units)
        title = facts.title.value if facts.title else ""
        is_right = _bare(title) == _bare(opening["title"])
        self._count(name, "title", opening["title"], title, is_right=is_right)
        found = facts.published.isoformat() if facts.published else None
        expected_date = opening["published"]
        self._count(name, "published", expected_date, found, is_right=found == expected_date)
        if expected_date is not None:
            self._tally("given", is_right=found == expected_date)
        self._add_furniture(name, opening, report)

    def result(self) -> OpeningsResult:
        """The figures so far."""

        def tally(fact: str) -> Tally:
            right, of = self._tallies.get(fact, [0, 0])
            return Tally(right, of)

        return OpeningsResult(
            kind=tally("kind"),
            year=tally("year"),
            unit=tally("unit"),
            title=tally("title"),
            published=tally("published"),
            published_given=tally("given"),
            furniture_right=self._furniture[0],
            furniture_found=self._furniture[1],
            furniture_expected=self._furniture[2],
            misses=tuple(self._misses),
        )

    def _add_furniture(self, name: str, opening: Mapping[str, Any], report: Report) -> None:
        number = report.facts.document_number
        ignored = {_bare(number.value)} if number is not None else set()
        expected = [_bare(line) for line in opening["furniture"]]
        expected = [line for line in expected if line and line not in ignored]
        found = [_bare(entry.text) for entry in report.furniture]
        found = [line for line in found if line not in ignored]
        left = list(expected)
        for line in found:
            if line in left:
                left.remove(line)
                self._furniture[0] += 1
            else:
                self._misses.append(Miss(name, "furniture", "", line))
        self._misses.extend(Miss(name, "furniture", line, "") for line in left)
        self._furniture[1] += len(found)
        self._furniture[2] += len(expected)

    def _count(
        self, name: str, fact: str, expected: object, found: object, *, is_right: bool
    ) -> None:
        self._tally(fact, is_right=is_right)
        if not is_right:
            self._misses.append(Miss(name, fact, str(expected), str(found)))

    def _tally(self, fact: str, *, is_right: bool) -> None:
        tally = self._tallies.setdefault(fact, [0, 0])
        tally[0] += is_right
        tally[1] += 1


def _bare(value: str | None) -> str:
    return "".join(value.split()) if value else ""
