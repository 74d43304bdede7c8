"""The one table of everything that can be done, with words, icon and shortcut: menu bar and palette come from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from desktop.ui.speaking import retold, says

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

    from desktop.ui.icons import Icons

    def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
        """PySide6 declares it as returning an object."""
else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. ``shortcut`` is in Qt's portable text; ``group`` is the menu that it stands in,
    with a line above it where there is a ``gap``; ``role`` is for macOS, which has a place of its own for some."""

    id: str
    text: str
    group: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False
    gap: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole


FILE = QT_TRANSLATE_NOOP("Actions", "&File")
EDIT = QT_TRANSLATE_NOOP("Actions", "&Edit")
VIEW = QT_TRANSLATE_NOOP("Actions", "&View")
TOOLS = QT_TRANSLATE_NOOP("Actions", "&Tools")
HELP = QT_TRANSLATE_NOOP("Actions", "&Help")
GROUPS = (FILE, EDIT, VIEW, TOOLS, HELP)
"""The menus; the letter behind & opens one with the Alt key."""

TABLE = (
    Spec("open", QT_TRANSLATE_NOOP("Actions", "Open photos…"), FILE, "Ctrl+O", "open"),
    Spec("paste", QT_TRANSLATE_NOOP("Actions", "Paste photo"), FILE, "Ctrl+V", "paste"),
    Spec("save_back", QT_TRANSLATE_NOOP("Actions", "Save back"), FILE, "Ctrl+S", "export", gap=True),
    Spec("export", QT_TRANSLATE_NOOP("Actions", "Export…"), FILE, "Ctrl+Shift+E", "export"),
    Spec("hot_folders", QT_TRANSLATE_NOOP("Actions", "Watched folders…"), FILE, "", "folder-watch", gap=True),
    Spec("quit", QT_TRANSLATE_NOOP("Actions", "Quit Lookroom"), FILE, "Ctrl+Q", "quit", gap=True,
         role=QAction.MenuRole.QuitRole),
    Spec("undo", QT_TRANSLATE_NOOP("Actions", "Step back"), EDIT, "Ctrl+Z", "undo"),
    Spec("redo", QT_TRANSLATE_NOOP("Actions", "Step forward"), EDIT, "Ctrl+Shift+Z", "redo"),
    Spec("copy", QT_TRANSLATE_NOOP("Actions", "Copy picture"), EDIT, "Ctrl+C", "copy", gap=True),
    Spec("tags", QT_TRANSLATE_NOOP("Actions", "Tags…"), EDIT, "Ctrl+T", "preset"),
    Spec("delete", QT_TRANSLATE_NOOP("Actions", "Delete picture"), EDIT, "Del", "trash"),
    Spec("preferences", QT_TRANSLATE_NOOP("Actions", "Preferences…"), EDIT, "Ctrl+,", "settings", gap=True,
         role=QAction.MenuRole.PreferencesRole),
    Spec("run", QT_TRANSLATE_NOOP("Actions", "Run the tool"), TOOLS, "Ctrl+Return", "run"),
    Spec("cancel", QT_TRANSLATE_NOOP("Actions", "Cancel the running job"), TOOLS, "Ctrl+.", "close"),
    Spec("batch", QT_TRANSLATE_NOOP("Actions", "Make a lookbook…"), TOOLS, "Ctrl+L", "copy"),
    Spec("retry", QT_TRANSLATE_NOOP("Actions", "Try failed jobs again"), TOOLS, "Ctrl+Shift+R", "retry"),
    Spec("adjust", QT_TRANSLATE_NOOP("Actions", "Adjust the fit by hand"), TOOLS, "Ctrl+J"),
    Spec("preset_save", QT_TRANSLATE_NOOP("Actions", "Save options as a preset…"), TOOLS, "Ctrl+Shift+S", "preset",
         gap=True),
    Spec("reset", QT_TRANSLATE_NOOP("Actions", "Reset the options"), TOOLS, "", "retry"),
    Spec("studio", QT_TRANSLATE_NOOP("Actions", "Studio"), VIEW, "D", "studio", checkable=True),
    Spec("gallery", QT_TRANSLATE_NOOP("Actions", "Gallery"), VIEW, "G", "gallery", checkable=True),
    Spec("palette", QT_TRANSLATE_NOOP("Actions", "Find a command…"), VIEW, "Ctrl+K", "search", gap=True),
    Spec("compare_off", QT_TRANSLATE_NOOP("Actions", "After only"), VIEW, "", "compare-off", checkable=True, gap=True),
    Spec("compare_slider", QT_TRANSLATE_NOOP("Actions", "Before and after with a slider"), VIEW, "Y",
         "compare-slider", checkable=True),
    Spec("compare_split", QT_TRANSLATE_NOOP("Actions", "Before and after side by side"), VIEW, "Shift+Y",
         "compare-split", checkable=True),
    Spec("compare_hold", QT_TRANSLATE_NOOP("Actions", "Before while a key is held"), VIEW, "", "compare-hold",
         checkable=True),
    Spec("mask", QT_TRANSLATE_NOOP("Actions", "Show what was changed"), VIEW, "O", "mask", checkable=True, gap=True),
    Spec("zoom_fit", QT_TRANSLATE_NOOP("Actions", "Fit to the window"), VIEW, "Ctrl+0", "fit", gap=True),
    Spec("zoom_1", QT_TRANSLATE_NOOP("Actions", "One to one"), VIEW, "Ctrl+1", "zoom-in"),
    Spec("zoom_2", QT_TRANSLATE_NOOP("Actions", "Two to one"), VIEW, "Ctrl+2", "zoom-in"),
    Spec("zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom in"), VIEW, "Ctrl++", "zoom-in"),
    Spec("zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom out"), VIEW, "Ctrl+-", "zoom-out"),
    Spec("next", QT_TRANSLATE_NOOP("Actions", "Next picture"), VIEW, "Ctrl+Right", "chevron-right", gap=True),
    Spec("previous", QT_TRANSLATE_NOOP("Actions", "Previous picture"), VIEW, "Ctrl+Left", "chevron-left"),
    Spec("strip", QT_TRANSLATE_NOOP("Actions", "Film strip"), VIEW, "F6", "", checkable=True, gap=True),
    Spec("panels", QT_TRANSLATE_NOOP("Actions", "Side panels"), VIEW, "F7", "", checkable=True),
    Spec("full_screen", QT_TRANSLATE_NOOP("Actions", "Full screen"), VIEW, "F11", "", checkable=True),
    Spec("theme_system", QT_TRANSLATE_NOOP("Actions", "Theme of the system"), VIEW, "", "", checkable=True, gap=True),
    Spec("theme_dark", QT_TRANSLATE_NOOP("Actions", "Dark theme"), VIEW, "", "", checkable=True),
    Spec("theme_light", QT_TRANSLATE_NOOP("Actions", "Light theme"), VIEW, "", "", checkable=True),
    Spec("first_run", QT_TRANSLATE_NOOP("Actions", "First steps"), HELP, "F1", "info"),
    Spec("log", QT_TRANSLATE_NOOP("Actions", "Open the log folder"), HELP, "", "folder-watch"),
    Spec("about", QT_TRANSLATE_NOOP("Actions", "About Lookroom"), HELP, "", "info", gap=True,
         role=QAction.MenuRole.AboutRole),
)


