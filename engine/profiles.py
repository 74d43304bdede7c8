"""ICC profiles of three primaries and tone curves: read into numbers, and made from numbers."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

POINTS = 65536
"""Values of a curve's table."""
D50 = np.array([0.9642, 1.0, 0.8249])
"""White of the profile connection space (ICC.1:2022, section 7.2.16)."""
D65 = (0.3127, 0.3290)
SRGB = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
DISPLAY_P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
ADOBE_RGB = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
BT2020 = ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
"""CIE xy of red, green and blue: IEC 61966-2-1, SMPTE EG 432-1, Adobe RGB (1998), ITU-R BT.2020."""
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


@dataclass(frozen=True, slots=True)
class MatrixProfile:
    """``curves`` (3, POINTS): linear light 0..1 of evenly spaced encoded values; ``roots`` (3, POINTS): encoded values
    of evenly spaced square roots of linear light; ``matrix``: linear RGB to XYZ (D50).
    """

    curves: Floats
    roots: Floats
    matrix: Floats

    def linear(self, rgb: NDArray[Any]) -> Floats:
        """(..., 3) encoded 0..1 to linear light; values outside are clipped."""
        return np.stack([_looked_up(self.curves[k], np.clip(rgb[..., k], 0, 1)) for k in range(3)], axis=-1)

    def encoded(self, linear: Floats) -> Floats:
        """The inverse of ``linear``, within half a 16-bit step."""
        place = np.sqrt(np.clip(linear, 0, 1))
        return np.stack([_looked_up(self.roots[k], place[..., k]) for k in range(3)], axis=-1)


def _looked_up(table: Floats, place: NDArray[Any]) -> Floats:
    """The table's values at places 0..1, interpolated."""
    at = place * np.float64(POINTS - 1)
    low = np.minimum(at.astype(np.intp), POINTS - 2)
    below = table[low]
    out: Floats = below + (table[low + 1] - below) * (at - low)
    return out


def tags_of(icc: bytes) -> dict[bytes, bytes]:
    """The tagged elements of a profile by signature. Raises ValueError for a profile that is cut off."""
    if len(icc) < 132 or icc[36:40] != b"acsp":
        raise ValueError("no ICC profile")
    count = int.from_bytes(icc[128:132])
    if count > 200 or 132 + 12 * count > len(icc):
        raise ValueError("the profile's tags are cut off")
    out = {}
    for entry in range(count):
        name, start, size = struct.unpack_from(">4sII", icc, 132 + 12 * entry)
        if start + size > len(icc):
            raise ValueError("the profile's tags are cut off")
        out[name] = icc[start:start + size]
    return out


def space_of(icc: bytes) -> str:
    """The colours that the profile describes: "RGB", "GRAY", "CMYK", ...; "" when it is no profile."""
    return icc[16:20].decode("latin-1").strip() if len(icc) >= 132 and icc[36:40] == b"acsp" else ""


@lru_cache(maxsize=16)
def matrix_profile(icc: bytes) -> MatrixProfile | None:
    """The profile in numbers; None for one that works by tables or is damaged."""
    try:
        tags = tags_of(icc)
        if space_of(icc) != "RGB" or b"A2B0" in tags:
            return None
        columns = [np.array(struct.unpack_from(">3i", tags[name], 8)) / 65536 for name in (b"rXYZ", b"gXYZ", b"bXYZ")]
        curves = np.stack([curve(tags[name]) for name in (b"rTRC", b"gTRC", b"bTRC")])
    except (ValueError, KeyError, struct.error):
        return None
    matrix, place = np.stack(columns, axis=1), np.linspace(0, 1, POINTS)
    roots = np.stack([np.interp(place ** 2, light, place) for light in curves])
    return MatrixProfile(curves, roots, matrix) if abs(np.linalg.det(matrix)) > 1e-6 else None


def curve(element: bytes) -> Floats:
    """(POINTS,) linear light of a curve of type ``curv`` or ``para`` (ICC.1:2022, sections 10.6 and 10.18).

    Raises ValueError for other types and curves that go down.
    """
    x = np.linspace(0, 1, POINTS)
    if element[:4] == b"curv":
        count = int.from_bytes(element[8:12])
        values = np.frombuffer(element, ">u2", count, 12).astype(np.float64)
        light = x if count == 0 else x ** (values[0] / 256) if count == 1 else np.interp(
            x, np.linspace(0, 1, count), values / 65535)
    elif element[:4] == b"para":
        light = _formula(x, int.from_bytes(element[8:10]), element)
    else:
        raise ValueError("unknown curve")
    out: Floats = np.clip(light, 0, 1)
    if not np.isfinite(out).all() or (np.diff(out) < 0).any() or out[-1] <= out[0]:
        raise ValueError("the curve goes down")
    return out


