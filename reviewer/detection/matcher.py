"""Finds all phrases of a checklist in one pass over a folded text.

All words of all phrases go into one Aho–Corasick automaton. Each word knows, as one bit per
phrase and place, where it may stand; so a few operations on whole numbers tell which phrases have
a word for every place in a sentence. Only these are looked at, so that the cost hardly grows with
the number of rules.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import accumulate
from operator import itemgetter, or_
from typing import NamedTuple

import ahocorasick

from reviewer.language.clauses import Pauses
from reviewer.language.phrases import Phrase, Place
from reviewer.language.quantities import Quantity

MAX_HITS = 200
"""Hits of one word, or of one phrase of several places, that are kept in one text: the first."""
_MOST_SENTENCES = 1000
"""Sentences with a word for every place of a phrase in which the phrase is looked for."""
_MOST_NUMBERS = 50_000
"""Numbers of one text that may fill places; no report has nearly as many."""
_TRIES = 6
"""Later words of a place that are tried after one start before giving up."""


Range = tuple[int, int]
"""Folded offsets, half-open."""


class _Filler:
    """A word, or a kind of number, and the places of phrases that it may fill.

    Attributes:
        word: The word; "" for any number with a unit.
        length: Its code points.
        is_other: Whether it is a word of other use, besides or instead of filling places.
        alone: The lists of phrases with a phrase of one place that it is a match of.
        bits: The places of longer phrases that it may fill, one bit each (`_Layout`).
    """

    __slots__ = ("alone", "bits", "is_other", "length", "word")

    def __init__(self, word: str) -> None:
        self.word = word
        self.length = len(word)
        self.is_other = False
        self.alone: list[int] = []
        self.bits = 0


Word = tuple[int, _Filler]
"""The last code point of a word in a text, as a folded offset, and what it is."""

Filled = tuple[int, int, _Filler]
"""Start and end of what fills places, as folded offsets, and what it is."""

Present = dict[_Filler, list[Range]]
"""Where in one sentence what may fill places stands, each in reading order."""


class _Layout:
    """Where the bit of each place of the longer phrases stands in one whole number.

    The phrases with most places come first; so the bits of all second places, of all third ones
    and so on each form a shorter block, in the same order.

    Args:
        lengths: The number of places of each phrase, falling.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        longest = max(lengths, default=0)
        widths = [sum(length > place for length in lengths) for place in range(longest)]
        self._starts = list(accumulate(widths, initial=0))
        self._all = (1 << len(lengths)) - 1
        # Per place, the phrases that have no such place.
        self._ended = [self._all & ~((1 << width) - 1) for width in widths]

    def bit(self, phrase: int, place: int) -> int:
        """The bit of a place of a phrase."""
        return 1 << (self._starts[place] + phrase)

    def complete(self, filled: int) -> int:
        """The phrases of which all places are filled, one bit each."""
        phrases = self._all
        for start, ended in zip(self._starts, self._ended, strict=False):
            phrases &= filled >> start | ended
        return phrases

    def places(self, phrases: int) -> int:
        """The bits of all places of phrases, which are given as one bit each."""
        places = 0
        for start, ended in zip(self._starts, self._ended, strict=False):
            places |= (phrases & ~ended) << start
        return places


class _Sentence(NamedTuple):
    """What stands in one sentence."""

    words: list[Word]
    numbers: list[Filled]


