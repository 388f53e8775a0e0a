"""Finds all phrases of a checklist in one pass over a folded text.

All words of all phrases go into one Aho–Corasick automaton. Each word knows, as one bit per
phrase, at which place of which phrases it may stand; so a few operations on whole numbers tell
which phrases have a word for every place in a sentence. Only these are looked at, so that the cost
hardly grows with the number of rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, itemgetter
from typing import NamedTuple

import ahocorasick

from reviewer.language.clauses import Pauses
from reviewer.language.phrases import Phrase, Place
from reviewer.language.quantities import Quantity

MAX_HITS = 200
"""Hits of one phrase that are kept in one text; the first ones in reading order."""
_MOST_SENTENCES = 1000
"""Sentences with a word for every place of a phrase in which the phrase is looked for."""
_MOST_NUMBERS = 50_000
"""Numbers of one text that may fill places; no report has nearly as many."""
_TRIES = 6
"""Later words of a place that are tried after one start before giving up."""


class Match(NamedTuple):
    """A phrase found: folded offsets, half-open."""

    start: int
    end: int


class _Filler:
    """A word, or a kind of number, and the places of phrases that it may fill.

    Attributes:
        word: The word; "" for any number with a unit.
        length: Its code points.
        is_other: Whether it is a word of other use, besides or instead of filling places.
        alone: The phrases of one place that it is a match of.
        keys: The places of longer phrases that it may fill.
        by_position: Positions in longer phrases that it may fill, each with these phrases, one
            bit each.
    """

    __slots__ = ("alone", "by_position", "is_other", "keys", "length", "word")

    def __init__(self, word: str) -> None:
        self.word = word
        self.length = len(word)
        self.is_other = False
        self.alone: list[int] = []
        self.keys: list[int] = []
        self.by_position: list[tuple[int, int]] = []


Range = tuple[int, int]
"""Folded offsets, half-open."""

Filled = tuple[int, int, _Filler]
"""Start and end of what fills places, as folded offsets, and what it is."""


class PhraseMatcher:
    """Phrases compiled for repeated use; safe to share between threads once built.

    Args:
        phrases: The phrases.
        other_words: Words whose places are wanted too (`words`).
    """

    def __init__(self, phrases: Iterable[Phrase], other_words: Iterable[str] = ()) -> None:
        self._phrases: list[Phrase] = list(dict.fromkeys(phrases))
        self._numbers = {phrase: number for number, phrase in enumerate(self._phrases)}
        self._keys: dict[tuple[tuple[str, ...], bool, bool], int] = {}
        self._needs = [tuple(map(self._key, phrase.places)) for phrase in self._phrases]
        longest = max((len(phrase.places) for phrase in self._phrases), default=0)
        # Per position, the phrases that have no place there; one bit each.
        self._ended = [
            sum(1 << number for number, needs in enumerate(self._needs) if len(needs) <= position)
            for position in range(longest)
        ]
        self._word_fillers: dict[str, _Filler] = {}
        self._unit_fillers: dict[str, _Filler] = {}
        self._number_filler = _Filler("")
        self._fill()
        for word in other_words:
            self._word_fillers.setdefault(word, _Filler(word)).is_other = True
        self._longest_unit = max(map(len, self._unit_fillers), default=0)
        self._automaton = ahocorasick.Automaton()
        for word, filler in self._word_fillers.items():
            self._automaton.add_word(word, filler)
        if len(self._automaton):
            self._automaton.make_automaton()

    def number_of(self, phrase: Phrase) -> int:
        """The number of one of the phrases.

        Raises:
            KeyError: It is none of them.
        """
        return self._numbers[phrase]

    def _key(self, place: Place) -> int:
        """The number of a place; places with the same words share one."""
        identity = (place.words, place.is_number, place.or_number)
        return self._keys.setdefault(identity, len(self._keys))

    def _fill(self) -> None:
        """Tells every word and number which places it may fill."""
        bits: dict[_Filler, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for number, phrase in enumerate(self._phrases):
            for position, place in enumerate(phrase.places):
                for filler in self._fillers(place):
                    if len(phrase.places) == 1:
                        filler.alone.append(number)
                    else:
                        filler.keys.append(self._key(place))
                        bits[filler][position] |= 1 << number
        for filler, by_position in bits.items():
            filler.keys = list(dict.fromkeys(filler.keys))
            filler.by_position = list(by_position.items())

    def _fillers(self, place: Place) -> Iterator[_Filler]:
        known = self._unit_fillers if place.is_number else self._word_fillers
        for word in place.words:
            yield known.setdefault(word, _Filler(word))
        if place.or_number or (place.is_number and not place.words):
            yield self._number_filler

    def words(self, folded: str) -> list[Filled]:
        """All words known to the matcher, ordered by their ends."""
        if not len(self._automaton):
            return []
        return [
            (last + 1 - filler.length, last + 1, filler)
            for last, filler in self._automaton.iter(folded)
        ]

    def find(
        self, words: Sequence[Filled], folded: str, pauses: Pauses, quantities: list[Quantity]
    ) -> dict[int, list[Match]]:
        """The matches per number of a phrase, in reading order; those without have no entry.

        Args:
            words: The words of the text (`words`).
            folded: The folded text.
            pauses: Its pauses.
            quantities: Its quantities in order.
        """
        filled = [*words, *self._counted(folded, quantities)]
        filled.sort(key=itemgetter(1))
        found = _alone(filled)
        part_of_longer = [entry for entry in filled if entry[2].keys]
        done = 0
        tried: Counter[int] = Counter()
        for numbers, sentence in self._candidates(part_of_longer, pauses):
            candidates = numbers & ~done
            if not candidates:
                continue
            needs = [(number, self._needs[number]) for number in _numbers(candidates)]
            spans = _spans({key for _, keys in needs for key in keys}, sentence)
            for number, keys in needs:
                matches = _join(self._phrases[number], [spans[key] for key in keys], pauses)
                if matches:
                    found.setdefault(number, []).extend(matches)
                tried[number] += 1
                if tried[number] == _MOST_SENTENCES or len(found.get(number, ())) >= MAX_HITS:
                    done |= 1 << number
        for matches in found.values():
            del matches[MAX_HITS:]
        return found

    def _candidates(
        self, filled: list[Filled], pauses: Pauses
    ) -> Iterator[tuple[int, list[Filled]]]:
        """Sentences, and the phrases of which all places can be filled there, one bit each."""
        first = 0
        while first < len(filled):
            border = pauses.end("sentence", filled[first][1] - 1)
            can_stand = self._ended.copy()
            following = first
            while following < len(filled) and filled[following][1] <= border:
                for position, phrases in filled[following][2].by_position:
                    can_stand[position] |= phrases
                following += 1
            candidates = reduce(and_, can_stand)
            if candidates:
                yield candidates, filled[first:following]
            first = following

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


def _alone(filled: Iterable[Filled]) -> dict[int, list[Match]]:
    """The matches of phrases of one place."""
    places: dict[_Filler, list[Match]] = {}
    for start, end, filler in filled:
        if filler.alone:
            matches = places.setdefault(filler, [])
            if len(matches) < MAX_HITS:
                matches.append(Match(start, end))
    found: dict[int, list[Match]] = defaultdict(list)
    for filler, matches in places.items():
        for number in filler.alone:
            found[number] += matches
    for matches in found.values():
        matches.sort()
        del matches[MAX_HITS:]
    return dict(found)


def _numbers(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _spans(keys: set[int], sentence: Iterable[Filled]) -> dict[int, list[Range]]:
    """The spans in a sentence that fill each of these places, ordered by start."""
    spans: dict[int, list[Range]] = {key: [] for key in keys}
    for start, end, filler in sentence:
        for key in filler.keys:
            if key in keys:
                spans[key].append((start, end))
    for found in spans.values():
        found.sort()
    return spans


def _join(phrase: Phrase, places: list[list[Range]], pauses: Pauses) -> list[Match]:
    """The matches of a phrase in one sentence; none begins inside the first word of another."""
    matches: list[Match] = []
    covered = -1
    for start, end in places[0]:
        if start < covered:
            continue
        last = _follow(phrase, places, 1, end, pauses)
        if last is not None:
            matches.append(Match(start, last))
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
