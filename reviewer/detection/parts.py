"""Judges the parts of the report itself: measures, shortcomings, causes, next year, data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from reviewer.detection.explanation import Explanation
from reviewer.detection.judgement import Judgement, PlaceFound
from reviewer.detection.reading import ReportReading
from reviewer.detection.rules import Hit, Standing
from reviewer.domain.checklist import ChecklistItem
from reviewer.domain.report import ParagraphKind, SectionRole
from reviewer.domain.verdict import Verdict
from reviewer.language.quantities import Quantity

_GAP = re.compile(
    r"不够|不足|不强|不高|不深|不全|不严|不广|不多|不到位|不规范|不及时|不完善|不健全|不平衡|不均衡|不充分|不适应|不明显|"
    r"不丰富|不灵活|不了解|不清|不实|不力|不细|不精|不熟|不大|不稳|不畅|不一|不善|不会|不敢|不愿|不便|不经常|不理想|不相适应|"
    r"有待|亟待|亟需|急需|欠缺|缺乏|缺少|短缺|薄弱|较弱|偏弱|偏少|偏低|偏紧|偏慢|偏重|过于|单一|短板|差距|滞后|盲区|堵点|"
    r"参差不齐|尚未|还未|没有|未能|未形成|未建立|未完全|流于形式|仍需|还需|还有|难以|困难|一笔带过|凭经验|走过场|落不实|跟不上|"
    r"较少|较低|较慢|较难|还不|仍不|尚不|弱化|随意|松懈|断档|老化|紧缺|缺口|脱节|欠佳|时有发生|依然存在|重业务|重形式|反映不|少数|个别"
)
_ANNOUNCEMENT = re.compile(
    r"(?:存在|有)(?:着|了)?(?:以下|如下)?(?:一些|一定|不少|许多|几个|几方面)?(?:方面)?的?(?:主要)?"
    r"(?:不足|问题|差距|短板|薄弱环节|困难)?(?:之处|的地方|和不足|和短板|与不足|和差距)?[：，。]?$|"
    r"(?:主要)?(?:表现|体现|反映)(?:在|为|如下|在以下.{0,6})?[：，]?$|^(?:同时|在肯定成绩)|"
    r"(?:不小|一定|较大|明显|不少)的?差距$|相比还有|^虽然|：$|^(?:主要|干得|做得).{0,10}(?:地方|问题|几处)"
)
_NO_GAP = re.compile(
    r"原因|由于|因为|根源|说到底|取得|成绩|成效|肯定|进步|将|下一步|改进|整改|措施|我们也|高度重视|清醒|下面|今后|明年|是因"
)
_LEAST_PLAIN = 10
_LEGAL = re.compile(
    r"法|执法|案|制度|程序|决策|审核|监督|处罚|复议|诉讼|文书|普|裁量|证|规范|依规|权责|审批|许可|检查|公开|公示|调解|合同|信访|学习"
)
_EXPLICIT_CAUSE = re.compile(
    r"^(?:所以|加之)|^一来(?!一)|^二来|主要原因|(?:问题|不足|短板)的原因|[主客]观原因|[主客]观因素|原因，?(?:主要)?(?:是|有|在|为)|其原因|究其|缘由|根源|归根|根子在|这与|这和|这同|[同与和].{2,30}(?:直接关系|直接相关|密不可分|分不开)|这主要|由于|因为|缘于|源于|源自|成因(?:在于|是|为|有|：)|归因|症结|之所以|所致|"
    r"受.{1,16}(?:制约|影响|限制|约束)|主要是(?:因|受|由)|一方面是|客观上|主观上|问题出在|说到底|背后是|导致上述|造成上述"
)
_WEAK_CAUSE = re.compile(
    r"导致|造成|难以满足|难以适应|使得|受限于|制约了?|影响了|因.{1,14}(?:较|不|少|缺|多|未|没)"
)
_CONCRETE_PLAN = re.compile(
    r"制定|编制|出台|修订|印发|公布|建立.{0,16}(?:台账|清单|名录库|机制|制度|库|平台|队|站|点|中心|体系)|建成|建设.{0,12}(?:平台|系统|库|中心|基地|站|点)|"
    r"举办|召开|组织.{0,14}(?:培训|竞赛|考试|演练|评查|评审|检查|抽查|旁听|宣讲|活动|学习|会议|比武|练兵)|"
    r"开展.{0,16}(?:培训|竞赛|考试|演练|评查|评审|检查|抽查|旁听|宣讲|活动|专项|评估|清理|督察|测评|行动|普法|调研|攻坚|试点|交叉|回头看|讲座|宣传)|"
    r"招录|招聘|选派|选聘|聘请|增配|配备|配齐|补充|引进|评查|述法|旁听|培训|清理|完善.{0,10}(?:清单|细则|办法|规程|制度|机制|目录|流程)|"
    r"健全.{0,16}(?:清单|名录库|细则|办法|规程|制度|机制|目录)|推行|推出|压减|压缩|扩大到|提高到|不少于|不低于|达到|全覆盖|纳入|接入|上线|联网|"
    r"细化|编印|修编|鼓励.{0,16}(?:考试|申领|参加)|执法检查|每季度|每月|每年|每半年|月底|年底前|上半年|下半年|季度|挂牌|一网通办|查找.{0,12}问题|以案释法|深度解读|"
    r"直播|讲座|职业资格|送法|法律明白人|普法活动|非现场|互联网\+|一件事|告知承诺|复评|复查|倒查|逐一|逐个|逐件|逐宗|入库|试行|述职|列入.{0,12}(?:规划|计划)"
)
_DATA_LAW = re.compile(
    r"执法|处罚|检查|立案|案件|办案|许可|审批|复议|诉讼|普法|法律|法治|法制|法规|学法|宪法|条例|合同|案卷|移送|调解|信访|"
    r"投诉|举报|规范性文件|权责|权力|主动公开|依申请|公示|抽查|裁量|听证|决策|罚|整改|备案|审核|律师|顾问|提案|代表建议|庭审|出庭"
)
_DATED = re.compile(r"每季度|每月|每半年|每年|季度|上半年|下半年|月底|年底|年内|\d月|底前")
_FLOURISH = re.compile(
    r"新局面|新台阶|新篇章|新贡献|优异成绩|更大贡献|新华章|为指引|为引领|精神|高度重视|再上"
)
_CASE = re.compile(r"立案|处罚案件|办案|罚款|罚没|执法案件|查处|处罚\d|行政处罚")
_CASE_WEIGHT = 20
_CASE_UNITS = ("件", "起", "宗", "例", "处", "元", "万元", "次")
_THRESHOLD = ("以上", "以下", "以内", "日内", "内公")
_TOLD = (ParagraphKind.BODY, ParagraphKind.HEADING)
_MOST_SHOWN = 500
_MOST_LOOKED_AT = 5_000
"""Clauses, or counted things, of one part that are looked at; no report has nearly as many."""
_CAUSE_HEADING = re.compile(r"原因|成因")


def judge_shortcomings(
    item: ChecklistItem, reading: ReportReading, explain: Explanation
) -> Judgement:
    """At least two concrete gaps of legal work in a part of its own."""
    least = item.parameters["least_points"]
    points = _gaps(reading)
    legal = [place for place in points if _speaks_of_law(place, reading)]
    if not points:
        return Judgement(Verdict.ABSENT, why=(explain.sentence("parts", "shortcomings_absent"),))
    is_met = bool(legal) and len(points) >= least
    key = "shortcomings_met" if is_met else "shortcomings_partial"
    why = explain.sentence("parts", key, points=len(points), least=least)
    ordered = sorted(legal or points, key=lambda place: reading.is_heading(*place))
    places = tuple(PlaceFound(s, e, "shortcomings.gap", 2) for s, e in ordered)
    verdict = Verdict.MET if is_met else Verdict.PARTIAL
    return Judgement(verdict, places, 2 if is_met else 1, (why,))


def _gaps(reading: ReportReading) -> list[tuple[int, int]]:
    """One range per gap: the first clause of each segment that says what is wanting.

    A gap may be told as a plain fact (两个案子拖过了办案期限); so in a part on shortcomings a
    segment without a gap word counts too, unless it gives a cause, an intention or praise.
    """
    found: list[tuple[int, int]] = []
    last_segment = -1
    plain: dict[int, tuple[int, int]] = {}
    for start, end in reading.clauses(SectionRole.SHORTCOMINGS)[:_MOST_LOOKED_AT]:
        segment = reading.pauses.index("segment", start)
        clause = reading.text[start:end]
        if segment == last_segment or reading.is_in_part_heading(start):
            continue
        if _ANNOUNCEMENT.search(clause):
            continue
        if _GAP.search(clause):
            last_segment = segment
            found.append((start, end))
        elif not _NO_GAP.search(clause) and end - start >= _LEAST_PLAIN:
            plain.setdefault(segment, (start, end))
    taken = {reading.pauses.index("segment", start) for start, _ in found}
    found += [place for segment, place in plain.items() if segment not in taken]
    return sorted(found)


def _speaks_of_law(place: tuple[int, int], reading: ReportReading) -> bool:
    """Whether the sentence of a gap, or its point's heading, is about legal work."""
    start, end = reading.pauses.bounds("segment", place[0])
    if _LEGAL.search(reading.text, start, max(end, place[1])):
        return True
    section = reading.section_at(reading.original(*place).start)
    return section is not None and section.level > 1 and bool(_LEGAL.search(section.heading))


