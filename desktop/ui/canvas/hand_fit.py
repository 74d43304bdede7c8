"""Hand fit: a garment's anchors and a person's joints as handles on the canvas, and the fit that follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop.jobs.refitter import Places, Refitter, read_places
from desktop.ui.canvas.types import Handle
from desktop.ui.controls.segmented import Segmented
from desktop.ui.parts import push_button
from desktop.ui.speaking import retold, says

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from desktop.jobs.job import Fault
    from desktop.jobs.refitter import Point
    from desktop.jobs.runner import Runner
    from desktop.ui.canvas.canvas import Canvas
    from engine.photo import Photo

    def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
        """PySide6 declares it as returning an object."""
else:
    from PySide6.QtCore import QT_TRANSLATE_NOOP

WORDS = {
    "neck_left": QT_TRANSLATE_NOOP("HandFit", "Neck, left"),
    "neck_right": QT_TRANSLATE_NOOP("HandFit", "Neck, right"),
    "neck_front": QT_TRANSLATE_NOOP("HandFit", "Neck, front"),
    "shoulder_left": QT_TRANSLATE_NOOP("HandFit", "Shoulder, left"),
    "shoulder_right": QT_TRANSLATE_NOOP("HandFit", "Shoulder, right"),
    "armpit_left": QT_TRANSLATE_NOOP("HandFit", "Armpit, left"),
    "armpit_right": QT_TRANSLATE_NOOP("HandFit", "Armpit, right"),
    "waist_left": QT_TRANSLATE_NOOP("HandFit", "Waist, left"),
    "waist_right": QT_TRANSLATE_NOOP("HandFit", "Waist, right"),
    "hem_left": QT_TRANSLATE_NOOP("HandFit", "Hem, left"),
    "hem_right": QT_TRANSLATE_NOOP("HandFit", "Hem, right"),
    "crotch": QT_TRANSLATE_NOOP("HandFit", "Crotch"),
    "left_shoulder": QT_TRANSLATE_NOOP("HandFit", "Their left shoulder"),
    "right_shoulder": QT_TRANSLATE_NOOP("HandFit", "Their right shoulder"),
    "left_elbow": QT_TRANSLATE_NOOP("HandFit", "Their left elbow"),
    "right_elbow": QT_TRANSLATE_NOOP("HandFit", "Their right elbow"),
    "left_wrist": QT_TRANSLATE_NOOP("HandFit", "Their left wrist"),
    "right_wrist": QT_TRANSLATE_NOOP("HandFit", "Their right wrist"),
    "left_hip": QT_TRANSLATE_NOOP("HandFit", "Their left hip"),
    "right_hip": QT_TRANSLATE_NOOP("HandFit", "Their right hip"),
}
"""Places in people's words: those of the garment as seen in the picture, those of the person their own."""
INSET = 0.3
"""Share of the canvas's height that the draft takes while the garment is on show."""
GAP = 12


