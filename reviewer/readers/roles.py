"""Gives every stretch of the text its role: by headings first, then by how sentences begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.domain.report import ParagraphKind, SectionRole
from reviewer.language.numbering import HeadingNumber, read_number
from reviewer.readers.joining import DraftParagraph
from reviewer.readers.lines import plain_copy
from reviewer.readers.outline import Heading
from reviewer.readers.part_words import PartWords

_BORDER = re.compile("[。；！？\n]")
_FIRST_SENTENCES = 220
_LATE = 0.35
_LEADER_LENGTH = 60


@dataclass(frozen=True, slots=True)
class RoleChange:
    """From a place on, the role is `role`.

    Attributes:
        paragraph: Index of the paragraph.
        offset: Offset in the paragraph's copy for looking.
        role: The role.
    """

    paragraph: int
    offset: int
    role: SectionRole


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of a report.

    Attributes:
        changes: In order; the first one is at the start of the first paragraph.
        of_headings: The role of each heading's section, in the order of the headings.
    """

    changes: tuple[RoleChange, ...]
    of_headings: tuple[SectionRole, ...]


def assign_roles(
    paragraphs: Sequence[DraftParagraph],
    plains: Sequence[str],
    headings: Sequence[Heading],
    words: PartWords,
) -> Roles:
    """The roles of all paragraphs; `plains` has the copy for looking of each."""
    return _Assignment(paragraphs, plains, headings, words).run()


