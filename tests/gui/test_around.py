"""What the window shows beside the pictures: only what is true and can be done, in line, and in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.errors import UsageError
from tests.gui.studio import House, photo_file

if TYPE_CHECKING:
    from pathlib import Path



def test_first_photo_tells_its_zoom_and_the_gallery_nothing_of_it(house: House, tmp_path: Path) -> None:
    assert house.window.bar._zoom.text() == ""
    house.bring(photo_file(tmp_path / "a.png"))
    assert house.window.bar._zoom.text() == f"{round(house.app.page.canvas.scale * 100)} %"
    assert house.window.facts.isVisible() and house.window.facts.text() == "80 x 64, 8 bits"
    house.window.show_page("gallery")
    assert not house.window.facts.isVisible() and not house.window.probe.isVisible()
    house.window.show_page("studio")
    assert house.window.facts.isVisible()


def test_gallery_offers_only_what_can_be_done_with_the_chosen(house: House, tmp_path: Path) -> None:
    house.bring(photo_file(tmp_path / "a.png"))
    house.run()
    house.window.show_page("gallery")
    page, actions = house.app.pages.gallery_page, house.app.commands.actions
    house.qtbot.waitUntil(lambda: house.app.pages.gallery.rowCount() > 0)
    page.grid.clearSelection()
    able = ("export", "delete", "copy", "tags")
    assert [name for name in able if actions[name].isEnabled()] == []
    page.grid.setCurrentIndex(house.app.pages.gallery.index(0))
    house.qtbot.waitUntil(lambda: [name for name in able if actions[name].isEnabled()] == list(able))


@pytest.mark.parametrize("height", [640, 1200])
def test_controls_end_at_one_edge_with_and_without_a_scroll_bar(house: House, height: int) -> None:
    inspector = house.app.page.inspector
    house.window.resize(1280, height)
    house.qtbot.waitUntil(lambda: house.window.height() == height)
    house.qtbot.wait(60)
    assert (inspector._scroll.verticalScrollBar().maximum() > 0) == (height == 640)
    right = [part.mapTo(inspector, part.rect().topRight()).x() for part in (inspector.form, inspector.run)]
    assert right[0] == right[1]


@pytest.mark.parametrize("remedy", ["Choose a smaller photo.", "Choose a smaller photo. " * 12], ids=["short", "long"])
def test_failed_job_is_in_sight_from_its_title_on(remedy: str, house: House, tmp_path: Path) -> None:
    house.bring(photo_file(tmp_path / "a.png"))
    house.run()
    house.engine.error = UsageError("The photo needs more memory than it may have.", remedy.strip())
    house.run()
    queue = house.app.page.queue
    row = queue.row(house.app.queue.jobs()[-1].id)

    def in_sight() -> bool:
        seen, room = row.visibleRegion().boundingRect(), min(row.height(), queue._scroll.viewport().height())
        return row.y() > 0 and seen.top() == 0 and seen.height() >= room - 2

    house.qtbot.waitUntil(in_sight)


def test_what_a_run_remarks_is_told_in_the_queue_in_the_language_of_the_moment(house: House, tmp_path: Path) -> None:
    house.bring(photo_file(tmp_path / "a.png"))
    house.run()
    queue = house.app.page.queue
    assert "\n" not in queue.row(house.app.queue.jobs()[-1].id).words
    house.engine.warnings = ["Arms lie over the garment in its photo, so parts of it are guessed."]
    house.run()
    job = house.app.queue.jobs()[-1].id
    house.qtbot.waitUntil(lambda: "so parts of it are guessed" in queue.row(job).words)
    queue.show_job(queue.row(job).job)
    assert queue.row(job).words.count("guessed") == 1
    queue._say()
    assert "guessed" in queue.row(job).words
