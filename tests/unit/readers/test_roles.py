from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.domain.report import Report, SectionRole

RolesOf = Callable[[str], list[tuple[SectionRole, str]]]
RoleAt = Callable[[str, str], SectionRole]

OPENING = "2023年，云岭市水务局推进法治政府建设。现将2023年有关情况报告如下：\n"
WORK = (
    "一、规范执法\n全年开展检查120次，立案12件，罚款6万元。\n"
    "二、强化普法\n举办宣传活动20场，发放资料2万份。\n"
)


def test_a_complete_report_has_its_roles_in_order(report: Report) -> None:
    assert [entry.role for entry in report.role_spans] == [
        SectionRole.PREAMBLE,
        SectionRole.MEASURES,
        SectionRole.SHORTCOMINGS,
        SectionRole.FIRST_RESPONSIBLE,
        SectionRole.NEXT_YEAR,
        SectionRole.CLOSING,
    ]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("存在的不足和原因", SectionRole.SHORTCOMINGS),
        ("存在的主要问题", SectionRole.SHORTCOMINGS),
        ("问题和短板", SectionRole.SHORTCOMINGS),
        ("薄弱环节和努力方向", SectionRole.SHORTCOMINGS),
        ("还有哪些不到位的地方", SectionRole.SHORTCOMINGS),
        ("2023年度推进法治政府建设存在的困难和问题", SectionRole.SHORTCOMINGS),
        (
            "党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
            SectionRole.FIRST_RESPONSIBLE,
        ),
        ("局主要负责同志履职情况", SectionRole.FIRST_RESPONSIBLE),
        ("压紧压实第一责任人职责", SectionRole.FIRST_RESPONSIBLE),
        ("局长怎么抓法治", SectionRole.FIRST_RESPONSIBLE),
        ("2024年度推进法治政府建设的主要安排", SectionRole.NEXT_YEAR),
        ("2024年工作重点", SectionRole.NEXT_YEAR),
        ("下一步工作打算", SectionRole.NEXT_YEAR),
        ("谋划2024年法治政府建设重点举措", SectionRole.NEXT_YEAR),
        ("明年怎么干", SectionRole.NEXT_YEAR),
        ("努力方向", SectionRole.NEXT_YEAR),
        ("主要工作情况及成效", SectionRole.MEASURES),
        ("着力解决群众反映的突出问题", SectionRole.MEASURES),
        ("落实年度监督检查计划", SectionRole.MEASURES),
        ("督促企业落实安全生产第一责任人职责", SectionRole.MEASURES),
        ("抓好督察反馈问题整改", SectionRole.MEASURES),
        ("创新工作思路", SectionRole.MEASURES),
        ("严肃处理乱占耕地问题", SectionRole.MEASURES),
    ],
)
def test_a_heading_gives_its_section_the_role(
    role_at: RoleAt, heading: str, role: SectionRole
) -> None:
    text = f"{OPENING}{WORK}三、{heading}\n这里写着这一部分的内容，一共有两句话。这是第二句。"

    assert role_at(text, "这里写着") is role


def test_the_leaders_part_may_come_first(role_at: RoleAt) -> None:
    text = (
        f"{OPENING}一、主要负责人履行推进法治建设第一责任人职责情况\n"
        "局长研究法治工作3次。\n二、依法履职\n立案12件。"
    )

    assert role_at(text, "局长研究") is SectionRole.FIRST_RESPONSIBLE
    assert role_at(text, "立案12件") is SectionRole.MEASURES


def test_subsections_keep_the_role_of_the_part_around_them(role_at: RoleAt) -> None:
    text = (
        f"{OPENING}{WORK}三、2024年工作安排\n"
        "（一）落实第一责任人职责。局长每季度听取汇报。\n（二）补齐短板。增加人员。"
    )

    assert role_at(text, "局长每季度") is SectionRole.NEXT_YEAR
    assert role_at(text, "增加人员") is SectionRole.NEXT_YEAR


def test_a_merged_heading_splits_where_the_plan_begins(roles_of: RolesOf) -> None:
    text = (
        f"{OPENING}{WORK}三、存在问题及下一年度主要安排\n"
        "今年以来，工作取得一定成效，但还存在一些不足之处：一是人手不足。二是普法不深。\n"
        "今后的工作中，我局将加强培训，规范执法。\n"
    )

    found = roles_of(text)

    assert [role for role, _ in found[-2:]] == [SectionRole.SHORTCOMINGS, SectionRole.NEXT_YEAR]
    assert found[-1][1].startswith("今后的工作中")


