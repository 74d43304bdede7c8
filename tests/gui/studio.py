"""A whole studio for tests: the real window, state, queue and history, with an engine that paints squares."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from desktop.app import app_of, build_window
from engine.codecs.formats import format_of
from engine.codecs.write import encode
from engine.photo import Metadata, Photo
from engine.profiles import adobe_rgb_profile
from tests.fakes.painter import Painter

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.ui.window import StudioWindow
    from desktop.wiring import App

PACKET = (b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
          b"</x:xmpmeta>")


@dataclass(frozen=True)
class House:
    """One window with what is behind it."""

    window: StudioWindow
    app: App
    engine: Painter
    qtbot: QtBot

    def bring(self, path: Path) -> None:
        """Take a file in and wait until it is on show."""
        self.app.commands.bring([path])
        self.qtbot.waitUntil(lambda: self.app.viewer.view is not None, timeout=10_000)

    def run(self) -> None:
        """Cut the photo out, or what the engine makes of it, and wait for the end."""
        self.app.studio.choose_tool("cutout")
        with self.qtbot.waitSignal(self.app.bridge.job_changed, timeout=10_000,
                                   check_params_cb=lambda job: job.state.ended):
            self.app.commands.run()
        self.qtbot.waitUntil(lambda: all(item.stored for item in self.app.strip.everything()))

    def told(self) -> list[str]:
        """What the notices say, newest first."""
        return [f"{notice.what.text()} {notice.remedy.text()}".strip() for notice in self.app.page.notices.notices()]

    def waits_for(self, words: str) -> None:
        """Wait for a notice with ``words`` in it."""
        self.qtbot.waitUntil(lambda: any(words in told for told in self.told()), timeout=10_000)


def open_house(qtbot: QtBot, home: Path) -> House:
    """A studio on the data folder ``home``, on the screen."""
    settings = home / "settings.json"
    if not settings.exists() and not home.is_file() and (home.is_dir() or os.access(home.parent, os.W_OK)):
        home.mkdir(parents=True, exist_ok=True)
        settings.write_text('{"first_run_done": true}')
    engine = Painter()
    window = build_window(home, engine)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    app = app_of(window)
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: app._sweeps.isActive())
    return House(window, app, engine, qtbot)


def photo_file(path: Path, dtype: type = np.uint8, side: int = 64) -> Path:
    """A small photo in Adobe RGB with XMP, in the format that the name tells."""
    top = np.iinfo(dtype).max
    pixels = np.random.default_rng(1).integers(0, top // 2, (side, side + 16, 3)).astype(dtype)
    path.write_bytes(encode(Photo(pixels, adobe_rgb_profile(), Metadata(xmp=PACKET)), format_of(path)))
    return path