class PhraseMatcher:
    """Lists of phrases compiled for repeated use; safe to share between threads once built.

    Args:
        lists: Lists of phrases of which any one is looked for; a list is known by its number.
        other_words: Words whose places are wanted too (`words`).
    """

    def __init__(self, lists: Sequence[Sequence[Phrase]], other_words: Iterable[str] = ()) -> None:
        lists_of: dict[Phrase, list[int]] = {}
        for number, phrases in enumerate(lists):
            for phrase in dict.fromkeys(phrases):
                lists_of.setdefault(phrase, []).append(number)
        self._word_fillers: dict[str, _Filler] = {}
        self._unit_fillers: dict[str, _Filler] = {}
        self._number_filler = _Filler("")
        for phrase, numbers in lists_of.items():
            if len(phrase.places) == 1:
                for filler in self._fillers(phrase.places[0]):
                    filler.alone = list(dict.fromkeys((*filler.alone, *numbers)))
        longer = [phrase for phrase in lists_of if len(phrase.places) > 1]
        self._phrases = sorted(longer, key=lambda phrase: -len(phrase.places))
        self._lists_of = [lists_of[phrase] for phrase in self._phrases]
        self._layout = _Layout([len(phrase.places) for phrase in self._phrases])
        self._needs = self._fill_longer()
        for word in other_words:
            self._word_fillers.setdefault(word, _Filler(word)).is_other = True
        self._longest_unit = max(map(len, self._unit_fillers), default=0)
        self._automaton = ahocorasick.Automaton()
        for word, filler in self._word_fillers.items():
            self._automaton.add_word(word, filler)
        if len(self._automaton):
            self._automaton.make_automaton()

    def _fill_longer(self) -> list[list[frozenset[_Filler]]]:
        """What may fill each place of each longer phrase; all of it learns the places too."""
        fillers_of: dict[Place, frozenset[_Filler]] = {}
        needs: list[list[frozenset[_Filler]]] = []
        for number, phrase in enumerate(self._phrases):
            for position, place in enumerate(phrase.places):
                if place not in fillers_of:
                    fillers_of[place] = frozenset(self._fillers(place))
                for filler in fillers_of[place]:
                    filler.bits |= self._layout.bit(number, position)
            needs.append([fillers_of[place] for place in phrase.places])
        return needs

    def _fillers(self, place: Place) -> Iterator[_Filler]:
        known = self._unit_fillers if place.is_number else self._word_fillers
        for word in place.words:
            yield known.setdefault(word, _Filler(word))
        if place.or_number or (place.is_number and not place.words):
            yield self._number_filler

    def words(self, folded: str) -> list[Word]:
        """All words known to the matcher, ordered by their ends."""
        return list(self._automaton.iter(folded)) if len(self._automaton) else []

    def find(
        self, words: list[Word], folded: str, pauses: Pauses, quantities: list[Quantity]
    ) -> dict[int, list[Range]]:
        """The matches of each list of phrases, in reading order; those without have no entry.

        Args:
            words: The words of the text (`words`).
            folded: The folded text.
            pauses: Its pauses.
            quantities: Its quantities in order.
        """
        numbers = sorted(self._counted(folded, quantities), key=itemgetter(1))
        found = _alone(words, numbers)
        tried: Counter[int] = Counter()
        kept: Counter[int] = Counter()
        done = 0
        for candidates, sentence in self._candidates(words, numbers, pauses):
            wanted = candidates & ~done
            if not wanted:
                continue
            present = self._present(wanted, sentence)
            there = frozenset(present)
            for number in _numbers(wanted):
                places = [_spans(fillers & there, present) for fillers in self._needs[number]]
                matches = _join(self._phrases[number], places, pauses)[: MAX_HITS - kept[number]]
                if matches:
                    for phrases in self._lists_of[number]:
                        found[phrases] += matches
                    kept[number] += len(matches)
                tried[number] += 1
                if tried[number] == _MOST_SENTENCES or kept[number] >= MAX_HITS:
                    done |= 1 << number
        for matches in found.values():
            matches.sort()
        return dict(found)

    def _candidates(
        self, words: list[Word], numbers: list[Filled], pauses: Pauses
    ) -> Iterator[tuple[int, _Sentence]]:
        """Per sentence, the longer phrases of which all places can be filled, one bit each."""
        word_bits = [filler.bits for _, filler in words]
        word_lasts = [last for last, _ in words]
        number_bits = [filler.bits for _, _, filler in numbers]
        number_ends = [end for _, end, _ in numbers]
        first = first_number = 0
        for border in pauses.borders("sentence"):
            following = bisect_left(word_lasts, border, first)
            following_number = bisect_right(number_ends, border, first_number)
            bits = reduce(or_, word_bits[first:following], 0)
            bits = reduce(or_, number_bits[first_number:following_number], bits)
            candidates = self._layout.complete(bits)
            if candidates:
                yield (
                    candidates,
                    _Sentence(words[first:following], numbers[first_number:following_number]),
                )
            first, first_number = following, following_number

    def _present(self, phrases: int, sentence: _Sentence) -> Present:
        """What in a sentence may fill a place of phrases, which are given as one bit each."""
        wanted = self._layout.places(phrases)
        present: defaultdict[_Filler, list[Range]] = defaultdict(list)
        for last, filler in sentence.words:
            if filler.bits & wanted:
                present[filler].append((last + 1 - filler.length, last + 1))
        for start, end, filler in sentence.numbers:
            present[filler].append((start, end))
        return present

    def _counted(self, folded: str, quantities: list[Quantity]) -> Iterator[Filled]:
        """The numbers with a unit, and those that a unit of the phrases follows directly."""
        fillers_at: dict[str, list[_Filler]] = {}
        units = self._unit_fillers
        for start, number_end, end, _, unit in quantities[:_MOST_NUMBERS]:
            if unit:
                yield start, end, self._number_filler
            following = folded[number_end : number_end + self._longest_unit]
            if following not in fillers_at:
                heads = [following[:length] for length in range(1, len(following) + 1)]
                fillers_at[following] = [units[word] for word in heads if word in units]
            for filler in fillers_at[following]:
                yield start, number_end + filler.length, filler


