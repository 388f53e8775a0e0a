"""Evidence is a passage of the text itself: whole clauses, short, each passage once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.detection.evidence import MAX_PIECES, evidence_of
from reviewer.detection.judgement import PlaceFound
from reviewer.detection.reading import ReportReading
from reviewer.domain.checklist import ChecklistItem, Rule
from reviewer.domain.finding import MAX_EVIDENCE_LENGTH, Finding
from reviewer.domain.report import Report, SectionRole

LIST = Rule("list.made", "清单", patterns=("权责清单",))
MEASURES = SectionRole.MEASURES
Judge = Callable[..., Finding]
MakeItem = Callable[..., ChecklistItem]
MakeReport = Callable[..., Report]


def first(judge: Judge, item: ChecklistItem, text: str) -> str:
    return judge(item, (MEASURES, text)).evidence[0].text


WHOLE = [
    ("我局公布权责清单。", "我局公布权责清单"),
    ("我局学法；公布权责清单126项；普法。", "公布权责清单126项"),
    ("一是公布权责清单，二是普法。", "一是公布权责清单，二是普法"),
    (
        "对照新法逐条清理现有职权事项，公布权责清单。召开会议。",
        "对照新法逐条清理现有职权事项，公布权责清单",
    ),
    ("我局“权责清单”共126项。", "我局“权责清单”共126项"),
    ("公布“权责清单”。", "公布“权责清单”"),
    ("“权责清单”公布。", "“权责清单”公布"),
    ('公布"权责清单"。', '公布"权责清单"'),
    ('"权责清单"公布。', '"权责清单"公布'),
    (
        '他说"学法"，"权责清单"已公布，"普法"也已开展。',
        '他说"学法"，"权责清单"已公布，"普法"也已开展',
    ),
    ("我局 公布 权责 清单 126 项。", "我局 公布 权责 清单 126 项"),
    ("我局𠮷林县公布权责清单。", "我局𠮷林县公布权责清单"),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_evidence_is_made_of_whole_clauses(
    judge: Judge, make_item: MakeItem, text: str, expected: str
) -> None:
    assert first(judge, make_item(LIST), text) == expected


def test_evidence_never_exceeds_its_length(judge: Judge, make_item: MakeItem) -> None:
    text = first(judge, make_item(LIST), "甲" * 400 + "公布权责清单" + "乙" * 400)

    assert len(text) == MAX_EVIDENCE_LENGTH
    assert "权责清单" in text


def test_a_long_clause_is_cut_behind_what_was_found(judge: Judge, make_item: MakeItem) -> None:
    text = first(judge, make_item(LIST), "公布权责清单" + "乙" * 400)

    assert text.startswith("公布权责清单")
    assert len(text) == MAX_EVIDENCE_LENGTH


def test_evidence_says_where_it_stands(judge: Judge, make_item: MakeItem) -> None:
    (evidence,) = judge(make_item(LIST), (MEASURES, "我局学法。\n公布权责清单126项。")).evidence

    assert evidence.section == "一、主要举措和成效"
    assert evidence.paragraph == 4
    assert evidence.role is MEASURES
    assert evidence.rule == "list.made"


def test_each_passage_is_shown_once(judge: Judge, make_item: MakeItem) -> None:
    again = Rule("list.again", "清单", patterns=("公布权责清单",))

    finding = judge(make_item(LIST, again), (MEASURES, "我局公布权责清单126项。"))

    assert len(finding.evidence) == 1


def test_only_so_many_pieces_are_shown(judge: Judge, make_item: MakeItem) -> None:
    finding = judge(make_item(LIST), (MEASURES, "公布权责清单126项。\n" * 20 + "我局学法。"))

    assert len(finding.evidence) == MAX_PIECES


def test_absent_has_no_evidence_and_no_strength(judge: Judge, make_item: MakeItem) -> None:
    finding = judge(make_item(LIST), (MEASURES, "我局学法。"))

    assert finding.evidence == ()
    assert finding.strength == 0


@settings(deadline=None)
@given(
    st.text(alphabet="权责清单公布，。；：“”（） 　\n𠮷件12甲乙", min_size=1, max_size=400),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 40)), min_size=1, max_size=8),
)
def test_evidence_lies_inside_the_text_whatever_was_found(
    text: str, found: list[tuple[int, int]]
) -> None:
    report = _plain_report(text)
    reading = ReportReading(report)
    length = len(reading.text)
    places = [
        PlaceFound(start, min(start + size, length), "rule")
        for start, size in found
        if start < length
    ]

    pieces = evidence_of(places, reading)

    assert len(pieces) <= MAX_PIECES
    for piece in pieces:
        assert 0 <= piece.span.start < piece.span.end <= len(report.text)
        assert piece.text == piece.span.of(report.text)
        assert len(piece.text) <= MAX_EVIDENCE_LENGTH
    spans = [piece.span for piece in pieces]
    assert not any(a.overlaps(b) for i, a in enumerate(spans) for b in spans[i + 1 :])


def _plain_report(text: str) -> Report:
    from reviewer.readers.read import read_pasted  # noqa: PLC0415 - only this test reads

    return read_pasted("青禾县水务局2024年法治政府建设年度报告\n" + text)