def judge_causes(item: ChecklistItem, reading: ReportReading, explain: Explanation) -> Judgement:
    """A cause for the gaps, said in so many words."""
    del item  # no numbers to look up
    explicit: list[PlaceFound] = []
    weak: list[PlaceFound] = []
    headings: list[PlaceFound] = []
    for start, end in reading.clauses(SectionRole.SHORTCOMINGS)[:_MOST_LOOKED_AT]:
        if reading.is_in_part_heading(start) or reading.is_heading(start, end):
            if _CAUSE_HEADING.search(reading.text, start, end):
                headings.append(PlaceFound(start, end, "causes.heading"))
            continue
        if _EXPLICIT_CAUSE.search(reading.text, start, end):
            explicit.append(PlaceFound(start, end, "causes.explicit", 2))
        elif _WEAK_CAUSE.search(reading.text, start, end):
            weak.append(PlaceFound(start, end, "causes.weak"))
    if explicit:
        why = explain.sentence("parts", "causes_met")
        return Judgement(Verdict.MET, tuple(explicit), 2, (why,))
    if weak:
        why = explain.sentence("parts", "causes_weak")
        return Judgement(Verdict.PARTIAL, tuple(weak), 1, (why,))
    if headings:
        why = explain.sentence("parts", "causes_heading")
        return Judgement(Verdict.PARTIAL, tuple(headings), 1, (why,))
    return Judgement(Verdict.ABSENT, why=(explain.sentence("parts", "causes_absent"),))


