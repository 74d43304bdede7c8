"""The export dialog: what the files will be, with the first one's name and size as they will come out."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs.job import Fault
from desktop.state.export_recipe import targets
from desktop.ui.controls.switch import Switch
from desktop.ui.export_form import ExportForm, usual_folder
from desktop.ui.parts import label, push_button, surface
from desktop.ui.pictures import draw_whole
from desktop.ui.words import said
from engine.errors import LookroomError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent

    from desktop.settings import Export
    from desktop.state.export import Exporter, Picture, Sample
    from desktop.ui.icons import Icons

PAUSE_MS = 350
"""Choosing is over after this long; then the first file is made to tell its size."""
SIDE = 260
USUAL = (840, 640)


class _Preview(QWidget):
    """The first picture."""

    def __init__(self, image: QImage | None) -> None:
        super().__init__()
        self.image = image
        self.setMinimumHeight(200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it whole."""
        if self.image is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            draw_whole(painter, QRect(0, 0, self.width(), self.height()), self.image)


class ExportDialog(QDialog):
    """``remembered`` (Export): to be offered the next time. ``written`` (paths): these files are there now."""

    remembered = Signal(object)
    written = Signal(list)

    def __init__(self, icons: Icons, exporter: Exporter, pictures: Sequence[Picture], recipe: Export,
                 image: QImage | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._exporter, self._pictures = icons, exporter, list(pictures)
        self.setWindowTitle(self.tr("Export"))
        self.resize(*USUAL)
        self.form = ExportForm(icons, recipe)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._make_side(image))
        across.addWidget(self._make_scroll(), 1)
        outer.addLayout(across, 1)
        outer.addWidget(self._make_foot())
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.form.changed.connect(self._changed)
        exporter.sampled.connect(self._sampled)
        exporter.progressed.connect(self._progressed)
        exporter.ended.connect(self._ended)
        self._changed()

    def start(self) -> None:
        """Write the files."""
        recipe = self.form.recipe()
        self.remembered.emit(recipe)
        self.form.setEnabled(False)
        self.go.setEnabled(False)
        self._bar.setRange(0, max(1, len(self._pictures)))
        self._bar.setVisible(True)
        folder = recipe.folder or usual_folder()
        if folder == usual_folder():
            with suppress(OSError):  # writing the file will say why
                folder.mkdir(parents=True, exist_ok=True)
        self._exporter.export(self._pictures, recipe, folder)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Files that are being written are written to their end."""
        self._pause.stop()
        super().closeEvent(event)

    # Parts

    def _make_side(self, image: QImage | None) -> QWidget:
        side = surface("canvas", "right")
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        self.preview = _Preview(image)
        column.addWidget(self.preview, 1)
        self.names = label("", wrap=True)
        column.addWidget(self.names)
        self.facts = label("", "quiet", wrap=True)
        column.addWidget(self.facts)
        self.notes = label("", "small", wrap=True)
        column.addWidget(self.notes)
        return side

    def _make_scroll(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = surface("panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(self.form)
        scroll.setWidget(body)
        return scroll

    def _make_foot(self) -> QWidget:
        foot = surface("bar", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        self.reveal = Switch(self._icons.theme)
        words = label(self.tr("Show the folder afterwards"))
        words.setBuddy(self.reveal)
        self.reveal.setAccessibleName(words.text())
        row.addWidget(self.reveal)
        row.addWidget(words)
        row.addSpacing(12)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setVisible(False)
        row.addWidget(self._bar, 1)
        row.addStretch(1)
        cancel = push_button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        count = len(self._pictures)
        self.go = push_button(self.tr("Export") if count == 1 else self.tr("Export %n pictures", "", count), "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.start)
        row.addWidget(self.go)
        return foot

    # What will come out

    def _changed(self) -> None:
        self._name()
        self.facts.setText(self.tr("Working out the size…"))
        self._pause.start()

    def _ask(self) -> None:
        self._exporter.sample(self._pictures[0], self.form.recipe())

    def _name(self) -> None:
        """The first name, or why there is none."""
        recipe = self.form.recipe()
        folder = Path(recipe.folder or usual_folder())
        try:
            paths = targets(recipe, [picture.named for picture in self._pictures], folder)
        except LookroomError as error:
            self._say(f"{said(error.what)} {said(error.remedy)}", good=False)
            return
        first = paths[0]
        if first is None:
            self._say(self.tr("The file is there already; this picture is left out."), good=any(paths))
            return
        more = len(paths) - 1
        words = f"{first.name}\n{self.tr('and %n more', '', more)}" if more else first.name
        replaces = recipe.collision == "replace" and first.exists()
        self._say(f"{words}\n{self.tr('replaces the file that is there')}" if replaces else words, good=True)

    def _say(self, words: str, good: bool) -> None:
        self.names.setText(words)
        self.names.setProperty("role", "" if good else "danger")
        self.names.style().polish(self.names)
        self.go.setEnabled(good)

    def _sampled(self, answer: Sample | Fault) -> None:
        if isinstance(answer, Fault):
            self.facts.setText("")
            self._say(f"{said(answer.what)} {said(answer.remedy)}", good=False)
            return
        size = QLocale().formattedDataSize(answer.bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        self.facts.setText(self.tr("{width} x {height} pixels\n{depth} bits, {size}").format(
            width=answer.width, height=answer.height, depth=answer.depth, size=size))
        self.notes.setText("\n".join(said(loss) for loss in answer.losses))
        self.notes.setVisible(bool(answer.losses))

    # What happens

    def _progressed(self, done: int, count: int) -> None:
        self._bar.setRange(0, max(1, count))
        self._bar.setValue(done)

    def _ended(self, paths: list[Path], skipped: int, faults: list[tuple[str, Fault]]) -> None:
        self.written.emit(paths)
        if faults:
            words = [f"{name}: {said(fault.what)} {said(fault.remedy)}" for name, fault in faults[:3]]
            self._say("\n".join(words), good=True)
            self.names.setProperty("role", "danger")
            self.names.style().polish(self.names)
            self.form.setEnabled(True)
            self._bar.setVisible(False)
            return
        if self.reveal.isChecked() and paths:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths[0].parent)))
        self.accept()

