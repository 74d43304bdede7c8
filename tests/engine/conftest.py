"""One Vision with the starter models for all tests here, and photos to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.photo import Photo
from engine.resources import resource
from engine.vision import Vision
from engine.weights import Shelf, read_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision.types import Body


@pytest.fixture(scope="session")
def vision() -> Vision:
    """Vision with nothing but the starter models."""
    return Vision(Shelf(read_catalogue(resource("models", "catalogue.toml")), (resource("models", "starter"),)))


@pytest.fixture(scope="session")
def rich_vision(shared_models: Path) -> Vision:
    """Vision with the hair and body part models too."""
    folders = (resource("models", "starter"), shared_models)
    return Vision(Shelf(read_catalogue(resource("models", "catalogue.toml")), folders))


@pytest.fixture(scope="session")
def astronaut() -> Photo:
    """A portrait in the public domain: 512 x 512, head to waist, long sleeves, a helmet in the arm."""
    from skimage import data

    return Photo(data.astronaut().copy())


@pytest.fixture(scope="session")
def astronaut_body(vision: Vision, astronaut: Photo) -> Body:
    """The portrait, analysed."""
    return vision.body(astronaut)


