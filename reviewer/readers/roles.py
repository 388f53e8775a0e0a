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
_LATE = 0.35
_LEAST_BODY = 60
_OPENING_PARAGRAPHS = 6


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


@dataclass(frozen=True, slots=True)
class _Open:
    """An open section: its level and roles; it has several where its heading names several."""

    level: int
    roles: tuple[SectionRole, ...]


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
        self._headings = headings
        self._heading_at = {heading.paragraph: heading for heading in headings}
        self._changes: list[RoleChange] = []
        self._of_headings: list[SectionRole] = []
        self._body = self._first_body()
        # A sentence on shortcomings is believed in the later part of the text only.
        self._late = self._body + int((len(paragraphs) - self._body) * _LATE)
        # Behind the last long paragraph of text only short ones follow.
        self._last_body = max(
            (
                index
                for index, entry in enumerate(paragraphs)
                if entry.kind is ParagraphKind.BODY and len(entry.text) >= _LEAST_BODY
            ),
            default=-1,
        )
        self._open: list[_Open] = []
        # The role at the end of the paragraph in front.
        self._before: SectionRole | None = None
        # A role that a paragraph's own words began, and the lowest level of heading that keeps it.
        self._carried: SectionRole | None = None
        self._carried_from = 0

    def run(self) -> Roles:
        """The roles."""
        for index, paragraph in enumerate(self._paragraphs):
            heading = self._heading_at.get(index)
            if heading is not None:
                self._open_section(heading)
            self._before = self._changes[-1].role if self._changes else None
            for offset, role in self._roles_of(index, paragraph, heading):
                if not self._changes or self._changes[-1].role is not role:
                    self._changes.append(RoleChange(index, offset, role))
        return Roles(tuple(self._changes), tuple(self._of_headings))

    def _first_body(self) -> int:
        """Index of the first paragraph after title, addressee and opening."""
        if self._headings:
            return self._headings[0].paragraph
        for index, plain in enumerate(self._plains[:_OPENING_PARAGRAPHS]):
            if self._words.formula.search(plain):
                return index + 1
        for index, paragraph in enumerate(self._paragraphs):
            if paragraph.kind is ParagraphKind.BODY:
                is_opening = self._words.guidance.search(self._plains[index][:500]) is not None
                is_last = index + 1 >= len(self._paragraphs)
                return index + (is_opening and not is_last and paragraph.number is None)
        return len(self._paragraphs)

    # Headings

    def _open_section(self, heading: Heading) -> None:
        named = self._named_roles(heading)
        if self._carried is not None and not self._keeps(heading, named):
            self._carried = None
        while self._open and self._open[-1].level >= heading.level:
            self._open.pop()
        around = self._open[-1].roles if self._open else ()
        roles = _inherited(around, named, heading.level)
        if self._carried is not None:
            roles = (self._carried,)
        self._open.append(_Open(heading.level, roles))
        self._of_headings.append(roles[0])

    def _keeps(self, heading: Heading, named: tuple[SectionRole, ...]) -> bool:
        """Whether a heading stands under a role that a paragraph's words began."""
        if named and named[0] is not self._carried and named[0] is not SectionRole.MEASURES:
            return False
        if heading.level > self._carried_from:
            return True
        # “…以下工作：” with “（一）” below it, on the level of the headings in front of it.
        number = self._paragraphs[heading.paragraph].number
        before = self._plains[heading.paragraph - 1] if heading.paragraph else ""
        if number is not None and number.value == 1 and before.endswith("：") and heading.level > 1:
            self._carried_from = heading.level - 1
            return True
        return False

    def _named_roles(self, heading: Heading) -> tuple[SectionRole, ...]:
        paragraph = self._paragraphs[heading.paragraph]
        start = paragraph.number.end if paragraph.number is not None and heading.label else 0
        roles = self._words.roles_of_heading(plain_copy(paragraph.text[start : heading.end]))
        if roles == (SectionRole.PREAMBLE,) and heading is not self._headings[0]:
            return ()
        return roles

    # Paragraphs

    def _roles_of(
        self, index: int, paragraph: DraftParagraph, heading: Heading | None
    ) -> Iterator[tuple[int, SectionRole]]:
        if paragraph.kind in {ParagraphKind.SIGNATURE, ParagraphKind.NOTE}:
            yield 0, SectionRole.CLOSING
        elif index < self._body:
            yield 0, SectionRole.PREAMBLE
        else:
            roles = self._open[-1].roles if self._open else (SectionRole.MEASURES,)
            if heading is not None and not heading.is_run_in:
                yield 0, roles[0]
            elif heading is None and self._is_closing(index):
                yield 0, SectionRole.CLOSING
            else:
                yield from self._by_content(index, heading, roles)

    def _by_content(
        self, index: int, heading: Heading | None, roles: tuple[SectionRole, ...]
    ) -> Iterator[tuple[int, SectionRole]]:
        text = self._plains[index]
        role = self._carried or roles[0]
        if heading is None and role is SectionRole.MEASURES and self._words.is_on_leader(text):
            role = SectionRole.FIRST_RESPONSIBLE
        yield 0, role
        if not self._has_cue(index, role, roles):
            return
        start = 0
        if heading is not None:
            start = len(plain_copy(self._paragraphs[index].text[: heading.end]))
        begun, last_ordinal = role, 0
        for begin, sentence in _sentences(text):
            if begin < start:
                continue
            number = read_number(sentence)
            if role is not begun and _resumes(number, last_ordinal):
                role = begun
                yield begin, role
            if number is not None and role is begun:
                last_ordinal = number.value
            head = _behind(sentence, number)
            new = self._role_of_sentence(index, head, role, roles, is_first=begin == 0)
            if new is not None and new is not role:
                role = new
                yield begin, role
                self._carry(index, role, roles, is_start=begin == 0)

    def _has_cue(self, index: int, role: SectionRole, roles: tuple[SectionRole, ...]) -> bool:
        """Whether a sentence of the paragraph may change the role."""
        text = self._plains[index]
        if role is SectionRole.NEXT_YEAR:
            return SectionRole.SHORTCOMINGS in roles or index - 1 in self._heading_at
        if self._words.plan_at_border.search("。" + text):
            return True
        if index < self._late and SectionRole.SHORTCOMINGS not in roles:
            return False
        # The shortcomings begin with the paragraph, or with a turn inside it.
        number = self._paragraphs[index].number
        if self._words.gap_opener.match(text) or number is not None:
            border = _BORDER.search(text)
            if self._words.gap.search(text, 0, border.end() if border else len(text)):
                return True
        turn = self._words.gap_turn.search(text)
        return turn is not None and self._words.gap.search(text, turn.start()) is not None

    def _carry(
        self, index: int, role: SectionRole, roles: tuple[SectionRole, ...], *, is_start: bool
    ) -> None:
        """Notes whether the paragraphs below keep a role that a sentence began."""
        opens_list = self._plains[index].endswith("：")
        if not (is_start or opens_list or role in roles or not self._open):
            return
        is_paragraph_only = (
            role is SectionRole.SHORTCOMINGS
            and role not in roles
            and not opens_list
            and bool(self._open)
            and self._next_is_plain(index)
        )
        if not is_paragraph_only:
            self._carried = role
            self._carried_from = self._open[-1].level if self._open else 0

    def _next_is_plain(self, index: int) -> bool:
        """Whether the next paragraph is no item of a list."""
        following = self._paragraphs[index + 1 : index + 2]
        return not following or following[0].number is None

    def _role_of_sentence(
        self,
        index: int,
        head: str,
        role: SectionRole,
        roles: tuple[SectionRole, ...],
        *,
        is_first: bool,
    ) -> SectionRole | None:
        """The role that a sentence begins, or None; `head` has no number in front."""
        is_behind_gaps = SectionRole.SHORTCOMINGS in {role, self._before}
        if self._words.opens_plan(head, is_behind_gaps=is_behind_gaps):
            return SectionRole.NEXT_YEAR
        if role is SectionRole.NEXT_YEAR and is_first and index - 1 in self._heading_at:
            # A plan that begins by owning up: 总的看，…，但…仍时有发生。{Y1}年，我们将….
            is_gap = self._words.opens_gaps(head, is_first=False)
            return SectionRole.SHORTCOMINGS if is_gap else None
        if role not in {SectionRole.MEASURES, SectionRole.FIRST_RESPONSIBLE}:
            return None
        may_gap = index >= self._late or SectionRole.SHORTCOMINGS in roles
        if may_gap and self._words.opens_gaps(head, is_first=is_first):
            return SectionRole.SHORTCOMINGS
        return None

    def _is_closing(self, index: int) -> bool:
        is_whole_section = index > 0 and index - 1 in self._heading_at
        if is_whole_section or not self._words.closing.match(self._plains[index]):
            return False
        sentences = _sentences(self._plains[index])
        if any(self._words.opens_plan(head, is_behind_gaps=False) for _, head in sentences):
            return False
        return index >= self._last_body


def _inherited(
    around: tuple[SectionRole, ...], named: tuple[SectionRole, ...], level: int
) -> tuple[SectionRole, ...]:
    """The roles of a section inside a section."""
    if not around or level == 1:
        return named or (SectionRole.MEASURES,)
    if not named:
        return around
    if len(around) > 1:
        inside = tuple(role for role in named if role in around)
        return inside or around
    outer = around[0]
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


def _behind(sentence: str, number: HeadingNumber | None) -> str:
    """The sentence without its number."""
    return sentence[number.end :].lstrip("，、：") if number is not None else sentence


def _resumes(number: HeadingNumber | None, last: int) -> bool:
    """Whether an ordinal goes on where the list stopped: 一是 …。下一步将…。二是 …."""
    return number is not None and last > 0 and number.value == last + 1
