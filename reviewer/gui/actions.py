"""The commands of the window and their keys; menus, buttons and the key page show them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from reviewer.domain.verdict import Verdict

VERDICT_KEYS = {
    Verdict.MET: "1",
    Verdict.PARTIAL: "2",
    Verdict.PLAN_ONLY: "3",
    Verdict.ABSENT: "4",
    Verdict.NOT_APPLICABLE: "0",
}
"""The key that decides each verdict."""


class Scope(Enum):
    """Where a key acts.

    `DESK`: everywhere but in fields for typing. `WINDOW`: in those, too. `MOVE`: as `DESK`, and
    again and again while the key is held down.
    """

    DESK = auto()
    MOVE = auto()
    WINDOW = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        name: Object name of its action.
        text: What menus show.
        keys: Its keys, the one that is shown first.
        scope: Where its keys act.
        group: Heading on the page of keys; "" keeps it off that page.
        explanation: What that page says; "" means `text`.
    """

    name: str
    text: str
    keys: tuple[int, ...] = ()
    scope: Scope = Scope.DESK
    group: str = ""
    explanation: str = ""


def _ctrl_shift(key: Qt.Key) -> int:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return QKeyCombination(modifiers, key).toCombined()


def _ctrl(key: Qt.Key) -> int:
    return QKeyCombination(Qt.KeyboardModifier.ControlModifier, key).toCombined()


_DECIDE, _LOOK, _WRITE, _FILE = "作结论", "查看", "填写", "文件"
_ASIDE = "没有当作正文的文字"

_VERDICT_COMMANDS = tuple(
    Command(
        f"action_verdict_{verdict.value}",
        verdict.label,
        (ord(key),),
        Scope.DESK,
        _DECIDE,
    )
    for verdict, key in VERDICT_KEYS.items()
)

COMMANDS: tuple[Command, ...] = (
    Command(
        "action_confirm_next",
        "确认并到下一未核项",
        (Qt.Key.Key_Space,),
        Scope.DESK,
        _DECIDE,
        "确认系统判定，到下一未核项；已核的项只前进",
    ),
    *_VERDICT_COMMANDS,
    Command("action_clear_decision", "撤回本项结论", (Qt.Key.Key_Backspace,), Scope.DESK, _DECIDE),
    Command(
        "action_undo",
        "撤销",
        (_ctrl(Qt.Key.Key_Z),),
        Scope.DESK,
        _DECIDE,
        "撤销（在填写框里撤销的是文字）",
    ),
    Command("action_redo", "重做", (_ctrl(Qt.Key.Key_Y),), Scope.DESK, _DECIDE),
    Command("action_next_item", "下一项", (Qt.Key.Key_J,), Scope.MOVE, _LOOK),
    Command("action_previous_item", "上一项", (Qt.Key.Key_K,), Scope.MOVE, _LOOK),
    Command("action_next_unreviewed", "下一未核项", (Qt.Key.Key_U,), Scope.MOVE, _LOOK),
    Command("action_next_evidence", "下一条依据", (Qt.Key.Key_N,), Scope.MOVE, _LOOK),
    Command("action_previous_evidence", "上一条依据", (Qt.Key.Key_P,), Scope.MOVE, _LOOK),
    Command(
        "action_next_report",
        "下一份报告",
        (_ctrl(Qt.Key.Key_PageDown),),
        Scope.WINDOW,
        _LOOK,
        "下一份已打开的报告",
    ),
    Command(
        "action_previous_report",
        "上一份报告",
        (_ctrl(Qt.Key.Key_PageUp),),
        Scope.WINDOW,
        _LOOK,
        "上一份已打开的报告",
    ),
    Command("action_find", "在报告中查找", (_ctrl(Qt.Key.Key_F),), Scope.WINDOW, _LOOK),
    Command(
        "action_edit_reason",
        "填写改判理由",
        (Qt.Key.Key_R,),
        Scope.DESK,
        _WRITE,
        "填写改判理由：1–9 选用，或输入后回车",
    ),
    Command("action_edit_note", "填写备注", (Qt.Key.Key_M,), Scope.DESK, _WRITE),
    Command(
        "action_edit_score",
        "填写得分",
        (Qt.Key.Key_S,),
        Scope.DESK,
        _WRITE,
        "填写得分，回车记下",
    ),
    Command(
        "action_attach_selection",
        "把选中的文字添加为依据",
        (Qt.Key.Key_E,),
        Scope.DESK,
        _WRITE,
    ),
    Command(
        "action_back_to_checklist",
        "回到评审项",
        (Qt.Key.Key_Escape,),
        Scope.WINDOW,
        _WRITE,
    ),
    Command(
        "action_show_aside",
        "显示没有当作正文的文字",
        (Qt.Key.Key_A,),
        Scope.DESK,
        _ASIDE,
        "在原文里显示或隐藏",
    ),
    Command("action_next_aside", "下一行未作正文的", (Qt.Key.Key_L,), Scope.MOVE, _ASIDE, "下一行"),
    Command(
        "action_previous_aside", "上一行未作正文的", (Qt.Key.Key_H,), Scope.MOVE, _ASIDE, "上一行"
    ),
    Command(
        "action_return_line",
        "把这一行放回正文",
        (Qt.Key.Key_B,),
        Scope.DESK,
        _ASIDE,
        "把这一行放回正文，重新识别",
    ),
    Command(
        "action_return_block",
        "把这里的几行都放回正文",
        (_ctrl(Qt.Key.Key_B),),
        Scope.DESK,
        _ASIDE,
        "把同一处的几行都放回",
    ),
    Command(
        "action_set_aside",
        "选中的段落不作正文",
        (Qt.Key.Key_X,),
        Scope.DESK,
        _ASIDE,
        "选中的段落不作正文",
    ),
    Command("action_open", "打开报告…", (_ctrl(Qt.Key.Key_O),), Scope.WINDOW, _FILE),
    Command(
        "action_open_reports_folder",
        "打开文件夹…",
        (_ctrl_shift(Qt.Key.Key_O),),
        Scope.WINDOW,
        _FILE,
        "打开文件夹里的全部报告",
    ),
    Command(
        "action_paste",
        "粘贴文字为报告",
        (_ctrl(Qt.Key.Key_V),),
        Scope.DESK,
        _FILE,
        "把剪贴板里的文字作为报告打开（填写框以外）",
    ),
    Command("action_export", "导出评分表…", (_ctrl(Qt.Key.Key_E),), Scope.WINDOW, _FILE),
    Command("action_show_keys", "按键一览", (Qt.Key.Key_Question,), Scope.DESK, _FILE),
    Command("action_quit", "退出", (_ctrl(Qt.Key.Key_Q),), Scope.WINDOW),
    Command("action_judge_anyway", "强制评审"),
    Command("action_dismiss_evidence", "排除当前这条依据…"),
    Command("action_show_problems", "问题清单"),
    Command("action_clear_recent", "清空最近打开的文件"),
    Command("action_open_export_folder", "打开所在文件夹"),
    Command("action_show_outline", "显示提纲"),
    Command("action_larger_text", "放大报告文字"),
    Command("action_smaller_text", "缩小报告文字"),
    Command("action_usual_text", "报告文字恢复原大小"),
)

