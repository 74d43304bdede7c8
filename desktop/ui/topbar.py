"""The bar at the top: pages, stepping, compare, mask, opacity, zoom, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.slider import Slider
from desktop.ui.parts import action_button, label, push_button, rule
from desktop.ui.speaking import says

if TYPE_CHECKING:
    from desktop.ui.actions import Actions
    from desktop.ui.icons import Icons

COMPARES = ("off", "slider", "split", "hold")


class TopBar(QFrame):
    """``opacity_changed`` 0..1 while the slider moves; everything else goes through the actions."""

    opacity_changed = Signal(float)

    def __init__(self, icons: Icons, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(icons.theme.tokens.size["bar"])
        self._icons, self._actions, self._scale = icons, actions, 1.0
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(4)
        row.addWidget(self._mark())
        row.addSpacing(12)
        self._pages = QButtonGroup(self)
        for page in ("studio", "gallery"):
            row.addWidget(self._page(page))
        row.addSpacing(8)
        row.addWidget(rule(upright=True))
        row.addSpacing(4)
        row.addWidget(action_button(actions["undo"]))
        row.addWidget(action_button(actions["redo"]))
        row.addStretch(1)
        self.viewing = self._viewing()
        row.addWidget(self.viewing)
        row.addStretch(1)
        row.addWidget(action_button(actions["palette"]))
        self.export = push_button(lambda: actions["export"].text().rstrip("…"))
        self.export.setIcon(icons.icon("export", "text"))
        self.export.clicked.connect(actions["export"].trigger)
        actions["export"].changed.connect(self._show_export)
        row.addWidget(self.export)
        self._show_export()
        self._show_mark()
        icons.theme.changed.connect(self._show_mark)

    def show_compare(self, mode: str) -> None:
        """Check the compare mode."""
        self.compare.set_value(mode)

    def show_zoom(self, zoom: float) -> None:
        """Tell how large the photo is shown; 1.0 is one photo pixel on one screen pixel."""
        self._scale = zoom
        self._show_zoom()

    def enable_viewing(self, photo: bool, result: bool, layers: bool) -> None:
        """What the picture on show allows: zoom for any, comparing for results, opacity and mask for layers."""
        self.viewing.setEnabled(photo)
        self._show_zoom()
        self.compare.setEnabled(result)
        self.opacity.setEnabled(layers)
        self._show_mark()

    def _show_zoom(self) -> None:
        self._zoom.setText(f"{round(self._scale * 100)} %" if self.viewing.isEnabled() else "")

    def _show_mark(self) -> None:
        colour = "quiet" if self.opacity.isEnabled() else "disabled"
        self._drop.setPixmap(self._icons.icon("opacity", colour).pixmap(QSize(16, 16)))

    def _show_export(self) -> None:
        self.export.setEnabled(self._actions["export"].isEnabled())
        self.export.setToolTip(self._actions["export"].toolTip())

    def _mark(self) -> QWidget:
        mark = QLabel("Lookroom")
        mark.setProperty("role", "mark")
        return mark

    def _page(self, page: str) -> QPushButton:
        action = self._actions[page]
        button = push_button(action.text, "page")
        button.setCheckable(True)
        says(button.setToolTip, action.toolTip)
        button.clicked.connect(action.trigger)
        action.toggled.connect(button.setChecked)
        self._pages.addButton(button)
        return button

    def _viewing(self) -> QWidget:
        area = QWidget()
        row = QHBoxLayout(area)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.compare = Segmented([(mode, self._actions[f"compare_{mode}"].text,
                                   self._icons.icon(f"compare-{mode}", "quiet", on="text")) for mode in COMPARES])
        self.compare.set_value("off")
        self.compare.chosen.connect(lambda mode: self._actions[f"compare_{mode}"].trigger())
        row.addWidget(self.compare)
        row.addSpacing(4)
        row.addWidget(action_button(self._actions["mask"]))
        mark = self._drop = QLabel()
        says(mark.setToolTip, lambda: self.tr("Opacity of the result"))
        row.addSpacing(4)
        row.addWidget(mark)
        self.opacity = Slider(self._icons.theme)
        self.opacity.setRange(0, 100)
        self.opacity.setValue(100)
        self.opacity.home = 100
        self.opacity.setFixedWidth(96)
        says(self.opacity.setAccessibleName, lambda: self.tr("Opacity of the result"))
        says(self.opacity.setToolTip, lambda: self.tr("Opacity of the result"))
        self.opacity.valueChanged.connect(lambda value: self.opacity_changed.emit(value / 100))
        row.addWidget(self.opacity)
        row.addSpacing(4)
        row.addWidget(rule(upright=True))
        row.addSpacing(2)
        row.addWidget(action_button(self._actions["zoom_fit"]))
        for name, words in (("zoom_1", "1:1"), ("zoom_2", "2:1")):
            button = action_button(self._actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            self._actions[name].setIconText(words)
            row.addWidget(button)
        self._zoom = label("", "quiet")
        self._zoom.setMinimumWidth(44)
        row.addWidget(self._zoom)
        return area
