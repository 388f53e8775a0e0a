from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.checklists.faults import Faults
from reviewer.checklists.load import builtin_checklist, find_faults, load_checklist
from reviewer.checklists.nodes import read_nodes
from reviewer.domain.checklist import (
    Applicability,
    BasisConfidence,
    Condition,
    ConditionLevel,
    JudgeKind,
    Level,
    Outside,
    RuleKind,
    ScoreStep,
    Validity,
    Window,
)
from reviewer.domain.report import SectionRole
from reviewer.domain.verdict import Verdict
from reviewer.errors import ChecklistFaultsError, UnreadableChecklistError

Write = Callable[[str | bytes], Path]
FaultsOf = Callable[[str | bytes], list[tuple[int, str]]]


def test_a_checklist_is_loaded_with_its_values(write_checklist: Write, good_text: str) -> None:
    checklist = load_checklist(write_checklist(good_text))

    assert (checklist.id, checklist.version, checklist.name) == ("small", "2026.1", "小评审表")
    assert checklist.sha256 == hashlib.sha256(good_text.encode()).hexdigest()
    assert checklist.ratios[Verdict.PARTIAL] == Decimal("0.5")
    assert [(grade.name, grade.least) for grade in checklist.grades] == [
        ("优秀", Decimal(90)),
        ("合格", Decimal(60)),
    ]
    assert checklist.groups == {"印发": ("制定", "印发")}
    assert checklist.stock_reasons == ("证据不足",)
    item = checklist.items[0]
    assert item.judge is JudgeKind.TOPIC
    assert item.bases[0].confidence is BasisConfidence.HIGH
    assert item.met == ((Condition(("作用",)),),)


def test_a_rule_is_loaded_with_all_its_keys(write_checklist: Write, good_text: str) -> None:
    rule_text = """\
      - id: adviser.number
        aspect: 件数
        all_of: [[法律顾问, 公职律师], ["<印发>…意见"]]
        within: sentence
        unless: [企业]
        unless_within: segment
        under: [律师]
        level: number
        units: [件, 次]
        roles: [measures, first_responsible]
        years: {first: 2021, last: 2025}
        source: 某某办法
        examples: {match: [一句。], no_match: [两句。]}
    met:
"""
    rule = (
        load_checklist(write_checklist(good_text.replace("    met:\n", rule_text)))
        .items[0]
        .rules[1]
    )

    assert rule.kind is RuleKind.TOGETHER
    assert rule.all_of == (("法律顾问", "公职律师"), ("<印发>…意见",))
    assert (rule.within, rule.unless_within) == (Window.SENTENCE, Window.SEGMENT)
    assert (rule.unless, rule.level, rule.units) == (("企业",), Level.NUMBER, ("件", "次"))
    assert rule.under == ("律师",)
    assert rule.roles == (SectionRole.MEASURES, SectionRole.FIRST_RESPONSIBLE)
    assert rule.years == Validity(2021, 2025)
    assert (rule.source, rule.match, rule.no_match) == ("某某办法", ("一句。",), ("两句。",))
    assert rule.line == 23


