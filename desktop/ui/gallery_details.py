"""What the gallery tells about the chosen pictures, and what can be done with them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.history.records import PHOTO, Status
from desktop.state.fields import fields_of, sentence
from desktop.state.gallery import name_of
from desktop.state.tags import in_common, typed
from desktop.ui.controls.switch import Switch
from desktop.ui.gallery_words import expiry, moment, state
from desktop.ui.parts import hold_edge, icon_button, label, push_button, rule, surface
from desktop.ui.pictures import draw_whole
from desktop.ui.speaking import says
from desktop.ui.words import said
from engine.findings import found_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.history.records import Session
    from desktop.state.gallery_thumbs import GalleryThumbs
    from desktop.ui.icons import Icons
    from engine.findings import Found
    from engine.tools.base import Tool

PICTURE = 232
MOST_OPTIONS = 8
EDGE = 16


class _Picture(QWidget):
    """The picture, as large as the panel is wide."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(PICTURE)
        self._image: QImage | None = None

    def show_image(self, image: QImage | None) -> None:
        """Show it, or nothing."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it whole."""
        if self._image is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            draw_whole(painter, QRect(0, 0, self.width(), self.height()), self._image)


class Details(QWidget):
    """Follows the selection. Signals say what the person wants done with all that is chosen. ``tagged``: the tags that
    they had in common, and those that they shall have instead; each keeps its own beside them."""

    opened = Signal()
    exported = Signal()
    revealed = Signal()
    deleted = Signal()
    kept = Signal(bool)
    tagged = Signal(list, list)

    def __init__(self, icons: Icons, thumbs: GalleryThumbs, tools: Mapping[str, Tool],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._thumbs, self._tools = icons, thumbs, tools
        self._sessions: tuple[Session, ...] = ()
        self._hint = label(lambda: self.tr("Choose a picture to see what it is made of."), "quiet", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setMargin(24)
        none = QWidget()
        QVBoxLayout(none).addWidget(self._hint)
        self._hint.hide()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(none)
        self._stack.addWidget(self._make_body())
        thumbs.ready.connect(lambda _: self._show_picture())

    def show_hint(self, shown: bool) -> None:
        """Say that a picture is to be chosen: where there are some."""
        self._hint.setVisible(shown)

    def show_sessions(self, sessions: Sequence[Session]) -> None:
        """Show one session with its facts, or what several have in common."""
        typing = self.tags.hasFocus() and [one.id for one in sessions] == [one.id for one in self._sessions]
        self._sessions = tuple(sessions)
        self._stack.setCurrentIndex(1 if sessions else 0)
        if not sessions:
            return
        first, one = sessions[0], len(sessions) == 1
        self._name.setText(name_of(first) if one else self.tr("%n pictures", "", len(sessions)))
        self._name.setToolTip(self._name.text())
        self._about.setText(self._summary(first) if one else "")
        self._about.setVisible(one)
        self._trouble.setText(said(first.error_reason or ""))
        self._trouble.setVisible(one and first.status is Status.FAILED)
        self._show_picture()
        self.keep.setChecked(all(session.kept for session in sessions))
        self._left.setText(expiry(first, datetime.now(UTC)) if one else "")
        self._left.setVisible(one)
        if not typing:
            self.tags.setText(", ".join(in_common(session.tags for session in sessions)))
        made = any(session.outputs or session.tool == PHOTO or _found(session) is not None for session in sessions)
        self.export.setEnabled(made)
        self.open.setEnabled(one)
        self.reveal.setEnabled(one)
        self._show_facts(first if one else None)

    def _summary(self, session: Session) -> str:
        if session.tool == PHOTO:
            return self.tr("Photo, brought in") + f"\n{moment(session.created_at)}"
        tool = self._tools.get(session.tool)
        title = said(tool.title) if tool is not None else session.tool
        return f"{title}  ·  {state(session.status)}\n{moment(session.created_at)}"

    def _show_picture(self) -> None:
        one = self._sessions[0] if len(self._sessions) == 1 else None
        self._picture.setVisible(one is not None)
        if one is not None:
            self._picture.show_image(self._thumbs.image(one))

    def _make_body(self) -> QWidget:
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = surface("panel")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(EDGE, 16, EDGE, 16)
        inner.setSpacing(10)
        self._picture = _Picture()
        inner.addWidget(self._picture)
        self._name = label("", "title", wrap=True)
        inner.addWidget(self._name)
        self._about = label("", "quiet", wrap=True)
        inner.addWidget(self._about)
        self._trouble = label("", "danger", wrap=True)
        inner.addWidget(self._trouble)
        inner.addWidget(rule())
        inner.addLayout(self._make_keep())
        self._left = label("", "small", wrap=True)
        inner.addWidget(self._left)
        inner.addWidget(self._make_tags())
        inner.addWidget(rule())
        self._facts = QWidget()
        self._fact_rows = QFormLayout(self._facts)
        self._fact_rows.setContentsMargins(0, 0, 0, 0)
        self._fact_rows.setVerticalSpacing(3)
        self._fact_rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        inner.addWidget(self._facts)
        inner.addStretch(1)
        scroll.setWidget(body)
        hold_edge(scroll, EDGE)
        column.addWidget(scroll, 1)
        column.addWidget(self._make_foot())
        return outer

    def _make_keep(self) -> QHBoxLayout:
        across = QHBoxLayout()
        words = label(lambda: self.tr("Keep"))
        self.keep = Switch(self._icons.theme)
        says(self.keep.setAccessibleName, lambda: self.tr("Keep"))
        says(self.keep.setAccessibleDescription, lambda: self.tr("A kept picture does not delete itself."))
        says(self.keep.setToolTip, lambda: self.tr("A kept picture does not delete itself."))
        words.setBuddy(self.keep)
        self.keep.clicked.connect(self.kept)
        across.addWidget(words, 1)
        across.addWidget(self.keep)
        return across

    def _make_tags(self) -> QWidget:
        area = QWidget()
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = label(lambda: self.tr("Tags"))
        self.tags = QLineEdit()
        says(self.tags.setPlaceholderText, lambda: self.tr("Separated by commas"))
        says(self.tags.setAccessibleName, lambda: self.tr("Tags"))
        words.setBuddy(self.tags)
        self.tags.editingFinished.connect(self._tag)
        column.addWidget(words)
        column.addWidget(self.tags)
        return area

    def _make_foot(self) -> QWidget:
        foot = surface("panel", "top")
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self.open = push_button(lambda: self.tr("Open in the studio"), "primary")
        self.open.clicked.connect(self.opened)
        column.addWidget(self.open)
        self.export = push_button(lambda: self.tr("Export…"))
        self.export.setIcon(self._icons.icon("export", "text"))
        self.export.clicked.connect(self.exported)
        self.export.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.reveal = icon_button(self._icons, "open", lambda: self.tr("Show in folder"))
        self.reveal.clicked.connect(self.revealed)
        self.delete = icon_button(self._icons, "trash", lambda: self.tr("Delete…"))
        self.delete.clicked.connect(self.deleted)
        across = QHBoxLayout()
        across.setSpacing(6)
        for button in (self.export, self.reveal, self.delete):
            across.addWidget(button)
        column.addLayout(across)
        return foot

    def _tag(self) -> None:
        tags, common = typed(self.tags.text()), in_common(one.tags for one in self._sessions)
        if self._sessions and set(tags) != set(common):
            self.tagged.emit(common, tags)

    def _show_facts(self, session: Session | None) -> None:
        while self._fact_rows.rowCount():
            self._fact_rows.removeRow(0)
        for name, value in self._facts_of(session) if session is not None else ():
            words = label(value, "", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setContentsMargins(0, 0, 0, 5)
            words.setAccessibleName(f"{name}: {value}")
            self._fact_rows.addRow(label(name, "small"), words)
        self._facts.setVisible(self._fact_rows.rowCount() > 0)

    def _facts_of(self, session: Session) -> list[tuple[str, str]]:
        if session.tool == PHOTO:
            return []
        facts = [(self._input_title(session, place), file.name) for place, file in enumerate(session.inputs)]
        report = session.report or {}
        found = _found(session)
        if found is not None:
            facts.append((self.tr("Found"), QLocale().toString(len(found))))
        if isinstance(report.get("quality_score"), int | float):
            facts.append((self.tr("Quality"), QLocale().toString(float(report["quality_score"]), "f", 2)))
        if isinstance(report.get("seconds"), int | float):
            seconds = QLocale().toString(float(report["seconds"]), "f", 1)
            facts.append((self.tr("Took"), self.tr("{seconds} s").format(seconds=seconds)))
        tool = self._tools.get(session.tool)
        titles = {field.name: field for field in fields_of(tool.options)} if tool is not None else {}
        for name, value in list(session.options.items())[:MOST_OPTIONS]:
            field = titles.get(name)
            words = dict(field.choices).get(str(value), str(value)) if field is not None else str(value)
            facts.append((said(field.title) if field is not None else name, self._option_words(value, words)))
        return facts

    def _input_title(self, session: Session, place: int) -> str:
        tool = self._tools.get(session.tool)
        if tool is None or place >= len(tool.inputs):
            return self.tr("Photo")
        return sentence(said(tool.inputs[place].title))

    def _option_words(self, value: object, words: str) -> str:
        if isinstance(value, bool):
            return self.tr("Yes") if value else self.tr("No")
        return said(words)


def _found(session: Session) -> tuple[Found, ...] | None:
    """What a run found that only looked; None of other runs."""
    findings = session.report.get("findings") if session.report else None
    return found_in(findings) if isinstance(findings, dict) else None