class Bar(QFrame):
    """What can be done, over the canvas."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.setProperty("surface", "card")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.photo = Segmented([("person", lambda: self.tr("Person"), None),
                                ("garment", lambda: self.tr("Garment"), None)], self)
        person, garment = self.photo.button("person"), self.photo.button("garment")
        says(person.setToolTip, lambda: self.tr("Move the joints of the person"))
        says(garment.setToolTip, lambda: self.tr("Move the anchors of the garment"))
        self.reset = push_button(lambda: self.tr("Reset"), "flat")
        self.cancel = push_button(lambda: self.tr("Cancel"))
        self.apply = push_button(lambda: self.tr("Apply"), "primary")
        says(self.reset.setToolTip, lambda: self.tr("All places as they were found"))
        says(self.cancel.setToolTip, lambda: self.tr("Leave the fit as it was"))
        says(self.apply.setToolTip, lambda: self.tr("Fit the garment so, at full size"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.addWidget(self.photo)
        for button in (self.reset, self.cancel, self.apply):
            says(button.setAccessibleName, button.text)
            row.addWidget(button)
        self.hide()


class HandFit(QObject):
    """Takes the canvas over while somebody fits by hand. ``applied(dict)``: options (``anchors``, ``landmarks``) for
    the job that makes the picture at full size. ``ended()``: the canvas is free again. ``troubled(Fault)``: tell it."""

    applied = Signal(dict)
    ended = Signal()
    troubled = Signal(object)

    def __init__(self, canvas: Canvas, runner: Runner, folder: Path, parent: QObject | None = None) -> None:
        """``folder``: where the moved places are kept for their jobs; made when needed."""
        super().__init__(parent or canvas)
        self._canvas, self._runner, self._folder = canvas, runner, folder
        self._refitter = Refitter(runner, self._drawn, self.troubled.emit)
        self._photos: dict[str, Photo] = {}
        self._earlier = Places({}, {})
        self._found: Places | None = None
        self._draft: Any = None
        self._on_garment = False
        self.bar = Bar(canvas)
        self.bar.photo.chosen.connect(lambda value: self.show_garment(value == "garment"))
        self.bar.reset.clicked.connect(self.reset)
        self.bar.cancel.clicked.connect(self.end)
        self.bar.apply.clicked.connect(self.apply)
        self._inset = QLabel(canvas)
        says(self._inset.setAccessibleName, lambda: self.tr("The fit"))
        retold(self, self._show_handles)
        self._inset.setFrameShape(QFrame.Shape.Box)
        self._inset.hide()
        canvas.handle_moved.connect(self._moved)
        canvas.zoom_changed.connect(lambda _: self._arrange())

    @property
    def active(self) -> bool:
        """Whether it has the canvas."""
        return bool(self._photos) or self._found is not None

    def begin(self, person: Path, garment: Path, options: Mapping[str, Any],
              moved: Mapping[str, Path] | None = None) -> None:
        """Look at both photos and show the handles; about a second. ``moved``: the files of the places with which it
        goes on, by option; those that nobody finds any more are left out."""
        plain = {name: value for name, value in options.items() if name not in ("anchors", "landmarks")}
        engine = self._runner.engine

        def read() -> tuple[dict[str, Photo], Places]:
            return {"person": engine.read(person), "garment": engine.read(garment)}, read_places(moved or {})

        def failed(fault: Fault) -> None:
            self.troubled.emit(fault)
            self.end()

        def came(answer: tuple[dict[str, Photo], Places]) -> None:
            self._photos, self._earlier = answer
            self._refitter.begin((person, garment), plain, self._ready, failed)

        self._runner.aside(read, came, failed)

    def show_garment(self, garment: bool) -> None:
        """Show the garment with its anchors, or the person with the joints."""
        self._on_garment = garment
        self._canvas.show_photo(self._photos["garment" if garment else "person"])
        self._show_handles()
        self._show_draft()
        self.bar.photo.set_value("garment" if garment else "person")
        self._arrange()

    def reset(self) -> None:
        """All places as they were found."""
        self._refitter.reset()
        self._show_handles()

    def apply(self) -> None:
        """Hand the moved places to whoever starts the job."""
        from uuid import uuid4

        from engine.codecs.files import storage_error

        folder = self._folder / str(uuid4())
        try:
            folder.mkdir(parents=True)
            options = self._refitter.options(folder)
        except OSError as error:
            from desktop.jobs.faults import fault_of

            self.troubled.emit(fault_of(storage_error(error, folder)))
            return
        self.end()
        self.applied.emit(options)

    def end(self) -> None:
        """Give the canvas back."""
        self._refitter.end()
        self._photos, self._found, self._draft = {}, None, None
        self._canvas.set_handles([])
        self.bar.hide()
        self._inset.hide()
        self.ended.emit()

    def _ready(self, places: Places) -> None:
        self._found = places
        self._refitter.place(Places(_known(self._earlier.anchors, places.anchors),
                                    _known(self._earlier.landmarks, places.landmarks)))  # the first draft
        self.bar.show()
        self.show_garment(False)

    def _show_handles(self) -> None:
        if self._found is None:
            return
        moved, found = self._refitter.moved, self._found
        places = {**found.anchors, **moved.anchors} if self._on_garment else {**found.landmarks, **moved.landmarks}
        handles = [Handle(name, x, y, QCoreApplication.translate("HandFit", WORDS[name]))
                   for name, (x, y) in places.items()]
        self._canvas.set_handles(handles)

    def _moved(self, name: str, x: float, y: float) -> None:
        if self._found is None:
            return
        (self._refitter.move_anchor if self._on_garment else self._refitter.move_landmark)(name, x, y)

    def _drawn(self, pixels: Any) -> None:
        self._draft = pixels
        self._show_draft()

    def _show_draft(self) -> None:
        if self._draft is None:
            return
        if not self._on_garment:
            self._inset.hide()
            self._canvas.show_draft(self._draft)
            return
        height, width = self._draft.shape[:2]
        image = QImage(self._draft.data, width, height, width * 3, QImage.Format.Format_RGB888)
        tall = round(INSET * self._canvas.height() * self._canvas.devicePixelRatioF())
        picture = QPixmap.fromImage(image).scaledToHeight(tall, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(self._canvas.devicePixelRatioF())
        self._inset.setPixmap(picture)
        self._inset.adjustSize()
        self._inset.show()
        self._arrange()

    def _arrange(self) -> None:
        self.bar.adjustSize()
        self.bar.move((self._canvas.width() - self.bar.width()) // 2, self._canvas.height() - self.bar.height() - GAP)
        self.bar.raise_()
        left = self._canvas.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = GAP if left else self._canvas.width() - self._inset.width() - GAP
        self._inset.move(x, GAP)


def _known(moved: Mapping[str, Point], found: Mapping[str, Point]) -> dict[str, Point]:
    """Of the moved places those that were found this time too."""
    return {name: place for name, place in moved.items() if name in found}
