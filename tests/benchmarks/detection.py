"""How fast reports are judged: by hand, on one core.

    .venv/bin/python tests/benchmarks/detection.py speed [--reports FOLDER] [--rounds 5]
    .venv/bin/python tests/benchmarks/detection.py rules
    .venv/bin/python tests/benchmarks/detection.py shapes [--size 1000000] [--only NAME]
    .venv/bin/python tests/benchmarks/detection.py profile

speed: reports of 6,000 characters per second, read, checked and judged; the aim is 150. With the
nearest passages: the time in units of segmenting the same text once; the aim is 2.
rules: the time with 1, 5 and 25 times as many rules; the aim is less than in proportion.
shapes: a text of a million characters in shapes that no report has; none may take more than 3 s
to be read and judged.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import jieba
import platformdirs

from reviewer.checklists.load import builtin_checklist
from reviewer.checks.check import check
from reviewer.detection.detector import Detector
from reviewer.domain.checklist import Checklist, ChecklistItem, Rule
from reviewer.errors import ReviewerError
from reviewer.readers.read import read_pasted

ROOT = Path(__file__).parents[2]
USUAL_LENGTH = 6_000
LIMIT_SECONDS = 3.0
_FIRST, _COUNT = 0x4E00, 20_902


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time that the work takes; what else runs hardly counts."""
    start = time.process_time()
    work()
    return time.process_time() - start


def texts_of(folder: Path) -> list[str]:
    """The reports of a folder, long enough to be reports."""
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(folder.glob("*.txt"))]
    return [text for text in texts if len(text) > USUAL_LENGTH / 4]


def own_tokenizer() -> jieba.Tokenizer:
    """A tokenizer with its cache in the user's folder, never in the shared temporary one."""
    folder = Path(platformdirs.user_cache_dir("report-review-desk"))
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(folder)
    tokenizer.cache_file = "jieba.cache"
    tokenizer.initialize()
    return tokenizer


def measure_speed(folder: Path, rounds: int) -> None:
    """Reports per second, step by step, and the price of the nearest passages."""
    texts = texts_of(folder)
    characters = sum(len(text) for text in texts)
    usual = characters / USUAL_LENGTH
    detector = Detector(builtin_checklist())
    reports = [read_pasted(text) for text in texts]
    problems = [check(report) for report in reports]
    detector.load_segmenter()
    gc.freeze()  # as the jobs of `reviewer check` do
    tokenizer = own_tokenizer()

    def detect(*, nearest: bool) -> None:
        for report, found in zip(reports, problems, strict=True):
            detector.detect(report, found, nearest=nearest)

    steps: dict[str, Callable[[], object]] = {
        "read": lambda: [read_pasted(text) for text in texts],
        "check": lambda: [check(report) for report in reports],
        "detect": lambda: detect(nearest=False),
        "detect with nearest": lambda: detect(nearest=True),
        "jieba.lcut": lambda: [tokenizer.lcut(text) for text in texts],
    }
    seconds = {name: min(timed(work) for _ in range(rounds)) for name, work in steps.items()}
    print(f"{len(texts)} reports, {characters} characters")
    for name, taken in seconds.items():
        print(f"{name:22}{1000 * taken / usual:8.2f} ms per {USUAL_LENGTH} characters")
    whole = seconds["read"] + seconds["check"] + seconds["detect"]
    print(f"{'reports/s':22}{usual / whole:8.1f}")
    whole += seconds["detect with nearest"] - seconds["detect"]
    print(f"{'with nearest / lcut':22}{whole / seconds['jieba.lcut']:8.2f}")


def shifted(text: str, step: int) -> str:
    """The text with every Chinese character replaced by another one."""
    return "".join(
        chr(_FIRST + (ord(char) - _FIRST + 97 * step) % _COUNT)
        if _FIRST <= ord(char) < _FIRST + _COUNT
        else char
        for char in text
    )


def with_copies(checklist: Checklist, copies: int) -> Checklist:
    """The checklist with each rule in so many copies, all but the first with other words."""

    def copied(rule: Rule, step: int) -> Rule:
        def other(patterns: Iterable[str]) -> tuple[str, ...]:
            return tuple(shifted(pattern, step) for pattern in patterns)

        return replace(
            rule,
            id=f"{rule.id}~{step}",
            patterns=other(rule.patterns),
            all_of=tuple(other(patterns) for patterns in rule.all_of),
            unless=other(rule.unless),
        )

    def enlarged(item: ChecklistItem) -> ChecklistItem:
        more = tuple(copied(rule, step) for step in range(1, copies) for rule in item.rules)
        return replace(item, rules=item.rules + more)

    groups = dict(checklist.groups)
    for step in range(1, copies):
        for name, words in checklist.groups.items():
            groups[shifted(name, step)] = tuple(shifted(word, step) for word in words)
    return replace(checklist, items=tuple(map(enlarged, checklist.items)), groups=groups)


