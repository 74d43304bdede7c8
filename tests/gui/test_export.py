"""Exporting: names, sizes, profiles, depth, layers and metadata as chosen, files whole or not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np
import pytest
from PySide6.QtGui import QImage

from desktop.jobs.job import Fault
from desktop.settings import Export
from desktop.state.export import Exporter, Picture
from desktop.state.export_recipe import Named, clean, pixels_of, stem, targets
from desktop.state.export_work import export, profile
from desktop.state.items import Item
from desktop.state.viewer import View, read_view
from desktop.ui.export import ExportDialog
from engine.codecs.formats import FORMATS
from engine.codecs.read import read
from engine.codecs.write import encode
from engine.errors import UsageError
from engine.metadata import source_type_of
from engine.photo import Box, Layer, Photo
from engine.profiles import display_p3_profile, srgb_profile

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.jobs.runner import Runner
    from desktop.ui.icons import Icons
    from tests.gui.studio import House

MADE = datetime(2026, 11, 20, 15, 4, 5)
NAMED = Named("Anna Müller.CR3", "garment", MADE)


def a_view(tmp_path: Path, depth: int = 8) -> View:
    """A grey photo of 60 x 40 with a white square laid over it."""
    kind, top = (np.uint8, 255) if depth == 8 else (np.uint16, 65535)
    base = Photo(np.full((40, 60, 3), top // 4, kind))
    layer = Layer(np.full((20, 20, 3), top, kind), np.ones((20, 20), np.float32), Box(20, 10, 20, 20), "shirt")
    item = Item(uuid4(), "anna.jpg", tmp_path / "anna.png", "result", tool="garment")
    return View(item, base, (layer,))


def a_picture(tmp_path: Path, name: str = "anna.jpg") -> Picture:
    """A picture as a file in the data folder."""
    path = tmp_path / f"{uuid4()}.png"
    path.write_bytes(encode(Photo(np.full((40, 60, 3), 90, np.uint8)), FORMATS["png"]))
    return Picture(Item(uuid4(), name, path, "photo"), Named(name, "", MADE))


# Names


@pytest.mark.parametrize(("pattern", "wanted"), [
    ("{name}-{tool}", "Anna Müller-garment"), ("{date} {time} {number}", "2026-11-20 150405 007"),
    ("{tool}", "garment"), ("a/b:c*{name}?", "a-b-c-Anna Müller"), ("...", "photo"), ("con", "con-")])
def test_names_are_made_of_their_parts(pattern: str, wanted: str) -> None:
    assert stem(pattern, NAMED, 7) == wanted


def test_an_unknown_part_is_told() -> None:
    with pytest.raises(UsageError) as error:
        stem("{name}{camera}", NAMED, 1)
    assert "{camera}" in error.value.what and "{number}" in error.value.remedy


def test_names_fit_every_file_system() -> None:
    assert len(clean("x" * 500)) <= 200
    assert not set(clean('a<b>c:d"e/f\\g|h?i*j\x00k')) & set('<>:"/\\|?*\x00')


@pytest.mark.parametrize(("collision", "wanted"), [
    ("number", ["a-2.jpg", "a-3.jpg"]), ("replace", ["a.jpg", "a-2.jpg"]), ("skip", [None, None])])
def test_files_that_are_there_are_treated_as_asked(tmp_path: Path, collision: str, wanted: list[str | None]) -> None:
    (tmp_path / "a.jpg").touch()
    recipe = Export.model_validate({"pattern": "a", "collision": collision})
    paths = targets(recipe, [NAMED, NAMED], tmp_path)
    assert [path and path.name for path in paths] == wanted


@pytest.mark.parametrize(("size", "amount", "wanted"), [
    ("original", 5, (6000, 4000)), ("long_side", 3000, (3000, 2000)), ("short_side", 1000, (1500, 1000)),
    ("percent", 10, (600, 400)), ("megapixels", 6, (3000, 2000)), ("long_side", 9000, (6000, 4000))])
def test_sizes_are_never_enlarged(size: str, amount: float, wanted: tuple[int, int]) -> None:
    assert pixels_of(Export.model_validate({"size": size, "amount": amount}), 6000, 4000) == wanted


# Files


def test_the_file_is_what_is_looked_at(tmp_path: Path) -> None:
    made = export(a_view(tmp_path), Export(format="png"), opacity=0.5)
    path = tmp_path / "out.png"
    path.write_bytes(made.data)
    pixels = read(path).pixels
    assert (made.width, made.height, made.depth) == (60, 40, 8)
    assert pixels[0, 0].tolist() == [63] * 3 and pixels[20, 30].tolist() == [159] * 3


@pytest.mark.parametrize("name", ["jpeg", "png", "tiff", "webp", "psd", "avif"])
def test_every_format_is_written_with_its_profile(tmp_path: Path, name: str) -> None:
    recipe = Export.model_validate({"format": name, "profile": "display_p3"})
    data = export(a_view(tmp_path), recipe).data
    if name == "psd":  # written, not read
        assert display_p3_profile() in data
    else:
        path = tmp_path / f"out{FORMATS[name].suffixes[0]}"
        path.write_bytes(data)
        assert read(path).icc == display_p3_profile()


def test_depth_is_kept_or_lowered_and_told(tmp_path: Path) -> None:
    view = a_view(tmp_path, 16)
    assert export(view, Export(format="tiff")).depth == 16
    assert export(view, Export(format="tiff", depth=8)).depth == 8
    lowered = export(view, Export(format="jpeg"))
    assert lowered.depth == 8 and "16 bits" in lowered.losses[0]


def test_colours_look_the_same_in_another_profile(tmp_path: Path) -> None:
    red = Photo(np.tile(np.array([200, 40, 30], np.uint8), (8, 8, 1)), icc=srgb_profile())
    view = View(a_view(tmp_path).item, red)
    path = tmp_path / "out.png"
    path.write_bytes(export(view, Export(format="png", profile="display_p3")).data)
    wide = read(path)
    assert wide.pixels[0, 0].tolist() != [200, 40, 30]
    back = export(View(view.item, wide), Export(format="png", profile="srgb"))
    path.write_bytes(back.data)
    assert np.abs(read(path).pixels[0, 0].astype(int) - [200, 40, 30]).max() <= 1


def test_layers_shrink_with_the_photo(tmp_path: Path) -> None:
    psd_tools = pytest.importorskip("psd_tools")
    recipe = Export(format="psd", size="percent", amount=50)
    path = tmp_path / "out.psd"
    path.write_bytes(export(a_view(tmp_path), recipe).data)
    document = psd_tools.PSDImage.open(path)
    assert document.size == (30, 20) and [layer.name for layer in document][-1] == "shirt"
    assert document[-1].bbox == (10, 5, 20, 15)


def test_transparent_edges_do_not_bleed(tmp_path: Path) -> None:
    pixels = np.zeros((40, 40, 4), np.uint8)
    pixels[:, :21] = (255, 255, 255, 255)
    view = View(a_view(tmp_path).item, Photo(pixels))
    path = tmp_path / "out.png"
    path.write_bytes(export(view, Export(format="png", size="percent", amount=50)).data)
    edge = read(path).pixels[10, 10]
    assert edge[3] in (127, 128) and edge[:3].min() >= 254


def test_metadata_can_stay_behind(tmp_path: Path) -> None:
    path = tmp_path / "out.jpg"
    path.write_bytes(export(a_view(tmp_path), Export(metadata="all")).data)
    assert b"digitalsourcetype" in (read(path).metadata.xmp or b"")
    path.write_bytes(export(a_view(tmp_path), Export(metadata="nothing")).data)
    assert read(path).metadata.xmp is None and read(path).metadata.exif is None


def test_profiles_have_their_names() -> None:
    assert len({profile(name) for name in ("srgb", "display_p3", "adobe_rgb")}) == 3


# The exporter


def test_one_that_fails_does_not_stop_the_others(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    pictures = [a_picture(tmp_path, f"{name}.jpg") for name in "abc"]
    pictures[1].item.path.write_bytes(b"nothing")
    exporter = Exporter(runner)
    with qtbot.waitSignal(exporter.ended) as ended:
        exporter.export(pictures, Export(pattern="{name}"), folder)
    written, skipped, faults = ended.args
    assert [path.name for path in written] == ["a.jpg", "c.jpg"] and skipped == 0
    assert faults[0][0] == "b.jpg" and isinstance(faults[0][1], Fault)
    assert sorted(path.name for path in folder.iterdir()) == ["a.jpg", "c.jpg"], "no temporary file is left"


def test_a_folder_that_is_gone_is_told(qtbot: QtBot, runner: Runner, tmp_path: Path) -> None:
    exporter = Exporter(runner)
    with qtbot.waitSignal(exporter.ended) as ended:
        exporter.export([a_picture(tmp_path)], Export(), tmp_path / "gone")
    assert ended.args[2][0][1].code == "STORAGE_ERROR"


# The dialog


def test_what_a_result_was_made_of_is_told(runner: Runner, tmp_path: Path) -> None:
    view = replace(a_view(tmp_path), label="compositeSynthetic")  # a generated garment on a photo
    view.item.path.write_bytes(export(view, Export(format="png")).data)
    assert source_type_of(read(view.item.path)) == "compositeSynthetic"
    base = tmp_path / "base.png"
    base.write_bytes(encode(view.base, FORMATS["png"]))
    again = read_view(replace(view.item, base=base), runner)  # after a restart only the files tell
    assert again.layers is not None and again.label == "compositeSynthetic"
    (tmp_path / "again.jpg").write_bytes(export(again, Export(format="jpeg")).data)
    assert source_type_of(read(tmp_path / "again.jpg")) == "compositeSynthetic"


def test_a_jpeg_of_a_jpeg_keeps_how_it_was_coded(tmp_path: Path) -> None:
    path = tmp_path / "anna.jpg"
    QImage(60, 40, QImage.Format.Format_RGB888).save(str(path), "JPG", 70)
    photo = read(path)
    view = View(Item(uuid4(), "anna.jpg", path, "photo"), photo)
    assert photo.source is not None and photo.source.jpeg is not None
    for own, kept in ((True, True), (False, False)):
        (tmp_path / "out.jpg").write_bytes(export(view, Export(format="jpeg", quality=95, own_quality=own)).data)
        source = read(tmp_path / "out.jpg").source
        assert source is not None and (source.jpeg == photo.source.jpeg) == kept


@pytest.fixture
def dialog(qtbot: QtBot, icons: Icons, runner: Runner, tmp_path: Path) -> ExportDialog:
    recipe = Export(folder=tmp_path)
    pictures = [a_picture(tmp_path), a_picture(tmp_path, "bea.jpg")]
    made = ExportDialog(icons, Exporter(runner), pictures, recipe, QImage())
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_dialog_tells_what_will_come_out(qtbot: QtBot, dialog: ExportDialog) -> None:
    assert dialog.names.text().startswith("anna.jpg")
    qtbot.waitUntil(lambda: "60 x 40" in dialog.facts.text())
    dialog.form.own.click()
    assert dialog.form.own.isVisible() and not dialog.form.recipe().own_quality
    dialog.form.format.button("tiff").click()
    assert dialog.names.text().startswith("anna.tif")
    assert not dialog.form.quality.isVisible() and not dialog.form.own.isVisible() and dialog.form.bits.isVisible()
    dialog.form.format.button("psd").click()
    assert dialog.form.layers.isVisible()
    dialog.form.size_kind.setCurrentIndex(dialog.form.size_kind.findData("percent"))
    qtbot.waitUntil(lambda: "30 x 20" in dialog.facts.text())


def test_a_wrong_name_cannot_be_exported(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.form.pattern.setText("{camera}")
    assert not dialog.go.isEnabled() and "{camera}" in dialog.names.text()
    dialog.form.pattern.setText("x")
    assert dialog.go.isEnabled()


def test_files_are_written_and_the_choice_remembered(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.form.format.button("png").click()
    with qtbot.waitSignals([dialog.remembered, dialog.written, dialog.accepted]):
        dialog.go.click()
    assert {"anna.png", "bea.png"} <= {path.name for path in tmp_path.iterdir()}
    assert dialog.form.recipe().format == "png"


def test_every_control_has_a_name(dialog: ExportDialog) -> None:
    from tests.gui.unnamed import unnamed

    assert unnamed(dialog) == []
    assert dialog.form.pattern.accessibleName() == "Name"


def test_closing_asks_while_pictures_are_exported(
        house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    gate, asked, exporter = Event(), list[str](), house.app.pages.exporter
    pictures = [a_picture(tmp_path, f"{name}.jpg") for name in "abc"]
    for _ in range(2):  # as many as the lane has threads
        house.app.runner.aside(lambda: gate.wait(10), lambda _: None)
    exporter.export(pictures, Export(pattern="{name}"), tmp_path / "out")
    monkeypatch.setattr(house.app.dialogs, "sure", lambda *words: bool(asked.append(words[0])))
    house.window.close()
    assert house.window.isVisible() and asked == ["Close before 2 pictures are exported?"]
    monkeypatch.setattr(house.app.dialogs, "sure", lambda *_: True)
    house.window.ask_before_close(lambda: gate.set() or True)
    house.window.close()
    assert not house.window.isVisible()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.jpg"], "its turn had come"


def test_closing_does_not_ask_for_one_picture(
        house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(house.app.dialogs, "sure", lambda *_: pytest.fail("nothing would be lost"))
    house.app.pages.exporter.export([a_picture(tmp_path, "a.jpg")], Export(pattern="{name}"), tmp_path / "out")
    house.window.close()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.jpg"]
