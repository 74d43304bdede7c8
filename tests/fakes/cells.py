"""The matrix of photo files that an edit has to leave whole: format x depth x profile x orientation x metadata."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.codecs.kinds import tiff
from engine.photo import Metadata
from engine.profiles import adobe_rgb_profile
from tests.fakes import photo_blocks as blocks
from tests.fakes.cr3_files import cr3_file
from tests.fakes.photo_files import (
    P3,
    avif_deep,
    avif_turned,
    dng_file,
    drawn,
    heic_file,
    jpeg_file,
    pillow_file,
    planes,
    png_blocks,
    png_file,
    profile_chunk,
    tiff_by_opencv,
    tiff_file,
    whole,
)
from tests.fakes.raw_files import arw_file, cr2_file, nef_file, orf_file, raf_file

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Cell:
    """A file to put through an edit: its name, the format of the result, whether one of the two is lossy."""

    name: str
    suffix: str
    out: str
    make: Callable[[], bytes]
    lossy: bool = False
    needs: str = ""


def cells() -> list[Cell]:
    """More than forty files, and what becomes of each."""
    everything = whole()
    grey, inks, wide = blocks.grey_profile(), blocks.cmyk_profile(), blocks.prophoto()
    return [
        Cell("JPEG untagged", "jpg", "jpg", jpeg_file, lossy=True),
        Cell("JPEG sRGB, all blocks", "jpg", "jpg", lambda: jpeg_file(blocks.lcms_srgb(), everything), lossy=True),
        Cell("JPEG P3, on its side", "jpg", "jpg", lambda: jpeg_file(P3, whole(6)), lossy=True),
        Cell("JPEG Adobe RGB, big-endian, upside down", "jpg", "jpg",
             lambda: jpeg_file(adobe_rgb_profile(), whole(3, ">")), lossy=True),
        Cell("JPEG ProPhoto, mirrored", "jpg", "jpg", lambda: jpeg_file(wide, whole(5), subsampling=0), lossy=True),
        Cell("JPEG untagged, marked R03", "jpg", "jpg",
             lambda: jpeg_file(b"", Metadata(blocks.exif(index=b"R03\0"))), lossy=True),
        Cell("JPEG grey with profile", "jpg", "jpg", lambda: jpeg_file(grey, everything, "L"), lossy=True),
        Cell("JPEG CMYK with profile", "jpg", "jpg", lambda: jpeg_file(inks, everything, "CMYK"), lossy=True),
        Cell("JPEG progressive", "jpg", "jpg", lambda: jpeg_file(P3, whole(8), progressive=True), lossy=True),
        Cell("JPEG to PNG", "jpg", "png", lambda: jpeg_file(P3, whole(6))),
        Cell("JPEG to TIFF", "jpg", "tif", lambda: jpeg_file(P3, whole(6, ">"))),
        Cell("JPEG to WebP", "jpg", "webp", lambda: jpeg_file(P3, whole(7))),
        Cell("JPEG to AVIF", "jpg", "avif", lambda: jpeg_file(P3, whole(2))),
        Cell("JPEG to PSD", "jpg", "psd", lambda: jpeg_file(P3, whole(4))),
        Cell("PNG 8 P3, all blocks", "png", "png",
             lambda: png_file(drawn(), profile_chunk(P3), *png_blocks(everything))),
        Cell("PNG 8 with alpha", "png", "png", lambda: png_file(drawn(channels=4))),
        Cell("PNG 8 linear by gAMA", "png", "png", lambda: png_file(drawn(), (b"gAMA", struct.pack(">I", 100000)))),
        Cell("PNG 8 P3 by cICP", "png", "png", lambda: png_file(drawn(), (b"cICP", bytes([12, 13, 0, 1])))),
        Cell("PNG 8 grey with profile", "png", "png", lambda: png_file(drawn()[..., 0], profile_chunk(grey))),
        Cell("PNG 8 palette", "png", "png", lambda: pillow_file("PNG", "P")),
        Cell("PNG 16 P3, all blocks, on its side", "png", "png",
             lambda: png_file(drawn(np.uint16), profile_chunk(P3), *png_blocks(whole(6)))),
        Cell("PNG 16 ProPhoto with alpha", "png", "png",
             lambda: png_file(drawn(np.uint16, 4), profile_chunk(wide))),
        Cell("PNG 16 grey", "png", "png", lambda: png_file(drawn(np.uint16)[..., 0])),
        Cell("PNG 16 to TIFF", "png", "tif",
             lambda: png_file(drawn(np.uint16), profile_chunk(wide), *png_blocks(everything))),
        Cell("PNG 16 to PSD", "png", "psd",
             lambda: png_file(drawn(np.uint16), profile_chunk(P3), *png_blocks(everything))),
        Cell("TIFF 8 P3, EXIF, on its side", "tif", "tif", lambda: tiff.encode(drawn(), P3, whole()).replace(
            struct.pack("<HHII", 274, 3, 1, 1), struct.pack("<HHII", 274, 3, 1, 6))),
        Cell("TIFF 8 tiles, deflate", "tif", "tif",
             lambda: tiff_file(drawn(), P3, tile=(32, 48), compression="zlib", predictor=True, blocks_too=True)),
        Cell("TIFF 8 LZW", "tif", "tif", lambda: pillow_file("TIFF", compression="tiff_lzw", icc_profile=P3)),
        Cell("TIFF 8 of JPEG strips", "tif", "tif", lambda: pillow_file("TIFF", compression="jpeg", icc_profile=P3)),
        Cell("TIFF 8 planar", "tif", "tif", lambda: tiff_file(planes(np.uint8), P3, planarconfig="separate")),
        Cell("TIFF 8 CMYK", "tif", "tif", lambda: pillow_file("TIFF", "CMYK", icc_profile=inks)),
        Cell("TIFF 8 to JPEG", "tif", "jpg", lambda: tiff.encode(drawn(), P3, everything), lossy=True),
        Cell("TIFF 16 ProPhoto, all blocks", "tif", "tif", lambda: tiff.encode(drawn(np.uint16), wide, whole(1, ">"))),
        Cell("TIFF 16 tiles, deflate", "tif", "tif",
             lambda: tiff_file(drawn(np.uint16), wide, tile=(32, 48), compression="zlib", predictor=True)),
        Cell("TIFF 16 LZW", "tif", "tif", lambda: tiff_by_opencv(drawn(np.uint16))),
        Cell("TIFF 16 planar", "tif", "tif",
             lambda: tiff_file(planes(np.uint16), P3, planarconfig="separate", orientation=6, blocks_too=True)),
        Cell("TIFF 16 big-endian, on its side", "tif", "tif",
             lambda: tiff_file(drawn(np.uint16), P3, order=">", orientation=8, blocks_too=True)),
        Cell("TIFF 16 grey with profile", "tif", "tif",
             lambda: tiff_file(drawn(np.uint16)[..., 0], grey, photometric="minisblack")),
        Cell("BigTIFF 16", "tif", "tif", lambda: tiff_file(drawn(np.uint16), P3, big=True, blocks_too=True)),
        Cell("TIFF float, linear", "tif", "tif", lambda: tiff_file(drawn(np.float32), blocks.linear_profile())),
        Cell("TIFF float, planar, deflate", "tif", "tif",
             lambda: tiff_file(planes(np.float32), P3, planarconfig="separate", compression="zlib")),
        Cell("TIFF float to PNG", "tif", "png", lambda: tiff_file(drawn(np.float32), P3, blocks_too=True)),
        Cell("WebP lossless, P3, all blocks", "webp", "webp", lambda: pillow_file(
            "WEBP", lossless=True, icc_profile=P3, exif=blocks.exif(8), xmp=blocks.xmp(8))),
        Cell("WebP lossy with alpha", "webp", "webp", lambda: pillow_file("WEBP", "RGBA", quality=85)),
        Cell("AVIF P3, all blocks", "avif", "avif", lambda: pillow_file(
            "AVIF", quality=92, subsampling="4:4:4", icc_profile=P3, xmp=blocks.xmp())),
        Cell("AVIF 10 to PNG", "avif", "png", avif_deep),
        Cell("AVIF 10, turned by its box, to TIFF", "avif", "tif", avif_turned),
        Cell("GIF to PNG", "gif", "png", lambda: pillow_file("GIF", "P")),
        Cell("BMP to PNG", "bmp", "png", lambda: pillow_file("BMP")),
        Cell("HEIC P3 to JPEG", "heic", "jpg", lambda: heic_file(
            np.uint8, icc_profile=P3, exif=blocks.exif(), xmp=blocks.xmp()), lossy=True, needs="pillow_heif"),
        Cell("HEIC 10 to TIFF", "heic", "tif", lambda: heic_file(np.uint16), needs="pillow_heif"),
        Cell("DNG to TIFF", "dng", "tif", lambda: dng_file(6), needs="rawpy"),
        Cell("NEF, big-endian, to TIFF", "nef", "tif", lambda: nef_file(6), needs="rawpy"),
        Cell("ARW to PNG", "arw", "png", lambda: arw_file(8), needs="rawpy"),
        Cell("ORF, 12 bits packed, to TIFF", "orf", "tif", lambda: orf_file(3), needs="rawpy"),
        Cell("CR2, slices, to PSD", "cr2", "psd", lambda: cr2_file(1), needs="rawpy"),
        Cell("CR3, CRX, to JPEG", "cr3", "jpg", lambda: cr3_file(6), lossy=True, needs="rawpy"),
        Cell("RAF to TIFF", "raf", "tif", lambda: raf_file(6), needs="rawpy"),
    ]
