"""The head of the main sheet: what was reviewed, on what basis, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import reviewer
from reviewer.domain.review import Review
from reviewer.export.cell_formats import BODY_SIZE, TITLE_SIZE
from reviewer.export.sheet_layout import HEAD_ROW, HEAD_ROWS, TITLE_ROW, WIDTHS
from reviewer.export.sheet_writer import SheetWriter

SHA256_SHOWN = 16
"""Digits of the check sum that are printed; the whole one is on the identity sheet."""

_PAIRS = (((0, 1), (2, 3)), ((4, 4), (5, 9)), ((10, 11), (12, 13)))
"""First and last columns of the label and the value of each pair in a row."""


@dataclass(frozen=True, slots=True)
class HeadField:
    """One labelled value; an empty one is left for the reviewer to fill in."""

    label: str
    value: str


def sheet_title(review: Review) -> str:
    """The title over the table: unit, year, what it is, and which review."""
    facts = review.report.facts
    unit = facts.unit.value if facts.unit else ""
    year = f"{facts.report_year.value}年度" if facts.report_year else ""
    return f"{unit}{year}法治政府建设年度报告评审评分表（{review.stage.value}）"


def head_fields(review: Review) -> tuple[HeadField, ...]:
    """The fields in printed order, three per row."""
    report, facts, checklist = review.report, review.report.facts, review.checklist
    characters, hanzi = report.quality.characters, report.quality.hanzi
    return (
        HeadField("被评单位", facts.unit.value if facts.unit else ""),
        HeadField("报告标题", facts.title.value if facts.title else ""),
        HeadField("报告年度", f"{facts.report_year.value}" if facts.report_year else ""),
        HeadField("文件名", Path(report.path).name or report.path),
        HeadField("评审依据清单及版本", f"{checklist.name}（{checklist.id}）{checklist.version}"),
        HeadField("公开日期", facts.published.isoformat() if facts.published else ""),
        HeadField("评审人", "、".join(_reviewers(review))),
        HeadField(
            "规则版本/程序版本",
            f"规则 {checklist.version}（{checklist.sha256[:8]}）/ 程序 {reviewer.__version__}",
        ),
        HeadField("评审日期", _review_date(review)),
        HeadField("正文字数", f"{characters}（其中汉字 {hanzi}）" if characters else ""),
        HeadField("报送日期(人工填)", ""),
        HeadField("文件sha256", report.sha256[:SHA256_SHOWN]),
    )


def write_head(writer: SheetWriter, review: Review) -> None:
    """Writes title and fields, and sets their rows' heights."""
    last = len(WIDTHS) - 1
    title = sheet_title(review)
    writer.merged(TITLE_ROW, 0, last, title, "title", "centre")
    title_units = writer.units(0, last, TITLE_SIZE)
    writer.height(TITLE_ROW, writer.height_of([(title, title_units)], TITLE_SIZE) + 4)
    fields = head_fields(review)
    for index in range(HEAD_ROWS):
        row = HEAD_ROW + index
        row_fields = fields[index * len(_PAIRS) : (index + 1) * len(_PAIRS)]
        texts = []
        for field, (label_columns, value_columns) in zip(row_fields, _PAIRS, strict=True):
            writer.merged(row, *label_columns, field.label, "boxed", "label", "centre")
            traits = ("boxed", "left") if field.value else ("boxed", "left", "input", "day")
            writer.merged(row, *value_columns, field.value, *traits)
            texts.append((field.label, writer.units(*label_columns)))
            texts.append((field.value, writer.units(*value_columns)))
        writer.height(row, max(writer.height_of(texts, BODY_SIZE), 20))


def local_time(moment: datetime) -> datetime:
    """The moment in the time zone of this machine; a naive one already is."""
    return moment.astimezone()


def _reviewers(review: Review) -> list[str]:
    names = (review.state(item.id).reviewer for item in review.checklist.items)
    return list(dict.fromkeys(name for name in names if name))


def _review_date(review: Review) -> str:
    """The day of the last decision or remark; empty when there is none."""
    states = (review.state(item.id) for item in review.checklist.items)
    moments = [state.changed_at for state in states if state.changed_at]
    return f"{local_time(max(moments)):%Y-%m-%d}" if moments else ""
