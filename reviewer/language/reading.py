"""Reads a clause: who acts, when, and in what mood.

A report proves something only by what its own unit did in the report year. These functions tell
such a clause from plans, gaps, demands of superiors, other bodies' acts and earlier years.
"""

from __future__ import annotations

import re

from reviewer.language.clauses import Actor, Modality, Place, Reading, Time
from reviewer.language.cues import MARKER, cues
from reviewer.language.subjects import actor_of

_YEAR_AT_START = re.compile(
    MARKER + r"(?:截至|截止|早在|在|从|自|于|到)?(?P<year>(?:19|20)\d\d)年度?(?P<rest>.{0,4})"
)
_LASTING = re.compile(
    r"^(?:\d{1,2}月(?:\d{1,2}日)?)?(?:起|以来|开始|后|版|[—\-－–~～至]|的|工作要点|重点|建立)"
)
_MAKING = re.compile(
    r"(?:印发|制定|制订|修订|修改|出台|编制|公布|发布|起草|报送|制发|拟定|拟制|完成|修编|编印|细化|更新|汇编|签订|签署|"
    r"联合下发|下发|形成|推出|完善|健全)(?:了|并印发|并实施|实施|完成|出台|发布)?[^，。；《》]{0,14}$"
)
_USING = re.compile(
    r"(?:落实|执行|贯彻|按照|根据|依据|对照|依照|遵循|严格|围绕|适用|使用)[^，。；《》]{0,14}$"
)
_MENDING = re.compile(MARKER + r"(?:针对|解决|改变|着力解决|破解|为解决|补齐|弥补|克服|扭转)")
_OPENING_REACH = 40
_TITLE_LEAD = 24


def read_place(place: Place, year: int | None) -> Reading:
    """How the clause around a hit reads, for a report on `year` (None when it is not known)."""
    actor = actor_of(place)
    return Reading(actor=actor, time=_time(place, year), modality=_modality(place, actor))


def _time(place: Place, year: int | None) -> Time:
    time = Time.REPORT_YEAR
    known = cues()
    for part in place.parts:
        match = _YEAR_AT_START.match(part)
        if match and year is not None:
            if _LASTING.match(match["rest"]):
                continue
            stated = int(match["year"])
            time = Time.REPORT_YEAR
            if stated != year:
                time = Time.EARLIER if stated < year else Time.FUTURE
        elif known.earlier.match(part):
            time = Time.EARLIER
        elif known.current.search(part):
            time = Time.REPORT_YEAR
    return time


def _modality(place: Place, actor: Actor) -> Modality:
    known, clause = cues(), place.clause
    if known.planned.search(clause) or known.planned.search(place.before):
        return Modality.PLANNED
    if actor is Actor.UPPER:
        return Modality.REQUIRED
    if known.nil.search(clause):
        return Modality.NIL
    if known.lacking.search(clause) and not _MENDING.match(clause):
        return Modality.LACKING
    return _title_modality(place) or _mood(place)


def _mood(place: Place) -> Modality:
    """Done or attitude: the first cue decides, as the governing verb comes first.

    Words of the hit itself do not count as done (审核 in 法制审核制度 is no act); an attitude that
    reaches into the hit does (严格执行 before a hit that starts with 执行).
    """
    known, clause = cues(), place.clause
    start, end = place.start - place.clause_start, place.end - place.clause_start
    done = next(
        (m for m in known.done.finditer(clause) if m.end() <= start or m.start() >= end), None
    )
    attitude = next(
        (m for m in known.attitude.finditer(clause) if m.start() < start or m.start() >= end), None
    )
    if attitude is not None and (done is None or attitude.start() <= done.start()):
        return Modality.ATTITUDE
    return Modality.DONE


def _title_modality(place: Place) -> Modality | None:
    """The mood of a hit that stands inside 《》; None where it does not."""
    folded, start, end = place.folded, place.start, place.end
    opening = folded.rfind("《", max(place.clause_start - _OPENING_REACH, 0), end)
    if opening < 0 or folded.rfind("》", opening, start + 1) >= 0 or opening > start:
        return None
    lead = folded[max(opening - _TITLE_LEAD, 0) : opening]
    lead = re.split(r"[。；\n]", lead)[-1]
    while lead.endswith(("》、", "》", "、")) and "《" in lead:
        lead = lead[: lead.rindex("《")]
    if _MAKING.search(lead) and not lead.endswith("的"):
        return Modality.DONE
    if _USING.search(lead):
        return Modality.TITLE
    return Modality.STUDIED
