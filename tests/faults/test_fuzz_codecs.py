"""Five hundred hostile files a format through the decoding process: nothing breaks, hangs or floods."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from random import Random

import pytest

from engine.codecs.process.decoder import Bounds, Decoder
from engine.codecs.read import decode
from engine.codecs.sniff import Limits
from tests.faults import mutations
from tests.faults.fuzz_codecs import HANG, MEMORY, SLACK, fuzz, status

FILES, SEED = 500, 3


@pytest.fixture(params=["JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "AVIF", "HEIC", "RAW"])
def form(request: pytest.FixtureRequest) -> str:
    if request.param not in mutations.seeds():
        pytest.skip("needs the extra raw")
    return str(request.param)


def test_seeds_are_whole_pictures(form: str) -> None:
    for data in mutations.seeds()[form]:
        assert min(decode(data, "seed", Path("seed")).pixels.shape[:2]) >= 28


def test_hostile_files_end_cleanly(form: str) -> None:
    before = status("self", "VmRSS")
    with warnings.catch_warnings(), Decoder(Limits(), Bounds(seconds=HANG, memory=MEMORY)) as decoder:
        warnings.simplefilter("ignore")  # Pillow's, from making the files
        tally = fuzz(form, FILES, SEED, decoder)
    assert tally.files == FILES
    assert tally.hangs == 0
    assert tally.ends["fault"] + tally.ends["program"] == 0, tally.faults
    assert tally.ends["decoded"] > FILES * 0.05
    assert tally.ends["INVALID_IMAGE_FORMAT"] > FILES * 0.1
    assert tally.peak < MEMORY * SLACK
    if sys.platform == "linux":
        assert status("self", "VmRSS") - before < 100 << 20


def test_the_same_seed_makes_the_same_files(form: str) -> None:
    assert mutations.mutated(Random(f"1 {form}"), form) == mutations.mutated(Random(f"1 {form}"), form)
