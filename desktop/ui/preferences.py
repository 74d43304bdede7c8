"""The preferences: pages of settings that take effect as they are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.hotfolder import HotFoldersPage
from desktop.ui.parts import label, push_button, surface
from desktop.ui.preferences_keys import KeysPage
from desktop.ui.preferences_pages import FoldersPage, GeneralPage, PrivacyPage
from desktop.ui.speaking import says

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.folders import Folders
    from desktop.presets import Preset
    from desktop.settings import Settings
    from desktop.ui.actions import Actions
    from desktop.ui.icons import Icons
    from desktop.ui.speaking import Text
    from engine.tools.base import Tool

USUAL = (800, 600)
NAVIGATION = 216


class PreferencesDialog(QDialog):
    """``changed`` (Settings): follow them now. ``retention_chosen`` (hours or None) and ``private_chosen`` (bool): the
    photos that are there are affected; ``emptied``: delete everything, after asking."""

    changed = Signal(object)
    retention_chosen = Signal(object)
    private_chosen = Signal(bool)
    emptied = Signal()

    def __init__(self, icons: Icons, settings: Settings, actions: Actions, folders: Folders, tools: Mapping[str, Tool],
                 presets: Sequence[Preset] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self._icons = icons
        says(self.setWindowTitle, lambda: self.tr("Preferences"))
        self.resize(*USUAL)
        self.general = GeneralPage(icons, settings)
        self.privacy = PrivacyPage(icons, settings)
        self.keys = KeysPage(icons, actions, settings.shortcuts)
        self.hot_folders = HotFoldersPage(icons, settings.hot_folders, tools, presets)
        self.folders = FoldersPage(icons, folders)
        self._stack = QStackedWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._make_navigation())
        across.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(across, 1)
        outer.addWidget(self._make_foot())
        self.general.changed.connect(self._take)
        self.privacy.retention_chosen.connect(self.retention_chosen)
        self.privacy.private_chosen.connect(self.private_chosen)
        self.privacy.emptied.connect(self.emptied)
        self.keys.changed.connect(lambda keys: self._take({"shortcuts": keys}))
        self.hot_folders.changed.connect(lambda watched: self._take({"hot_folders": watched}))
        self.show_page("general")

    def show_page(self, name: str) -> None:
        """Turn to general, privacy, keys, hot_folders or folders."""
        self._buttons[name].setChecked(True)
        self._buttons[name].setFocus()
        self._stack.setCurrentIndex(list(self._buttons).index(name))

    def show_settings(self, settings: Settings) -> None:
        """The settings were changed elsewhere, or a wish was not followed."""
        self.settings = settings
        self.general.show_settings(settings)
        self.privacy.show_settings(settings)

    def _take(self, update: Mapping[str, object]) -> None:
        self.settings = self.settings.model_copy(update=dict(update))
        self.changed.emit(self.settings)

    def _make_navigation(self) -> QWidget:
        side = surface("bar", "right")
        side.setFixedWidth(NAVIGATION)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 16, 8, 12)
        column.setSpacing(2)
        for name, icon, text, page in (
                ("general", "settings", lambda: self.tr("General"), self.general),
                ("privacy", "private", lambda: self.tr("Photos and privacy"), self.privacy),
                ("keys", "keyboard", lambda: self.tr("Keyboard"), self.keys),
                ("hot_folders", "folder-watch", lambda: self.tr("Watched folders"), self.hot_folders),
                ("folders", "open", lambda: self.tr("Places"), self.folders)):
            button = push_button(text)
            button.setProperty("role", "tool")
            button.setCheckable(True)
            button.setIcon(self._icons.icon(icon, "quiet"))
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(lambda _=False, name=name: self.show_page(name))
            self._group.addButton(button)
            self._buttons[name] = button
            column.addWidget(button)
            self._stack.addWidget(_framed(text, page))
        column.addStretch(1)
        return side

    def _make_foot(self) -> QWidget:
        foot = surface("bar", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.addWidget(label(lambda: self.tr("Changes take effect at once."), "small", wrap=True), 1)
        close = push_button(lambda: self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        return foot


def _framed(text: Text, page: QWidget) -> QWidget:
    """A page under its title, scrolled where the dialog is too low for it."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    body = surface("panel")
    column = QVBoxLayout(body)
    column.setContentsMargins(28, 22, 28, 22)
    column.setSpacing(14)
    column.addWidget(label(text, "headline", wrap=True))
    column.addWidget(page, 1)
    scroll.setWidget(body)
    return scroll
