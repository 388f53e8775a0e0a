"""Ranks the passages nearest to what was not found (BM25 over sentences).

jieba parts what is looked for into words: its own tokenizer object with a dictionary made from the
checklist; its cache lies in the user's cache folder, never in the shared temporary folder. In a
report these words are then found from left to right, the longest first. Segmenting the report
itself would cost more than all the rules together.
"""

from __future__ import annotations

import logging
import math
import re
import threading
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import ahocorasick
import jieba
import platformdirs

from reviewer.domain.finding import MAX_EVIDENCE_LENGTH, Passage
from reviewer.domain.report import Report
from reviewer.domain.span import Span

NEAREST_SHOWN = 3
"""Passages shown for one item."""
_K1, _B = 1.2, 0.75
_SHORTEST = 8
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_WORD = re.compile(r"[\u3400-\u9fff\w]")
_TOO_COMMON = frozenset("的了和与及等在对为以是把将由本") | {
    "工作",
    "开展",
    "进行",
    "情况",
    "单位",
    "我局",
    "年度",
}


class Segmenter:
    """A tokenizer of our own; thread-safe, loaded on first use (about half a second)."""

    def __init__(self, words: Iterable[str], cache_folder: Path | None = None) -> None:
        self._words = tuple(words)
        self._folder = cache_folder or Path(platformdirs.user_cache_dir("report-review-desk"))
        self._tokenizer: jieba.Tokenizer | None = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Loads the dictionary; does nothing the second time."""
        with self._lock:
            if self._tokenizer is not None:
                return
            logging.getLogger("jieba").setLevel(logging.CRITICAL)
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                tokenizer = _tokenizer(self._folder)
            except OSError:
                logging.getLogger(__name__).info("no cache folder for the dictionary")
                with TemporaryDirectory() as folder:
                    tokenizer = _tokenizer(Path(folder))
            for word in self._words:
                tokenizer.add_word(word)
            self._tokenizer = tokenizer

    def words(self, text: str) -> list[str]:
        """The words of a text that can carry meaning, and the shorter ones inside long ones."""
        self.load()
        if self._tokenizer is None:
            raise RuntimeError("the dictionary is loaded")
        words = self._tokenizer.cut_for_search(text, HMM=False)
        return [word for word in words if word not in _TOO_COMMON and _WORD.match(word)]


def _tokenizer(folder: Path) -> jieba.Tokenizer:
    """A tokenizer with its dictionary loaded; without a folder it would take a shared one."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(folder)
    tokenizer.cache_file = "jieba.cache"
    tokenizer.initialize()
    return tokenizer


class Sought:
    """What is looked for, part by part; made ready on first use, safe to share between threads.

    Args:
        texts: By key: the text whose words are looked for.
        segmenter: Parts the texts into words.
    """

    def __init__(self, texts: Mapping[str, str], segmenter: Segmenter) -> None:
        self._texts = dict(texts)
        self._segmenter = segmenter
        self._words: dict[str, tuple[str, ...]] = {}
        self._automaton: ahocorasick.Automaton | None = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Makes everything ready; does nothing the second time."""
        with self._lock:
            if self._automaton is not None:
                return
            for key, text in self._texts.items():
                self._words[key] = tuple(dict.fromkeys(self._segmenter.words(text)))
            automaton = ahocorasick.Automaton()
            for word in sorted({word for words in self._words.values() for word in words}):
                automaton.add_word(word, word)
            automaton.make_automaton()
            self._automaton = automaton

    def words(self, key: str) -> tuple[str, ...]:
        """The words of one text, each once."""
        self.load()
        return self._words[key]

    def found_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Place of the last character and word, from left to right, the longest first."""
        self.load()
        if not self._automaton:
            return iter(())
        found: Iterator[tuple[int, str]] = self._automaton.iter_long(text)
        return found


class PassageIndex:
    """The sentences of one report, ready to be ranked."""

    def __init__(self, report: Report, sought: Sought) -> None:
        self._text = report.text
        self._sought = sought
        self._spans = [
            match.span()
            for match in _SENTENCE.finditer(report.text)
            if match.end() - match.start() >= _SHORTEST
        ]
        self._postings = self._count()
        length = sum(end - start for start, end in self._spans)
        self._mean = length / len(self._spans) if self._spans else 1.0
        self._gains: dict[str, list[tuple[int, float]]] = {}

    def _count(self) -> dict[str, dict[int, int]]:
        """Per word: how often each sentence has it."""
        starts = [start for start, _ in self._spans]
        postings: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for last, word in self._sought.found_in(self._text):
            number = bisect_right(starts, last) - 1
            if number >= 0 and last < self._spans[number][1]:
                postings[word][number] += 1
        return postings

    def nearest(self, key: str) -> tuple[Passage, ...]:
        """At most three passages that share most with what is looked for, best first."""
        scores: dict[int, float] = defaultdict(float)
        for word in self._sought.words(key):
            for number, gain in self._gain(word):
                scores[number] += gain
        best = sorted(scores, key=lambda number: (-scores[number], number))[:NEAREST_SHOWN]
        spans = [_trimmed(self._text, *self._spans[number]) for number in best]
        return tuple(Passage(span, span.of(self._text)) for span in spans)

    def _gain(self, word: str) -> list[tuple[int, float]]:
        """What a word adds to each sentence that has it (BM25)."""
        if word not in self._gains:
            postings = self._postings.get(word, {})
            count, having = len(self._spans), len(postings)
            rarity = math.log(1 + (count - having + 0.5) / (having + 0.5))
            self._gains[word] = [
                (number, rarity * times * (_K1 + 1) / (times + self._damping(number)))
                for number, times in postings.items()
            ]
        return self._gains[word]

    def _damping(self, number: int) -> float:
        start, end = self._spans[number]
        return _K1 * (1 - _B + _B * (end - start) / self._mean)


def _trimmed(text: str, start: int, end: int) -> Span:
    sentence = text[start:end]
    start += len(sentence) - len(sentence.lstrip())
    return Span(start, min(end, start + MAX_EVIDENCE_LENGTH))