def judge_next_year(item: ChecklistItem, reading: ReportReading, explain: Explanation) -> Judgement:
    """At least three arrangements for the next year that can be checked."""
    least = item.parameters["least_points"]
    points: list[PlaceFound] = []
    vague: list[PlaceFound] = []
    for start, end in reading.clauses(SectionRole.NEXT_YEAR)[:_MOST_LOOKED_AT]:
        if reading.is_in_part_heading(start) or reading.is_heading(start, end):
            continue
        has_number = reading.count_in(start, end) > 0 or bool(
            _DATED.search(reading.text, start, end)
        )
        if has_number or _CONCRETE_PLAN.search(reading.text, start, end):
            points.append(PlaceFound(start, end, "next_year.arrangement", 3 if has_number else 2))
        else:
            vague.append(PlaceFound(start, end, "next_year.attitude"))
    points.sort(key=lambda place: (not _has_law(place, reading), -place.strength, place.start))
    vague.sort(key=lambda place: (_is_flourish(place, reading), place.start))
    if len(points) >= least:
        why = explain.sentence("parts", "next_year_met", points=len(points), least=least)
        return Judgement(Verdict.MET, tuple(points), max(p.strength for p in points), (why,))
    if points or vague:
        why = explain.sentence("parts", "next_year_partial", points=len(points), least=least)
        told = sorted(points + vague, key=lambda place: _is_flourish(place, reading))
        return Judgement(Verdict.PARTIAL, tuple(told), 1, (why,))
    return Judgement(Verdict.ABSENT, why=(explain.sentence("parts", "next_year_absent"),))


