"""Reads the keys of one mapping with their types; whatever is wrong becomes a fault."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from reviewer.checklists.faults import Faults
from reviewer.checklists.nodes import Mapping, Node, Scalar, Sequence

Choice = TypeVar("Choice", bound=StrEnum)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_INTEGER = re.compile(r"[0-9]{1,6}")


class Fields:
    """The keys of one mapping.

    Every method that reads a key gives a usable value also when a fault was found, so that
    reading goes on and all faults of a file are found together. Call `finish` last: it names the
    keys that no method asked for.

    Attributes:
        line: 1-based line of the mapping.
        faults: Where faults go.
    """

    def __init__(self, node: Node, what: str, faults: Faults) -> None:
        self.line = node.line
        self.faults = faults
        self._what = what
        self._values: dict[str, Node] = {}
        self._key_lines: dict[str, int] = {}
        self._asked: dict[str, None] = {}
        self._is_mapping = isinstance(node, Mapping)
        if not isinstance(node, Mapping):
            faults.add(node.line, "not_mapping", what=what)
            return
        for key, value in node.entries:
            first = self._key_lines.setdefault(key.text, key.line)
            if key.text in self._values:
                faults.add(key.line, "duplicate_key", key=key.text, first=first)
            else:
                self._values[key.text] = value

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def line_of(self, key: str) -> int:
        """The line of the key, or of the mapping when the key is missing."""
        return self._key_lines.get(key, self.line)

    def names(self) -> list[Scalar]:
        """The keys with their lines, for a mapping whose keys are names; all count as asked for."""
        self._asked |= dict.fromkeys(self._values)
        return [Scalar(self._key_lines[key], key, is_plain=True) for key in self._values]

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """The value as it is; None when the key is missing."""
        self._asked[key] = None
        value = self._values.get(key)
        if value is None and required and self._is_mapping:
            self.faults.add(self.line, "missing_key", what=self._what, key=key)
        return value

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        """A text with its line; None when missing or faulty."""
        node = self.node(key, required=required)
        return None if node is None else _text(node, key, self.faults)

    def text(self, key: str, *, required: bool = False) -> str:
        """A text without blanks around it; "" when missing or faulty."""
        scalar = self.scalar(key, required=required)
        return scalar.text.strip() if scalar else ""

    def id(self) -> Scalar | None:
        """The `id` of the mapping."""
        scalar = self.scalar("id", required=True)
        if scalar is not None and not _ID.fullmatch(scalar.text):
            self.faults.add(scalar.line, "bad_id", key="id", value=scalar.text)
            return None
        return scalar

    def entries(
        self, key: str, *, required: bool = False, least: int = 0, most: int | None = None
    ) -> list[Node]:
        """The entries of a list; empty when missing or faulty."""
        node = self.node(key, required=required)
        if node is None:
            return []
        if not isinstance(node, Sequence):
            self.faults.add(node.line, "not_list", key=key)
            return []
        if len(node.entries) < least:
            self.faults.add(node.line, "empty_list", key=key, least=least)
        elif most is not None and len(node.entries) > most:
            self.faults.add(node.line, "long_list", key=key, most=most)
        return node.entries

    def scalars(
        self, key: str, *, required: bool = False, least: int = 0, most: int | None = None
    ) -> list[Scalar]:
        """A list of texts with their lines; an entry that is no text or repeated is a fault."""
        entries = self.entries(key, required=required, least=least, most=most)
        return text_list(entries, key, self.faults)

    def texts(self, key: str, *, least: int = 0, most: int | None = None) -> tuple[str, ...]:
        """A list of texts; empty when missing."""
        return tuple(scalar.text for scalar in self.scalars(key, least=least, most=most))

    def integer(self, key: str, *, least: int = 0) -> int | None:
        """A whole number of at most six digits; None when missing or faulty."""
        node = self.node(key)
        if node is None:
            return None
        if isinstance(node, Scalar) and node.is_plain and _INTEGER.fullmatch(node.text):
            value = int(node.text)
            if value >= least:
                return value
        self.faults.add(node.line, "not_whole_number", key=key, least=least)
        return None

    def number(self, key: str, *, most: Decimal | None = None) -> Decimal | None:
        """A number from 0, as written; None when missing (a fault) or faulty."""
        node = self.node(key, required=True)
        if node is None:
            return None
        if not (isinstance(node, Scalar) and node.is_plain and _NUMBER.fullmatch(node.text)):
            self.faults.add(node.line, "not_number", key=key)
            return None
        value = Decimal(node.text)
        if most is not None and value > most:
            self.faults.add(node.line, "out_of_range", key=key, least=0, most=most)
            return None
        return value

    def truth(self, key: str) -> bool:
        """True or false; False when missing."""
        node = self.node(key)
        if node is None:
            return False
        if isinstance(node, Scalar) and node.is_plain and node.text in ("true", "false"):
            return node.text == "true"
        self.faults.add(node.line, "not_truth", key=key)
        return False

    def choice(self, key: str, default: Choice, *, required: bool = False) -> Choice:
        """One of the values of an enumeration; `default` when missing or faulty."""
        node = self.node(key, required=required)
        if node is None:
            return default
        return _choice(node, key, type(default), self.faults) or default

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """A list of values of an enumeration; empty when missing."""
        found = (_choice(node, key, kind, self.faults) for node in self.entries(key, least=1))
        return tuple(value for value in found if value is not None)

    def finish(self) -> None:
        """Makes every key that was not asked for a fault."""
        for key in self._values:
            if key not in self._asked:
                allowed = "、".join(self._asked)
                self.faults.add(
                    self._key_lines[key], "unknown_key", what=self._what, key=key, allowed=allowed
                )


class Register:
    """The ids already taken by one kind of thing."""

    def __init__(self, what: str, faults: Faults) -> None:
        self._what = what
        self._faults = faults
        self._lines: dict[str, int] = {}

    def claim(self, id_: Scalar | None) -> str:
        """Takes an id and gives it; a second claim is a fault. "" for a faulty id."""
        if id_ is None:
            return ""
        first = self._lines.setdefault(id_.text, id_.line)
        if first != id_.line:
            self._faults.add(id_.line, "duplicate_id", what=self._what, value=id_.text, first=first)
        return id_.text


def text_list(entries: list[Node], key: str, faults: Faults) -> list[Scalar]:
    """The texts among `entries`; one that is no text, empty or repeated is a fault."""
    found: dict[str, Scalar] = {}
    for node in entries:
        scalar = _text(node, key, faults)
        if scalar is None:
            continue
        if scalar.text in found:
            faults.add(scalar.line, "repeated", value=scalar.text, key=key)
        found.setdefault(scalar.text, scalar)
    return list(found.values())


def _text(node: Node, key: str, faults: Faults) -> Scalar | None:
    if not isinstance(node, Scalar) or not node.is_text:
        faults.add(node.line, "not_text", key=key)
        return None
    if not node.text.strip():
        faults.add(node.line, "empty_text", key=key)
        return None
    return node


def _choice(node: Node, key: str, kind: type[Choice], faults: Faults) -> Choice | None:
    if isinstance(node, Scalar) and node.text in list(kind):
        return kind(node.text)
    value = node.text if isinstance(node, Scalar) else "…"
    faults.add(node.line, "unknown_value", key=key, value=value, allowed="、".join(kind))
    return None
