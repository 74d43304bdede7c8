"""What the actions and the parts of the studio page do: the wires between widgets and state."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QObject, QPoint
from PySide6.QtGui import QAction, QClipboard, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from desktop.ui.actions import TABLE, TOOLS
from desktop.ui.canvas.types import Compare, Zoom
from desktop.ui.dragging import paths_in
from desktop.ui.palette import Palette
from desktop.ui.speaking import retold
from desktop.ui.tool_actions import ToolActions
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from PySide6.QtCore import QMimeData, QPoint
    from PySide6.QtGui import QImage

    from desktop.jobs.job import Fault, Job, Progress
    from desktop.state.items import Item
    from desktop.state.strip import Strip
    from desktop.state.studio import Studio
    from desktop.state.trail import Trail
    from desktop.state.viewer import Viewer
    from desktop.state.work import Work
    from desktop.ui.canvas.types import Probe
    from desktop.ui.speaking import Text
    from desktop.ui.studio_page import StudioPage
    from desktop.ui.window import StudioWindow

ANYWHERE = ("cancel", "retry")
"""Actions that mean the queue, whatever page is on show."""


class Commands(QObject):
    """Made once by the composition root; holds no state of its own."""

    def __init__(self, window: StudioWindow, page: StudioPage, studio: Studio, strip: Strip, trail: Trail,
                 viewer: Viewer, work: Work, mime: Callable[[Sequence[Item]], QMimeData]) -> None:
        super().__init__(window)
        self.window, self.page, self.studio, self.strip = window, page, studio, strip
        self.trail, self.viewer, self.work, self._mime = trail, viewer, work, mime
        self.actions = window.actions_table
        self._bound: set[str] = set()
        self.elsewhere: dict[str, tuple[Callable[[], object], Callable[[], bool]]] = {}
        """What actions of the studio page do while another page is on show, and whether they can; others rest."""
        self._palette = Palette(window, self._entries)
        self.tool_actions = ToolActions(window, window.icons, studio.tools)
        self.tool_actions.put_into(window.menus[TOOLS])
        self._bind_actions()
        self._wire_parts()
        self._wire_state()
        self.window.turned.connect(self.refresh)
        self.refresh()

    def bind(self, action_id: str, do: Callable[[], object]) -> None:
        """Give an action its work; actions without any stay hidden."""
        self._bound.add(action_id)
        self.actions[action_id].triggered.connect(lambda: self._do(action_id, do))
        self.actions[action_id].setVisible(True)

    def _do(self, action_id: str, do: Callable[[], object]) -> None:
        other = None if self.window.page_name == "studio" else self.elsewhere.get(action_id)
        (do if other is None else other[0])()

    def bring(self, paths: Sequence[Path], slot: str = "") -> None:
        """Take files into the studio: into a slot, or wherever a photo is missing."""
        known = [item for item in self.strip.items() if item.path in paths]
        if known:
            self._place(known, slot)
        fresh = [path for path in paths if path not in {item.path for item in known}]
        if fresh:
            self.work.bring(fresh, lambda items: self._place(items, slot))

    # Actions

    def _bind_actions(self) -> None:
        for spec in TABLE:
            self.actions[spec.id].setVisible(False)
        canvas = self.page.canvas
        orders: dict[str, Callable[[], object]] = {
            "open": self._open, "paste": self._paste, "copy": self._copy, "delete": self._delete,
            "run": self.run, "cancel": self.work.cancel_running, "retry": self.work.retry_failed,
            "undo": lambda: self.studio.show(self.trail.undo()), "redo": lambda: self.studio.show(self.trail.redo()),
            "reset": self._reset, "palette": self._palette.open, "quit": self.window.close,
            "compare_off": lambda: self._compare(Compare.OFF), "compare_slider": lambda: self._compare(Compare.SLIDER),
            "compare_split": lambda: self._compare(Compare.SPLIT), "compare_hold": lambda: self._compare(Compare.HOLD),
            "mask": lambda: canvas.show_mask(self.actions["mask"].isChecked()),
            "zoom_fit": lambda: canvas.zoom_to(Zoom.FIT), "zoom_1": lambda: canvas.zoom_to(Zoom.ONE),
            "zoom_2": lambda: canvas.zoom_to(Zoom.TWO), "zoom_in": canvas.zoom_in, "zoom_out": canvas.zoom_out,
            "next": lambda: self._neighbour(1), "previous": lambda: self._neighbour(-1),
            "strip": lambda: self.page.show_strip(self.actions["strip"].isChecked()),
            "panels": lambda: self.page.show_panels(self.actions["panels"].isChecked()),
            "full_screen": self._full_screen, "studio": lambda: None,
        }
        for action_id, do in orders.items():
            self.bind(action_id, do)
        for shown in ("strip", "panels"):
            self.actions[shown].setChecked(True)
        self._compare(Compare.OFF)

    def run(self) -> None:
        """Start the tool on the photos in its slots."""
        missing = self.studio.missing()
        if missing is not None:
            self.page.notices.tell(lambda: self.tr("Missing: {name}").format(name=said(missing.title)),
                                   lambda: self.tr("Drop it into its place on the right."))
            return
        unstored = self.studio.unstored()
        if unstored is not None:
            name = unstored.name
            self.page.notices.tell(lambda: self.tr("{name} is not in Lookroom's folder yet.").format(name=name),
                                   lambda: self.tr("A tool can work on it as soon as it is."))
            return
        self.work.start()

    def _open(self, slot: str = "") -> None:
        paths, _ = QFileDialog.getOpenFileNames(self.window, self.tr("Open photos"))
        self.bring([Path(path) for path in paths], slot)

    def _paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData(QClipboard.Mode.Clipboard)
        paths = paths_in(data) if data is not None else []
        if paths:
            self.bring(paths)
        elif data is not None and data.hasImage():
            content = QByteArray()
            buffer = QBuffer(content)
            buffer.open(QBuffer.OpenModeFlag.WriteOnly)
            QGuiApplication.clipboard().image().save(buffer, "PNG")  # type: ignore[call-overload]
            self.work.bring_bytes(bytes(content.data()), self.tr("Pasted photo") + ".png", self._place)
        else:
            self.page.notices.tell(lambda: self.tr("There is no photo on the clipboard."),
                                   lambda: self.tr("Copy a picture or a picture file first."))

    def _copy(self) -> None:
        view = self.viewer.view
        if view is not None:
            self.work.runner.aside(view.picture, partial(self._copied, view.item), self.work.troubled.emit)

    def _copied(self, item: Item, image: QImage) -> None:
        data = self._mime([item])
        data.setImageData(image)
        QGuiApplication.clipboard().setMimeData(data)
        self.page.notices.tell(lambda: self.tr("The picture is on the clipboard."))

    def _delete(self) -> None:
        items = self.page.strip.selected() or [item for item in (self.studio.shown,) if item is not None]
        if not items:
            return
        if self.sure_to_delete(len(items)):
            self.work.delete(items)

    def sure_to_delete(self, count: int) -> bool:
        """Ask before pictures go."""
        words = self.tr("Delete %n pictures?", "", count)
        more = self.tr("They are removed from Lookroom's folder. Your original files stay where they are.")
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("Delete"), words, parent=self.window)
        box.setInformativeText(more)
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is delete

    def _reset(self) -> None:
        self.studio.take_options({})

    def _compare(self, mode: Compare) -> None:
        self.page.canvas.set_compare(mode)
        for other in Compare:
            self.actions[f"compare_{other.value}"].setChecked(other is mode)
        self.window.bar.show_compare(mode.value)

    def _neighbour(self, step: int) -> None:
        items = self.strip.items()
        if items:
            at = self.strip.row(self.studio.shown.id) if self.studio.shown else -1
            self.studio.show(items[min(max(at + step, 0), len(items) - 1)])

    def _full_screen(self) -> None:
        if self.actions["full_screen"].isChecked():
            self.window.showFullScreen()
        else:
            self.window.showNormal()

    def _entries(self) -> list[QAction]:
        return [*self.tool_actions, *(self.actions[spec.id] for spec in TABLE
                                      if spec.id in self._bound and spec.id != "palette")]

    # Parts

    def _wire_parts(self) -> None:
        page, studio = self.page, self.studio
        page.tools.chosen.connect(studio.choose_tool)
        self.tool_actions.chosen.connect(studio.choose_tool)
        page.inspector.started.connect(self.run)
        page.inspector.files_dropped.connect(lambda slot, paths: self.bring(paths, slot))
        page.inspector.items_dropped.connect(lambda slot, ids: studio.put(slot, self._items(ids)))
        page.inspector.wanted.connect(self._open)
        page.canvas.files_dropped.connect(self.bring)
        page.canvas.probed.connect(self._probe)
        page.canvas.zoom_changed.connect(self.window.bar.show_zoom)
        page.empty.files_dropped.connect(self.bring)
        page.empty.items_dropped.connect(lambda ids: studio.take_in(self._items(ids)))
        page.empty.open_wanted.connect(self._open)
        page.empty.first_steps_wanted.connect(self.actions["first_run"].trigger)
        page.strip.chosen.connect(studio.show)
        page.strip.used.connect(lambda item: studio.put(studio.tool.inputs[0].name, (item,)))
        page.strip.asked.connect(self._strip_menu)
        page.queue.asked.connect(self.work.ask)
        page.queue.cleared.connect(self.work.clear)
        self.window.bar.opacity_changed.connect(page.canvas.set_opacity)

    def _items(self, ids: Sequence[UUID]) -> list[Item]:
        return [item for item in map(self.strip.item, ids) if item is not None]

    def _place(self, items: Sequence[Item], slot: str = "") -> None:
        if slot:
            self.studio.put(slot, items)
        else:
            self.studio.take_in(items)

    def _strip_menu(self, item: Item, point: QPoint) -> None:
        chosen = self.page.strip.selected() or [item]
        menu = QMenu(self.window)
        for entry in self.studio.tool.inputs:
            action = menu.addAction(self.tr("Use as {name}").format(name=said(entry.title)))
            action.triggered.connect(lambda _=False, name=entry.name: self.studio.put(name, chosen))
        menu.addSeparator()
        for action_id in ("export", "copy", "tags", "delete"):
            if action_id in self._bound:
                menu.addAction(self.actions[action_id])
        self.studio.show(item)
        menu.exec(point)

    # State

    def _wire_state(self) -> None:
        queue, bridge = self.page.queue, self.work.bridge
        self.studio.tool_changed.connect(self._tool_changed)
        self._tool_changed()
        self.studio.inputs_changed.connect(self.refresh)
        self.studio.shown_changed.connect(self._shown)
        self.trail.changed.connect(self.refresh)
        self.viewer.changed.connect(self._viewed)
        retold(self, self._show_facts)
        self.viewer.troubled.connect(self._lost)
        self.work.troubled.connect(lambda fault: self.page.notices.tell_fault(fault))
        self.work.failed.connect(self._failed)
        bridge.queue_changed.connect(lambda: queue.show_jobs(self.work.runner.queue.jobs()))
        bridge.queue_changed.connect(self.refresh)
        bridge.job_changed.connect(queue.show_job)
        bridge.finished.connect(lambda job, outcome: queue.show_notes(job.id, outcome.report.get("warnings", ())))
        bridge.job_changed.connect(lambda _: self.refresh())
        bridge.progressed.connect(self._progressed)
        self.page.busy.cancelled.connect(lambda job_id: self.work.ask("cancel", job_id))

    def _tool_changed(self) -> None:
        self.page.tools.show_tool(self.studio.tool.id)
        self.tool_actions.show_tool(self.studio.tool.id)

    def _progressed(self, progress: Progress) -> None:
        self.page.queue.show_progress(progress)
        self.page.busy.show_progress(progress, self.page.queue.time_left(progress.seconds_left))

    def _shown(self) -> None:
        item = self.studio.shown
        if item is not None:
            self.trail.visit(item)
        self.page.strip.show_item(item)
        self.refresh()

    def _viewed(self) -> None:
        view, canvas = self.viewer.view, self.page.canvas
        self.page.show_canvas(view is not None)
        self.window.setWindowTitle(f"{view.item.name} - Lookroom" if view else "Lookroom")
        self.window.bar.opacity.setValue(100)
        canvas.show_photo(view.base if view else None)
        if view is not None and view.is_result:
            canvas.show_result(view.layers, view.photo)
        self._show_facts()
        self.refresh()

    def _show_facts(self) -> None:
        view = self.viewer.view
        photo = (view.photo or view.base) if view else None
        self.window.facts.setText(self.tr("{width} x {height}, {depth} bits").format(
            width=photo.width, height=photo.height, depth=photo.depth) if photo else "")

    def _lost(self, item: Item, fault: Fault) -> None:
        self.page.notices.tell_fault(fault)
        if not item.path.exists():
            self.work.forget(item.id)

    def _failed(self, job: Job) -> None:
        if job.error is not None and job.error.code != "CANCELLED":
            acts: list[tuple[Text, Callable[[], None]]] = [
                (lambda: self.tr("Try again"), lambda: self.work.ask("retry", job.id))]
            if self.work.fresh.outcome(job.id) is not None:  # made, but not kept
                acts.insert(0, (lambda: self.tr("Export…"), lambda: self._export(job.id)))
            self.page.notices.tell_fault(job.error, acts)

    def _export(self, result_id: UUID) -> None:
        item = self.strip.item(result_id)
        if item is not None:
            self.studio.show(item)
            self.actions["export"].trigger()

    def _probe(self, probe: Probe | None) -> None:
        if probe is None:
            self.window.probe.clear()
            return
        values = "  ".join(f"{value:g}" for value in probe.values)
        self.window.probe.setText(f"x {probe.x}  y {probe.y}    {values}    {probe.hex}    {probe.profile}")

    def refresh(self) -> None:
        """Enable what can be done now."""
        view, jobs = self.viewer.view, self.work.runner.queue.jobs()
        self.page.busy.show_jobs(jobs)
        states = {job.state.value for job in jobs}
        able = {
            "undo": self.trail.can_undo(), "redo": self.trail.can_redo(), "export": view is not None,
            "copy": view is not None, "delete": self.studio.shown is not None, "run": bool(self.studio.combinations()),
            "tags": self.studio.shown is not None, "cancel": "processing" in states, "retry": "failed" in states,
        }
        for name in ("zoom_fit", "zoom_1", "zoom_2", "zoom_in", "zoom_out"):
            able[name] = view is not None
        for name in ("compare_off", "compare_slider", "compare_split", "compare_hold"):
            able[name] = view is not None and view.is_result
        able["mask"] = view is not None and view.layers is not None
        studio = self.window.page_name == "studio"
        for name, value in able.items():
            other = self.elsewhere.get(name)
            self.actions[name].setEnabled(value if studio or name in ANYWHERE else other is not None and other[1]())
        self.window.bar.enable_viewing(view is not None, view is not None and view.is_result,
                                       view is not None and view.layers is not None)
