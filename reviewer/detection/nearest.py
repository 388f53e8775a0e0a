"""Ranks the passages nearest to what was not found (BM25 over segmented sentences).

jieba's own tokenizer object is used with a dictionary made from the checklist; its cache lies in
the user's cache folder, never in the shared temporary folder. Segmenting costs more than all the
rules together, so a report is segmented once, and only when something was not found.
"""

from __future__ import annotations

import logging
import math
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

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
        """The words of a text that can carry meaning."""
        return _telling(self._loaded().cut(text, HMM=False))

    def sought_words(self, text: str) -> list[str]:
        """The words to look for: those of the text, and the shorter ones inside long ones."""
        return _telling(self._loaded().cut_for_search(text, HMM=False))

    def _loaded(self) -> jieba.Tokenizer:
        self.load()
        if self._tokenizer is None:
            raise RuntimeError("the dictionary is loaded")
        return self._tokenizer


def _telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in _TOO_COMMON and _WORD.match(word)]


def _tokenizer(folder: Path) -> jieba.Tokenizer:
    """A tokenizer with its dictionary loaded; without a folder it would take a shared one."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(folder)
    tokenizer.cache_file = "jieba.cache"
    tokenizer.initialize()
    return tokenizer


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    length: int


class PassageIndex:
    """The sentences of one report, ready to be ranked."""

    def __init__(self, report: Report, segmenter: Segmenter) -> None:
        self._text = report.text
        self._segmenter = segmenter
        self._sentences: list[_Sentence] = []
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for match in _SENTENCE.finditer(report.text):
            if match.end() - match.start() < _SHORTEST:
                continue
            counts = Counter(segmenter.words(match.group()))
            number = len(self._sentences)
            self._sentences.append(_Sentence(_trimmed(match), sum(counts.values())))
            for word, count in counts.items():
                self._postings[word].append((number, count))
        total = sum(sentence.length for sentence in self._sentences)
        self._mean = total / len(self._sentences) if self._sentences else 1.0

    def nearest(self, query: Sequence[str]) -> tuple[Passage, ...]:
        """At most three passages that share most with the words asked for, best first."""
        scores: dict[int, float] = defaultdict(float)
        count = len(self._sentences)
        for word in dict.fromkeys(query):
            postings = self._postings.get(word)
            if not postings:
                continue
            rarity = math.log(1 + (count - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, times in postings:
                length = self._sentences[number].length / self._mean
                scores[number] += (
                    rarity * times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * length))
                )
        best = sorted(scores, key=lambda number: (-scores[number], number))[:NEAREST_SHOWN]
        spans = [self._sentences[number].span for number in best]
        return tuple(Passage(span, span.of(self._text)) for span in spans)


def _trimmed(match: re.Match[str]) -> Span:
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return Span(start, min(match.end(), start + MAX_EVIDENCE_LENGTH))
