"""Edit in Lookroom: a lent file is opened, worked on, saved back in place, and put back as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton

from desktop.__main__ import edit_in, main
from engine.codecs.read import read
from engine.metadata import source_type_of
from tests.gui.studio import House, photo_file

if TYPE_CHECKING:
    from pathlib import Path



def press(house: House, words: str) -> None:
    """Press the button ``words`` of a notice."""
    buttons = [button for notice in house.app.page.notices.notices() for button in notice.findChildren(QPushButton)]
    next(button for button in buttons if button.text() == words).click()


def test_lent_file_is_saved_back_and_put_back(house: House, tmp_path: Path) -> None:
    lent = photo_file(tmp_path / "DSC_0001-Edit.tif", np.uint16)
    before, content = read(lent), lent.read_bytes()
    action = house.window.actions_table["save_back"]
    assert not action.isVisible()
    house.app.edit_in.open([lent])
    house.waits_for("You are editing DSC_0001-Edit.tif.")
    house.qtbot.waitUntil(lambda: house.app.viewer.view is not None)
    assert action.isVisible()
    assert not action.isEnabled(), "there is no result yet"
    house.run()
    house.waits_for("Put this result into DSC_0001-Edit.tif?")
    assert lent.read_bytes() == content, "nothing is saved unasked"
    house.qtbot.waitUntil(action.isEnabled)
    press(house, "Save back")
    house.waits_for("Saved back into DSC_0001-Edit.tif.")
    after = read(lent)
    assert (after.depth, after.icc) == (16, before.icc)
    assert source_type_of(after) == "algorithmicallyEnhanced"
    assert after.metadata.xmp is not None
    assert (after.pixels[after.height // 2, after.width // 2] == 65535).all()
    np.testing.assert_array_equal(after.pixels[:8], before.pixels[:8])
    press(house, "Put the original back")
    house.waits_for("DSC_0001-Edit.tif is as it was.")
    assert lent.read_bytes() == content


def test_result_of_a_result_finds_its_way_back(house: House, tmp_path: Path) -> None:
    lent = photo_file(tmp_path / "a.png")
    house.app.edit_in.open([lent])
    house.waits_for("You are editing a.png.")
    house.run()
    house.qtbot.waitUntil(house.app.edit_in.can_save)
    first = house.app.studio.shown
    assert first is not None
    house.app.studio.put(house.app.studio.tool.inputs[0].name, (first,))
    house.run()
    house.qtbot.waitUntil(lambda: house.app.studio.shown not in (None, first) and house.app.edit_in.can_save())
    house.app.edit_in.save()
    house.waits_for("Saved back into a.png.")


def test_file_changed_by_others_is_told_and_left(house: House, tmp_path: Path) -> None:
    lent = photo_file(tmp_path / "a.png")
    house.app.edit_in.open([lent])
    house.waits_for("You are editing a.png.")
    house.run()
    house.qtbot.waitUntil(house.app.edit_in.can_save)
    theirs = photo_file(tmp_path / "b.png", side=20).read_bytes()
    lent.write_bytes(theirs)
    house.app.edit_in.save()
    house.waits_for("Another program has changed a.png in the meantime.")
    assert lent.read_bytes() == theirs


def test_photos_that_nobody_lent_cannot_be_saved_back(house: House, tmp_path: Path) -> None:
    own = photo_file(tmp_path / "own.png")
    content = own.read_bytes()
    house.bring(own)
    house.run()
    assert not house.app.edit_in.can_save()
    house.app.edit_in.save()
    assert own.read_bytes() == content


@pytest.mark.parametrize("message", [b"", b"[]", b"nonsense", b"{}", b"[1, [2]]", json.dumps([["a"]]).encode()])
def test_strange_messages_are_no_files(message: bytes) -> None:
    from desktop.instance import _groups

    opened, edited = _groups(message)
    assert ([path.name for path in opened], edited) in (([], []), (["a"], []))


def test_program_of_that_name_edits_what_it_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lent, asked = photo_file(tmp_path / "a.tif"), []
    monkeypatch.setattr("desktop.__main__.edit_in", lambda files: asked.append(files) or 0)
    monkeypatch.setattr("sys.argv", ["/opt/lookroom/lookroom-edit-in.exe", str(lent)])
    assert main() == 0
    assert asked == [[str(lent)]]


def test_file_that_is_not_there_is_told_on_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["edit-in", str(tmp_path / "none.tif")]) == 2
    assert "USAGE: There is no photo file none.tif." in capsys.readouterr().err
    assert edit_in([]) == 2