class Actions(QObject):
    """The table as QActions of one window; ``shortcuts`` replaces those of the table, "" removes one."""

    def __init__(self, window: QWidget, icons: Icons, shortcuts: Mapping[str, str]) -> None:
        super().__init__(window)
        self._made: dict[str, QAction] = {}
        for spec in TABLE:
            action = QAction(window)
            action.setCheckable(spec.checkable)
            action.setMenuRole(spec.role)
            action.setObjectName(spec.id)
            if spec.icon:
                action.setIcon(icons.icon(spec.icon, "quiet", on="text"))
            self._made[spec.id] = action
            window.addAction(action)
        self._shortcuts = shortcuts
        retold(self, self._name)

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def remap(self, shortcuts: Mapping[str, str]) -> None:
        """Give the actions the table's shortcuts, or those of ``shortcuts`` (action id to portable text)."""
        self._shortcuts = shortcuts
        for spec in TABLE:
            action = self._made[spec.id]
            action.setShortcut(QKeySequence(shortcuts.get(spec.id, spec.shortcut)))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{action.text().rstrip('…')}  {keys}" if keys else action.text().rstrip("…"))

    def menus(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Fill a menu bar: one menu for each group of the table, by the group's name."""
        found = {}
        for group in GROUPS:
            menu = bar.addMenu("")
            says(menu.setTitle, partial(QCoreApplication.translate, "Actions", group))
            for spec in TABLE:
                if spec.group == group:
                    if spec.gap:
                        menu.addSeparator()
                    menu.addAction(self._made[spec.id])
            found[group] = menu
        return found

    def _name(self) -> None:
        for spec in TABLE:
            self._made[spec.id].setText(QCoreApplication.translate("Actions", spec.text))
        self.remap(self._shortcuts)


def group_name(group: str) -> str:
    """A group's name without the mark of its letter."""
    return QCoreApplication.translate("Actions", group).replace("&", "")
