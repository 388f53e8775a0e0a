from __future__ import annotations

import pytest

from reviewer.gui.input_method import advice, plugin_names, prepare_environment

SHIPPED = ["libibusplatforminputcontextplugin.so", "libcomposeplatforminputcontextplugin.so"]
WITH_FCITX = [*SHIPPED, "libfcitx5platforminputcontextplugin.so"]


@pytest.mark.parametrize(
    "environment",
    [
        {"QT_IM_MODULE": "fcitx"},
        {"GTK_IM_MODULE": "fcitx5"},
        {"XMODIFIERS": "@im=fcitx"},
    ],
)
def test_fcitx_without_its_plugin_is_explained(environment: dict[str, str]) -> None:
    assert "QT_IM_MODULE=ibus" in advice(environment, SHIPPED, "xcb", [])


def test_a_running_fcitx_is_enough() -> None:
    assert advice({}, SHIPPED, "wayland", ["bash", "fcitx5"])


@pytest.mark.parametrize(
    ("environment", "plugins", "platform"),
    [
        ({"QT_IM_MODULE": "fcitx"}, WITH_FCITX, "xcb"),
        ({"QT_IM_MODULE": "ibus"}, SHIPPED, "xcb"),
        ({}, SHIPPED, "xcb"),
        ({"QT_IM_MODULE": "fcitx"}, SHIPPED, "windows"),
        ({"QT_IM_MODULE": "fcitx"}, SHIPPED, "offscreen"),
    ],
)
def test_nothing_is_said_where_chinese_can_be_typed(
    environment: dict[str, str], plugins: list[str], platform: str
) -> None:
    assert advice(environment, plugins, platform, []) == ""


def test_the_protocol_of_ibus_is_tried_for_fcitx() -> None:
    environment = {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx"}

    prepare_environment(environment, SHIPPED)

    assert environment == {"QT_IM_MODULE": "ibus"}


def test_another_environment_is_left_alone() -> None:
    environment = {"QT_IM_MODULE": "xim"}

    prepare_environment(environment, SHIPPED)

    assert environment == {"QT_IM_MODULE": "xim"}


def test_the_wheel_has_no_plugin_for_fcitx() -> None:
    assert not any("fcitx" in name for name in plugin_names())
