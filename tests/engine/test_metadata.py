"""Labels: what the result of each kind of edit says of its origin."""

from __future__ import annotations

import numpy as np
import pytest

from engine.codecs.blocks import xmp
from engine.metadata import VOCABULARY, labelled, result_type, source_type_of
from engine.photo import Metadata, Photo
from tests.fakes import photo_blocks


def photo(kind: str | None = None) -> Photo:
    packet = None if kind is None else xmp.with_property(
        photo_blocks.xmp(), xmp.IPTC_EXT, "Iptc4xmpExt", "DigitalSourceType", VOCABULARY + kind)
    return Photo(np.zeros((20, 30, 3), np.uint8), None, Metadata(xmp=packet))


@pytest.mark.parametrize(("inputs", "stated", "want"), [
    ([None], None, "algorithmicallyEnhanced"),
    ([None, None], None, "composite"),
    ([None], "composite", "composite"),
    (["digitalCapture", None], None, "composite"),
    (["trainedAlgorithmicMedia"], None, "trainedAlgorithmicMedia"),
    ([None, "trainedAlgorithmicMedia"], None, "compositeSynthetic"),
    (["compositeWithTrainedAlgorithmicMedia"], None, "compositeWithTrainedAlgorithmicMedia"),
    ([None, None], "compositeWithTrainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"),
])
def test_generated_pictures_never_lose_that_word(inputs: list[str | None], stated: str | None, want: str) -> None:
    assert result_type([photo(kind) for kind in inputs], stated) == want  # type: ignore[arg-type]


def test_a_photo_without_metadata_gets_labels() -> None:
    out = labelled(photo(), "composite")
    assert source_type_of(out) == "composite"
    assert out.metadata.exif is not None and b"Lookroom" in out.metadata.exif


def test_nothing_is_kept_when_nothing_is_wanted() -> None:
    assert labelled(photo("composite"), "composite", "nothing").metadata == Metadata()