def test_an_item_is_loaded_with_all_its_keys(write_checklist: Write, good_text: str) -> None:
    more = """\
      - [{of: [作用], at_least: 1, level: mention}, 作用?, 作用？]
    partial: [[作用?]]
    statutory: true
    years: {first: 2019, outside: not_applicable}
    applies_to: {unit_words: [应急], note: 只查应急部门。}
    judge: topic
    parameters: {least_facts: 8}
    score_steps: [{id: half, when: [作用], points: 1.5, verdicts: [met, partial]}]
    searched: [法律顾问]
    suggestion: 请补充。
    manual_hint: 请核对。
"""
    item = load_checklist(write_checklist(good_text + more)).items[0]

    mention = Condition(("作用",), 1, ConditionLevel.MENTION)
    assert item.met[1] == (mention, mention, mention)
    assert item.partial == ((mention,),)
    assert item.statutory
    assert item.validity == Validity(2019, None, Outside.NOT_APPLICABLE)
    assert item.applicability == Applicability(("应急",), "只查应急部门。")
    assert item.parameters == {"least_facts": 8}
    assert item.score_steps == (
        ScoreStep("half", (Condition(("作用",)),), Decimal("1.5"), (Verdict.MET, Verdict.PARTIAL)),
    )
    assert (item.searched, item.suggestion, item.manual_hint) == (
        ("法律顾问",),
        "请补充。",
        "请核对。",
    )


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(
    write_checklist: Write, good_text: str
) -> None:
    content = b"\xef\xbb\xbf" + good_text.replace("\n", "\r\n").encode()

    assert load_checklist(write_checklist(content)).id == "small"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("schema: 1", "schema: 2"), (1, "格式版本“2”")),
        (('"2026.1"', "2026.1"), (3, "“version”应为文字")),
        (("partial: 0.5", "partial: half"), (5, "“partial”应为不小于 0 的数")),
        (("partial: 0.5", "partial: 1.5"), (5, "在 0 与 1 之间")),
        (("partial: 0.5, ", ""), (5, "缺少“partial”")),
        (("least: 60", "least: 95"), (6, "从高到低")),
        (("[证据不足]", "[a, b, c, d, e, f, g, h, i, j]"), (8, "最多 9 项")),
        (("[制定, 印发]", "[制定…, 印发]"), (10, "“制定…”应为普通文字")),
        (("id: topic.adviser", "id: 法律 顾问"), (12, "英文字母")),
        (("category: topic", "category: topics"), (13, "没有 id 为“topics”的类别；可用：topic")),
        (("    name: 法律顾问\n", ""), (12, "评审项缺少“name”")),
        (("confidence: high", "confidence: sure"), (16, "“sure”；可用：high、medium、bg")),
        (("weight: 2", "weight: -2"), (17, "“weight”应为不小于 0 的数")),
        (("weight: 2", "weight: two"), (17, "“weight”应为不小于 0 的数")),
        (("id: adviser.work", "id: [a]"), (19, "“id”应为文字")),
        (("any_of:", "all_of: [[a], [b]]\n        any_of:"), (21, "只能写“any_of”或“all_of”")),
        (("聘任]", "聘任"), (21, "括号“[”不成对")),
        (("聘任]…", "聘任]…<聘请>"), (21, "没有定义词组“聘请”；可用：印发")),
        (("no_match: [我局聘请专家。]", "no_match: []"), (22, "“no_match”至少要有 1 项")),
        (("match: [我局聘请法律顾问。], ", ""), (22, "缺少“match”")),
        (("- [作用]", "- [作用, 次数]"), (24, "没有识别规则的方面“次数”；本项有：作用")),
        (("- [作用]", "- 作用"), (24, "条件的列表")),
        (("- [作用]", "- []"), (24, "至少要有一个条件")),
        (("- [作用]", "- [{of: [作用], at_least: 2}]"), (24, "“at_least”是 2")),
        (("- [作用]", "- [{of: [作用], level: number}]"), (24, "可用：fact、mention")),
    ],
)
def test_one_mistake_is_one_fault_with_its_line(
    faults_of: FaultsOf, good_text: str, change: tuple[str, str], fault: tuple[int, str]
) -> None:
    assert change[0] in good_text

    faults = faults_of(good_text.replace(*change, 1))

    assert [line for line, _message in faults] == [fault[0]]
    assert fault[1] in faults[0][1]


def test_a_misspelt_key_is_named_with_the_right_ones(faults_of: FaultsOf, good_text: str) -> None:
    faults = faults_of(good_text.replace("aspect: 作用", "aspekt: 作用"))

    assert [line for line, _message in faults] == [19, 20]
    assert "缺少“aspect”" in faults[0][1]
    assert "不认识的键“aspekt”；可用：id、aspect" in faults[1][1]


@pytest.mark.parametrize(
    ("addition", "words"),
    [
        ("    color: red\n", "不认识的键“color”"),
        ("    weight: 3\n", "键“weight”重复，第 17 行已有"),
        ("    statutory: 是\n", "true 或 false"),
        ("    judge: topics\n", "“judge”不能是“topics”；可用：topic、measures"),
        ("    years: {first: 2025, last: 2019}\n", "“first”不能晚于“last”"),
        ("    years: {first: 起}\n", "“first”应为不小于 1 的整数"),
        ("    years: {outside: never}\n", "可用：hint、not_applicable"),
        ("    applies_to: {note: 只查应急}\n", "缺少“unit_words”"),
        ("    parameters: {least_facts: 八}\n", "“least_facts”应为不小于 0 的整数"),
        ("    score_steps: [{id: a, when: [作用], points: 2.5}]\n", "得分 2.5 超过本项分值 2"),
        ("    score_steps: [{id: a, when: [], points: 1}]\n", "会一直成立"),
        ("    searched: 法律顾问\n", "“searched”应为列表"),
        ("    suggestion:\n", "“suggestion”应为文字"),
        ("    suggestion: ''\n", "“suggestion”不能为空"),
    ],
)
def test_one_more_faulty_line_is_one_fault(
    faults_of: FaultsOf, good_text: str, addition: str, words: str
) -> None:
    faults = faults_of(good_text + addition)

    assert [line for line, _message in faults] == [25]
    assert words in faults[0][1]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("", 1, "文件是空的"),
        ("# 只有注释\n", 1, "文件是空的"),
        ("schema: 1\n\tid: a\n", 2, "制表符"),
        ("schema: 1\nid: a: b\n", 2, "冒号的位置不对"),
        ("schema: 1\nitems: [a, b\nid: c\n", 2, "方括号"),
        ('schema: 1\nid: "a\n', 2, "引号不成对"),
        ("schema: 1\nid\nname: a\n", 2, "缺少冒号"),
        ("schema: 1\n- a\n", 2, "缩进"),
        ("schema: 1\nid: [聘请]顾问\n", 2, "整个加引号"),
        ("schema: 1\nid: @a\n", 2, "加引号"),
        ("schema: 1\nid: *a\n", 2, "加引号"),
        ("a: &x [1]\nb: *x\n", 1, "锚点和别名"),
        ("a: !!python/object:os.system x\n", 1, "不支持标签"),
        ("a: 1\n---\nb: 2\n", 2, "不止一份"),
        ("? [a]\n: b\n", 1, "缺少冒号"),
        ("- a\n", 1, "评审表应写成“键: 值”"),
        (b"schema: 1\nname: \xd6\xd0\n", 2, "UTF-8"),
        ("schema: 1\nname: a\x07\n", 2, "U+0007"),
        ("- " * 100_000, 1, "嵌套超过"),
        ("[" * 100_000, 1, "嵌套超过"),
        ("a: " + "[x, " * 600_000, 1, "超过上限"),
    ],
)
def test_a_file_that_is_no_checklist_is_one_fault(
    faults_of: FaultsOf, content: str | bytes, line: int, words: str
) -> None:
    faults = faults_of(content)

    assert [fault[0] for fault in faults] == [line]
    assert words in faults[0][1]