def _is_flourish(place: PlaceFound, reading: ReportReading) -> bool:
    """Whether a clause is only a closing flourish, or says nothing of legal work."""
    text = reading.text[place.start : place.end]
    return _FLOURISH.search(text) is not None or _LEGAL.search(text) is None


def _has_law(place: PlaceFound, reading: ReportReading) -> bool:
    return bool(_LEGAL.search(reading.text, place.start, place.end))


def judge_measures(
    item: ChecklistItem, hits: Iterable[Hit], reading: ReportReading, explain: Explanation
) -> Judgement:
    """Measures and results of legal work, with facts, at some length."""
    parameters = item.parameters
    length = sum(
        end - start
        for role in (SectionRole.MEASURES, SectionRole.FIRST_RESPONSIBLE)
        for start, end in reading.clauses(role)
    )
    facts = [
        hit for hit in hits if hit.standing is Standing.FACT and hit.role is SectionRole.MEASURES
    ]
    topics = {hit.rule.id.split(".", maxsplit=1)[0] for hit in facts}
    own = {rule.id for rule in item.rules}
    facts.sort(key=lambda hit: (hit.rule.id not in own, hit.rule.line, hit.start))
    places = tuple(PlaceFound(h.start, h.end, h.rule.id, h.strength) for h in facts)
    strength = facts[0].strength if facts else 1
    least = parameters["least_topics"]
    if length >= parameters["least_length"] and len(topics) >= least:
        why = explain.sentence("parts", "measures_met", length=length, facts=len(topics))
        return Judgement(Verdict.MET, places, strength, (why,))
    if length:
        why = explain.sentence("parts", "measures_partial", facts=len(topics), least=least)
        first = next(iter(reading.clauses(SectionRole.MEASURES)), None)
        if not places and first:
            places = (PlaceFound(*first, "measures.text"),)
        if places:
            return Judgement(Verdict.PARTIAL, places, 1, (why,))
    return Judgement(Verdict.ABSENT, why=(explain.sentence("parts", "measures_absent"),))


def judge_data(item: ChecklistItem, reading: ReportReading, explain: Explanation) -> Judgement:
    """Enough counted facts, some of them of legal work."""
    parameters = item.parameters
    facts = list(islice(counted_facts(reading), _MOST_LOOKED_AT))
    legal = [quantity for quantity in facts if _is_legal(quantity, reading)]
    values: dict[str, int] = {
        "facts": len(facts),
        "legal": len(legal),
        "least": parameters["least_facts"],
        "least_legal": parameters["least_legal_facts"],
    }
    if not facts:
        return Judgement(Verdict.ABSENT, why=(explain.sentence("parts", "data_absent"),))
    is_met = values["facts"] >= values["least"] and values["legal"] >= values["least_legal"]
    verdict, key = (Verdict.MET, "data_met") if is_met else (Verdict.PARTIAL, "data_partial")
    shown = sorted(
        legal or facts,
        key=lambda quantity: (-_beside(quantity, reading), quantity.start),
    )
    places = tuple(PlaceFound(q.start, q.end, "data.quantity", 3) for q in shown[:_MOST_SHOWN])
    return Judgement(verdict, places, 3, (explain.sentence("parts", key, **values),))


def counted_facts(reading: ReportReading) -> Iterator[Quantity]:
    """Counted things in the body of the report; plans, titles and headings left out."""
    skipped = (SectionRole.NEXT_YEAR, SectionRole.PREAMBLE, SectionRole.CLOSING)
    for quantity in reading.counted:
        if reading.role(quantity.start) in skipped:
            continue
        if reading.is_heading(quantity.start, quantity.end):
            continue
        if reading.text.startswith(_THRESHOLD, quantity.end):
            continue
        if reading.paragraph_kind(quantity.start) in _TOLD:
            yield quantity


def _beside(quantity: Quantity, reading: ReportReading) -> int:
    """How telling the part of a sentence is: its counted things, cases before all others."""
    start, end = reading.pauses.bounds("segment", quantity.start)
    clause = reading.pauses.bounds("clause", quantity.start)
    if quantity.unit in _CASE_UNITS and reading.says(_CASE, *clause):
        return _CASE_WEIGHT
    return reading.count_in(start, end)


def _is_legal(quantity: Quantity, reading: ReportReading) -> bool:
    return reading.says(_DATA_LAW, *reading.pauses.bounds("clause", quantity.start))
