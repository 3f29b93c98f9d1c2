"""How many connections this process may hold."""

import resource

UNLIMITED = 10_240
"""What is asked for where nothing is forbidden: more than this some systems refuse all the same."""


def raise_file_limit(least: int = 0) -> None:
    """
    Let this process open as many files as the machine allows: each viewer of a display takes two.

    Many machines begin with 1,024. Raises OSError, with what to do, where fewer are allowed than needed.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < least:
        raise OSError(f"this machine allows {hard} open files; {least} are needed (ulimit -Hn {least})")
    wanted = UNLIMITED if hard == resource.RLIM_INFINITY else hard
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