def test_work_and_shortcomings_under_one_heading_are_told_apart(role_at: RoleAt) -> None:
    text = (
        f"{OPENING}一、工作开展情况及存在问题\n（一）健全组织。召开会议4次。\n"
        "虽然取得了一定成绩，但还存在以下问题：\n（一）力量薄弱。专职人员只有3名。\n"
        "二、2024年工作打算\n充实力量。"
    )

    assert role_at(text, "召开会议") is SectionRole.MEASURES
    assert role_at(text, "专职人员") is SectionRole.SHORTCOMINGS
    assert role_at(text, "充实力量") is SectionRole.NEXT_YEAR


@pytest.mark.parametrize(
    "opening",
    [
        "下一步，我局将继续加强执法培训。",
        "今后，我们要把普法做到基层。",
        "2024年，我局将开展案卷评查2次。",
        "明年，我们打算增加执法人员5名。",
        "接下来，重点做好三件事。",
        "新的一年，我局将再接再厉。",
        "在下一步工作中，我局将加强培训。",
        "针对存在的问题，下一步我局将重点抓好以下工作：",
        "下一步工作打算：",
        "下一步：在三个路口增设探头。",
        "明年，重点把台账扫描入库。",
    ],
)
def test_a_paragraph_can_begin_the_plan_without_a_heading(role_at: RoleAt, opening: str) -> None:
    text = f"{OPENING}{WORK}{opening}\n一是增加力量。\n"

    assert role_at(text, opening[:4]) is SectionRole.NEXT_YEAR
    assert role_at(text, "一是增加力量") is SectionRole.NEXT_YEAR


@pytest.mark.parametrize(
    "opening",
    [
        "回顾一年来的工作，虽然取得了一定成绩，但与群众期盼相比还有不小差距。主要表现在：人手偏少。",
        "在肯定成绩的同时，我们也清醒地看到，法治工作还存在一些问题：人手偏少。",
        "同时，我局法治政府建设工作还存在以下不足：人手偏少。",
        "当前，法治政府建设仍存在一些薄弱环节，人手偏少。",
        "但与新形势新任务的要求相比，我局法治工作还存在一些差距：人手偏少。",
        "存在的主要问题有：人手偏少。",
        "但要看到，基层的底子还薄。人手偏少。",
        "存在的不足及原因：人手偏少。",
        "虽然工作取得了一定成效，但仍存在一些问题和不足，主要是人手偏少。",
    ],
)
def test_a_paragraph_can_begin_the_shortcomings_without_a_heading(
    role_at: RoleAt, opening: str
) -> None:
    text = f"{OPENING}{WORK}{opening}"

    assert role_at(text, "人手偏少") is SectionRole.SHORTCOMINGS


@pytest.mark.parametrize(
    "sentence",
    [
        "根据现存的差距、问题、短板，有针对性地制定了措施。",
        "召开民主生活会，查摆不足，剖析产生问题的原因，提出整改措施。",
        "检查发现部分企业还存在管理不到位等问题，已责令整改。",
        "由于以往的监管存在覆盖面窄、随意性大的特点，我局推行随机抽查。",
        "针对存在的问题，制定整改方案，逐项整改到位。",
        "及时发现和纠正了执法过程中存在的问题和不足。",
        "持续加强执法监督，不断提升执法水平。",
    ],
)
def test_sentences_on_measures_stay_measures(role_at: RoleAt, sentence: str) -> None:
    text = f"{OPENING}{WORK}三、强化监督\n{sentence}\n全年评查案卷60卷。"

    assert role_at(text, sentence[:6]) is SectionRole.MEASURES
    assert role_at(text, "全年评查") is SectionRole.MEASURES


def test_a_plan_sentence_changes_the_role_inside_a_paragraph_only(roles_of: RolesOf) -> None:
    text = f"{OPENING}{WORK}三、强化监督\n评查案卷60卷。下一步，将继续加大力度。\n办理复议案件2件。"

    found = roles_of(text)

    assert (SectionRole.NEXT_YEAR, "下一步，将继续加大力度。") in found
    assert found[-1] == (SectionRole.MEASURES, "办理复议案件2件。")


