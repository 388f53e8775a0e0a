"""The sheet of problems beyond the checklist."""

from __future__ import annotations

from reviewer.domain.problem import Problem
from reviewer.domain.review import Review
from reviewer.export.item_texts import passage_at
from reviewer.export.sheet_writer import SheetWriter

HEADINGS = ("序号", "类型", "原文", "位置(段)", "建议", "是否采纳")
WIDTHS = (6, 11, 58, 24, 58, 12)
ADOPTION_COLUMN = 5
ADOPTION_CHOICES = ("采纳", "不采纳")
WHOLE_DOCUMENT = "全文"
NO_PROBLEMS = "未发现评审表之外的问题"

_KIND_LABELS = {
    "numbering": "序号",
    "year": "年度",
    "punctuation": "标点",
    "template": "模板残留",
    "wording": "文字表述",
    "name": "名称",
    "number": "数字",
    "structure": "结构",
    "title": "标题",
    "secrecy": "敏感信息",
    "personal": "个人信息",
}
_LEAST_HEIGHT = 24.0
_CENTRED = (0, 1, 3)


def kind_label(kind: str) -> str:
    """The Chinese word for a kind of problem; the kind itself where there is none yet."""
    return _KIND_LABELS.get(kind, kind)


def problem_row(index: int) -> int:
    """The 0-based row of the problem with that index."""
    return index + 1


def write_problems(writer: SheetWriter, review: Review) -> int:
    """Writes the whole sheet and gives its last row."""
    for column, heading in enumerate(HEADINGS):
        writer.text(0, column, heading, "boxed", "heading")
    writer.height(0, 26)
    if not review.problems:
        writer.merged(1, 0, len(WIDTHS) - 1, NO_PROBLEMS, "boxed", "grey")
        writer.height(1, _LEAST_HEIGHT)
        return 1
    for index, problem in enumerate(review.problems):
        _write_problem(writer, review, index, problem)
    last = problem_row(len(review.problems) - 1)
    writer.sheet.data_validation(
        1,
        ADOPTION_COLUMN,
        last,
        ADOPTION_COLUMN,
        {
            "validate": "list",
            "source": list(ADOPTION_CHOICES),
            "error_title": "是否采纳",
            "error_message": "请从下拉列表中选择。",
        },
    )
    return last


def _write_problem(writer: SheetWriter, review: Review, index: int, problem: Problem) -> None:
    row = problem_row(index)
    texts = (kind_label(problem.kind), problem.text, _position(review, problem), problem.message)
    writer.number(row, 0, index + 1, "boxed", "points")
    for column, text in enumerate(texts, start=1):
        traits = ("boxed", "centre") if column in _CENTRED else ("boxed",)
        writer.text(row, column, text, *traits)
    writer.text(row, ADOPTION_COLUMN, "", "boxed", "input", "centre")
    cells = ((text, writer.units(column)) for column, text in enumerate(texts, start=1))
    writer.height(row, max(writer.height_of(cells), _LEAST_HEIGHT))


def _position(review: Review, problem: Problem) -> str:
    if problem.span is None:
        return WHOLE_DOCUMENT
    place = passage_at(review.report, problem.span)
    section = f"{place.section}\n" if place.section else ""
    return f"{section}第{place.paragraph}段"
