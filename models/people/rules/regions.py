"""What a region's path tells."""


def state_path(region_path: str) -> str:
    """The path of the state that a region lies in: `US/NY/` for `US/NY/061/`; a country for itself."""
    return "/".join(region_path.strip("/").split("/")[:2]) + "/"
