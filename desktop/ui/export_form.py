"""The export dialog's form: a recipe as rows of controls."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from desktop.settings import Export
from desktop.state.export_recipe import TOKENS, WITH_QUALITY, form_of
from desktop.ui.controls.combo import Combo
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.slider import NumberSlider
from desktop.ui.controls.switch import Switch
from desktop.ui.parts import icon_button
from desktop.ui.rows import Rows, name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.icons import Icons

USUAL_AMOUNTS = {"long_side": 2048.0, "short_side": 1080.0, "percent": 50.0, "megapixels": 12.0}


class ExportForm(Rows):
    """``changed``: the person chose something else."""

    changed = Signal()

    def __init__(self, icons: Icons, recipe: Export, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._recipe = icons, recipe
        self.section(self.tr("File"))
        self.format = Segmented([("jpeg", "JPEG", None), ("png", "PNG", None), ("tiff", "TIFF", None),
                                 ("webp", "WebP", None), ("avif", "AVIF", None), ("psd", "PSD", None)])
        self.row(self.tr("Format"), self.format)
        self.quality = NumberSlider(icons.theme, 1, 100, whole=True)
        self.quality.set_home(92)
        self.row(self.tr("Quality"), self.quality)
        self.own = Switch(icons.theme)
        self.switch(self.tr("Quality of the original"), self.own,
                    self.tr("A JPEG of a JPEG keeps the quality and subsampling that it had, whatever is set above."))
        self.bits = Segmented([("0", self.tr("As the photo"), None), ("8", self.tr("8 bits"), None),
                                ("16", self.tr("16 bits"), None)])
        self.row(self.tr("Depth"), self.bits)
        self.layers = Switch(icons.theme)
        self.switch(self.tr("Layers"), self.layers,
                    self.tr("The untouched photo below, each edit above it with its mask."))
        self.section(self.tr("Picture"))
        self.row(self.tr("Size"), self._make_size())
        self.profile = self._combo([("keep", self.tr("As the photo")), ("srgb", "sRGB"), ("display_p3", "Display P3"),
                                    ("adobe_rgb", "Adobe RGB (1998)")])
        self.row(self.tr("Colour profile"), self.profile)
        self.metadata = self._combo([("all", self.tr("All")), ("all but location", self.tr("All but the GPS position")),
                                     ("nothing", self.tr("None"))])
        self.row(self.tr("Metadata"), self.metadata)
        self.section(self.tr("Name and place"))
        self.row(self.tr("Name"), self._make_pattern())
        self.row(self.tr("Folder"), self._make_folder())
        self.collision = self._combo([("number", self.tr("Add a number")), ("replace", self.tr("Replace the file")),
                                      ("skip", self.tr("Leave this picture out"))])
        self.row(self.tr("If the file is there"), self.collision)
        self.end()
        self.show_recipe(recipe)
        self.format.chosen.connect(self._took)
        self.bits.chosen.connect(self._took)
        self.quality.changed.connect(self._took)
        self.own.clicked.connect(self._took)
        self.layers.clicked.connect(self._took)
        self.size_kind.currentIndexChanged.connect(self._size_chosen)
        self.amount.valueChanged.connect(self._took)
        for combo in (self.profile, self.metadata, self.collision):
            combo.currentIndexChanged.connect(self._took)
        self.pattern.textChanged.connect(self._took)

    def recipe(self) -> Export:
        """What is chosen."""
        return self._recipe

    def show_recipe(self, recipe: Export) -> None:
        """Show a recipe without telling."""
        self._recipe = recipe
        self.format.set_value(recipe.format)
        self.quality.set_value(recipe.quality)
        self.own.setChecked(recipe.own_quality)
        self.bits.set_value(str(recipe.depth))
        self.layers.setChecked(recipe.layers)
        for combo, value in ((self.size_kind, recipe.size), (self.profile, recipe.profile),
                             (self.metadata, recipe.metadata), (self.collision, recipe.collision)):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(combo.findData(value))
        with QSignalBlocker(self.amount):
            self._show_unit(recipe.size)
            self.amount.setValue(recipe.amount)
        self.pattern.setText(recipe.pattern)
        self.folder.setText(str(recipe.folder or usual_folder()))
        self.folder.setToolTip(self.folder.text())
        self._fit()

    def _took(self) -> None:
        """Read the controls."""
        self._recipe = Export.model_validate({
            "format": self.format.value(), "quality": round(self.quality.value()),
            "own_quality": self.own.isChecked(), "depth": int(self.bits.value()),
            "layers": self.layers.isChecked(), "size": self.size_kind.currentData(), "amount": self.amount.value(),
            "profile": self.profile.currentData(), "metadata": self.metadata.currentData(),
            "pattern": self.pattern.text(), "folder": Path(self.folder.text()),
            "collision": self.collision.currentData()})
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show what the format has."""
        recipe = self._recipe
        self.show_row(self.quality, recipe.format in WITH_QUALITY)
        self.show_row(self.own, recipe.format == "jpeg")
        self.show_row(self.bits, form_of(recipe).depth > 8)
        self.show_row(self.layers, form_of(recipe).layers)
        self.amount.setVisible(recipe.size != "original")

    def _make_size(self) -> QWidget:
        area, row = _row()
        self.size_kind = self._combo([("original", self.tr("As it is")), ("long_side", self.tr("Long side")),
                                      ("short_side", self.tr("Short side")), ("percent", self.tr("Percent")),
                                      ("megapixels", self.tr("Megapixels"))])
        self.amount = QDoubleSpinBox()
        self.amount.setRange(1, 100_000)
        self.amount.setDecimals(0)
        self.amount.setAccessibleName(self.tr("How large"))
        self.amount.setMinimumWidth(96)
        row.addWidget(self.size_kind, 1)
        row.addWidget(self.amount)
        area.setFocusProxy(self.size_kind)
        return area

    def _size_chosen(self) -> None:
        kind = str(self.size_kind.currentData())
        with QSignalBlocker(self.amount):
            self._show_unit(kind)
            self.amount.setValue(USUAL_AMOUNTS.get(kind, self.amount.value()))
        self._took()

    def _show_unit(self, kind: str) -> None:
        self.amount.setSuffix({"percent": " %", "megapixels": " MP"}.get(kind, " px"))
        self.amount.setDecimals(1 if kind == "megapixels" else 0)

    def _make_pattern(self) -> QWidget:
        area, row = _row()
        self.pattern = QLineEdit()
        row.addWidget(self.pattern, 1)
        self.parts = icon_button(self._icons, "add", self.tr("Insert a part of the name"))
        self.parts.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.parts)
        words = {"name": self.tr("Name of the photo"), "tool": self.tr("Tool"), "date": self.tr("Date"),
                 "time": self.tr("Time"), "number": self.tr("Running number")}
        for token in TOKENS:
            menu.addAction(f"{words[token]}   {{{token}}}", partial(self.pattern.insert, f"{{{token}}}"))
        self.parts.setMenu(menu)
        row.addWidget(self.parts)
        name(self.pattern, self.tr("Name"))
        area.setFocusProxy(self.pattern)
        return area

    def _make_folder(self) -> QWidget:
        area, row = _row()
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.choose = icon_button(self._icons, "open", self.tr("Choose a folder"))
        self.choose.clicked.connect(self._choose_folder)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        area.setFocusProxy(self.folder)
        return area

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), self.folder.text())
        if path:
            self.folder.setText(path)
            self.folder.setToolTip(path)
            self._took()

    def _combo(self, entries: Sequence[tuple[str, str]]) -> Combo:
        combo = Combo(self._icons.theme)
        for value, text in entries:
            combo.addItem(text, value)
        return combo


def usual_folder() -> Path:
    """Where pictures go as long as nobody chose: the person's own folder for pictures."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(place) if place else Path.home()


def _row() -> tuple[QWidget, QHBoxLayout]:
    area = QWidget()
    row = QHBoxLayout(area)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return area, row
