"""No text makes detection fail, and what it gives always lies inside the text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.checklists.load import builtin_checklist
from reviewer.checks.check import check
from reviewer.detection.detector import Detector
from reviewer.detection.evidence import MAX_PIECES
from reviewer.domain.finding import MAX_EVIDENCE_LENGTH, Finding
from reviewer.domain.report import Report
from reviewer.domain.verdict import Verdict
from reviewer.errors import ReviewerError
from reviewer.readers.read import read_pasted

DETECTOR = Detector(builtin_checklist())
WITHOUT_EVIDENCE = (Verdict.ABSENT, Verdict.MANUAL, Verdict.NOT_APPLICABLE)

WORDS = (
    *"我局将要求企业制定尚未落实公布印发学习《》〈〉“”‘’（）()[]〔〕，。；：、！？,.;:",
    *"\n\n 　\u00a0\u200b\ufeff\t１２3件起项次%％年月日零〇𠮷😀\U0001f468\u200d\u2695\ufe0f",
    *("一、主要举措和成效\n", "二、存在的不足\n", "三、下一年度安排\n", "（一）", "1.", "一是"),
    *("2024年", "2023年", "二〇二四年", "全年", "下一步，", "去年", "省厅要求", "督促企业"),
    *("权责清单", "法律顾问", "行政执法公示", "双随机、一公开", "习近平法治思想", "行政复议案件"),
    *("局长", "无", "零", "58.6万元", "1.3万余条", "12345", "〔2024〕12号", "主要原因是", "不到位"),
)
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=120).map("".join)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
TEXTS = st.one_of(SENTENCES, ANYTHING, st.tuples(SENTENCES, ANYTHING, SENTENCES).map("\n".join))
RELAXED = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def detect(text: str, *, nearest: bool = False) -> tuple[Report, dict[str, Finding]] | None:
    """The report and its findings; None for a text that is refused."""
    try:
        report = read_pasted(text)
    except ReviewerError:
        return None
    return report, DETECTOR.detect(report, check(report), nearest=nearest)


def assert_sound(report: Report, findings: dict[str, Finding]) -> None:
    assert list(findings) == [item.id for item in DETECTOR.checklist.items]
    for finding in findings.values():
        assert 0 <= finding.strength <= 4
        assert all(finding.why)
        assert len(finding.evidence) <= MAX_PIECES
        assert not (finding.evidence and finding.verdict in WITHOUT_EVIDENCE)
        for piece in finding.evidence:
            assert 0 <= piece.span.start < piece.span.end <= len(report.text)
            assert piece.text == report.text[piece.span.start : piece.span.end]
            assert len(piece.text) <= MAX_EVIDENCE_LENGTH
            assert 1 <= piece.paragraph <= len(report.paragraphs)
        for passage in finding.nearest:
            assert passage.text == report.text[passage.span.start : passage.span.end]
            assert 0 < len(passage.text) <= MAX_EVIDENCE_LENGTH


@RELAXED
@given(TEXTS)
def test_no_text_makes_detection_fail(text: str) -> None:
    result = detect(text)

    if result is not None:
        assert_sound(*result)


@settings(RELAXED, max_examples=15)
@given(SENTENCES)
def test_nearest_passages_lie_inside_the_text(text: str) -> None:
    result = detect(text, nearest=True)

    if result is not None:
        assert_sound(*result)


@settings(RELAXED, max_examples=20)
@given(SENTENCES)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    first = detect(text)

    assert first == detect(text)


SIZE = 12_000
HEADINGS = "青禾县水务局2024年法治政府建设年度报告\n一、主要举措和成效\n"
SHAPES = [
    "法",
    "1234567890",
    "12件",
    "12，",
    "，",
    "《",
    "》",
    "《条例》",
    "—",
    "“",
    "𠮷😀",
    "法律顾问",
    "行政处罚12件",
    "法律顾问\n",
    "公布权责清单126项。",
    "我局将要求企业制定但尚未落实",
    "我局将，要求企业，制定，但尚未，落实，",
    "督促企业落实；我局将制定；尚未建立；",
    "2024年1月1日",
    "一、主要举措\n",
    "（一）1.（1）①\n",
    "件\n",
    "二十三",
    "第",
    "〔",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_of_one_piece_over_and_over_is_judged(shape: str) -> None:
    result = detect(HEADINGS + (shape * SIZE)[:SIZE])

    assert result is not None
    assert_sound(*result)


def test_nested_brackets_are_judged() -> None:
    result = detect(HEADINGS + "（" * SIZE + "公布权责清单126项" + "）" * SIZE)

    assert result is not None
    assert_sound(*result)
