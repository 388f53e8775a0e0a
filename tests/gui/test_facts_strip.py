from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from reviewer.domain.report import Furniture, Quality, Report, ReportFacts
from reviewer.gui.facts_strip import FactsStrip
from reviewer.gui.report_reading import ReadingLevel, reading_of
from reviewer.gui.theme import DARK
from reviewer.gui.warning_banner import WarningBanner

MakeReport = Callable[..., Report]
WHOLE = Quality(characters=1986, hanzi=1700)


@pytest.fixture
def strip(qtbot: QtBot) -> FactsStrip:
    strip = FactsStrip()
    qtbot.addWidget(strip)
    strip.resize(900, 36)
    strip.show()
    qtbot.waitExposed(strip)
    return strip


def shown(strip: FactsStrip) -> list[str]:
    labels = [label for label in strip.findChildren(QLabel) if label.isVisible()]
    return [label.toolTip().split("\n")[0] for label in labels]


def test_facts_stand_in_order_with_their_source(strip: FactsStrip, report: Report) -> None:
    strip.show_report(replace(report, quality=WHOLE))

    assert shown(strip) == [
        "单位：云溪县林业局",
        "年度：2023",
        "成文：2024-01-18",
        "公开：未见",
        "篇幅：1,986 字",
    ]
    assert "来源：标题" in strip.findChildren(QLabel)[0].toolTip()


def test_what_the_text_does_not_say_is_not_seen(strip: FactsStrip, report: Report) -> None:
    strip.show_report(replace(report, facts=ReportFacts()))

    assert shown(strip)[:2] == ["单位：未见", "年度：未见"]


def test_no_report_shows_nothing(strip: FactsStrip, report: Report) -> None:
    strip.show_report(report)

    strip.show_report(None)

    assert shown(strip) == []
    assert not strip.light.isVisible()


def test_with_little_room_the_last_facts_go_and_the_light_stays(
    strip: FactsStrip, report: Report
) -> None:
    strip.show_report(report)

    strip.resize(380, 36)

    names = [text.split("：")[0] for text in shown(strip)]
    assert names[0] == "单位"
    assert "篇幅" not in names
    assert strip.light.isVisible()
    assert strip.light.geometry().right() < strip.width()


@pytest.mark.parametrize(
    ("quality", "warnings", "level", "words"),
    [
        (WHOLE, (), ReadingLevel.WHOLE, "文字完整"),
        (WHOLE, ("没有标题。", "没有年度。"), ReadingLevel.CHECK, "2 条提示"),
        (replace(WHOLE, tracked_changes=3), (), ReadingLevel.CHECK, "有提示"),
        (replace(WHOLE, scanned_pages=(2, 5)), (), ReadingLevel.PARTS_MISSING, "文字可能不全"),
        (replace(WHOLE, undecodable_bytes=9), (), ReadingLevel.PARTS_MISSING, "文字可能不全"),
        (Quality(), (), ReadingLevel.PARTS_MISSING, "文字可能不全"),
    ],
)
def test_the_light_tells_how_well_the_file_was_read(
    report: Report,
    quality: Quality,
    warnings: tuple[str, ...],
    level: ReadingLevel,
    words: str,
) -> None:
    reading = reading_of(replace(report, quality=quality, warnings=warnings))

    assert (reading.level, reading.words) == (level, words)
    assert set(warnings) <= set(reading.details)


def test_the_light_names_the_pages_without_text(report: Report) -> None:
    reading = reading_of(replace(report, quality=replace(WHOLE, pages=6, scanned_pages=(2, 5))))

    assert reading.details == ("第 2、5 页是图片，没有文字。", "共 6 页。")


def test_pressing_the_light_opens_what_is_behind_it(
    qtbot: QtBot, strip: FactsStrip, report: Report
) -> None:
    strip.show_report(replace(report, warnings=("没有年度。",)))

    QTest.mouseClick(strip.light, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(strip.details.isVisible)
    assert "没有年度。" in strip.details.text

    QTest.keyClick(strip.details, Qt.Key.Key_Escape)
    assert not strip.details.isVisible()


def test_what_was_set_aside_is_listed_behind_the_light(strip: FactsStrip, report: Report) -> None:
    lines = tuple(Furniture(f"第{n}条相关链接", n, "网页按钮", 1) for n in range(1, 31))
    strip.show_report(replace(report, furniture=(*lines, Furniture("长" * 90, 31, "页脚", 1))))

    QTest.mouseClick(strip.light, Qt.MouseButton.LeftButton)

    assert "不参加判定的文字（31 行）" in strip.details.text
    assert "第1条相关链接（网页按钮）" in strip.details.text
    assert "另有 19 行" in strip.details.text
    assert "31 行" in strip.light.toolTip()


def test_colours_can_change_at_any_time(strip: FactsStrip, report: Report) -> None:
    strip.show_report(report)

    strip.set_theme(DARK)

    assert DARK.text.name() in strip.findChildren(QLabel)[0].text()


@pytest.fixture
def banner(qtbot: QtBot) -> WarningBanner:
    banner = WarningBanner()
    qtbot.addWidget(banner)
    return banner


def banner_text(banner: WarningBanner) -> str:
    label = banner.findChild(QLabel, "warning_text")
    assert label is not None
    return label.text()


def test_no_warnings_hide_the_banner(banner: WarningBanner) -> None:
    banner.show_warnings(["这份文件不像年度报告。"])
    assert not banner.isHidden()

    banner.show_warnings([])
    assert banner.isHidden()


def test_many_warnings_are_cut_to_three_and_counted(banner: WarningBanner) -> None:
    banner.show_warnings([f"提示{number}。" for number in range(5)])

    assert banner_text(banner).count("提示") == 4
    assert "另有 2 条" in banner_text(banner)


def test_the_banner_can_be_put_away(qtbot: QtBot, banner: WarningBanner) -> None:
    banner.show_warnings(["这份文件不像年度报告。"])
    button = banner.findChild(QToolButton, "warning_dismiss")
    assert button is not None

    with qtbot.waitSignal(banner.dismissed):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert banner.isHidden()


def test_the_banner_offers_an_action_when_there_is_one(qtbot: QtBot, banner: WarningBanner) -> None:
    banner.show_warnings(["这份文件不像年度报告。"], action="仍然审阅")

    with qtbot.waitSignal(banner.action_chosen):
        QTest.mouseClick(banner.action_button, Qt.MouseButton.LeftButton)

    banner.show_warnings(["没有年度。"])
    assert banner.action_button.isHidden()
