"""Theme and icons for tests of single widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from desktop.state.items import Item
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The dark theme; the application is plain again afterwards."""
    made = Theme(qapp, "dark")
    yield made
    qapp.setStyleSheet("")
    made.deleteLater()


@pytest.fixture
def icons(theme: Theme) -> Icons:
    """The icons of the theme."""
    return Icons(theme)


@pytest.fixture
def item(tmp_path: Path) -> Callable[[str], Item]:
    """Makes pictures that need no file."""
    return lambda name: Item(uuid4(), name, tmp_path / name, "photo")
