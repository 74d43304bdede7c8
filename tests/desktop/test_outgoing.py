"""Pictures on their way to other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from desktop.state.items import Item
from desktop.state.outgoing import SECONDS, Outgoing

if TYPE_CHECKING:
    from pathlib import Path


def test_what_another_program_does_to_a_dragged_picture_leaves_ours_alone(tmp_path: Path) -> None:
    ours = tmp_path / "stored.png"
    ours.write_bytes(b"ours")
    item = Item(uuid4(), "Braut.jpg", ours, "photo")
    (out,) = Outgoing(tmp_path / "outgoing").files([item])
    assert out.name == "Braut.png"
    out.write_bytes(b"theirs")
    assert ours.read_bytes() == b"ours"


def test_a_dragged_picture_goes_after_a_while(tmp_path: Path) -> None:
    ours, now = tmp_path / "stored.png", [0.0]
    ours.write_bytes(b"ours")
    outgoing = Outgoing(tmp_path / "outgoing", lambda: now[0])
    (out,) = outgoing.files([Item(uuid4(), "a.jpg", ours, "photo")])
    outgoing.sweep()
    assert out.exists()
    now[0] = SECONDS + 1.0
    outgoing.sweep()
    assert not out.exists()
