"""Reads a clause: who acts, when, and in what mood.

A report proves something only by what its own unit did in the report year. These functions tell
such a clause from plans, gaps, demands of superiors, other bodies' acts and earlier years. All
offsets are code points of a folded text (`folding.fold`); cue words are data
(`resources/dictionaries/cues.toml`).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from reviewer.resources import resource_path


class Actor(StrEnum):
    """Whose act it is."""

    OWN = "own"
    LEADER = "leader"
    UPPER = "upper"
    ENTERPRISE = "enterprise"
    OTHER = "other"


class Time(StrEnum):
    """When it is, seen from the report year."""

    REPORT_YEAR = "report_year"
    EARLIER = "earlier"
    FUTURE = "future"


class Modality(StrEnum):
    """In what mood it is said."""

    DONE = "done"
    NIL = "nil"
    ATTITUDE = "attitude"
    PLANNED = "planned"
    REQUIRED = "required"
    LACKING = "lacking"
    STUDIED = "studied"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a place in a clause says."""

    actor: Actor
    time: Time
    modality: Modality


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two pauses.

    Attributes:
        start: Folded offset.
        end: One past its last code point, the pause mark left out.
    """

    start: int
    end: int


class Pauses:
    """Clauses, segments, sentences and paragraphs of a folded text, by binary search."""

    def __init__(self, folded: str) -> None:
        self._length = len(folded)
        self._starts = {
            "clause": _starts(_CLAUSE_END, folded),
            "segment": _starts(_SEGMENT_END, folded),
            "sentence": _starts(_SENTENCE_END, folded),
            "paragraph": _starts(_PARAGRAPH_END, folded),
        }

    def index(self, window: str, offset: int) -> int:
        """Which clause, segment, sentence or paragraph holds the offset; 0-based."""
        return bisect_right(self._starts[window], offset) - 1

    def bounds(self, window: str, offset: int) -> tuple[int, int]:
        """Start of the window around the offset and start of the next."""
        starts = self._starts[window]
        index = bisect_right(starts, offset) - 1
        end = starts[index + 1] if index + 1 < len(starts) else self._length
        return starts[index], end

    def starts(self, window: str) -> list[int]:
        """Starts of all windows in order, the first being 0."""
        return self._starts[window]


_PARAGRAPH_END = re.compile(r"\n+")
_SENTENCE_END = re.compile(r"[。！？\n]+[）]?")
_SEGMENT_END = re.compile(r"[。！？；\n]+[）]?")
_CLAUSE_END = re.compile(r"[，。！？；：\n]+[）]?")


def _starts(end: re.Pattern[str], folded: str) -> list[int]:
    return [0, *(match.end() for match in end.finditer(folded) if match.end() < len(folded))]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words as compiled alternatives."""

    nil: re.Pattern[str]
    lacking: re.Pattern[str]
    planned: re.Pattern[str]
    required: re.Pattern[str]
    attitude: re.Pattern[str]
    done: re.Pattern[str]
    earlier: re.Pattern[str]
    current: re.Pattern[str]
    leader: re.Pattern[str]
    upper: re.Pattern[str]
    enterprise_subject: re.Pattern[str]
    enterprise_directed: re.Pattern[str]


@cache
def cues() -> Cues:
    """The cue words, read once."""
    data = tomllib.loads(resource_path("dictionaries/cues.toml").read_text("utf-8"))
    modality, time, actor = data["modality"], data["time"], data["actor"]
    enterprise = _either(actor["enterprise"])
    return Cues(
        nil=re.compile(_either(modality["nil"])),
        lacking=re.compile(_either(modality["lacking"])),
        planned=re.compile(_either(modality["planned"])),
        required=re.compile(_either(modality["required"])),
        attitude=re.compile(_either(modality["attitude"])),
        done=re.compile(_either(modality["done"])),
        earlier=re.compile(_MARKER + _either(time["earlier"])),
        current=re.compile(_either(time["current"])),
        leader=re.compile(_either(actor["leader"]) + r"(?!办公会|任组长|任副组长|担任|任职|为组长)"),
        upper=re.compile(_MARKER + _either(actor["upper"])),
        enterprise_subject=re.compile(
            _MARKER
            + r"(?:各|有关|相关|辖区|重点|全[市县区省]|部分|一些|大型|本地|属地|所有)*"
            + enterprise
            + r"(?!的|开展|进行|提供|办理|送|实施|执法|检查|\d)"
        ),
        enterprise_directed=re.compile(
            _either(actor["directing"]) + r"[^，。；]{0,10}?" + enterprise + r"(?:及|和|、)?"
        ),
    )


