"""YAML text to a tree of nodes with line numbers.

A checklist uses a small part of YAML: mappings, lists and scalars. Anchors, aliases and tags are
refused, and the tree is built here from the parser's events, since the composer of the YAML
library recurses in C and a file of 100,000 nested lists ends the process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from reviewer.checklists.faults import Faults

MAX_BYTES = 2_000_000
"""Size of a checklist file, at most; ten times the built-in one."""
MAX_DEPTH = 20
"""Nested lists and mappings, at most."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_NOT_TEXT = re.compile(r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE|")
_LINE_OF_CONTEXT = (
    "while parsing a flow sequence",
    "while parsing a flow mapping",
    "while scanning a quoted scalar",
    "while scanning a simple key",
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value.

    Attributes:
        line: 1-based.
        text: As written, quotes and escapes resolved.
        is_plain: Whether it stands without quotes, so that it may be a number or true.
    """

    line: int
    text: str
    is_plain: bool

    @property
    def is_number(self) -> bool:
        """Whether it is a decimal number without quotes."""
        return self.is_plain and _NUMBER.fullmatch(self.text) is not None

    @property
    def is_text(self) -> bool:
        """Whether YAML reads it as text, not as a number, true, false or nothing."""
        return not self.is_plain or not (
            _NUMBER.fullmatch(self.text) or _NOT_TEXT.fullmatch(self.text)
        )


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `line` is 1-based."""

    line: int
    entries: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in order, duplicates included; `line` is 1-based."""

    line: int
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


def read_nodes(data: bytes, faults: Faults) -> Node | None:
    """Reads the bytes of a checklist file; None when they are not YAML as used here."""
    if len(data) > MAX_BYTES:
        faults.add(1, "too_large", size=len(data), limit=MAX_BYTES)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add(data[: error.start].count(b"\n") + 1, "not_utf8")
        return None
    if not _has_only_allowed_characters(text, faults):
        return None
    try:
        return _build(YAML(typ="safe").parse(text), faults)
    except YAMLError:
        return _read_slowly(text, faults)


def _read_slowly(text: str, faults: Faults) -> Node | None:
    """Reads what the parser in C refuses: it knows YAML 1.1, where `[a?, b]` is wrong."""
    try:
        return _build(YAML(typ="safe", pure=True).parse(text), faults)
    except MarkedYAMLError as error:
        faults.add_syntax(_line_of(error), str(error.problem))
    except YAMLError as error:
        faults.add_syntax(1, str(error).partition("\n")[0])
    return None


def _has_only_allowed_characters(text: str, faults: Faults) -> bool:
    control = _CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        faults.add(line, "control_character", code=f"{ord(control.group()):04X}")
        return False
    tabs = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if "\t" in line[: len(line) - len(line.lstrip())] and line.strip()
    ]
    if tabs:
        faults.add(tabs[0], "tab", count=len(tabs))
    return not tabs


def _line_of(error: MarkedYAMLError) -> int:
    mark = error.problem_mark
    if error.context_mark is not None and (mark is None or str(error.context) in _LINE_OF_CONTEXT):
        mark = error.context_mark
    return int(mark.line) + 1 if mark is not None else 1


class _Tree:
    """A tree under construction: the open lists and mappings, innermost last."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []

    @property
    def depth(self) -> int:
        return len(self._open)

    def add(self, node: Node) -> bool:
        """Adds a node where the tree is open; False for a list or mapping used as a key."""
        if not self._open:
            self.root = node
        else:
            parent, key = self._open[-1], self._keys[-1]
            if isinstance(parent, Sequence):
                parent.entries.append(node)
            elif key is not None:
                parent.entries.append((key, node))
                self._keys[-1] = None
            elif isinstance(node, Scalar):
                self._keys[-1] = node
            else:
                return False
        if not isinstance(node, Scalar):
            self._open.append(node)
            self._keys.append(None)
        return True

    def close(self) -> None:
        """Closes the innermost list or mapping."""
        self._open.pop()
        self._keys.pop()


def _build(events: Iterable[Any], faults: Faults) -> Node | None:
    tree = _Tree()
    documents = 0
    for event in events:
        line = event.start_mark.line + 1
        documents += isinstance(event, DocumentStartEvent)
        if documents > 1:
            faults.add(line, "two_documents")
            return None
        if isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent):
            if not (_is_allowed(event, line, faults) and _add(tree, event, line, faults)):
                return None
        elif tree.depth:
            tree.close()
    if tree.root is None:
        faults.add(1, "empty_file")
    return tree.root


def _is_allowed(event: Any, line: int, faults: Faults) -> bool:
    if event.anchor is not None:
        faults.add(line, "anchor")
        return False
    if event.tag is not None:
        faults.add(line, "tag", tag=event.tag)
        return False
    return True


def _add(tree: _Tree, event: Any, line: int, faults: Faults) -> bool:
    if not tree.add(_node(event, line)):
        faults.add_syntax(line, "could not find expected ':'")
        return False
    if tree.depth > MAX_DEPTH:
        faults.add(line, "too_deep", limit=MAX_DEPTH)
        return False
    return True


def _node(event: Any, line: int) -> Node:
    if isinstance(event, ScalarEvent):
        return Scalar(line, event.value, is_plain=not event.style)
    return Sequence(line) if isinstance(event, SequenceStartEvent) else Mapping(line)
