"""Which unit reports: from title, signature, opening, page, or put together from both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.domain.report import Confidence, Fact, ParagraphKind
from reviewer.language.names import is_full_name, is_short_form, is_unit_name
from reviewer.readers.fact_source import FactSource
from reviewer.readers.furniture import Labels
from reviewer.readers.lines import plain_copy
from reviewer.readers.texts import sentence

_TAG = re.compile("^(?:【[^】]{1,10}】)+")
_HAN = "[\u4e00-\u9fff（）、]"
_YEAR = r"(?:20\d\d|二[〇○零]..)年?(?!年)(?:度)?"
_TITLE_UNIT = re.compile(
    rf"^(?:关于)?(?:{_YEAR})?(?P<name>{_HAN}{{2,40}}?)"
    r"(?=关于|20\d\d|二[〇○零]|(?:全面)?(?:推进|落实|贯彻|开展)?(?:法治|依法行政|依法治)"
    r"|(?:政府)?信息公开|政务公开|年度|[:：])"
)
_SECOND_PLATE = re.compile(r"（[^（）]{2,20}(?:局|厅|委|委员会|办公室|办|会|中心)）$")
_OFFICE = (
    "人民政府办公室|人民政府|街道办事处|办事处|管理委员会|委员会|管委会|办公室|分局|支队|总队|大队|"
    "中心|街道|局|厅|部|委|办|署|镇|乡|区|县|市|旗"
)
# What follows the subject of a first sentence.
_AFTER = (
    "(?=（以下简称|（简称|（下称|[在坚深认全以围按紧贯落推对学遵持严切积始党高不结聚牢主立把根扎统践为着将"
    "通充因取成开强加20，、的\u3040-\u30ff]|法治|依法|$)"
)
_VERBS = (
    "成立|印发|制定|制订|修订|修改|出台|编制|根据|按照|配合|协助|会同|调整|建立|完善|落实|执行|公布|发布|报经|"
    "作出|提请|邀请|组织|推动|推进|加强|健全|深化|强化|指导|督促|积极|认真|全面|主动|接受|开展|联合|得到|提升"
)
_SUBJECT = re.compile(
    r"(?:^|[，。；：])(?:现将|现对|现就|兹将|特将|就)?"
    rf"(?:{_YEAR}(?:以?来)?[，、]?|今年(?:以)?来，)?(?:现将|现对)?"
    rf"(?P<name>(?![在由经对依为以从把按与和及现将根这我本该全各其]|{_VERBS})"
    rf"[\u4e00-\u9fff（）]{{1,30}}?(?:{_OFFICE})){_AFTER}"
)
_FIRST = 5
_LEAD_WORDS = rf"《|[，。；：、（“]|^|{_VERBS}|[由在与和对向经受为将以从到及报至被是获把请]"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name that may be the unit's, with its place in the copy of a paragraph."""

    index: int
    start: int
    end: int
    name: str


def unit_of(source: FactSource, labels: Labels) -> Fact[str] | None:
    """The reporting unit by its full name, else by its official short form (市应急管理局)."""
    found: list[tuple[str, _Candidate]] = []
    for name, candidate in _candidates(source):
        if is_full_name(candidate.name):
            return _fact(source, candidate, name, Confidence.HIGH)
        found.append((name, candidate))
    labelled = _labelled(labels)
    for name, candidate in found:
        if is_short_form(candidate.name):
            return (
                _completed(source, candidate)
                or labelled
                or _fact(source, candidate, name, Confidence.MEDIUM)
            )
    if labelled is not None:
        return labelled
    if found:
        name, candidate = found[0]
        return _fact(source, candidate, name, Confidence.LOW)
    return None


def _candidates(source: FactSource) -> Iterator[tuple[str, _Candidate]]:
    """Names of units with where they stand, most telling place first."""
    for name, candidate in (("title", _in_title(source)), ("signature", _in_signature(source))):
        if candidate is not None:
            yield name, candidate
    for candidate in _in_opening(source):
        yield "first_paragraph", candidate


