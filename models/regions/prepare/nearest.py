"""The nearest of many points."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class Nearest:
    """Finds the nearest of a fixed set of points (degrees) by chord length on the unit sphere."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._sphere = _on_sphere(np.asarray(points, dtype=float))

    def index(self, latitude: float, longitude: float) -> int:
        """Index of the nearest point; the first one of several equally near."""
        target = _on_sphere(np.asarray([(latitude, longitude)], dtype=float))[0]
        return int(np.argmax(np.round(self._sphere @ target, 12)))


def _on_sphere(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    latitude, longitude = np.radians(degrees).T
    return np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )
