"""View: which part of a photo is seen, and how large. Plain arithmetic in device pixels; free of Qt."""

from __future__ import annotations

from dataclasses import dataclass

MARGIN = 12.0
"""Device pixels left free around a photo that fits, at device pixel ratio 1."""
LARGEST = 32.0
"""Device pixels per photo pixel at the closest look."""


@dataclass(slots=True)
class View:
    """A photo of ``width`` x ``height`` px seen through a port of ``across`` x ``down`` device px.

    ``scale``: device px per photo px; (``x``, ``y``): the photo's place in the middle of the port, in photo px.
    ``fitted``: the scale follows the port.
    """

    width: int = 1
    height: int = 1
    across: int = 1
    down: int = 1
    margin: float = MARGIN
    scale: float = 1.0
    x: float = 0.5
    y: float = 0.5
    fitted: bool = True

    def show(self, width: int, height: int) -> None:
        """Another photo: one of the same shape is seen as the one before, at the same size; another is fitted."""
        alike = abs(width / height - self.width / self.height) < 2 / min(width, height, self.width, self.height)
        larger = width / self.width
        self.width, self.height = width, height
        if self.fitted or not alike:
            self.fit()
        else:
            self.x, self.y, self.scale = self.x * larger, self.y * larger, self.scale / larger

    def resize(self, across: int, down: int, margin: float) -> None:
        """Another port: what was in its middle stays there."""
        self.across, self.down, self.margin = max(1, across), max(1, down), margin
        if self.fitted:
            self.fit()
        else:
            self._tidy()

    @property
    def fit_scale(self) -> float:
        """The scale at which the whole photo is seen."""
        across = max(1.0, self.across - 2 * self.margin)
        down = max(1.0, self.down - 2 * self.margin)
        return min(across / self.width, down / self.height)

    @property
    def least(self) -> float:
        """The smallest scale."""
        return min(self.fit_scale, 1.0) / 2

    def fit(self) -> None:
        """See the whole photo."""
        self.scale, self.x, self.y, self.fitted = self.fit_scale, self.width / 2, self.height / 2, True

    def zoom(self, scale: float, at_x: float, at_y: float) -> None:
        """Another scale; the photo's place under (``at_x``, ``at_y``) device px stays there."""
        x, y = self.to_photo(at_x, at_y)
        self.scale = min(max(scale, self.least), max(LARGEST, self.fit_scale))
        self.x = x - (at_x - self.across / 2) / self.scale
        self.y = y - (at_y - self.down / 2) / self.scale
        self.fitted = False
        self._tidy()

    def pan(self, dx: float, dy: float) -> None:
        """Move the photo by device px."""
        self.x -= dx / self.scale
        self.y -= dy / self.scale
        self._tidy()

    def look_at(self, x: float, y: float) -> None:
        """Bring a place of the photo to the middle, as far as its edges allow."""
        self.x, self.y = x, y
        self._tidy()

    @property
    def origin(self) -> tuple[int, int]:
        """Device px of the photo's top left corner, on whole pixels, so that 1:1 is sharp."""
        return round(self.across / 2 - self.x * self.scale), round(self.down / 2 - self.y * self.scale)

    def to_photo(self, at_x: float, at_y: float) -> tuple[float, float]:
        """Photo px under a place of the port."""
        left, top = self.origin
        return (at_x - left) / self.scale, (at_y - top) / self.scale

    def to_port(self, x: float, y: float) -> tuple[float, float]:
        """Device px of a place of the photo."""
        left, top = self.origin
        return left + x * self.scale, top + y * self.scale

    def _tidy(self) -> None:
        """No ground beside a photo that is larger than the port; a smaller one lies in the middle."""
        half_x, half_y = self.across / 2 / self.scale, self.down / 2 / self.scale
        self.x = self.width / 2 if 2 * half_x >= self.width else min(max(self.x, half_x), self.width - half_x)
        self.y = self.height / 2 if 2 * half_y >= self.height else min(max(self.y, half_y), self.height - half_y)
