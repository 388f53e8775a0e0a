"""Whether Chinese can be typed: the PySide6 wheel has no plugin for fcitx.

With fcitx as input method, notes could not be written in Chinese on many Linux desktops. fcitx 5
also speaks the protocol of ibus, for which there is a plugin; so that is tried, and the reviewer
is told what to do should it not work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

_VARIABLES = ("QT_IM_MODULE", "QT_IM_MODULES", "GTK_IM_MODULE", "XMODIFIERS")
_PLATFORMS = ("xcb", "wayland", "wayland-egl")
_ADVICE = (
    "检测到输入法 fcitx，但本程序附带的 Qt 没有 fcitx 插件，已改用它兼容的 ibus 接口。"
    "如果备注里打不出中文，请关闭本程序，在终端执行 "
    "QT_IM_MODULE=ibus reviewer 重新启动；仍不行的，请安装并改用 ibus 输入法"
    "（如 ibus-libpinyin），或先在别处写好再粘贴进来。"
)


def plugin_names() -> list[str]:
    """File names of the input method plugins that ship with Qt."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return [path.name for path in (folder / "platforminputcontexts").glob("*")]


def wants_fcitx(environment: Mapping[str, str], processes: Iterable[str] = ()) -> bool:
    """Whether fcitx is the input method, by the environment or among the running programs."""
    named = any("fcitx" in environment.get(name, "").lower() for name in _VARIABLES)
    return named or any(name.startswith("fcitx") for name in processes)


def prepare_environment(environment: MutableMapping[str, str], plugins: Iterable[str]) -> None:
    """Makes Qt use the protocol of ibus where fcitx is asked for and has no plugin.

    Must run before the application object is made.
    """
    if wants_fcitx(environment) and not _has_fcitx(plugins):
        environment["QT_IM_MODULE"] = "ibus"
        environment.pop("QT_IM_MODULES", None)


def advice(
    environment: Mapping[str, str],
    plugins: Iterable[str],
    platform: str,
    processes: Iterable[str],
) -> str:
    """What the reviewer should know, in Chinese; "" if Chinese can be typed.

    Args:
        environment: Environment variables as the program found them.
        plugins: File names of the input method plugins.
        platform: Name of Qt's platform plugin.
        processes: Names of running programs.
    """
    if platform not in _PLATFORMS or _has_fcitx(plugins):
        return ""
    return _ADVICE if wants_fcitx(environment, processes) else ""


def running_programs() -> list[str]:
    """The names of running programs, where the system lists them in /proc; else none."""
    names = []
    for file in Path("/proc").glob("[0-9]*/comm"):
        try:
            names.append(file.read_text(encoding="utf-8", errors="replace").strip())
        except OSError:  # the program has ended meanwhile
            continue
    return names


def _has_fcitx(plugins: Iterable[str]) -> bool:
    return any("fcitx" in name for name in plugins)
