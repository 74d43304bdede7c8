"""A Photo to a picture file: atomically, with profile and metadata, in the depth that the format can hold."""

from __future__ import annotations

import errno
import os
import struct
import tempfile
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.colour import eight_bit
from engine.errors import StorageError, UsageError

if TYPE_CHECKING:
    from engine.codecs.formats import OutputFormat
    from engine.photo import Photo, Pixels


def write(photo: Photo, path: Path, form: OutputFormat, quality: int | None = None, depth: int | None = None) -> None:
    """Encode ``photo`` and put it at ``path`` in one step: there is the whole new file or the old state.

    A JPEG that comes from a JPEG keeps its quantisation tables and subsampling unless ``quality`` (1..100) is given.
    Raises StorageError (no such folder, read-only, disk full) and UsageError (transparency into JPEG).
    """
    data = encode(photo, form, quality, depth)
    replace_file(path, data)


def encode(photo: Photo, form: OutputFormat, quality: int | None = None, depth: int | None = None) -> bytes:
    """The file's bytes. ``depth`` 8 or 16 lowers or raises the bits a channel within what the format holds."""
    if photo.pixels.shape[2] == 4 and not form.alpha:
        raise UsageError(f"{form.name} cannot hold transparency.", "Name the output .png, .tif or .webp.")
    bits = min(depth or photo.depth, form.depth)
    if bits > 8:
        return _encode_deep(photo, form)
    return _encode_pillow(photo, eight_bit(photo.pixels), form, quality)


def _encode_pillow(photo: Photo, pixels: Pixels, form: OutputFormat, quality: int | None) -> bytes:
    from PIL import Image, ImageCms

    options: dict[str, Any] = {"icc_profile": photo.icc or ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}
    if photo.metadata.exif:
        options["exif"] = photo.metadata.exif
    if photo.metadata.xmp and form.name in ("JPEG", "WEBP"):
        options["xmp"] = photo.metadata.xmp
    options |= _pillow_options(photo, form, quality)
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, form.name, **options)
    return buffer.getvalue()


def _pillow_options(photo: Photo, form: OutputFormat, quality: int | None) -> dict[str, Any]:
    jpeg = photo.source.jpeg if photo.source else None
    if form.name == "JPEG":
        if jpeg and quality is None and jpeg.tables and jpeg.subsampling >= 0:
            return {"qtables": [list(table) for table in jpeg.tables], "subsampling": jpeg.subsampling}
        return {"quality": quality or 95, "subsampling": 0}
    if form.name == "WEBP":
        return {"quality": quality, "method": 4} if quality else {"lossless": True, "exact": True}
    return {"compress_level": 3} if form.name == "PNG" else {"compression": "tiff_adobe_deflate"}


def _encode_deep(photo: Photo, form: OutputFormat) -> bytes:
    """16-bit PNG and TIFF through OpenCV, with the blocks that OpenCV leaves out put in afterwards."""
    import cv2

    pixels = sixteen_bit(photo.pixels)
    order = [2, 1, 0, 3] if pixels.shape[2] == 4 else [2, 1, 0]
    from PIL import ImageCms

    icc = photo.icc or ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if form.name == "PNG":
        done, data = cv2.imencode(".png", np.ascontiguousarray(pixels[..., order]), [cv2.IMWRITE_PNG_COMPRESSION, 3])
        if not done:
            raise StorageError("The 16-bit PNG could not be encoded.", "Choose another format.")
        return with_png_blocks(data.tobytes(), icc, photo.metadata.exif)
    import tifffile

    buffer = BytesIO()
    extra = ["unassalpha"] if pixels.shape[2] == 4 else None
    tifffile.imwrite(buffer, pixels, photometric="rgb", compression="zlib", iccprofile=icc, extrasamples=extra)
    return buffer.getvalue()


def sixteen_bit(pixels: Pixels) -> Pixels:
    """Any pixel type to uint16: 8 bits times 257, float 0..1 times 65535, clipped."""
    if pixels.dtype == np.uint16:
        return pixels
    if pixels.dtype == np.uint8:
        return pixels.astype(np.uint16) * np.uint16(257)
    return np.rint(np.clip(pixels, 0, 1) * 65535).astype(np.uint16)


def with_png_blocks(png: bytes, icc: bytes, exif: bytes | None) -> bytes:
    """Insert iCCP and eXIf chunks behind IHDR (W3C PNG, sections 11.3.2.3 and 11.3.5.5)."""
    behind_header = 8 + 25
    chunks = _chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(icc))
    if exif:
        chunks += _chunk(b"eXIf", exif.removeprefix(b"Exif\0\0"))
    return png[:behind_header] + chunks + png[behind_header:]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def check_folder(path: Path) -> None:
    """Raise StorageError now if a file could not be made beside ``path`` later."""
    folder = path.parent
    if not folder.is_dir():
        raise StorageError(f"The folder {folder.name or folder} does not exist.", "Make the folder or choose another one.")
    try:
        handle, name = tempfile.mkstemp(prefix=".lookroom-", dir=folder)
    except OSError as error:
        raise _storage_error(error, path) from error
    os.close(handle)
    Path(name).unlink()


def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` to a temporary file beside ``path``, fsync, rename over it, fsync the folder."""
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".lookroom-", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        temporary = None
        _sync_folder(path.parent)
    except OSError as error:
        raise _storage_error(error, path) from error
    finally:
        if temporary is not None:
            with suppress(OSError):  # the error that is under way matters more
                temporary.unlink()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder for fsync; its rename is journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _storage_error(error: OSError, path: Path) -> StorageError:
    if isinstance(error, FileNotFoundError):
        return StorageError(f"The folder for {path.name} does not exist.", "Make the folder or choose another one.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StorageError(f"There is no room to save {path.name}.", "Free disk space or choose another disk.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError(f"The folder for {path.name} is write-protected.", "Choose a folder that you may write to.")
    return StorageError(f"{path.name} could not be saved: {error.strerror}.", "Choose another folder.")
