"""The system's account that an embedded PostgreSQL runs under: ours, or `nobody` when we are root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from server.embedded.errors import EmbeddedServerError

UNPRIVILEGED = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system, and whether becoming it takes a change of identity."""

    name: str
    user_id: int
    group_id: int
    is_ours: bool

    @classmethod
    def ourselves(cls) -> "Account":
        """The account that this process runs under."""
        return cls(str(os.geteuid()), os.geteuid(), os.getegid(), is_ours=True)

    def identity(self) -> dict[str, object]:
        """Arguments for `subprocess.Popen` that make the child run as this account."""
        if self.is_ours:
            return {}
        return {"user": self.user_id, "group": self.group_id, "extra_groups": []}

    def take_over(self, path: Path) -> None:
        """Make this account the owner of one path that we just created."""
        if not self.is_ours:
            os.chown(path, self.user_id, self.group_id)

    def can(self, test: str, path: Path) -> bool:
        """Whether the account passes the shell's `test` (such as -x or -w) on a path, ancestors included."""
        command = ["/bin/sh", "-c", f'test {test} "$0"', str(path)]
        return subprocess.run(command, cwd="/", check=False, **self.identity()).returncode == 0  # type: ignore[call-overload, no-any-return]


def serving_account() -> Account:
    """The account to run PostgreSQL under: it refuses root, so root gives way to `nobody`."""
    if os.geteuid() != 0:
        return Account.ourselves()
    try:
        entry = pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        raise EmbeddedServerError(
            f"PostgreSQL refuses to run as root and this system has no user named {UNPRIVILEGED}. "
            "Run Groundswell as an ordinary user, or set DATABASE_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, is_ours=False)