def _fact(
    source: FactSource, candidate: _Candidate, name: str, confidence: Confidence
) -> Fact[str]:
    span = source.span(candidate.index, candidate.start, candidate.end)
    value = source.text(candidate.index, candidate.start, candidate.end)
    return Fact(value, sentence("facts", name), confidence, span)


def _in_title(source: FactSource) -> _Candidate | None:
    index = source.title_index
    if index is None:
        return None
    plain = source.plains[index]
    tag = _TAG.match(plain)
    start = tag.end() if tag else 0
    match = _TITLE_UNIT.match(plain[start:])
    if match is None:
        return None
    # A second name-plate (某市国防动员办公室（市人民防空办公室）) is not part of the name.
    own = _SECOND_PLATE.sub("", match["name"])
    if not is_unit_name(own):
        return None
    first = start + match.start("name")
    last = first + len(own)
    # Of two units side by side (a Party committee and its office) the last one reports.
    alone = source.text(index, first, last).rpartition(" ")[2]
    name = plain_copy(alone)
    if len(name) < last - first and is_full_name(name) and is_unit_name(name):
        return _Candidate(index, last - len(name), last, name)
    return _Candidate(index, first, last, own)


def _in_signature(source: FactSource) -> _Candidate | None:
    for index, draft in enumerate(source.drafts):
        if draft.kind is ParagraphKind.SIGNATURE:
            plain = source.plains[index]
            match = re.match("[\u4e00-\u9fff（）、]+?(?=（|20\\d\\d|二[〇○零]|$)", plain)
            if match is not None and is_unit_name(match[0]):
                return _Candidate(index, 0, match.end(), match[0])
    return None


def _in_opening(source: FactSource) -> Iterator[_Candidate]:
    for index in source.body_indices(_FIRST):
        plain = source.plains[index][:600]
        for match in _SUBJECT.finditer(plain):
            name = match["name"]
            is_named = is_full_name(name) or is_short_form(name)
            if is_named and is_unit_name(name) and _is_body(name):
                yield _Candidate(index, match.start("name"), match.end("name"), name)


def _is_body(name: str) -> bool:
    """Whether a name in running text is that of a body, not of Party organs or areas in general."""
    return (
        re.search(
            "^[省市县区镇乡街道州旗]+$|(?:党委|党组|党工委|区委|县委|市委|省委|旗委|镇委|全[省市县区镇])$|^全|^各|^上级",
            name,
        )
        is None
    )


def _labelled(labels: Labels) -> Fact[str] | None:
    for label, value in labels.get("unit", []):
        if is_unit_name(value) and (is_full_name(value) or is_short_form(value)):
            return Fact(value, sentence("facts", "label", label=label), Confidence.MEDIUM)
    return None


def _completed(source: FactSource, short: _Candidate) -> Fact[str] | None:
    """The full name of a short form: as written elsewhere, else with the place of the text."""
    name = short.name
    written = re.compile(
        rf"(?:{_LEAD_WORDS})(?P<name>(?!{_VERBS})[\u4e00-\u9fff]{{2,5}}?{re.escape(name)})"
    )
    for index, plain in enumerate(source.plains):
        for match in written.finditer(plain):
            candidate = _Candidate(index, match.start("name"), match.end("name"), match["name"])
            if is_full_name(candidate.name):
                return _fact(source, candidate, "body", Confidence.MEDIUM)
    place = _place(source, name[0])
    if place is None:
        return None
    text = source.text(short.index, short.start, short.end)
    return Fact(place + text, sentence("facts", "assembled", short=text), Confidence.LOW)


def _place(source: FactSource, level: str) -> str | None:
    """The one place of that level (省, 市, 县 …) in front of which documents are named."""
    named = re.compile(
        rf"《(?:[\u4e00-\u9fff]{{2,3}}[省市])?(?P<place>[\u4e00-\u9fff]{{2,4}}?)(?={level})"
    )
    counts = Counter(match["place"] for plain in source.plains for match in named.finditer(plain))
    if not counts:
        return None
    ranked = counts.most_common(2)
    if len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]:
        return None
    return plain_copy(ranked[0][0])