def _alone(words: Iterable[Word], numbers: Iterable[Filled]) -> defaultdict[int, list[Range]]:
    """The matches of phrases of one place, per list of phrases."""
    lasts: defaultdict[_Filler, list[int]] = defaultdict(list)
    for last, filler in words:
        if filler.alone:
            lasts[filler].append(last)
    found: defaultdict[int, list[Range]] = defaultdict(list)
    for filler, ends in lasts.items():
        before = filler.length - 1
        spans = [(last - before, last + 1) for last in ends[:MAX_HITS]]
        for phrases in filler.alone:
            found[phrases] += spans
    kept: Counter[_Filler] = Counter()
    for start, end, filler in numbers:
        if filler.alone and kept[filler] < MAX_HITS:
            kept[filler] += 1
            for phrases in filler.alone:
                found[phrases].append((start, end))
    return found


def _numbers(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _spans(fillers: frozenset[_Filler], present: Present) -> list[Range]:
    """The spans in a sentence that fill a place, ordered by start."""
    if len(fillers) == 1:
        (filler,) = fillers
        return present[filler]
    return sorted(span for filler in fillers for span in present[filler])


def _join(phrase: Phrase, places: list[list[Range]], pauses: Pauses) -> list[Range]:
    """The matches of a phrase in one sentence; none begins inside the first word of another."""
    matches: list[Range] = []
    covered = -1
    for start, end in places[0]:
        if start < covered:
            continue
        last = _follow(phrase, places, 1, end, pauses)
        if last is not None:
            matches.append((start, last))
            covered = end
            if len(matches) >= MAX_HITS:
                break
    return matches


def _follow(
    phrase: Phrase, places: list[list[Range]], number: int, position: int, pauses: Pauses
) -> int | None:
    """The end of the match when the places from a number on follow `position`, else None."""
    if number == len(places):
        return position
    place, spans = phrase.places[number], places[number]
    index = bisect_left(spans, (position,))
    limit = position + place.gap
    if index == len(spans) or spans[index][0] > limit:
        return None
    border = pauses.end("sentence" if place.may_cross else "segment", position - 1)
    for start, end in spans[index : index + _TRIES]:
        if start > limit or start >= border:
            return None
        last = _follow(phrase, places, number + 1, end, pauses)
        if last is not None:
            return last
    return None
