"""Files dropped from a file manager; everything else is refused while it is still dragged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


def local_files(data: QMimeData) -> list[Path]:
    """The files and folders of this machine among what is dragged, in order."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file() or path.is_dir()]


class FileDrops(QObject):
    """Lets widgets take dropped files.

    Signals:
        files_dropped: The files and folders (list of `Path`), at least one.
        hover_changed: Whether files are being dragged over one of the widgets.
    """

    files_dropped = Signal(list)
    hover_changed = Signal(bool)

    def watch(self, widget: QWidget) -> None:
        """Takes over the drops on a widget."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove | QEvent.Type.Drop:
                return isinstance(event, QDropEvent) and self._take(event)
            case QEvent.Type.DragLeave:
                self.hover_changed.emit(False)  # noqa: FBT003  # the signal's only value
                return True
        return False

    def _take(self, event: QDropEvent) -> bool:
        files = local_files(event.mimeData())
        if not files:
            event.ignore()
            return True
        # The file stays where it is, whatever the other side would like.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        is_drop = event.type() is QEvent.Type.Drop
        if event.type() is not QEvent.Type.DragMove:
            self.hover_changed.emit(not is_drop)
        if is_drop:
            self.files_dropped.emit(files)
        return True
