"""The form: defaults in, what the person chose out, and nothing the tool would refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from desktop.ui.controls.combo import Combo
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.slider import NumberSlider
from desktop.ui.controls.switch import Switch
from desktop.ui.form.form import Form
from engine.tools.base import tools
from tests.gui.test_fields import Everything

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.ui.icons import Icons


@pytest.fixture
def form(qtbot: QtBot, icons: Icons) -> Form:
    made = Form(icons, Everything)
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    return made


@pytest.mark.parametrize("tool_id", sorted(tools()))
def test_an_untouched_form_gives_the_defaults(qtbot: QtBot, icons: Icons, tool_id: str) -> None:
    options = tools()[tool_id].options
    form = Form(icons, options)
    qtbot.addWidget(form)
    assert options.model_validate(form.values()) == options()


def test_a_switch_is_turned_with_mouse_and_keyboard(qtbot: QtBot, form: Form) -> None:
    switch = form.editor("switch").findChild(Switch)
    assert switch is not None
    with qtbot.waitSignal(form.changed):
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert form.values()["switch"] is False
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert form.values()["switch"] is True


def test_segments_choose_one_word(qtbot: QtBot, form: Form) -> None:
    segments = form.editor("word").findChild(Segmented)
    assert segments is not None
    with qtbot.waitSignal(form.changed):
        qtbot.mouseClick(segments.button("one_two"), Qt.MouseButton.LeftButton)
    assert form.values()["word"] == "one_two"


def test_many_words_make_a_list(qtbot: QtBot, icons: Icons) -> None:
    form = Form(icons, tools()["garment"].options)
    qtbot.addWidget(form)
    combo = form.editor("garment_type").findChild(Combo)
    assert combo is not None
    combo.setCurrentIndex(combo.findData("dress"))
    assert form.values()["garment_type"] == "dress"


def test_a_number_is_slid_or_typed_and_stays_within_its_bounds(qtbot: QtBot, form: Form) -> None:
    slider = form.editor("share").findChild(NumberSlider)
    assert slider is not None
    qtbot.mouseClick(slider.slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.slider.width() - 2, 10))
    assert form.values()["share"] == 1
    number = slider.findChild(QLineEdit)
    assert number is not None
    number.clear()
    qtbot.keyClicks(number, "0.25")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert form.values()["share"] == 0.25
    qtbot.mouseDClick(slider.slider, Qt.MouseButton.LeftButton)
    assert form.values()["share"] == 0.5


def test_an_empty_text_is_the_default(form: Form) -> None:
    assert form.values()["colour"] == "none"
    assert form.values()["file"] is None
    form.set_values({"colour": "#AABBCC", "file": "/some/file.json", "unknown": 3})
    assert form.values()["colour"] == "#AABBCC"
    assert Everything.model_validate(form.values()).colour == "#AABBCC"


def test_what_was_chosen_is_shown_again(form: Form) -> None:
    values = {"word": "one_two", "switch": False, "share": 0.75, "whole": 3, "open_end": 7, "text": "Hello"}
    form.set_values(values)
    assert {name: form.values()[name] for name in values} == values


def test_rare_options_are_folded_until_asked_for(qtbot: QtBot, form: Form) -> None:
    assert not form.editor("text").isVisible()
    qtbot.mouseClick(form.fold, Qt.MouseButton.LeftButton)
    assert form.editor("text").isVisible()
