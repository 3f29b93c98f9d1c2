"""The file of the skills, made by `models.skills.prepare`, and the list written by hand that it starts from."""

from pathlib import Path

DATA = Path(__file__).parent
"""The folder that holds them."""
