"""About Lookroom: version, what it stands for, and the licences of everything in it."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.state.licences import parts
from desktop.ui.parts import label, push_button, surface
from desktop.ui.words import said
from engine import __version__
from engine.resources import resource

if TYPE_CHECKING:
    from desktop.state.licences import Part

USUAL = (680, 560)
MARK = 72
"""The logo's side, logical px."""


class AboutDialog(QDialog):
    """Read and closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Lookroom"))
        self.resize(*USUAL)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = surface("canvas", "bottom")
        across = QHBoxLayout(head)
        across.setContentsMargins(28, 26, 28, 22)
        across.setSpacing(20)
        mark = QLabel()
        mark.setPixmap(QIcon(str(resource("logo", "lookroom.png"))).pixmap(MARK, MARK))
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(6)
        across.addLayout(column, 1)
        column.addWidget(label("Lookroom", "headline"))
        column.addWidget(label(self.tr("Version {version}").format(version=__version__), "quiet"))
        column.addSpacing(4)
        column.addWidget(label(self.tr("Tries looks on photographs, on this machine alone. No photo, no name and no "
                                       "usage leaves it."), wrap=True))
        outer.addWidget(head)
        body = QVBoxLayout()
        body.setContentsMargins(28, 18, 28, 12)
        body.setSpacing(8)
        body.addWidget(label(self.tr("Made with the work of others"), "section"))
        self.list = self._make_list()
        body.addWidget(self.list, 1)
        self.why = label("", "small", wrap=True)
        self.why.setMinimumHeight(44)
        self.why.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        body.addWidget(self.why)
        outer.addLayout(body, 1)
        outer.addWidget(self._make_foot())
        self.list.currentItemChanged.connect(lambda item, _: self._tell(item))
        self.list.setCurrentIndex(self.list.model().index(0, 0))

    def facts(self) -> str:
        """What a question to support needs: versions and system, nothing about the person."""
        return (f"Lookroom {__version__}\nPython {platform.python_version()}\n"
                f"Qt {QLibraryInfo.version().toString()}\n{platform.system()} {platform.release()} "
                f"{platform.machine()}")

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setAccessibleName(self.tr("Libraries and models with their licences"))
        made.setColumnCount(3)
        made.setHeaderLabels([self.tr("Name"), self.tr("Version"), self.tr("Licence")])
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        made.header().setStretchLastSection(True)
        for part in parts():
            item = QTreeWidgetItem([part.name, part.version or (self.tr("Model") if part.model else ""), part.licence])
            item.setData(0, Qt.ItemDataRole.UserRole, part)
            item.setToolTip(2, part.licence)
            made.addTopLevelItem(item)
        return made

    def _make_foot(self) -> QWidget:
        foot = surface("bar", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        self.copy = push_button(self.tr("Copy technical details"), "flat")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.facts()))
        row.addWidget(self.copy)
        row.addStretch(1)
        close = push_button(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        return foot

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        part: Part | None = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        words = said(part.why) if part is not None else ""
        self.why.setText(f"{words[:1].upper()}{words[1:]}." if words else "")
