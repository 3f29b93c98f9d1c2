"""Where an embedded server keeps its data, its socket and its binaries, so that its account can reach them.

Nobody's modes are ever changed: what lies under a closed folder (a home of mode 700, pytest's own) is kept
elsewhere instead. A small file in the data folder of Groundswell then remembers where.
"""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from server.embedded.account import Account
from server.embedded.errors import EmbeddedServerError

LONGEST_SOCKET_PATH = 103
SOCKET_NAME = ".s.PGSQL.5432.lock"
DURABLE_ROOT = Path("/var/lib/groundswell")
POINTER = "postgres.location"
BACK_POINTER = "belongs-to"


def make_folder(path: Path) -> Path:
    """Create a folder and its ancestors; say in words why when that is impossible."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(path)
    except OSError as problem:
        raise EmbeddedServerError(
            f"The folder {path} cannot be created or written ({problem.strerror or 'permission denied'}). "
            "Choose another one with GROUNDSWELL_HOME."
        ) from problem
    return path


def data_place(home: Path, account: Account, *, durable: bool) -> Path:
    """The folder that holds the cluster: in `home`, or outside when the account cannot reach `home`."""
    pointer = home / POINTER
    if pointer.exists():
        return Path(pointer.read_text().strip())
    if account.is_ours or account.can("-x", home):
        return _owned_folder(home / "postgres", account)
    root = shared_root(durable=durable)
    _remove_orphans(root)
    place = Path(tempfile.mkdtemp(prefix="postgres-", dir=root))
    account.take_over(place)
    (place / BACK_POINTER).write_text(str(pointer))
    pointer.write_text(str(place))
    return place


def socket_place(place: Path, account: Account) -> Path:
    """A folder for the socket, closed to others, whose path is short enough for a socket address."""
    folder = place / "run"
    if len(os.fsencode(folder / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
        folder = Path(tempfile.mkdtemp(prefix="gs-", dir=_short_temporary_folder()))
        account.take_over(folder)
        return folder
    return _owned_folder(folder, account)


def reachable_binaries(binaries: Path, account: Account) -> Path:
    """
    The `bin` folder to start from: the installed one, or a copy when the account cannot reach that.

    `binaries` is `<package>/<installation>/bin`. The programs look for their libraries in `<package>.libs` beside the
    package, so a copy keeps that order.
    """
    if account.is_ours or account.can("-x", binaries / "postgres"):
        return binaries
    installation, package = binaries.parent, binaries.parent.parent
    stamp = int((binaries / "postgres").stat().st_mtime)
    copy = shared_root(durable=True) / f"{package.name}-{installation.name}-{stamp}"
    if not copy.exists():
        unfinished = Path(tempfile.mkdtemp(prefix="copying-", dir=copy.parent))
        shutil.copytree(installation, unfinished / package.name / installation.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        unfinished.chmod(0o755)
        _put_in_place(unfinished, copy)
    return copy / package.name / installation.name / binaries.name


def shared_root(*, durable: bool) -> Path:
    """A folder of ours outside everybody's home: kept across restarts of the system, or a temporary one."""
    root = DURABLE_ROOT
    if not durable or not _is_creatable(root):
        root = Path(tempfile.gettempdir()) / f"groundswell-{os.geteuid()}"
    root.mkdir(mode=0o755, parents=True, exist_ok=True)
    facts = root.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.geteuid() or facts.st_mode & 0o022:
        raise EmbeddedServerError(f"{root} exists but is not ours alone; remove it or set DATABASE_URL.")
    return root


def forget(home: Path, place: Path) -> None:
    """Delete a cluster and the note that leads to it."""
    shutil.rmtree(place, ignore_errors=True)
    (home / POINTER).unlink(missing_ok=True)


def _owned_folder(path: Path, account: Account) -> Path:
    if not path.exists():
        path.mkdir(mode=0o700, parents=True)
        account.take_over(path)
    return path


def _is_creatable(path: Path) -> bool:
    while not path.exists():
        path = path.parent
    return os.access(path, os.W_OK)


def _put_in_place(unfinished: Path, finished: Path) -> None:
    try:
        unfinished.rename(finished)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        if not finished.exists():
            raise


def _short_temporary_folder() -> str:
    chosen = tempfile.gettempdir()
    return chosen if len(chosen) < 60 else "/tmp"


def _remove_orphans(root: Path) -> None:
    """Delete temporary clusters whose home is gone, as pytest's old folders are after three runs."""
    if root == DURABLE_ROOT:
        return
    for place in root.glob("postgres-*"):
        note = place / BACK_POINTER
        if note.exists() and not Path(note.read_text()).exists():
            shutil.rmtree(place, ignore_errors=True)
