"""Pages of the preferences: appearance and language, photos and privacy, places on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.ui.controls.combo import Combo
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.switch import Switch
from desktop.ui.parts import icon_button, label, push_button, rule
from desktop.ui.rows import Rows
from desktop.ui.speaking import says

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.folders import Folders
    from desktop.settings import Settings
    from desktop.ui.icons import Icons
    from desktop.ui.speaking import Text

HOURS = (1.0, 6.0, 24.0, 72.0, 168.0, 720.0, None)
"""Retentions that are offered; None: never."""


class GeneralPage(Rows):
    """``changed`` (dict of settings)."""

    changed = Signal(dict)

    def __init__(self, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self.theme = Segmented([("system", lambda: self.tr("System"), None), ("dark", lambda: self.tr("Dark"), None),
                                ("light", lambda: self.tr("Light"), None)])
        self.row(lambda: self.tr("Theme"), self.theme)
        self.language = Combo(icons.theme)
        self.language.add(lambda: self.tr("Language of the system"), "system")
        self.language.add("English", "en")
        self.language.add("Deutsch", "de")
        self.row(lambda: self.tr("Language"), self.language)
        self.whole(rule())
        self.motion = Switch(icons.theme)
        self.switch(lambda: self.tr("Reduce motion"), self.motion,
                    lambda: self.tr("Zoom and pan come to rest at once."))
        self.end()
        self.show_settings(settings)
        self.theme.chosen.connect(lambda theme: self.changed.emit({"theme": theme}))
        self.language.currentIndexChanged.connect(
            lambda _: self.changed.emit({"language": self.language.currentData()}))
        self.motion.clicked.connect(lambda on: self.changed.emit({"reduced_motion": on}))

    def show_settings(self, settings: Settings) -> None:
        """Show them without telling."""
        self.theme.set_value(settings.theme)
        with QSignalBlocker(self.language):
            self.language.setCurrentIndex(self.language.findData(settings.language))
        self.motion.setChecked(settings.reduced_motion)


class PrivacyPage(Rows):
    """How long photos stay, and how to get rid of them."""

    retention_chosen = Signal(object)
    private_chosen = Signal(bool)
    emptied = Signal()

    def __init__(self, icons: Icons, settings: Settings) -> None:
        super().__init__()
        self.retention = Combo(icons.theme)
        for hours, words in zip(HOURS, self._choices(), strict=True):
            self.retention.add(words, hours)
        self.row(lambda: self.tr("Photos delete themselves"), self.retention,
                 lambda: self.tr(
                     "Counted from when a photo was last worked with. What you keep stays until you delete it."))
        self.private = Switch(icons.theme)
        self.switch(lambda: self.tr("Private session"), self.private,
                    lambda: self.tr(
                        "Begins an empty history of its own. When it ends, or Lookroom closes, nothing of it is left. "
                        "Exported files stay."))
        self.whole(rule())
        self.section(lambda: self.tr("What deleting means"))
        self.whole(label(lambda: self.tr(
            "Deleted files are unlinked and their rows in the history overwritten, not shredded: until the disk writes "
            "over them, special tools may find parts of them. An encrypted disk is the best protection. Your original "
            "files are never touched."), "quiet", wrap=True))
        self.whole(rule())
        self.empty = push_button(lambda: self.tr("Delete everything now…"), "danger")
        self.empty.clicked.connect(self.emptied)
        row = QHBoxLayout()
        row.addWidget(self.empty)
        row.addStretch(1)
        self.whole(row)
        self.end()
        self.show_settings(settings)
        self.retention.currentIndexChanged.connect(
            lambda _: self.retention_chosen.emit(self.retention.currentData()))
        self.private.clicked.connect(self.private_chosen)

    def show_settings(self, settings: Settings) -> None:
        """Show them without telling; a retention that is not offered gets a line of its own."""
        with QSignalBlocker(self.retention):
            place = next((row for row in range(self.retention.count())
                          if self.retention.itemData(row) == settings.retention_hours), -1)
            if place < 0:
                hours = settings.retention_hours or 0
                self.retention.add(lambda: self.tr("After %n hours", "", round(hours)), hours)
                place = self.retention.count() - 1
            self.retention.setCurrentIndex(place)
        self.private.setChecked(settings.private_session)

    def _choices(self) -> tuple[Text, ...]:
        return (lambda: self.tr("After 1 hour"), lambda: self.tr("After 6 hours"), lambda: self.tr("After 24 hours"),
                lambda: self.tr("After 3 days"), lambda: self.tr("After 7 days"), lambda: self.tr("After 30 days"),
                lambda: self.tr("Never"))


class FoldersPage(Rows):
    """Where things lie."""

    def __init__(self, icons: Icons, folders: Folders) -> None:
        super().__init__()
        self._icons = icons
        for text, path, help_text in (
                (lambda: self.tr("Photos and history"), folders.home,
                 lambda: self.tr("Copies of the photos that you open, results, and the history.")),
                (lambda: self.tr("Presets"), folders.presets, ""),
                (lambda: self.tr("Models"), folders.models, lambda: self.tr("Put downloaded models here.")),
                (lambda: self.tr("Log"), folders.logs,
                 lambda: self.tr("Technical notes without photos and names, for questions to support."))):
            self.row(text, self._place(text, path), help_text)
        self.end()

    def _place(self, text: Callable[[], str], path: Path) -> QWidget:
        area = QWidget()
        row = QHBoxLayout(area)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        line = QLineEdit(str(path))
        line.setReadOnly(True)
        line.setCursorPosition(0)
        says(line.setAccessibleName, text)
        show = icon_button(self._icons, "open", lambda: self.tr("Show {name}").format(name=text()))
        show.clicked.connect(lambda: _show(path))
        row.addWidget(line, 1)
        row.addWidget(show)
        return area


def _show(path: Path) -> None:
    """Open a folder in the system's file manager, or the nearest one above it that is there."""
    there = next(folder for folder in (path, *path.parents) if folder.is_dir())
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))
