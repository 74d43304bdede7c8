"""Foreign bytes in a process of their own: the same photos, and one clean error for whatever a file does to it."""

from __future__ import annotations

import gc
import os
import platform
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image, ImageCms

from engine.codecs.formats import FORMATS
from engine.codecs.process import shared
from engine.codecs.process.decoder import Bounds, Decoder, environment, own_command
from engine.codecs.process.messages import FLAG
from engine.codecs.process.syscalls import MACHINES
from engine.codecs.read import read
from engine.codecs.sniff import Limits
from engine.codecs.write import encode
from engine.errors import (
    Cancelled,
    ImageTooLarge,
    InvalidImageFormat,
    LookroomError,
    OutOfMemory,
    StorageError,
    TimedOut,
)
from engine.photo import Metadata, Photo
from tests.fakes.bad_child import command, file_that

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path("photo.jpg")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    with Decoder() as made:
        yield made


@pytest.fixture
def bad() -> Iterator[Decoder]:
    with Decoder(bounds=Bounds(seconds=20, memory=300 << 20), command=command()) as made:
        yield made


def ends(pid: int) -> bool:
    """Wait until a process that is not ours to wait for is gone."""
    if sys.platform != "linux":
        return True
    import select

    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 10)[0])
    finally:
        os.close(handle)