FOR_A_REVIEW = (
    "action_export",
    "action_confirm_next",
    "action_next_item",
    "action_previous_item",
    "action_next_unreviewed",
    "action_next_evidence",
    "action_previous_evidence",
    "action_attach_selection",
    "action_dismiss_evidence",
    "action_clear_decision",
    "action_edit_reason",
    "action_edit_note",
    "action_edit_score",
    "action_find",
    "action_show_problems",
    "action_show_outline",
    "action_show_aside",
    "action_next_aside",
    "action_previous_aside",
    "action_return_line",
    "action_return_block",
    "action_set_aside",
    *(f"action_verdict_{verdict.value}" for verdict in VERDICT_KEYS),
)
"""The actions that need a review on the desk."""

VERDICT_ACTIONS = {f"action_verdict_{verdict.value}": verdict for verdict in VERDICT_KEYS}
"""The verdict that each of these actions decides."""


class Actions(QObject):
    """One `QAction` per command, by its object name.

    The actions show their keys, but do not listen to them: `KeyRouter` does, since only it knows
    which keys a field for typing needs for itself.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.text, parent)
            action.setObjectName(command.name)
            if command.keys:
                action.setShortcut(QKeySequence(command.keys[0]))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._actions[command.name] = action
        self["action_show_outline"].setCheckable(True)
        self["action_show_aside"].setCheckable(True)

        self.show_review(is_open=False)

    def show_review(self, *, is_open: bool) -> None:
        """Enables what needs a review on the desk, or disables it."""
        for name in FOR_A_REVIEW:
            self[name].setEnabled(is_open)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]


def key_text(command: Command) -> str:
    """The key as the key page shows it; "" for a command without one."""
    if not command.keys:
        return ""
    names = {Qt.Key.Key_Space: "空格", Qt.Key.Key_Backspace: "退格"}
    key = command.keys[0]
    if key in names:
        return names[Qt.Key(key)]
    words = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return words.replace("PgDown", "PgDn")
