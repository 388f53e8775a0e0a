"""The six verdicts, shared by machine findings and human decisions."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """How far an item is met."""

    MET = "met"
    PARTIAL = "partial"
    PLAN_ONLY = "plan_only"
    ABSENT = "absent"
    MANUAL = "manual"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The Chinese word shown everywhere."""
        return _LABELS[self]


_LABELS = {
    Verdict.MET: "已体现",
    Verdict.PARTIAL: "部分体现",
    Verdict.PLAN_ONLY: "仅见于计划或不足",
    Verdict.ABSENT: "未体现",
    Verdict.MANUAL: "需人工",
    Verdict.NOT_APPLICABLE: "不适用",
}

UNREVIEWED_LABEL = "未核"
"""Shown where no human has decided."""

DECIDABLE = (
    Verdict.MET,
    Verdict.PARTIAL,
    Verdict.PLAN_ONLY,
    Verdict.ABSENT,
    Verdict.NOT_APPLICABLE,
)
"""What a reviewer may decide; `manual` is a machine verdict only."""