_MARKER = r"^(?:[一二三四五六七八九十]是|（[一二三四五六七八九十\d]+）|\d+[.．、]|同时|此外|另外|其中|第[一二三四五六七八九十])?[，：]?"


def _either(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


_YEAR_AT_START = re.compile(
    _MARKER + r"(?:截至|截止|早在|在|从|自|于|到)?(?P<year>(?:19|20)\d\d)年度?(?P<rest>.{0,4})"
)
_LASTING = re.compile(
    r"^(?:\d{1,2}月(?:\d{1,2}日)?)?(?:起|以来|开始|后|版|[—\-－–~～至]|的|工作要点|重点|建立)"
)
_OWN = re.compile(
    r"我[局厅委办部院会中站队处镇乡街区]|本[局厅委办部院会单位中站队机关]|全局|全厅|全委|局党[组委]|厅党[组委]|委党[组委]|"
    r"局机关|局领导|局班子|党组会|局务会|局长办公会"
)
_FOLLOWING = re.compile(
    _MARKER
    + r"(?:严格|认真|坚决|全面|切实)?(?:按照|根据|依据|依照|遵照|围绕|对照|落实|贯彻|结合|按|依|遵循|针对|响应|严格)"
)
_BODY = (
    r"(?:省|市|县|区|州|旗|全省|全市|全县|全区)?(?:司法[厅局]|公安[厅局]|检察院|人民检察院|人民法院|中级人民法院|法院|纪委监委|"
    r"纪委|监委|人大常委会|人大|政协|人民政府|政府办公室|政府|党委|市委|县委|区委|省委|安委会|安委办|"
    r"依法治[省市县区]办|财政局|市场监管局|生态环境局|应急管理局|住建局|教育局|卫健委)"
)
_OTHER_SUBJECT = re.compile(
    _MARKER
    + _BODY
    + r"(?:已|先后|共|联合|依法|专门|今年|全年)?"
    + r"(?:召开|组织|开展|印发|出台|制定|举办|发布|公布|评查|对|荣获|派出|成立|建立|作出|办理|受理|查处|立案|牵头)"
)
_MAKING = re.compile(
    r"(?:印发|制定|修订|修改|出台|编制|公布|发布|起草|报送|制发|拟定|拟制|完成|修编|编印|细化|更新|汇编|签订|签署|联合下发|下发|形成|推出|完善|健全)"
    r"(?:了|并印发|并实施|实施|完成|出台|发布)?[^，。；《》]{0,14}$"
)
_USING = re.compile(
    r"(?:落实|执行|贯彻|按照|根据|依据|对照|依照|遵循|严格|围绕|适用|使用)[^，。；《》]{0,14}$"
)


def read_place(folded: str, pauses: Pauses, start: int, end: int, year: int | None) -> Reading:
    """Reads the clause around a hit.

    Args:
        folded: The folded text.
        pauses: Its pauses.
        start: Folded offset of the hit.
        end: One past the hit.
        year: The report year, or None when it is not known.
    """
    clause_start, clause_end = pauses.bounds("clause", start)
    clause_end = max(clause_end, pauses.bounds("clause", max(end - 1, start))[1])
    sentence_start = pauses.bounds("sentence", start)[0]
    clause = folded[clause_start:clause_end]
    before = folded[sentence_start:clause_start]
    time = _time(before, clause, year)
    return Reading(
        actor=_actor(folded, sentence_start, clause_start, start, clause),
        time=time,
        modality=_modality(folded, before, clause, clause_start, start, end),
    )


def _time(before: str, clause: str, year: int | None) -> Time:
    time = Time.REPORT_YEAR
    known = cues()
    for part in [*_split(before), clause]:
        match = _YEAR_AT_START.match(part)
        if match and year is not None:
            stated = int(match["year"])
            if _LASTING.match(match["rest"]):
                continue
            if stated < year:
                time = Time.EARLIER
            elif stated > year:
                time = Time.FUTURE
            else:
                time = Time.REPORT_YEAR
        elif known.earlier.match(part):
            time = Time.EARLIER
        elif known.current.search(part):
            time = Time.REPORT_YEAR
    return time


def _split(text: str) -> list[str]:
    return [part for part in _CLAUSE_END.split(text) if part]


def _actor(folded: str, sentence_start: int, clause_start: int, start: int, clause: str) -> Actor:
    known = cues()
    lead = folded[clause_start:start]
    if known.enterprise_subject.match(clause) or known.enterprise_directed.search(lead):
        return Actor.ENTERPRISE
    if _OTHER_SUBJECT.match(clause) and not _OWN.search(clause):
        return Actor.OTHER
    sentence_lead = folded[sentence_start:start]
    upper = known.upper.match(clause)
    if upper and known.required.search(clause[upper.end() : upper.end() + 24]):
        return Actor.UPPER
    if known.leader.search(sentence_lead + clause[:16]):
        return Actor.LEADER
    return Actor.OWN


def _modality(
    folded: str, before: str, clause: str, clause_start: int, start: int, end: int
) -> Modality:
    known = cues()
    if _planned(before, clause):
        return Modality.PLANNED
    if known.nil.search(clause):
        return Modality.NIL
    if known.lacking.search(clause) and not re.match(
        _MARKER + r"(?:针对|解决|改变|着力解决|破解|为解决)", clause
    ):
        return Modality.LACKING
    title = _title_modality(folded, clause_start, start, end)
    if title is not None:
        return title
    if _required(before, clause):
        return Modality.REQUIRED
    return _mood(clause, start - clause_start, end - clause_start)


def _mood(clause: str, start: int, end: int) -> Modality:
    """Done or attitude: the first cue outside the hit decides, as the governing verb comes first."""
    known = cues()
    rest = clause[: max(start, 0)] + "\n" + clause[max(end, 0) :]
    done, attitude = known.done.search(rest), known.attitude.search(rest)
    if done and (attitude is None or done.start() < attitude.start()):
        return Modality.DONE
    if done is None and attitude is None and known.done.search(clause):
        return Modality.DONE
    return Modality.ATTITUDE


def _planned(before: str, clause: str) -> bool:
    planned = cues().planned
    return bool(planned.search(clause) or planned.search(before))


def _required(before: str, clause: str) -> bool:
    known = cues()
    for part in [*_split(before), clause]:
        if _FOLLOWING.match(part):
            continue
        upper = known.upper.match(part)
        if upper and known.required.search(part[upper.end() : upper.end() + 24]):
            return not _OWN.search(before + clause)
    return False


def _title_modality(folded: str, clause_start: int, start: int, end: int) -> Modality | None:
    """The mood of a hit that stands inside 《》; None where it does not."""
    opening = folded.rfind("《", max(clause_start - 40, 0), end)
    if opening < 0 or folded.rfind("》", opening, start + 1) >= 0 or opening > start:
        return None
    lead = folded[max(opening - 24, 0) : opening]
    lead = re.split(r"[。；\n]", lead)[-1]
    while lead.endswith(("》、", "》", "、")) and "《" in lead:
        lead = lead[: lead.rindex("《")]
    if _MAKING.search(lead):
        return Modality.DONE
    if _USING.search(lead):
        return Modality.TITLE
    return Modality.STUDIED
