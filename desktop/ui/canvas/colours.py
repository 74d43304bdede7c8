"""Colours: from the photo's profile to the screen's, a tile at a time, on a worker's thread."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from engine.colour import is_srgb

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Tile = NDArray[np.uint8]


def on_screen(tile: Tile, icc: bytes | None, screen: bytes | None) -> Tile:
    """(h, w, 3) uint8 in the profile ``icc`` as the screen with the profile ``screen`` shows it (None: sRGB), relative
    colorimetric with black point compensation. Where a profile cannot be used the values count as sRGB."""
    transform = _transform(None if is_srgb(icc) else icc, None if is_srgb(screen) else screen)
    if transform is None:
        return tile
    import numpy as np
    from PIL import Image

    return np.asarray(transform.apply(Image.fromarray(np.ascontiguousarray(tile))), np.uint8)


@lru_cache(maxsize=8)
def _transform(icc: bytes | None, screen: bytes | None) -> Any:
    if icc == screen:
        return None
    from PIL import ImageCms

    own, other = (
        ImageCms.createProfile("sRGB") if profile is None else ImageCms.ImageCmsProfile(BytesIO(profile))
        for profile in (icc, screen)
    )
    return ImageCms.buildTransform(
        own, other, "RGB", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    )
