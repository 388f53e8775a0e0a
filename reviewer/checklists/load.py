"""Loads a checklist file; all its faults are found together and named with their lines."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from reviewer.checklists.faults import Faults
from reviewer.checklists.fields import Fields, Register
from reviewer.checklists.items import ItemBuilder
from reviewer.checklists.nodes import Node, Scalar, read_nodes
from reviewer.checklists.rules import Patterns
from reviewer.domain.checklist import Category, Checklist, Grade
from reviewer.domain.verdict import Verdict
from reviewer.errors import (
    ChecklistFault,
    ChecklistFaultsError,
    UnreadableChecklistError,
    reason_of,
)
from reviewer.resources import resource_path

SCHEMA = "1"
"""The form of checklist files that this program reads."""
MAX_STOCK_REASONS = 9
"""One per digit key."""

_SCORED = (Verdict.MET, Verdict.PARTIAL, Verdict.PLAN_ONLY, Verdict.ABSENT)
_NOT_PLAIN = frozenset("…#<>[]|")


def load_checklist(path: Path) -> Checklist:
    """Loads a checklist from a YAML file.

    Raises:
        ChecklistFaultsError: The file has faults; all of them are named.
        UnreadableChecklistError: The file cannot be read at all.
    """
    checklist, faults = _load(path)
    if faults or checklist is None:
        raise ChecklistFaultsError(faults)
    return checklist


def find_faults(path: Path) -> tuple[ChecklistFault, ...]:
    """The faults of a checklist file in line order; empty when it can be loaded.

    Raises:
        UnreadableChecklistError: The file cannot be read at all.
    """
    return _load(path)[1]


def builtin_checklist(checklist_id: str = "department-annual-report") -> Checklist:
    """Loads a checklist that ships with the program.

    Raises:
        UnreadableChecklistError: No checklist of that id ships with the program.
    """
    known = sorted(path.stem for path in resource_path("checklists").glob("*.yaml"))
    if checklist_id not in known:
        raise UnreadableChecklistError(
            checklist_id, f"没有这个内置评审表，内置的有：{'、'.join(known)}"
        )
    return load_checklist(resource_path(f"checklists/{checklist_id}.yaml"))


def _load(path: Path) -> tuple[Checklist | None, tuple[ChecklistFault, ...]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableChecklistError(path, reason_of(error)) from error
    faults = Faults(path.name)
    root = read_nodes(data, faults)
    checklist = None
    if root is not None:
        checklist = _build(root, hashlib.sha256(data).hexdigest(), faults)
    return checklist, faults.collected()


def _build(root: Node, sha256: str, faults: Faults) -> Checklist | None:
    fields = Fields(root, "评审表", faults)
    if not _is_known_schema(fields):
        return None
    checklist_id = fields.id()
    version = fields.text("version", required=True)
    name = fields.text("name", required=True)
    ratios = _ratios(fields)
    grades = _grades(fields)
    categories, are_sound = _categories(fields)
    groups = _groups(fields)
    builder = ItemBuilder(
        tuple(category.id for category in categories) if are_sound else None,
        Patterns(groups, faults),
        faults,
    )
    items = tuple(builder.build(node) for node in fields.entries("items", required=True, least=1))
    checklist = Checklist(
        id=checklist_id.text if checklist_id else "",
        version=version,
        name=name,
        sha256=sha256,
        ratios=ratios,
        grades=grades,
        categories=categories,
        items=items,
        groups=groups,
        stock_reasons=fields.texts("stock_reasons", most=MAX_STOCK_REASONS),
    )
    fields.finish()
    return checklist


def _is_known_schema(fields: Fields) -> bool:
    before = len(fields.faults)
    node = fields.node("schema", required=True)
    if isinstance(node, Scalar) and node.text == SCHEMA:
        return True
    if node is not None:
        value = node.text if isinstance(node, Scalar) else "…"
        fields.faults.add(node.line, "schema", value=value, allowed=SCHEMA)
    return len(fields.faults) == before


def _ratios(fields: Fields) -> dict[Verdict, Decimal]:
    node = fields.node("ratios", required=True)
    if node is None:
        return {}
    inner = Fields(node, "“ratios”", fields.faults)
    found = {verdict: inner.number(verdict, most=Decimal(1)) for verdict in _SCORED}
    inner.finish()
    return {verdict: ratio for verdict, ratio in found.items() if ratio is not None}


def _grades(fields: Fields) -> tuple[Grade, ...]:
    grades: list[Grade] = []
    for node in fields.entries("grades", required=True, least=1):
        inner = Fields(node, "等次", fields.faults)
        name = inner.text("name", required=True)
        least = inner.number("least", most=Decimal(100))
        inner.finish()
        if least is None:
            continue
        if grades and least >= grades[-1].least:
            fields.faults.add(inner.line, "grade_order")
        grades.append(Grade(name, least))
    return tuple(grades)


def _categories(fields: Fields) -> tuple[tuple[Category, ...], bool]:
    """The categories, and whether they are without faults."""
    before = len(fields.faults)
    ids = Register("类别", fields.faults)
    categories = []
    for node in fields.entries("categories", required=True, least=1):
        inner = Fields(node, "类别", fields.faults)
        category_id = ids.claim(inner.id())
        categories.append(Category(category_id, inner.text("name", required=True)))
        inner.finish()
    return tuple(categories), len(fields.faults) == before


def _groups(fields: Fields) -> Mapping[str, tuple[str, ...]]:
    node = fields.node("groups")
    if node is None:
        return {}
    inner = Fields(node, "“groups”", fields.faults)
    groups = {}
    for key in inner.names():
        words = inner.scalars(key.text, least=1)
        for word in words:
            if not _NOT_PLAIN.isdisjoint(word.text):
                fields.faults.add(word.line, "group_word", value=word.text)
        groups[key.text] = tuple(word.text for word in words)
    return groups
