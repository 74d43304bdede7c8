"""A picture to the bytes of an exported file: size, profile, metadata, depth, layers. For the light lane."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desktop.state.export_recipe import WITH_QUALITY, form_of, pixels_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from desktop.settings import Export as Recipe
    from desktop.state.viewer import View
    from engine.photo import Layer, Photo, Pixels

@dataclass(frozen=True, slots=True)
class Made:
    """A file's bytes, its size in pixels, bits a channel, and sentences on what it lacks of the photo."""

    data: bytes
    width: int
    height: int
    depth: int
    losses: tuple[str, ...]


def export(view: View, recipe: Recipe, opacity: float = 1.0, inputs: int = 1) -> Made:
    """Make the file. ``opacity`` of the layers, as they are looked at; ``inputs``: from how many photos it was made.

    Raises UsageError where the format cannot hold the picture.
    """
    from engine.codecs.write import bits, encode, losses
    from engine.metadata import RESULTS, labelled, result_type, source_type_of
    from engine.photo import composite

    layers = tuple(replace(layer, opacity=layer.opacity * opacity) for layer in view.layers or ())
    base, layers = _sized(view.photo or view.base, layers, recipe)
    base, layers = _coloured(base, layers, recipe)
    out = composite(base, layers) if layers else base
    kind: str | None = view.label or source_type_of(out)
    own = view.label or not view.is_result or (not layers and kind in RESULTS)  # not of what it was made from
    if kind is None or not own:
        kind = result_type([view.base] * max(1, inputs if view.is_result else 1))
    out = labelled(out, kind, recipe.metadata)
    form, depth = form_of(recipe), recipe.depth or None
    keep_layers = (base, layers) if recipe.layers and form.layers and layers else None
    data = encode(out, form, _quality(out, recipe), depth, keep_layers)
    return Made(data, out.width, out.height, bits(out, form, depth), tuple(losses(out, form, depth)))


def _quality(photo: Photo, recipe: Recipe) -> int | None:
    """1..100; None for formats without any, and for a JPEG that keeps how it was coded."""
    keeps = recipe.format == "jpeg" and recipe.own_quality and photo.source is not None and photo.source.jpeg
    return None if keeps or recipe.format not in WITH_QUALITY else recipe.quality


def _sized(photo: Photo, layers: tuple[Layer, ...], recipe: Recipe) -> tuple[Photo, tuple[Layer, ...]]:
    size = pixels_of(recipe, photo.width, photo.height)
    if size == (photo.width, photo.height):
        return photo, layers
    shrunk = photo.with_pixels(_shrunk(photo.pixels, size))
    return shrunk, tuple(made for layer in layers if (made := _shrunk_layer(photo, layer, size)) is not None)


def _shrunk(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """By area averaging; a transparent photo by its opaque parts, so that no hidden colour bleeds in."""
    import cv2
    import numpy as np

    if pixels.shape[2] == 3:
        return np.ascontiguousarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))
    from engine.photo import top_value

    top = top_value(pixels.dtype)
    alpha = pixels[..., 3:].astype(np.float32) / top
    held = cv2.resize(pixels[..., :3].astype(np.float32) * alpha, size, interpolation=cv2.INTER_AREA)
    weight = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA)[..., None]
    rgba = np.concatenate([held / np.maximum(weight, 1e-6), weight * top], axis=2)
    return _as(rgba / top, pixels.dtype)


def _shrunk_layer(photo: Photo, layer: Layer, size: tuple[int, int]) -> Layer | None:
    """The layer over the shrunk photo: drawn at full size first, so that it lies where it lay. None when nothing of
    it is left."""
    import cv2
    import numpy as np

    from engine.photo import Box, Layer

    patch, mask = photo.pixels[..., :3].copy(), np.zeros((photo.height, photo.width), np.float32)
    patch[layer.box.slices], mask[layer.box.slices] = layer.patch, layer.mask
    patch = cv2.resize(patch, size, interpolation=cv2.INTER_AREA)
    mask = np.clip(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), 0, 1)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return None
    box = Box(int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1))
    return Layer(np.ascontiguousarray(patch[box.slices]), np.ascontiguousarray(mask[box.slices]), box, layer.name,
                 layer.opacity)


def _coloured(photo: Photo, layers: tuple[Layer, ...], recipe: Recipe) -> tuple[Photo, tuple[Layer, ...]]:
    """Photo and layers in the profile asked for."""
    if recipe.profile == "keep":
        return photo, layers
    target = profile(recipe.profile)
    if photo.icc == target:
        return photo, layers
    coloured = replace(photo, icc=target, pixels=_converted(photo.pixels, photo.icc, target))
    return coloured, tuple(replace(layer, patch=_converted(layer.patch, photo.icc, target)) for layer in layers)


def profile(name: str) -> bytes:
    """The ICC profile of a working space: srgb, display_p3 or adobe_rgb."""
    from engine import profiles

    makers: dict[str, Callable[[], bytes]] = {"srgb": profiles.srgb_profile, "display_p3": profiles.display_p3_profile,
                                              "adobe_rgb": profiles.adobe_rgb_profile}
    return makers[name]()


def _converted(pixels: Pixels, source: bytes | None, target: bytes) -> Pixels:
    import numpy as np

    from engine.colour import converted
    from engine.photo import top_value

    top = np.float32(top_value(pixels.dtype))
    rgb = _as(converted(pixels[..., :3].astype(np.float32) / top, source, target), pixels.dtype)
    return rgb if pixels.shape[2] == 3 else np.ascontiguousarray(np.dstack([rgb, pixels[..., 3]]))


def _as(unit: NDArray[Any], dtype: Any) -> Pixels:
    """0..1 to a pixel type."""
    import numpy as np

    from engine.photo import top_value

    if dtype == np.float32:
        return np.ascontiguousarray(unit, dtype=np.float32)
    out: Pixels = np.rint(np.clip(unit, 0, 1) * top_value(np.dtype(dtype))).astype(dtype)
    return out