def test_all_faults_are_found_together_in_line_order(faults_of: FaultsOf, good_text: str) -> None:
    text = good_text.replace("weight: 2", "weight: x").replace("least: 90", "least: y")
    text = text.replace("aspect: 作用", "aspect: [作用]") + "    colour: red\n"

    faults = faults_of(text)

    assert [line for line, _message in faults] == [6, 17, 20, 25]


def test_ids_are_unique_over_the_whole_file(faults_of: FaultsOf, good_text: str) -> None:
    again = good_text[good_text.index("  - id: topic.adviser") :]

    faults = faults_of(good_text + again)

    assert faults == [
        (25, "评审项的 id“topic.adviser”重复，第 12 行已有"),
        (32, "识别规则的 id“adviser.work”重复，第 19 行已有"),
    ]


def test_a_missing_group_is_named_once(faults_of: FaultsOf, good_text: str) -> None:
    text = good_text.replace("any_of: [", 'any_of: ["<聘请>顾问", "<聘请>律师", ')

    assert [line for line, _message in faults_of(text)] == [21]


def test_faulty_categories_do_not_make_the_items_faulty_too(
    faults_of: FaultsOf, good_text: str
) -> None:
    assert len(faults_of(good_text.replace("{id: topic, name", "{ident: topic, name"))) == 2


def test_computed_aspects_of_other_judges_are_accepted(faults_of: FaultsOf, good_text: str) -> None:
    text = good_text.replace("- [作用]", "- [条数]") + "    judge: shortcomings\n"

    assert faults_of(text) == []


def test_loading_a_faulty_file_raises_with_every_fault(
    write_checklist: Write, good_text: str
) -> None:
    path = write_checklist(good_text.replace("weight: 2", "weight: x") + "    colour: red\n")

    with pytest.raises(ChecklistFaultsError) as caught:
        load_checklist(path)
    assert caught.value.faults == find_faults(path)
    assert "small.yaml:17: “weight”" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableChecklistError, match=r"无法读取评审表“无此.yaml”：没有这个文件"):
        load_checklist(tmp_path / "无此.yaml")


def test_a_folder_is_no_checklist(tmp_path: Path) -> None:
    with pytest.raises(UnreadableChecklistError):
        load_checklist(tmp_path)


def test_an_unknown_builtin_checklist_is_named() -> None:
    with pytest.raises(UnreadableChecklistError, match="没有这个内置评审表"):
        builtin_checklist("../secrets")


def test_a_large_file_is_loaded_quickly(write_checklist: Write, good_text: str) -> None:
    head, rest = good_text.split("    rules:\n")
    rule, met = rest.split("    met:\n")
    words = ", ".join(f"词语…词语{number}" for number in range(12))
    rules = "".join(
        rule.replace("adviser.work", f"adviser.work{number}").replace(
            "any_of: [", f"any_of: [{words}, "
        )
        for number in range(500)
    )
    path = write_checklist(f"{head}    rules:\n{rules}    met:\n{met}")
    load_checklist(path)

    started = time.perf_counter()
    checklist = load_checklist(path)
    elapsed = time.perf_counter() - started

    assert path.stat().st_size > 150_000
    assert len(checklist.items[0].rules) == 500
    assert elapsed < 1  # about 0.1 s; a second leaves room for a busy machine


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damaged_files_give_faults_and_never_an_error(
    faults_of: FaultsOf, good_text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(good_text)))
    end = data.draw(st.integers(start, min(start + 40, len(good_text))))
    added = data.draw(st.text("[]{}:,-?&*!|>#'\"\t\n …<>件x1", max_size=12))

    faults = faults_of(good_text[:start] + added + good_text[end:])

    assert all(line >= 1 and message for line, message in faults)


@given(st.binary(max_size=200))
def test_any_bytes_give_faults_and_never_an_error(data: bytes) -> None:
    faults = Faults("any.yaml")

    read_nodes(data, faults)

    assert all(fault.line >= 1 for fault in faults.collected())