def measure_rules(folder: Path, rounds: int) -> None:
    """The time of detection with more and more rules."""
    reports = [read_pasted(text) for text in texts_of(folder)]
    base = 0.0
    for copies in (1, 5, 25):
        checklist = with_copies(builtin_checklist(), copies)
        start = time.process_time()
        detector = Detector(checklist)
        ready = time.process_time() - start

        def judge(detector: Detector = detector) -> None:
            for report in reports:
                detector.detect(report, (), nearest=False)

        taken = min(timed(judge) for _ in range(rounds))
        base = base or taken
        rules = sum(len(item.rules) for item in checklist.items)
        milliseconds = 1000 * taken / len(reports)
        print(
            f"{copies:3} x {rules:6} rules: ready in {ready:5.1f} s,"
            f" {milliseconds:6.2f} ms per report, {taken / base:5.2f} times as long"
        )


def shapes(size: int) -> dict[str, str]:
    """Texts of about `size` characters in shapes that are hard for one step or another."""

    def filled(piece: str) -> str:
        return (piece * (size // len(piece) + 1))[:size]

    report = (ROOT / "tests/data/reports/water-city-2021.txt").read_text(encoding="utf-8")
    return {
        "one character": filled("法"),
        "digits": filled("1234567890"),
        "numbers with units": filled("12件"),
        "numbers and commas": filled("12，"),
        "Chinese numbers": filled("二十三"),
        "commas": filled("，"),
        "stops": filled("。"),
        "opening titles": filled("《"),
        "closing titles": filled("》"),
        "titles": filled("《条例》"),
        "open brackets": "学" + "（" * (size - 1),
        "open titles": "学" + "《" * (size - 1),
        "open quotation marks": "学" + "“" * (size - 1),
        "brackets that do not fit": filled("学（》"),
        "nested brackets": "（" * (size // 2) + "）" * (size // 2),
        "dashes": filled("—"),
        "blanks": filled(" 　"),
        "quotes": filled("“”"),
        "emoji": filled("𠮷😀"),
        "Latin words": filled("lorem ipsum "),
        "term": filled("法律顾问"),
        "term with number": filled("行政处罚12件"),
        "term, comma": filled("行政处罚，"),
        "terms of parts": filled("制定权责清单并公布"),
        "term, line end": filled("法律顾问\n"),
        "term, stop": filled("公开权责清单12项。"),
        "cue words": filled("我局将要求企业制定但尚未落实"),
        "cue words, commas": filled("我局将，要求企业，制定，但尚未，落实，"),
        "cue words, semicolons": filled("督促企业落实；我局将制定；尚未建立；"),
        "years": filled("2024年"),
        "dates": filled("2024年1月1日"),
        "headings": filled("一、主要举措\n"),
        "small headings": filled("（一）1.（1）①\n"),
        "gaps": filled("存在的不足，有待提高。原因是"),
        "plans": filled("下一步，将制定清单12件。"),
        "lines": filled("件\n"),
        "empty lines": filled("\n"),
        "one paragraph": filled(report.replace("\n", "")),
        "report over and over": filled(report),
    }


FRAME = (
    "青禾县水务局2024年法治政府建设年度报告",
    "一、主要举措和成效",
    "二、存在的不足和原因",
    "三、主要负责人履行推进法治建设第一责任人职责情况",
    "四、2025年工作安排",
)


def framed(shape: str) -> str:
    """The shape in equal parts under the headings of a report."""
    length = len(shape) // (len(FRAME) - 1)
    parts = [shape[i * length : (i + 1) * length] for i in range(len(FRAME) - 1)]
    return "\n".join(
        (FRAME[0], *(line for pair in zip(FRAME[1:], parts, strict=True) for line in pair))
    )


def measure_shape(text: str, detector: Detector) -> tuple[float, float, float]:
    """Seconds to read, to check and to judge a text; a refused one is only read."""
    start = time.process_time()
    try:
        report = read_pasted(text)
    except ReviewerError:
        return time.process_time() - start, 0.0, 0.0
    read = time.process_time()
    check(report)
    checked = time.process_time()
    detector.detect(report, (), nearest=False)
    return read - start, checked - read, time.process_time() - checked


def measure_shapes(size: int, only: str | None) -> None:
    """Seconds to read, check and judge each shape."""
    detector = Detector(builtin_checklist())
    print(f"{'shape':24}{'read':>8}{'check':>8}{'detect':>8}")
    for name, text in shapes(size).items():
        if only not in (None, name):
            continue
        reading, checking, detecting = measure_shape(framed(text), detector)
        mark = "  too slow" if reading + detecting > LIMIT_SECONDS else ""
        print(f"{name:24}{reading:8.2f}{checking:8.2f}{detecting:8.2f}{mark}", flush=True)


def show_profile(folder: Path) -> None:
    """Where the time of detection goes."""
    reports = [read_pasted(text) for text in texts_of(folder)]
    detector = Detector(builtin_checklist())
    with cProfile.Profile() as profile:
        for report in reports:
            detector.detect(report, (), nearest=False)
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


def main() -> None:
    """Runs the measurement asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["speed", "rules", "shapes", "profile"])
    parser.add_argument("--reports", type=Path, default=ROOT / "tests/data/reports")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--only")
    asked = parser.parse_args()
    if asked.what == "speed":
        measure_speed(asked.reports, asked.rounds)
    elif asked.what == "rules":
        measure_rules(asked.reports, asked.rounds)
    elif asked.what == "shapes":
        measure_shapes(asked.size, asked.only)
    else:
        show_profile(asked.reports)


if __name__ == "__main__":
    main()
