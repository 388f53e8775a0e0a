"""Reads a clause: who acts, when, and in what mood.

A report proves something only by what its own unit did in the report year. These functions tell
such a clause from plans, gaps, demands of superiors, other bodies' acts and earlier years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reviewer.language.clauses import Actor, Modality, Pauses, Reading, Time
from reviewer.language.cues import MARKER, ClauseCues, CueIndex, cues
from reviewer.language.subjects import stated_actor

_YEAR_AT_START = re.compile(
    MARKER + r"(?:截至|截止|早在|在|从|自|于|到)?(?P<year>(?:19|20)\d\d)"
    r"(?:年?[—\-－–~～至和、到](?P<last>(?:19|20)\d\d))?年度?(?P<rest>.{0,4})"
)
_CHINESE_YEAR = re.compile(MARKER + r"[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_BASE = re.compile(r"基础上[，。；]?$")
_LASTING = re.compile(
    r"^(?:\d{1,2}月(?:\d{1,2}日)?)?(?:起|以来|开始|后|版|[—\-－–~～至]|的|工作要点|重点|建立)"
)
_MAKING = re.compile(
    r"(?:印发|制定|制订|修订|修改|出台|编制|公布|发布|起草|报送|报备|备案|制发|拟定|拟制|完成|修编|编印|细化|更新|汇编|签订|签署|"
    r"联合下发|下发|审议通过|形成|推出|完善|健全)(?:了|并印发|并实施|实施|完成|出台|发布)?[^，。；《》]{0,14}$"
)
_READING = re.compile(
    r"(?:学习|学|研读|传达|宣贯|宣传|宣讲|解读|培训|讲授|讲解)[^，。；《》]{0,14}$"
)
_AS_TEXTBOOK = re.compile(r"》(?:等)?作?为[^，。；]{0,6}(?:教材|读本|学习内容|必读)")
_OWN_TITLES = ("基准", "办法", "细则", "规程", "目录", "清单", "制度", "规定", "规则")
_IN_FORCE = re.compile(
    r"》(?:于|自|从)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:起|正式|已)*"
    r"(?:执行|施行|印发|出台|公布|生效)(?!以来|后|前|之)"
)
_STUDYING = re.compile(
    r"(?:学习|研读|研学|传达|学(?=新))(?!培训|教育|考试|制度|计划)[^，。；、《]{0,14}$"
)
_LAW_NAME = re.compile(
    r"[^，。；《]{0,16}?(?:条例|办法|规定|意见|通知|纲要|精神|"
    r"(?<![学守用执普说释送述违合讲考])法(?![治制律院官人定]))"
)
_MENDING = re.compile(
    MARKER + r"(?:针对|解决|改变|着力解决|破解|为解决|补齐|弥补|克服|扭转|整改|纠正|督促整改|"
    r"对(?=[^，。；]*的(?!问题|现象|情况|情形)[^，。；的]{1,12}[，；。]?$))"
)
_OF_OTHERS = re.compile(r"的[，：]$")
# A sentence that announces gaps, and the part of one that ends by calling what it tells a gap.
_TELLS_GAPS = re.compile(
    MARKER + r"(?:但|不过|然而)?(?:也|还|仍)?(?:"
    r"存在的?(?:主要)?(?:问题|不足|短板|差距)(?:是|有|在于|为|：|，)|"
    r"(?:主要)?(?:问题|不足|短板|差距)(?:之处)?(?:是|在于|：)|"
    r"不足之处|问题[^，。；：]{0,6}：|虽然[^，。；]{0,14}，但|"
    r"对照[^，。；]{0,14}(?:仍有|还有|有|存在)[^，。；]{0,4}差距|反思(?!整改)|检视[^，。；]{0,8}，)"
)
_CALLED_GAP = re.compile(
    r"(?:(?:有|存在|还有|仍有)(?:着|了)?(?:较大|很大|一定|明显|不小)?的?差距|"
    r"(?:是|成为|属于|仍是)(?:[^，。；]{0,14}的)?(?:一[块大个项])?(?:明显|突出)?(?:短板|弱项|薄弱环节|不足之处)|"
    r"时有发生|依然存在|仍然存在|流于(?:形式|空转)|千篇一律|差距较大|差距明显)$"
)
_GAP_ENDS = (
    "差距", "短板", "弱项", "薄弱环节", "不足之处", "时有发生", "依然存在", "仍然存在", "流于形式",
    "流于空转", "千篇一律", "差距较大", "差距明显",
)  # fmt: skip
# What follows 将 where it stands for 把: a thing, then what was done with it.
_OBJECT_BEFORE = re.compile(
    r"(?!继续|进一步|认真|坚持|深入|持续|全面|按照|围绕|着力|切实|不断|以|严格|积极|加|组织|开展|制定|推|"
    r"始终|紧|更加|高度|聚焦|对|在|于|不|会|从|通过|逐步|大力|重点|充分|依托|依法(?!治|行政|决策|履职|办事))"
    r"[^，。；]{2,24}?(?:列入|纳入|作为|列为|分解|细化|落实到|写入|写进|摆在|摆上|融入|移送|移交|压缩|缩短|下放|公布|挂)"
)
_CARRIED_OUT = re.compile(MARKER + r"(?:实际|现已|目前已|均已|已全部|截至目前)")
_NO_ATTITUDE = ("性文件",)
"""What behind a cue makes it a part of another word (规范 in 规范性文件)."""
_DIGIT = re.compile(r"[\d.]")
_NO_LEADER = ("办公会", "任组长", "任副组长", "担任", "任职", "为组长")
_LEADER_REACH = 16
_OPENING_REACH = 40
_TITLE_LEAD = 24
_TITLES_REACH = 160
"""Code points before a title in which other titles of its list are passed over."""
_GAP_REACH = 40


class _ClauseState(NamedTuple):
    """What holds for a whole clause.

    Attributes:
        number: Which clause of the text it is.
        start: Folded offset.
        end: Start of the next clause.
        cues: Its cue words.
        actor: Who acts, carried on from clauses before.
        time: When, carried on from clauses before.
        modality: Planned, required, nil or lacking; None where the hit decides.
        has_leader: Whether the sentence up to the clause names the head of the unit.
        directed_from: From where on an enterprise is made to do what is said, or None.
    """

    number: int
    start: int
    end: int
    cues: ClauseCues
    actor: Actor
    time: Time
    modality: Modality | None
    has_leader: bool
    directed_from: int | None


class TextReader:
    """Reads the places of one folded text, each sentence once.

    Args:
        folded: The folded text.
        pauses: Its pauses.
        found: Where its cue words stand.
        year: The report year, or None when it is not known.
        own_names: Names by which the unit is called besides 我局.
    """

    def __init__(
        self,
        folded: str,
        pauses: Pauses,
        found: CueIndex,
        year: int | None,
        own_names: tuple[str, ...] = (),
    ) -> None:
        self._text = folded
        self._pauses = pauses
        self._found = found
        self._year = year
        self._own_names = own_names
        self._states: dict[int, _ClauseState] = {}
        self._sentences: dict[int, Iterator[_ClauseState]] = {}

    def read(self, start: int, end: int) -> Reading:
        """How the clause in which a hit starts reads.

        Args:
            start: Folded offset of the hit.
            end: One past the hit.
        """
        state = self._state(start)
        return Reading(
            actor=self._actor(state, start),
            time=state.time,
            modality=state.modality
            or _title_modality(self._text, state.start, start)
            or self._studied(state, start)
            or self._mood(state, start, end),
        )

    def _state(self, offset: int) -> _ClauseState:
        """The state of the clause around an offset; its sentence is read as far as there."""
        number = self._pauses.index("clause", offset)
        while number not in self._states:
            sentence = self._pauses.index("sentence", offset)
            if sentence not in self._sentences:
                self._sentences[sentence] = self._clauses_of(offset)
            state = next(self._sentences[sentence])
            self._states[state.number] = state
        return self._states[number]

    def _clauses_of(self, offset: int) -> Iterator[_ClauseState]:
        """The states of the clauses of the sentence around an offset, one after the other."""
        text, pauses = self._text, self._pauses
        start, sentence_end = pauses.bounds("sentence", offset)
        number = pauses.index("clause", start)
        actor, time = Actor.OWN, Time.REPORT_YEAR
        is_planned = has_leader = False
        tells_gaps = _TELLS_GAPS.match(text[start : start + _GAP_REACH]) is not None
        segment_end, is_gap = start, False
        while start < sentence_end:
            if start >= segment_end:
                segment_end = pauses.end("segment", start)
                is_gap = tells_gaps or _calls_gap(text, start, segment_end)
            end = pauses.end("clause", start)
            clause, found = text[start:end], self._found.of(number)
            stated = stated_actor(clause, self._own_names, names_own="own" in found)
            if stated is None and actor is Actor.UPPER and _CARRIED_OUT.match(clause):
                stated = Actor.OWN
            actor = stated or actor
            time = self._time(clause, start, found, time)
            is_planned = (is_planned and not _CARRIED_OUT.match(clause)) or _plans(
                clause, start, found
            )
            directed_from = self._directed_from(start, end) if "directing" in found else None
            modality = self._modality(clause, found, actor, is_planned=is_planned)
            if is_gap and modality is None:
                modality = Modality.LACKING
            seen = Time.FUTURE if is_planned and time is Time.REPORT_YEAR else time
            yield _ClauseState(
                number, start, end, found, actor, seen, modality, has_leader, directed_from
            )
            has_leader = has_leader or self._names_leader(found, end)
            if directed_from is not None and stated is None:
                actor = Actor.ENTERPRISE
            if text[end - 1] == "；" and actor is not Actor.UPPER:
                actor = Actor.OWN
            start, number = end, number + 1

    def _directed_from(self, start: int, end: int) -> int | None:
        """One past the first enterprise that a clause makes do something (督促企业…), or None."""
        match = cues().enterprise_directed.search(self._text, start, end)
        return match.end() if match else None

    def _actor(self, state: _ClauseState, start: int) -> Actor:
        """The clause's actor, unless the words before the hit turn it to an enterprise."""
        if state.directed_from is not None and state.directed_from <= start:
            return Actor.ENTERPRISE
        if state.actor is Actor.OWN and (
            state.has_leader
            or self._names_leader(state.cues, min(start + _LEADER_REACH, state.end))
        ):
            return Actor.LEADER
        return state.actor

    def _names_leader(self, found: ClauseCues, limit: int) -> bool:
        """Whether a clause with these cues names the head of the unit before a place."""
        for start, after in found.get("leader", ()):
            if start >= limit:
                return False
            is_deputy = self._text[max(start - 1, 0)] == "副"
            if not is_deputy and not self._text.startswith(_NO_LEADER, after):
                return True
        return False

    def _time(self, clause: str, start: int, found: ClauseCues, before: Time) -> Time:
        """When a clause is, seen from the time of the clauses before."""
        match = _year_at_start(clause)
        if match and self._year is not None:
            if _LASTING.match(match["rest"]) or _BASE.search(clause):
                return before
            first, last = int(match["year"]), int(match["last"] or match["year"])
            if last < self._year:
                return Time.EARLIER
            return Time.FUTURE if first > self._year else Time.REPORT_YEAR
        earlier = cues().earlier.match(clause)
        if earlier:
            after = start + earlier.end()
            is_over = any(first > after for first, _ in found.get("current", ()))
            return Time.REPORT_YEAR if is_over else Time.EARLIER
        if "current" in found:
            return Time.REPORT_YEAR
        return before

    def _modality(
        self, clause: str, found: ClauseCues, actor: Actor, *, is_planned: bool
    ) -> Modality | None:
        """The mood that the clause has as a whole, or None."""
        if is_planned:
            return Modality.PLANNED
        if actor is Actor.UPPER:
            return Modality.REQUIRED
        if "nil" in found and self._says_nil(found["nil"]):
            return Modality.NIL
        if "lacking" in found and not _MENDING.match(clause) and not _OF_OTHERS.search(clause):
            return Modality.LACKING
        return None

    def _says_nil(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether one of the words says that something did not occur (0件, but not 120件)."""
        text = self._text
        return any(
            text[first] != "0" or not _DIGIT.match(text, max(first - 1, 0), first)
            for first, _ in spans
        )

    def _studied(self, state: _ClauseState, start: int) -> Modality | None:
        """Studied when the hit stands in the name of a law that is only read (学习行政复议法)."""
        text = self._text
        if not _LAW_NAME.match(text, start, state.end):
            return None
        lead = text[max(state.start, start - _TITLE_LEAD) : start]
        return Modality.STUDIED if _STUDYING.search(lead) else None

    def _mood(self, state: _ClauseState, start: int, end: int) -> Modality:
        """Done or attitude: the first cue decides, as the governing verb comes first.

        Words of the hit itself do not count as done (审核 in 法制审核制度 is no act); an attitude
        that reaches into the hit does (严格执行 before a hit that starts with 执行).
        """
        attitude = None
        for first, after in state.cues.get("attitude", ()):
            is_apart = first < start or first >= end
            is_other = self._text.startswith(_NO_ATTITUDE, after)
            if is_apart and not is_other and self._text[max(first - 1, 0)] != "不":
                attitude = first
                break
        if attitude is None:
            return Modality.DONE
        for first, after in state.cues.get("done", ()):
            if first >= attitude:
                break
            if after <= start or first >= end:
                return Modality.DONE
        return Modality.ATTITUDE


def _calls_gap(text: str, start: int, end: int) -> bool:
    """Whether the part of a sentence ends by calling what it tells a gap."""
    while end > start and text[end - 1] in "。；！？\n":
        end -= 1
    if not text.endswith(_GAP_ENDS, start, end):
        return False
    return _CALLED_GAP.search(text, max(start, end - _GAP_REACH), end) is not None


def _plans(clause: str, start: int, found: ClauseCues) -> bool:
    """Whether a clause, which starts at an offset of the text, states an intention."""
    if cues().intending.match(clause):
        return True
    # 我局将法治培训列入计划 is no intention: there 将 stands for 把.
    return any(
        clause[last - start - 1] != "将" or not _OBJECT_BEFORE.match(clause, last - start)
        for _, last in found.get("planned", ())
    )


def _year_at_start(clause: str) -> re.Match[str] | None:
    """A year, or a range of years, at the start of a clause; also in Chinese digits."""
    chinese = _CHINESE_YEAR.match(clause)
    if chinese:
        digits = clause[chinese.end() - 4 : chinese.end()].translate(_CHINESE_DIGITS)
        clause = clause[: chinese.end() - 4] + digits + clause[chinese.end() :]
    return _YEAR_AT_START.match(clause)


def _title_modality(folded: str, clause_start: int, start: int) -> Modality | None:
    """The mood of a hit that stands inside 《》; None where it does not."""
    opening = folded.rfind("《", max(clause_start - _OPENING_REACH, 0), start + 1)
    if opening < 0 or folded.rfind("》", opening, start + 1) >= 0:
        return None
    lead = folded[max(opening - _TITLES_REACH, 0) : opening]
    lead = re.split(r"[。；\n]", lead)[-1]
    while lead.endswith(("》、", "》", "、")) and "《" in lead:
        lead = lead[: lead.rindex("《")]
    lead = lead[-_TITLE_LEAD:]
    if _MAKING.search(lead) and not lead.endswith("的"):
        return Modality.DONE
    closing = folded.find("》", start, start + _OPENING_REACH)
    if closing >= 0:
        if folded.endswith(_OWN_TITLES, opening, closing) and _IN_FORCE.match(folded, closing):
            return Modality.DONE
        if _AS_TEXTBOOK.match(folded, closing):
            return Modality.STUDIED
    return Modality.STUDIED if _READING.search(lead) else Modality.TITLE
