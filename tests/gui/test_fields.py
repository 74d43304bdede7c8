"""What a form shows is read from any options model."""

from __future__ import annotations

from enum import Enum
from pathlib import Path  # noqa: TC003  pydantic reads it at run time
from typing import Literal

import pytest
from pydantic import Field as Declared

from desktop.state.fields import Field, fields_of
from engine.tools.base import Options, tools


class Weave(Enum):
    PLAIN = "plain"
    TWILL = "twill"


class Everything(Options):
    word: Literal["one_two", "three"] = Declared("three", description="a word")
    weave: Weave = Declared(Weave.PLAIN, description="an enum")
    switch: bool = Declared(True, description="a switch")
    share: float = Declared(0.5, ge=0, le=1, description="a share")
    whole: int = Declared(2, ge=1, le=4, description="a number of few")
    open_end: int = Declared(0, ge=0, description="a number without end")
    file: Path | None = Declared(None, description="a file")
    colour: str = Declared("none", description="none or #RRGGBB")
    text: str = Declared("", title="Headline", description="words", json_schema_extra={"advanced": True})
    labelled: Literal["a", "b"] = Declared("a", json_schema_extra={"labels": {"a": "First"}, "words": "for the form"})


@pytest.fixture(scope="module")
def fields() -> dict[str, Field]:
    return {field.name: field for field in fields_of(Everything)}


@pytest.mark.parametrize(("name", "kind"), [
    ("word", "choice"), ("weave", "choice"), ("switch", "switch"), ("share", "slider"), ("whole", "slider"),
    ("open_end", "number"), ("file", "file"), ("colour", "colour"), ("text", "text")])
def test_each_kind_of_option_has_its_editor(fields: dict[str, Field], name: str, kind: str) -> None:
    assert fields[name].kind == kind


def test_titles_and_labels_are_words(fields: dict[str, Field]) -> None:
    assert fields["open_end"].title == "Open end"
    assert fields["text"].title == "Headline"
    assert fields["word"].choices == (("one_two", "One two"), ("three", "Three"))
    assert fields["labelled"].choices == (("a", "First"), ("b", "B"))
    assert fields["labelled"].help == "For the form"


def test_bounds_and_defaults_come_along(fields: dict[str, Field]) -> None:
    share = fields["share"]
    assert (share.low, share.high, share.default, share.whole) == (0, 1, 0.5, False)
    assert fields["whole"].whole
    assert fields["file"].optional
    assert fields["text"].advanced


@pytest.mark.parametrize("tool_id", sorted(tools()))
def test_every_tool_of_the_engine_can_be_shown(tool_id: str) -> None:
    for field in fields_of(tools()[tool_id].options):
        assert field.title
        assert field.help
