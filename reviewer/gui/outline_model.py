"""The outline of a report as an item model."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from reviewer.domain.report import ParagraphKind, Report, SectionRole

OFFSET_ROLE = Qt.ItemDataRole.UserRole
"""Data role: where the entry begins, in code points."""

PURPOSE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Data role: the short word for what the part is there for, or ""."""

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

_OPENING = "标题与开头"
_WHOLE_TEXT = "正文"
_SIGNATURE = "落款"


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the outline.

    Attributes:
        text: The heading, or a name for a part without one.
        purpose: The short word for what the part is there for; "" where its parent says it.
        offset: Where it begins, in code points.
        parent: Index of the entry around it, or None.
        row: Its place below its parent.
    """

    text: str
    purpose: str
    offset: int
    parent: int | None
    row: int


def outline_of(report: Report) -> tuple[OutlineEntry, ...]:
    """The outline in reading order: opening, sections, signature."""
    entries: list[OutlineEntry] = []
    rows: dict[int | None, int] = {}

    def add(text: str, purpose: str, offset: int, parent: int | None) -> None:
        row = rows.get(parent, 0)
        rows[parent] = row + 1
        entries.append(OutlineEntry(text, purpose, offset, parent, row))

    if not report.sections:
        if report.text:
            add(_WHOLE_TEXT, "", 0, None)
    elif report.sections[0].span.start > 0:
        add(_OPENING, SectionRole.PREAMBLE.label, 0, None)
    first = len(entries) if report.sections else 0
    for section in report.sections:
        parent = section.parent
        repeats = parent is not None and report.sections[parent].role is section.role
        purpose = "" if repeats else section.role.label
        entry_of_parent = None if parent is None else parent + first
        add(section.heading, purpose, section.span.start, entry_of_parent)
    signature = _signature_offset(report)
    if signature is not None:
        add(_SIGNATURE, _SIGNATURE, signature, None)
    return tuple(entries)


def _signature_offset(report: Report) -> int | None:
    last_heading = report.sections[-1].heading_span.start if report.sections else -1
    for paragraph in report.paragraphs:
        if paragraph.kind is ParagraphKind.SIGNATURE and paragraph.span.start > last_heading:
            return paragraph.span.start
    return None


class OutlineModel(QAbstractItemModel):
    """The outline; one column; empty without a report."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[OutlineEntry, ...] = ()
        self._children: dict[int | None, list[int]] = {}

    def show_report(self, report: Report | None) -> None:
        """Takes over another report's outline."""
        self.beginResetModel()
        self._entries = outline_of(report) if report is not None else ()
        self._children = {}
        for index, entry in enumerate(self._entries):
            self._children.setdefault(entry.parent, []).append(index)
        self.endResetModel()

    def index_at(self, offset: int) -> QModelIndex:
        """The deepest entry that an offset belongs to; invalid for an empty outline."""
        place = bisect_right(self._entries, offset, key=lambda entry: entry.offset) - 1
        if not self._entries:
            return QModelIndex()
        return self._index(max(place, 0))

    def _index(self, entry: int) -> QModelIndex:
        return self.createIndex(self._entries[entry].row, 0, entry)

    def _entry_number(self, index: AnyIndex) -> int | None:
        return int(index.internalId()) if index.isValid() else None

    @override
    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return len(self._children.get(self._entry_number(parent), ()))

    @override
    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 1

    @override
    def index(self, row: int, column: int, parent: AnyIndex = _ROOT) -> QModelIndex:
        children = self._children.get(self._entry_number(parent), [])
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    @override
    def parent(  # type: ignore[override]  # the stubs only know QObject.parent()
        self, index: AnyIndex
    ) -> QModelIndex:
        number = self._entry_number(index)
        parent = None if number is None else self._entries[number].parent
        return QModelIndex() if parent is None else self._index(parent)

    @override
    def data(
        self,
        index: AnyIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        number = self._entry_number(index)
        if number is None:
            return None
        entry = self._entries[number]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return entry.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.text}，{entry.purpose}" if entry.purpose else entry.text
            case Qt.ItemDataRole.UserRole:
                return entry.offset
            case _ if role == PURPOSE_ROLE:
                return entry.purpose
        return None
