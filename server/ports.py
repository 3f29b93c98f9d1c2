"""Finds out whether a port can be listened on, which one can, and whether a site answers there.

`python -m server.ports HOST PORT PATH` is the health check of the container.
"""

import http.client
import socket
import sys


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except (OSError, OverflowError):
            return False
    return True


def next_free(host: str, port: int, tries: int = 100) -> int:
    """The first free port from `port` on. Raises OSError when none of `tries` is free."""
    for candidate in range(port, min(port + tries, 65536)):
        if is_free(host, candidate):
            return candidate
    raise OSError(f"no free port from {port} on at {host}")


def answers(host: str, port: int, path: str) -> bool:
    """Whether a web server there answers 200 to a GET of `path`."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not answers(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
