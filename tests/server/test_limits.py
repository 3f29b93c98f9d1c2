"""A process takes as many connections as the machine allows."""

import subprocess
import sys

SCRIPT = """
import resource
from server.limits import raise_file_limit
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 256))
raise_file_limit()
print(resource.getrlimit(resource.RLIMIT_NOFILE))
try:
    raise_file_limit(1000)
except OSError as problem:
    print(problem)
print(resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def test_the_limit_of_open_files_is_raised_to_what_is_allowed_and_a_refusal_changes_nothing() -> None:
    told = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == [
        "(256, 256)",
        "this machine allows 256 open files; 1000 are needed (ulimit -Hn 1000)",
        "(256, 256)",
    ]