class _Assignment:
    """One pass over the paragraphs of a report."""

    def __init__(
        self,
        paragraphs: Sequence[DraftParagraph],
        plains: Sequence[str],
        headings: Sequence[Heading],
        words: PartWords,
    ) -> None:
        self._paragraphs = paragraphs
        self._plains = plains
        self._words = words
        self._heading_at = {heading.paragraph: heading for heading in headings}
        self._headings = headings
        self._changes: list[RoleChange] = []
        self._of_headings: list[SectionRole] = []
        self._body = self._first_body()
        self._late = self._body + int((len(paragraphs) - self._body) * _LATE)
        # The roles of the open sections, by level; a section inherits from the one around it.
        self._open: list[tuple[int, tuple[SectionRole, ...]]] = []
        # A role begun by a paragraph's own words, until the next heading.
        self._carried: SectionRole | None = None

    def run(self) -> Roles:
        for index, paragraph in enumerate(self._paragraphs):
            heading = self._heading_at.get(index)
            if heading is not None:
                self._open_section(heading)
            for offset, role in self._roles_of(index, paragraph, heading):
                self._change(index, offset, role)
        return Roles(tuple(self._changes), tuple(self._of_headings))

    def _first_body(self) -> int:
        """Index of the first paragraph after title, addressee and opening."""
        if self._headings:
            return self._headings[0].paragraph
        for index, plain in enumerate(self._plains[:6]):
            if self._words.formula.search(plain):
                return index + 1
        for index, paragraph in enumerate(self._paragraphs):
            if paragraph.kind is ParagraphKind.BODY:
                is_opening = self._words.guidance.search(self._plains[index][:500])
                is_alone = index + 1 >= len(self._paragraphs)
                return (
                    index + 1 if is_opening and not is_alone and paragraph.number is None else index
                )
        return len(self._paragraphs)

    def _change(self, paragraph: int, offset: int, role: SectionRole) -> None:
        if not self._changes or self._changes[-1].role is not role:
            self._changes.append(RoleChange(paragraph, offset, role))

    def _open_section(self, heading: Heading) -> None:
        self._carried = None
        while self._open and self._open[-1][0] >= heading.level:
            self._open.pop()
        around = self._open[-1][1] if self._open else ()
        named = self._named_roles(heading)
        roles = _inherited(around, named, heading.level)
        self._open.append((heading.level, roles))
        self._of_headings.append(roles[0] if roles else SectionRole.MEASURES)

    def _named_roles(self, heading: Heading) -> tuple[SectionRole, ...]:
        text = self._paragraphs[heading.paragraph].text
        number = self._paragraphs[heading.paragraph].number
        start = number.end if number is not None and heading.label else 0
        roles = self._words.roles_of_heading(plain_copy(text[start : heading.end]))
        if roles == (SectionRole.PREAMBLE,) and heading is not self._headings[0]:
            return ()
        return roles

    def _roles_of(
        self, index: int, paragraph: DraftParagraph, heading: Heading | None
    ) -> Iterator[tuple[int, SectionRole]]:
        if paragraph.kind in (ParagraphKind.SIGNATURE, ParagraphKind.NOTE):
            yield 0, SectionRole.CLOSING
            return
        if index < self._body:
            yield 0, SectionRole.PREAMBLE
            return
        roles = self._open[-1][1] if self._open else ()
        base = roles[0] if roles else SectionRole.MEASURES
        if heading is not None and not heading.is_run_in:
            yield 0, base
            return
        yield from self._by_content(index, paragraph, heading, base, roles)

    def _by_content(
        self,
        index: int,
        paragraph: DraftParagraph,
        heading: Heading | None,
        base: SectionRole,
        roles: tuple[SectionRole, ...],
    ) -> Iterator[tuple[int, SectionRole]]:
        text = self._plains[index]
        if self._is_closing(index, text, heading):
            yield 0, SectionRole.CLOSING
            return
        role = self._carried or base
        start = len(plain_copy(paragraph.text[: heading.end])) if heading is not None else 0
        if heading is None and role is SectionRole.MEASURES and self._is_leader(text):
            yield 0, SectionRole.FIRST_RESPONSIBLE
            return
        yield 0, role
        if role is SectionRole.NEXT_YEAR and SectionRole.SHORTCOMINGS not in roles:
            return
        first_ordinal = 0
        for begin, sentence in _sentences(text):
            if begin < start:
                continue
            number = read_number(sentence)
            if (
                role is SectionRole.NEXT_YEAR
                and base is SectionRole.SHORTCOMINGS
                and _resumes(number, first_ordinal)
            ):
                role = SectionRole.SHORTCOMINGS
                yield begin, role
            if number is not None and role is not SectionRole.NEXT_YEAR:
                first_ordinal = number.value
            new = self._role_of_sentence(index, sentence, role, is_first=begin == 0)
            if new is not None and new is not role:
                role = new
                yield begin, role
                self._carry(index, begin, new, roles, text)

    def _carry(
        self, index: int, begin: int, role: SectionRole, roles: tuple[SectionRole, ...], text: str
    ) -> None:
        """Whether the paragraphs below keep a role that a sentence began."""
        is_at_start = begin == 0
        opens_list = text.endswith("：")
        if role in roles or is_at_start or opens_list or not self._open:
            if (
                role is SectionRole.SHORTCOMINGS
                and is_at_start
                and not opens_list
                and role not in roles
            ):
                self._carried = None if self._next_is_plain(index) else role
            else:
                self._carried = role

    def _next_is_plain(self, index: int) -> bool:
        """Whether the next paragraph is neither an item nor a continuation."""
        if index + 1 >= len(self._paragraphs):
            return True
        return self._paragraphs[index + 1].number is None

    def _role_of_sentence(
        self, index: int, sentence: str, role: SectionRole, *, is_first: bool
    ) -> SectionRole | None:
        words = self._words
        head = _without_number(sentence)
        if words.plan.match(head) and not words.not_plan.match(head):
            opener = words.plan.match(head)
            if opener is not None and words.future.search(head, opener.end()):
                is_gap = role is SectionRole.MEASURES and head.startswith(
                    ("针对", "对", "围绕", "聚焦", "为")
                )
                if not is_gap:
                    return SectionRole.NEXT_YEAR
        if role in (SectionRole.MEASURES, SectionRole.FIRST_RESPONSIBLE):
            if index < self._late and not is_first:
                return None
            return SectionRole.SHORTCOMINGS if self._is_gap(head, index) else None
        return None

    def _is_gap(self, sentence: str, index: int) -> bool:
        words = self._words
        if index < self._late:
            return False
        opener = words.gap_opener.match(sentence)
        if opener is None and "，但" not in sentence:
            return False
        found = words.gap.search(sentence)
        return found is not None and not words.not_gap.search(sentence)

    def _is_leader(self, text: str) -> bool:
        if len(text) < _LEADER_LENGTH or not self._words.leader.match(text):
            return False
        return self._words.leader_duty.search(text[:_FIRST_SENTENCES]) is not None

    def _is_closing(self, index: int, text: str, heading: Heading | None) -> bool:
        if heading is not None or not self._words.closing.match(text):
            return False
        following = self._paragraphs[index + 1 :]
        return all(
            paragraph.kind is not ParagraphKind.BODY or len(paragraph.text) < _LEADER_LENGTH
            for paragraph in following
        )


def _inherited(
    around: tuple[SectionRole, ...], named: tuple[SectionRole, ...], level: int
) -> tuple[SectionRole, ...]:
    """The roles of a section inside a section."""
    if not around or level == 1:
        return named or around or (SectionRole.MEASURES,)
    if not named:
        return around
    outer = around[0]
    if len(around) > 1:
        inside = tuple(role for role in named if role in around)
        return inside or around
    if outer is SectionRole.NEXT_YEAR or outer is named[0]:
        return around
    if outer is SectionRole.SHORTCOMINGS:
        return named if SectionRole.NEXT_YEAR in named else around
    if outer is SectionRole.FIRST_RESPONSIBLE and named[0] is SectionRole.MEASURES:
        return around
    return named


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for border in _BORDER.finditer(text):
        if border.end() > start + 1:
            yield start, text[start : border.end()]
        start = border.end()
    if start < len(text):
        yield start, text[start:]


def _without_number(sentence: str) -> str:
    number = read_number(sentence)
    return sentence[number.end :].lstrip("，、：") if number is not None else sentence


def _resumes(number: HeadingNumber | None, last: int) -> bool:
    """Whether an ordinal goes on where the shortcomings stopped."""
    return number is not None and number.value >= 2 and number.value == last + 1  # noqa: PLR2004
