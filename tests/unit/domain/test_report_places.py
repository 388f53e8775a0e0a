"""Places in a report: spans, paragraphs, sections, roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reviewer.domain.report import Report, ReportFacts, RoleSpan, Section, SectionRole
from reviewer.domain.span import Span

TEXT = "标题\n一、举措\n(一)权责清单。公开𠮷126项。\n二、不足\n还有差距。"


@pytest.fixture
def sectioned(make_report: Callable[[str], Report]) -> Report:
    measures, shortcomings = TEXT.index("一、举措"), TEXT.index("二、不足")
    first = TEXT.index("(一)")

    def section(start: int, end: int, heading: str, parent: int | None) -> Section:
        place = Span(start, start + len(heading))
        level = 1 if parent is None else 2
        return Section(level, "", heading, place, Span(start, end), SectionRole.MEASURES, parent)

    return replace(
        make_report(TEXT),
        sections=(
            section(measures, shortcomings - 1, "一、举措", None),
            section(first, shortcomings - 1, "(一)权责清单", 0),
            section(shortcomings, len(TEXT), "二、不足", None),
        ),
        role_spans=(
            RoleSpan(Span(0, measures), SectionRole.PREAMBLE),
            RoleSpan(Span(measures, shortcomings), SectionRole.MEASURES),
            RoleSpan(Span(shortcomings, len(TEXT)), SectionRole.SHORTCOMINGS),
        ),
    )


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_that_is_no_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_span_counts_code_points() -> None:
    span = Span(2, 3)

    assert span.of("公开𠮷126项") == "𠮷"
    assert len(span) == 1


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 5).contains(Span(3, 5))
    assert not Span(0, 4).contains(Span(3, 5))


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("标题", SectionRole.PREAMBLE),
        ("公开", SectionRole.MEASURES),
        ("差距", SectionRole.SHORTCOMINGS),
    ],
)
def test_the_role_of_a_place_is_that_of_its_stretch(
    sectioned: Report, words: str, role: SectionRole
) -> None:
    assert sectioned.role_at(TEXT.index(words)) is role


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("标题", None),
        ("举措", "一、举措"),
        ("公开", "(一)权责清单"),
        ("二、", "二、不足"),
        ("差距", "二、不足"),
    ],
)
def test_the_section_of_a_place_is_the_deepest_around_it(
    sectioned: Report, words: str, heading: str | None
) -> None:
    section = sectioned.section_at(TEXT.index(words))

    assert (section.heading if section else None) == heading


@pytest.mark.parametrize(("offset", "number"), [(0, 1), (2, 1), (3, 2), (len(TEXT), 5)])
def test_the_paragraph_of_a_place_is_its_line(sectioned: Report, offset: int, number: int) -> None:
    assert sectioned.paragraph_at(offset).number == number


def test_an_empty_report_has_a_role_but_no_paragraph() -> None:
    empty = Report("a.txt", "", "txt", None, "", (), (), (), ReportFacts())

    assert empty.role_at(0) is SectionRole.PREAMBLE
    assert empty.section_at(0) is None
    with pytest.raises(IndexError):
        empty.paragraph_at(0)