def _formula(x: Floats, kind: int, element: bytes) -> Floats:
    counts = (1, 3, 4, 5, 7)
    if kind >= len(counts):
        raise ValueError("unknown formula")
    given = np.array(struct.unpack_from(f">{counts[kind]}i", element, 12)) / 65536
    g, a, b, c, d, e, f = np.concatenate([given, [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0][counts[kind]:]])
    if kind == 1:
        d = -b / a if a else 0.0
    elif kind == 2:
        d, e, f, c = -b / a if a else 0.0, c, c, 0.0
    upper = np.maximum(a * x + b, 0) ** g + e
    out: Floats = np.where(x >= d, upper, c * x + f)
    return out


def srgb_curve(points: int = POINTS) -> Floats:
    """(points,) linear light of evenly spaced sRGB values 0..1 (IEC 61966-2-1)."""
    x = np.linspace(0, 1, points)
    out: Floats = np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)
    return out


def primaries_matrix(primaries: tuple[tuple[float, float], ...], white: tuple[float, float] = D65) -> Floats:
    """Linear RGB to XYZ relative to D50, adapted by Bradford (ICC.1:2022, annex E). Raises ValueError."""
    if min(white[1], *(y for _, y in primaries)) <= 0:
        raise ValueError("primaries without light")
    xyz = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in primaries]).T
    target = np.array([white[0] / white[1], 1.0, (1 - white[0] - white[1]) / white[1]])
    try:
        scaled = xyz * np.linalg.solve(xyz, target)
    except np.linalg.LinAlgError as error:
        raise ValueError("primaries on one line") from error
    gain = np.diag((BRADFORD @ D50) / (BRADFORD @ target))
    out: Floats = np.linalg.inv(BRADFORD) @ gain @ BRADFORD @ scaled
    return out


def made(name: str, primaries: tuple[tuple[float, float], ...], light: Floats | float, white: tuple[float, float] = D65,
         points: int = 1024) -> bytes:
    """A display profile (ICC version 2.4, read by everything) with one curve for all channels: ``light`` is its
    table, or its gamma (rounded to 1/256).

    The same arguments give the same bytes. Raises ValueError for impossible primaries.
    """
    matrix = primaries_matrix(primaries, white)
    text = name.encode("ascii")
    if isinstance(light, float):
        table = np.array([round(light * 256)])
    else:
        table = np.rint(np.interp(np.linspace(0, 1, points), np.linspace(0, 1, len(light)), light) * 65535)
    tone = b"curv\0\0\0\0" + struct.pack(">I", len(table)) + table.astype(">u2").tobytes()
    elements = [
        ((b"desc",), b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + bytes(1 + 8 + 3 + 67)),
        ((b"cprt",), b"text\0\0\0\0No copyright, use freely\0"),
        ((b"wtpt",), _xyz(D50)),
        *(((tag,), _xyz(matrix[:, k])) for k, tag in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))),
        ((b"rTRC", b"gTRC", b"bTRC"), tone),
    ]
    count = sum(len(tags) for tags, _ in elements)
    place = 128 + 4 + 12 * count
    listing, body = struct.pack(">I", count), b""
    for tags, element in elements:
        for tag in tags:
            listing += struct.pack(">4sII", tag, place + len(body), len(element))
        body += element + bytes(-len(element) % 4)
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    header = struct.pack(">I4sI4s4s4s12s4s28s12s48s", place + len(body), bytes(4), 0x02400000, b"mntr", b"RGB ",
                         b"XYZ ", date, b"acsp", bytes(28), _xyz(D50)[8:], bytes(48))
    return header + listing + body


def _xyz(values: Any) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(float(value) * 65536) for value in values))


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """The profile that every photo without one of its own is saved with."""
    return made("sRGB", SRGB, srgb_curve())


@lru_cache(maxsize=1)
def display_p3_profile() -> bytes:
    """Display P3: the primaries of DCI-P3 with the white and the curve of sRGB."""
    return made("Display P3", DISPLAY_P3, srgb_curve())


@lru_cache(maxsize=1)
def adobe_rgb_profile() -> bytes:
    """Colours of Adobe RGB (1998): gamma 563/256."""
    return made("Compatible with Adobe RGB (1998)", ADOBE_RGB, 563 / 256)


def from_grey(icc: bytes) -> bytes | None:
    """An RGB profile in which equal channels look as the grey profile ``icc`` says; None if it has no usable curve."""
    try:
        return made("RGB with the curve of a grey profile", SRGB, curve(tags_of(icc)[b"kTRC"]), points=4096)
    except (ValueError, KeyError, struct.error):
        return None