def picture(channels: int = 3, dtype: type = np.uint8) -> Photo:
    rng = np.random.default_rng(2)
    pixels = rng.integers(0, np.iinfo(dtype).max, (37, 53, channels), dtype=dtype, endpoint=True)
    exif = Image.Exif()
    exif[0x010F] = "Testcam"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return Photo(pixels, profile, Metadata(exif.tobytes(), b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"))


def files() -> dict[str, bytes]:
    out = {f"{form}-{channels}-{dtype.__name__}": encode(picture(channels, dtype), FORMATS[form])
           for form in ("png", "tiff") for channels in (3, 4) for dtype in (np.uint8, np.uint16)}
    out["jpeg"] = encode(picture(), FORMATS["jpeg"])
    out["webp"] = encode(picture(4), FORMATS["webp"])
    for mode, form in (("CMYK", "JPEG"), ("L", "PNG"), ("P", "GIF"), ("RGB", "BMP")):
        buffer = BytesIO()
        Image.fromarray(picture().pixels).convert(mode).save(buffer, form)
        out[f"{mode} {form}"] = buffer.getvalue()
    turned = Image.Exif()
    turned[0x0112] = 6
    buffer = BytesIO()
    Image.fromarray(picture().pixels).save(buffer, "JPEG", exif=turned.tobytes())
    return out | {"turned": buffer.getvalue()}


@pytest.mark.parametrize("name", files())
def test_the_child_gives_the_photo_that_this_process_would(decoder: Decoder, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(files()[name])
    there, here = decoder.read(path), read(path)
    assert np.array_equal(there.pixels, here.pixels)
    assert there.pixels.dtype == here.pixels.dtype
    assert not there.pixels.flags.writeable
    assert (there.icc, there.metadata, there.source) == (here.icc, here.metadata, here.source)


def test_one_process_serves_all(decoder: Decoder, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(files()["jpeg"])
    decoder.read(path)
    before = decoder.pids
    for _ in range(3):
        decoder.read(path)
        decoder.preview(path)
    with pytest.raises(InvalidImageFormat, match="damaged or cut off"):
        decoder.decode(files()["jpeg"][:400], "cut.jpg", HERE)
    assert decoder.pids == before
    assert len(before) == 1


@pytest.mark.parametrize("content", [b"", b"Dear Sir or Madam", b"\xff\xd8\xff\xe0", None])
def test_errors_are_those_of_this_process(decoder: Decoder, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "letter.jpg"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LookroomError) as here:
        read(path)
    with pytest.raises(LookroomError) as there:
        decoder.read(path)
    assert type(there.value) is type(here.value)
    assert (there.value.what, there.value.remedy) == (here.value.what, here.value.remedy)


def test_a_folder_and_a_locked_file(decoder: Decoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidImageFormat, match="not a file"):
        decoder.read(tmp_path)

    def refused(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.jpg").write_bytes(b"x")
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(StorageError, match="Permission denied"):
        decoder.read(tmp_path / "a.jpg")


def test_limits_are_an_option(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(files()["jpeg"])
    with Decoder(Limits(pixels=1000)) as small, pytest.raises(ImageTooLarge, match="53 x 37"):
        small.read(path)
    with Decoder(bounds=Bounds(memory=100)) as tiny, pytest.raises(ImageTooLarge, match=r"a\.jpg is larger"):
        tiny.read(path)


@pytest.mark.parametrize(("word", "kind"), [
    ("abort", InvalidImageFormat), ("exit", InvalidImageFormat), ("raise oops", InvalidImageFormat),
    ("hog 100000000", OutOfMemory), ("hog 900000000", OutOfMemory)])
def test_a_file_costs_at_most_its_child(bad: Decoder, word: str, kind: type[LookroomError]) -> None:
    bad.decode(file_that("good"), "good.jpg", HERE)
    before = bad.pids
    with pytest.raises(kind) as caught:
        bad.decode(file_that(word), "evil.jpg", HERE)
    assert kind is OutOfMemory or caught.value.what == "The file evil.jpg could not be decoded safely."
    assert (bad.decode(file_that("good"), "good.jpg", HERE).pixels == 7).all()
    assert bad.pids != before


def test_one_that_hangs_is_ended() -> None:
    with Decoder(bounds=Bounds(seconds=0.3), command=command()) as bad:
        with pytest.raises(TimedOut, match=r"evil\.jpg took too long"):
            bad.decode(file_that("hang"), "evil.jpg", HERE)
        assert (bad.decode(file_that("good"), "good.jpg", HERE).pixels == 7).all()


@LINUX
@pytest.mark.skipif(platform.machine() not in MACHINES, reason="another kind of processor")
@pytest.mark.parametrize("call", ["socket", "pair", "program", "parent"])
def test_no_network_and_no_other_program_from_the_child(bad: Decoder, call: str) -> None:
    assert (bad.decode(file_that(f"call {call}"), "evil.jpg", HERE).pixels == 7).all()


@LINUX
def test_the_parent_watches_where_the_system_does_not() -> None:
    bounds = Bounds(seconds=20, memory=100 << 20)
    with Decoder(bounds=bounds, command=command("unbound")) as bad, pytest.raises(OutOfMemory, match="more memory"):
        bad.decode(file_that("hog 30000000"), "evil.jpg", HERE)


def test_killed_from_outside_while_idle_and_at_work(bad: Decoder) -> None:
    bad.decode(file_that("good"), "good.jpg", HERE)
    os.kill(bad.pids[0], signal.SIGTERM)
    bad._children[0].child._process.wait()  # type: ignore[union-attr]
    assert (bad.decode(file_that("good"), "good.jpg", HERE).pixels == 7).all()
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(bad.decode, file_that("hang"), "evil.jpg", HERE)
        os.kill(bad.pids[0], signal.SIGTERM)
        with pytest.raises(InvalidImageFormat, match="could not be decoded safely"):
            working.result()
    assert (bad.decode(file_that("good"), "good.jpg", HERE).pixels == 7).all()


PICTURE = ('{{"kind": "picture", "height": {height}, "width": 3, "channels": 3, "dtype": "{dtype}", '
           '"blocks": [{blocks}], "metadata": {metadata}, "source": {source}}}')


def said(height: str = "2", dtype: str = "uint8", blocks: str = "", source: str = "null",
         metadata: str = "{}") -> str:
    return "say " + PICTURE.format(height=height, dtype=dtype, blocks=blocks, source=source, metadata=metadata)


@pytest.mark.parametrize("word", [
    "raw " + b"GARBAGE!GARBAGE!".hex(),
    "raw " + b"LKR1\xff\xff\xff\xff".hex(),
    "say {}", "say []", "say not JSON", "say " + "[" * 100_000,
    'say {"kind": "done", "peak": 1}', 'say {"kind": "ready"}',
    'say {"kind": "refusal", "code": 7, "what": "", "remedy": ""}',
    said(height="-1"), said(height="1e9"), said(height="99999999999999999999"), said(height="16777216000"),
    said(height="200000000"), said(dtype="object"), said(dtype="uint64"), said(metadata="7"),
    said(source='{"path": 1}'),
    said(blocks='{"name": "icc", "size": -1}'), said(blocks='{"name": "__class__", "size": 1}'),
    said(blocks='{"name": "icc", "size": 1}, {"name": "icc", "size": 1}'),
    said(blocks='{"name": "icc", "size": 99999999999}')])
def test_lies_of_a_child_are_not_believed(bad: Decoder, word: str) -> None:
    with pytest.raises(InvalidImageFormat, match="could not be decoded safely"):
        bad.decode(file_that(word), "evil.jpg", HERE)
    assert bad.pids == []


def test_what_libraries_print_does_no_harm(bad: Decoder, capfd: pytest.CaptureFixture[str]) -> None:
    assert (bad.decode(file_that("print"), "loud.jpg", HERE).pixels == 7).all()
    assert capfd.readouterr() == ("", "")


def test_words_of_a_child_cannot_steer_a_terminal(bad: Decoder) -> None:
    with pytest.raises(InvalidImageFormat) as caught:
        bad.decode(file_that("escape"), "evil.jpg", HERE)
    assert (caught.value.what, caught.value.remedy) == ("bad ?[2J file", "Do?this.")
    source = bad.decode(file_that("noted a\x07b"), "evil.jpg", HERE).source
    assert source is not None
    assert (source.mode, source.notes, source.path) == ("a?b", ("a?b",), HERE)


@pytest.mark.parametrize("workers", [1, 3])
def test_threads_may_read_at_once(workers: int) -> None:
    with Decoder(command=command(), workers=workers) as bad, ThreadPoolExecutor(6) as pool:
        words = ["good", "abort", "wait 0.02", "raise x"] * 3
        futures = [pool.submit(bad.decode, file_that(word), f"{word}.jpg", HERE) for word in words]
        errors = [future.exception() for future in futures]
        assert len(bad.pids) <= workers
    for word, error in zip(words, errors, strict=True):
        assert (error is None) is (word.split()[0] in ("good", "wait"))
        assert error is None or isinstance(error, InvalidImageFormat)


def test_a_program_that_is_no_child() -> None:
    with Decoder(command=command("mute")) as broken, pytest.raises(LookroomError, match="does not start"):
        broken.decode(file_that("good"), "good.jpg", HERE)
    with Decoder(command=(str(HERE.resolve() / "nothing"),)) as none, pytest.raises(LookroomError, match="not start"):
        none.decode(file_that("good"), "good.jpg", HERE)


def names(folder: str) -> set[str]:
    return {path.name for path in Path(folder).iterdir()}


@LINUX
def test_nothing_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    large = np.random.default_rng(2).integers(0, 255, (2000, 3000, 3), np.uint8)
    path.write_bytes(encode(Photo(large), FORMATS["png"]))
    gc.collect()
    before = names("/proc/self/fd"), names("/dev/shm")
    with Decoder() as decoder:
        photo = decoder.read(path)
        pids = decoder.pids
    assert ends(pids[0])
    assert "memfd:lookroom" in Path("/proc/self/maps").read_text()
    assert np.array_equal(photo.pixels, large)
    del photo
    assert (names("/proc/self/fd"), names("/dev/shm")) == before
    assert "memfd:lookroom" not in Path("/proc/self/maps").read_text()
    with pytest.raises(Cancelled):
        decoder.read(path)


def test_closing_ends_the_work_under_way() -> None:
    bad = Decoder(command=command())
    bad.decode(file_that("good"), "good.jpg", HERE)
    with ThreadPoolExecutor(2) as pool:
        working = [pool.submit(bad.decode, file_that("hang"), "evil.jpg", HERE) for _ in range(2)]
        bad.close()
        for job in working:
            with pytest.raises(Cancelled):
                job.result(20)
    assert bad.pids == []


@LINUX
def test_memory_by_name_where_there_is_no_anonymous_one(monkeypatch: pytest.MonkeyPatch, repository: Path) -> None:
    """What macOS does, tried here."""
    monkeypatch.setattr(shared, "ANONYMOUS", False)
    code = (f"import sys; sys.path.insert(0, {str(repository)!r}); from engine.codecs.process import child, shared; "
            "shared.ANONYMOUS = False; child.main(int(sys.argv[1]))")
    before = names("/dev/shm")
    with Decoder(command=(sys.executable, "-I", "-c", code)) as decoder:
        there = decoder.decode(files()["png-3-uint16"], "a.png", HERE)
        assert np.array_equal(there.pixels, picture(3, np.uint16).pixels)
        with pytest.raises(InvalidImageFormat):
            decoder.decode(files()["jpeg"][:300], "a.jpg", HERE)
    assert names("/dev/shm") == before


def parent(code: str) -> subprocess.Popen[str]:
    """Another Python that has a decoder ``d`` and prints its child's process id before it runs ``code``."""
    root = str(Path(__file__).resolve().parents[3])
    start = (f"import sys; sys.path.insert(0, {root!r}); from pathlib import Path; from threading import Thread\n"
             "from engine.codecs.process.decoder import Decoder; from tests.fakes.bad_child import command, file_that\n"
             "d = Decoder(command=command()); d.decode(file_that('good'), 'x', Path('x'))\n"
             "print(d.pids[0], flush=True)\n")
    return subprocess.Popen((sys.executable, "-W", "error", "-c", start + code), stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


@LINUX
@pytest.mark.parametrize("code", ["", "del d", "raise SystemExit(0)"])
def test_the_end_of_the_program_ends_its_child(code: str) -> None:
    process = parent(code)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    assert ends(int(out))


@LINUX
@pytest.mark.parametrize("code", [
    "sys.stdin.read()", "d.decode(file_that('hang'), 'x', Path('x'))"])
def test_a_killed_program_leaves_no_child(code: str) -> None:
    process = parent(code)
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    process.kill()
    process.communicate()
    assert ends(pid)


@LINUX
def test_the_child_gives_up_what_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_SECRET", "1")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    path = tmp_path / "a.png"
    path.write_bytes(files()["png-3-uint8"])
    with Decoder(bounds=Bounds(memory=1 << 30)) as decoder:
        decoder.read(path)
        own = Path(f"/proc/{decoder.pids[0]}")
        assert b"SECRET" not in (own / "environ").read_bytes()
        assert b"PYTHONPATH" not in (own / "environ").read_bytes()
        assert str((own / "cwd").readlink()).endswith("(deleted)")
        limits = (own / "limits").read_text()
        pipes = [str(handle.readlink()) for handle in (own / "fd").iterdir()]
    assert not any(link.startswith("socket:") for link in pipes)
    assert not any("a.png" in link for link in pipes)
    data = next(line for line in limits.splitlines() if line.startswith("Max data size"))
    assert 1 << 30 <= int(data.split()[3]) < 3 << 29


def test_the_packaged_program_starts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == (sys.executable, FLAG)
    monkeypatch.delattr(sys, "frozen")
    path = tmp_path / "a.jpg"
    path.write_bytes(files()["jpeg"])
    code = f"import sys; sys.path.insert(0, {str(repository)!r}); from engine.cli import main; main()"
    with Decoder(command=(sys.executable, "-I", "-c", code, FLAG)) as decoder:
        assert decoder.read(path).pixels.shape == (37, 53, 3)


def test_the_environment_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "x")
    assert "HOME" not in environment()
    assert environment()["_PYI_ARCHIVE_FILE"] == "x"
