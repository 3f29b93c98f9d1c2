"""
How loops are compiled: by numba, without the interpreter's lock, when they are first called; then kept in a folder.

Numba is not imported before: it takes longer than all the rest of a process that never matches anybody.
"""

import re
from collections.abc import Callable
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])

_SOLVER = "models.matching.solver"
_IMPORT = re.compile(rf"^(?:from|import) ({re.escape(_SOLVER)}[\w.]*)", re.MULTILINE)

_folders: list[Path] = []


def keep_in(folder: Path | None) -> None:
    """Where to keep machine code, from the first call of anything that is compiled; None: where numba would."""
    _folders[:] = [folder] if folder else []


def kept_in() -> Path | None:
    """The folder in which machine code is kept; None: beside the source, or in the user's cache."""
    return _folders[0] if _folders else None


@cache
def source_digest(module: str | None = None) -> str:
    """
    Names the state of a module's source and of those of the solver that it imports, directly or not; None: of all.

    Numba itself looks for a change only in the file of a function, not in those that it calls.
    """
    here = Path(__file__).parent
    sources = {_name_of(path, here): path.read_text(encoding="utf-8") for path in here.rglob("*.py")}
    wanted, found = [*(sources if module is None else [module])], set[str]()
    while wanted:
        name = wanted.pop()
        if name in sources and name not in found:
            found.add(name)
            wanted += _IMPORT.findall(sources[name])
    return blake2b("".join(name + sources[name] for name in sorted(found)).encode(), digest_size=8).hexdigest()


def _name_of(path: Path, here: Path) -> str:
    return ".".join((_SOLVER, *path.relative_to(here).with_suffix("").parts))


def compiled(function: Function) -> Function:
    """
    The function in machine code, made at its first call.

    Where it can be kept nowhere (a read-only image), every process compiles for itself.
    """
    return cast("Function", Compiled(function))


class Compiled:
    """A function that is compiled when it is called, by Python or by another such function."""

    def __init__(self, function: Callable[..., object]) -> None:
        self._function = function

    def __call__(self, *arguments: object) -> object:
        return self._dispatcher(*arguments)

    @property
    def signatures(self) -> list[Any]:
        """For which types of arguments there is machine code in this process."""
        return list(self._dispatcher.signatures) if "_dispatcher" in self.__dict__ else []

    @property
    def _numba_type_(self) -> Any:
        """As which numba sees it within another compiled function."""
        return self._dispatcher._numba_type_

    @cached_property
    def _dispatcher(self) -> Any:
        from numba import config, njit

        if _folders:
            vars(config)["CACHE_DIR"] = str(_folders[0] / source_digest(self._function.__module__))
        try:
            return njit(self._function, nogil=True, cache=True, error_model="numpy")
        except RuntimeError:  # "no locator available": nowhere to keep it
            return njit(self._function, nogil=True, error_model="numpy")