def test_a_plan_at_the_end_of_the_shortcomings_is_a_plan(roles_of: RolesOf) -> None:
    text = (
        f"{OPENING}{WORK}三、存在的不足\n"
        "人手不足，普法不深。针对以上问题，我局将招录人员，改进普法。"
    )

    found = roles_of(text)

    assert found[-2] == (SectionRole.SHORTCOMINGS, "三、存在的不足\n人手不足，普法不深。")
    assert found[-1] == (SectionRole.NEXT_YEAR, "针对以上问题，我局将招录人员，改进普法。")


def test_shortcomings_go_on_behind_a_plan_between_two_of_them(role_at: RoleAt) -> None:
    text = (
        f"{OPENING}{WORK}三、存在的不足\n"
        "一是人手不足。下一步，我局将招录人员。二是普法不深，形式单一。"
    )

    assert role_at(text, "下一步") is SectionRole.NEXT_YEAR
    assert role_at(text, "二是普法不深") is SectionRole.SHORTCOMINGS


def test_a_plan_announced_above_numbered_headings_holds_for_all_of_them(role_at: RoleAt) -> None:
    text = (
        f"{OPENING}一、主要举措\n（一）规范执法。立案12件。\n（二）强化普法。宣传20场。\n"
        "下一步，我局将重点做好以下工作：\n（一）增加力量。招录5人。\n（二）改进普法。拍摄短片。"
    )

    assert role_at(text, "宣传20场") is SectionRole.MEASURES
    assert role_at(text, "招录5人") is SectionRole.NEXT_YEAR
    assert role_at(text, "拍摄短片") is SectionRole.NEXT_YEAR


def test_a_sentence_on_the_leader_inside_measures_is_no_section(role_at: RoleAt) -> None:
    text = (
        f"{OPENING}{WORK}三、提升能力\n"
        "1.提升干部法治意识。局长带头履行第一责任人职责，学习宪法。举办培训班2期。"
    )

    assert role_at(text, "局长带头") is SectionRole.MEASURES


def test_a_section_on_the_leader_inside_measures_is_one(role_at: RoleAt) -> None:
    text = (
        f"{OPENING}一、主要举措\n"
        "（一）履行第一责任人职责。局长研究法治工作3次。\n（二）规范执法。立案12件。"
    )

    assert role_at(text, "局长研究") is SectionRole.FIRST_RESPONSIBLE
    assert role_at(text, "立案12件") is SectionRole.MEASURES


def test_a_chapter_on_significance_is_preamble(role_at: RoleAt) -> None:
    text = (
        f"{OPENING}一、充分认识法治政府建设的重要性\n法治政府建设意义重大。\n"
        "二、规范执法\n立案12件。"
    )

    assert role_at(text, "意义重大") is SectionRole.PREAMBLE
    assert role_at(text, "立案12件") is SectionRole.MEASURES


@pytest.mark.parametrize(
    "closing", ["特此报告。", "以上报告，请审阅。", "云岭市水务局\n2024年1月15日"]
)
def test_the_end_is_closing(roles_of: RolesOf, closing: str) -> None:
    found = roles_of(
        f"{OPENING}{WORK}三、2024年工作安排\n全年开展案卷评查2次，举办培训班2期。\n{closing}"
    )

    assert found[-1] == (SectionRole.CLOSING, closing)


def test_a_text_without_headings_begins_its_measures_behind_the_opening(roles_of: RolesOf) -> None:
    found = roles_of(f"{OPENING}全年开展检查120次，立案12件。\n举办宣传活动20场。")

    assert found[0] == (SectionRole.PREAMBLE, OPENING.strip())
    assert found[1][0] is SectionRole.MEASURES


def test_traditional_script_has_the_same_roles(role_at: RoleAt) -> None:
    text = (
        "2023年，雲嶺市水務局推進法治政府建設，現將情況報告如下：\n一、規範執法\n立案12件。\n"
        "二、存在的不足\n人手不足。\n三、下一步工作打算\n增加人員。"
    )

    assert role_at(text, "人手不足") is SectionRole.SHORTCOMINGS
    assert role_at(text, "增加人員") is SectionRole.NEXT_YEAR
