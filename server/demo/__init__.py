"""
The demo campaign: made-up people with real names of seven languages, at real places, with four months behind them.

Seeded: the same campaign each time, its dates relative to the day on which it is loaded.
"""

from server.demo.load import load_demo
from server.demo.sign_in import sign_in_links

__all__ = ["load_demo", "sign_in_links"]
