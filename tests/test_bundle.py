"""What the packaged program tells macOS: every photo that is read can be sent to it, and it has a face."""

from __future__ import annotations

import plistlib
import re
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop.state.arrivals import SUFFIXES
from engine.resources import resource
from installer.bundle import info_plist

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

IDENTIFIER = re.compile(r"[a-z0-9]+(\.[a-z0-9-]+)+")


def test_every_format_that_is_read_can_be_sent_by_the_finder() -> None:
    told = plistlib.loads(plistlib.dumps(info_plist("1.2.3", "lookroom-studio")))
    types = told["CFBundleDocumentTypes"]
    endings = {f".{ending}" for one in types for ending in one["CFBundleTypeExtensions"]}
    assert endings >= SUFFIXES | {".gif"}
    assert all(IDENTIFIER.fullmatch(name) for one in types for name in one["LSItemContentTypes"])
    assert {one["LSHandlerRank"] for one in types} == {"Alternate"}, "nobody's double click is taken away"
    assert told["CFBundleShortVersionString"] == "1.2.3" and told["CFBundleExecutable"] == "lookroom-studio"


def test_the_recipe_names_programs_and_pictures_that_exist(repository: Path) -> None:
    recipe = (repository / "build.spec").read_text(encoding="utf-8")
    compile(recipe, "build.spec", "exec")
    assert f'name="{info_plist("1", "lookroom-studio")["CFBundleExecutable"]}"' in recipe
    for picture in re.findall(r'icon = "([^"]+)"', recipe):
        assert (repository / picture).is_file()
    assert "BUNDLE(" in recipe


def test_the_logo_is_drawn_from_its_source(qapp: QApplication) -> None:
    kept = QImage(str(resource("logo", "lookroom.png"))).convertToFormat(QImage.Format.Format_RGBA8888)
    assert (kept.width(), kept.height()) == (512, 512)
    drawn = QImage(kept.size(), QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(0)
    painter = QPainter(drawn)
    QSvgRenderer(str(resource("logo", "lookroom.svg"))).render(painter)
    painter.end()
    one, other = (np.frombuffer(image.constBits(), np.uint8).astype(int)
                  for image in (kept, drawn.convertToFormat(QImage.Format.Format_RGBA8888)))
    assert np.abs(one - other).mean() < 1
