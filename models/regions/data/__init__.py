"""The files of the geography, made by `models.regions.prepare`."""

from pathlib import Path

DATA = Path(__file__).parent
"""The folder that holds them."""
