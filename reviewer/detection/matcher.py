"""Finds all phrases of a checklist in one pass over a folded text.

All words of all phrases go into one Aho–Corasick automaton. A phrase is looked at only when each
of its places has a word in the text, so that the cost hardly grows with the number of rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

import ahocorasick

from reviewer.language.clauses import Pauses
from reviewer.language.phrases import Phrase, Place
from reviewer.language.quantities import Quantity

MAX_HITS = 200
"""Hits of one phrase that are kept in one text; the first ones in reading order."""
_TRIES = 6
"""Later words of a place that are tried after one start before giving up."""
_BITS = 2047
"""Sentences share a bit with every 2048th one, so that no text makes the numbers long."""


class Match(NamedTuple):
    """A phrase found: folded offsets, half-open."""

    start: int
    end: int


class PhraseMatcher:
    """Phrases compiled for repeated use; safe to share between threads once built."""

    def __init__(self, phrases: Iterable[Phrase], other_words: Iterable[str] = ()) -> None:
        self._phrases: list[Phrase] = list(dict.fromkeys(phrases))
        self._places: list[Place] = []
        self._needs: list[tuple[int, ...]] = []
        self._starters: list[list[int]] = []
        keys: dict[tuple[tuple[str, ...], bool, bool], int] = {}
        for number, phrase in enumerate(self._phrases):
            needs = []
            for place in phrase.places:
                identity = (place.words, place.is_number, place.or_number)
                if identity not in keys:
                    keys[identity] = len(self._places)
                    self._places.append(place)
                    self._starters.append([])
                needs.append(keys[identity])
            self._needs.append(tuple(needs))
            self._starters[needs[0]].append(number)
        self._numbers = {phrase: number for number, phrase in enumerate(self._phrases)}
        self._word_places = self._index(lambda place: not place.is_number)
        self._unit_places = self._index(lambda place: place.is_number)
        self._longest_unit = max((len(word) for word in self._unit_places), default=0)
        self._bare_places = [
            key
            for key, place in enumerate(self._places)
            if place.or_number or (place.is_number and not place.words)
        ]
        self._automaton = ahocorasick.Automaton()
        for word in dict.fromkeys((*self._word_places, *other_words)):
            self._automaton.add_word(word, word)
        if len(self._automaton):
            self._automaton.make_automaton()

    def number_of(self, phrase: Phrase) -> int:
        """The number of one of the phrases.

        Raises:
            KeyError: It is none of them.
        """
        return self._numbers[phrase]

    def _index(self, is_wanted: Callable[[Place], bool]) -> dict[str, tuple[int, ...]]:
        """The places per word, over the places that are wanted."""
        index: dict[str, list[int]] = defaultdict(list)
        for key, place in enumerate(self._places):
            if is_wanted(place):
                for word in place.words:
                    index[word].append(key)
        return {word: tuple(found) for word, found in index.items()}

    def words(self, folded: str) -> dict[str, list[int]]:
        """One past each place of every known word, in order; words not found have no entry."""
        found: dict[str, list[int]] = defaultdict(list)
        if len(self._automaton):
            for last, word in self._automaton.iter(folded):
                found[word].append(last + 1)
        return found

    def find(
        self,
        words: Mapping[str, list[int]],
        folded: str,
        pauses: Pauses,
        quantities: list[Quantity],
    ) -> Found:
        """What can match in a text; the matches themselves are made when they are asked for.

        Args:
            words: The words of the text (`words`).
            folded: The folded text.
            pauses: Its pauses.
            quantities: Its quantities in order.
        """
        hits = self._hits(words, folded, pauses, quantities)
        return Found(self._phrases, self._needs, self._candidates(hits), hits, pauses)

    def _candidates(self, hits: _Hits) -> dict[int, int]:
        """Phrases of which all places stand in one sentence somewhere, with these sentences."""
        candidates = {}
        in_sentences = hits.sentences
        for key in list(in_sentences):
            for number in self._starters[key]:
                sentences = in_sentences[key]
                for need in self._needs[number][1:]:
                    sentences &= in_sentences.get(need, 0)
                if sentences:
                    candidates[number] = sentences
        return candidates

    def _hits(
        self,
        words: Mapping[str, list[int]],
        folded: str,
        pauses: Pauses,
        quantities: list[Quantity],
    ) -> _Hits:
        hits = _Hits(pauses)
        for word, ends in words.items():
            keys = self._word_places.get(word)
            if keys:
                length = len(word)
                hits.add(keys, [end - length for end in ends], ends)
        for word, spans in self._counted(folded, quantities).items():
            hits.add(self._unit_places[word], [s for s, _ in spans], [e for _, e in spans])
        bare = [quantity for quantity in quantities if quantity.unit]
        if bare:
            hits.add(self._bare_places, [q.start for q in bare], [q.end for q in bare])
        return hits

    def _counted(self, folded: str, quantities: list[Quantity]) -> dict[str, list[tuple[int, int]]]:
        """Per unit word: the numbers that it follows directly."""
        counted: dict[str, list[tuple[int, int]]] = defaultdict(list)
        words_at: dict[str, list[str]] = {}
        for quantity in quantities:
            start = quantity.number_end
            following = folded[start : start + self._longest_unit]
            if following not in words_at:
                heads = [following[:length] for length in range(1, len(following) + 1)]
                words_at[following] = [word for word in heads if word in self._unit_places]
            for word in words_at[following]:
                counted[word].append((quantity.start, start + len(word)))
        return counted


class Found:
    """The matches of phrases in one text.

    Attributes:
        candidates: The phrases that may match, by number, with the sentences in which they
            may, one bit each (`_BITS`); all others do not.
    """

    def __init__(
        self,
        phrases: list[Phrase],
        needs: list[tuple[int, ...]],
        candidates: dict[int, int],
        hits: _Hits,
        pauses: Pauses,
    ) -> None:
        self.candidates = candidates
        self._phrases = phrases
        self._needs = needs
        self._hits = hits
        self._pauses = pauses
        self._made: dict[int, list[Match]] = {}

    def matches(self, number: int) -> list[Match]:
        """The matches of a phrase in reading order."""
        if number not in self.candidates:
            return []
        if number not in self._made:
            places = [self._hits.of(need) for need in self._needs[number]]
            if len(places) == 1:
                self._made[number] = list(map(Match, *places[0]))[:MAX_HITS]
            else:
                starts = self._starts(places[0], self.candidates[number])
                self._made[number] = _join(self._phrases[number], starts, places, self._pauses)
        return self._made[number]

    def _starts(self, place: tuple[list[int], list[int]], sentences: int) -> list[tuple[int, int]]:
        """The spans of a phrase's first place that stand in one of the sentences."""
        sentence_of = self._hits.sentence_of
        return [
            (start, end)
            for start, end in zip(*place, strict=True)
            if sentences >> (sentence_of[start] & _BITS) & 1
        ]


class _Hits:
    """Where the places of phrases stand in one text; lists are merged when they are asked for.

    Attributes:
        sentence_of: The sentence of every code point.
        sentences: Per place found: the sentences in which it stands, one bit each (`_BITS`).
    """

    def __init__(self, pauses: Pauses) -> None:
        self.sentence_of = pauses.numbers("sentence")
        self.sentences: dict[int, int] = {}
        self._spans: dict[int, list[tuple[list[int], list[int]]]] = {}
        self._made: dict[int, tuple[list[int], list[int]]] = {}

    def add(self, keys: Iterable[int], starts: list[int], ends: list[int]) -> None:
        """Adds the spans of one word, in order, to the places that it may fill."""
        sentence_of, sentences = self.sentence_of, 0
        for start in starts:
            sentences |= 1 << (sentence_of[start] & _BITS)
        known, lists, spans = self.sentences, self._spans, (starts, ends)
        for key in keys:
            if key in known:
                known[key] |= sentences
                lists[key].append(spans)
            else:
                known[key] = sentences
                lists[key] = [spans]

    def of(self, key: int) -> tuple[list[int], list[int]]:
        """Starts and ends of a place, ordered by start."""
        if key not in self._made:
            lists = self._spans.get(key, [])
            if len(lists) == 1:
                self._made[key] = lists[0]
            else:
                pairs = sorted(chain.from_iterable(zip(*spans, strict=True) for spans in lists))
                self._made[key] = ([pair[0] for pair in pairs], [pair[1] for pair in pairs])
        return self._made[key]


def _join(
    phrase: Phrase,
    starts: list[tuple[int, int]],
    hits: list[tuple[list[int], list[int]]],
    pauses: Pauses,
) -> list[Match]:
    """The matches that begin with one of the spans of the first place."""
    matches: list[Match] = []
    covered = -1
    for start, end in starts:
        if start < covered:
            continue
        last = _follow(phrase, hits, 1, end, pauses)
        if last is not None:
            matches.append(Match(start, last))
            covered = end
            if len(matches) >= MAX_HITS:
                break
    return matches


def _follow(
    phrase: Phrase,
    hits: list[tuple[list[int], list[int]]],
    place_number: int,
    position: int,
    pauses: Pauses,
) -> int | None:
    """The end of the match when the remaining places follow `position`, else None."""
    if place_number == len(hits):
        return position
    place = phrase.places[place_number]
    starts, ends = hits[place_number]
    index = bisect_left(starts, position)
    limit = position + place.gap
    if index == len(starts) or starts[index] > limit:
        return None
    border = pauses.end("sentence" if place.may_cross else "segment", position - 1)
    for tried in range(index, min(index + _TRIES, len(starts))):
        start = starts[tried]
        if start > limit or start >= border:
            return None
        last = _follow(phrase, hits, place_number + 1, ends[tried], pauses)
        if last is not None:
            return last
    return None
