"""How loops are compiled: by numba, without the interpreter's lock, once for each machine."""

from collections.abc import Callable
from typing import TypeVar

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """
    The function in machine code, made at its first call and kept beside the source, or in the user's cache folder.

    Where neither can be written (a read-only image), every process compiles for itself; NUMBA_CACHE_DIR names a place.
    """
    try:
        return njit(function, nogil=True, cache=True, error_model="numpy")
    except RuntimeError:  # "no locator available": nowhere to keep it
        return njit(function, nogil=True, error_model="numpy")
