"""What a link for a screen may do: show the display of one region."""

from collections.abc import Collection

_DISPLAY = "display:"


def permission_for(region_code: str) -> str:
    """The permission to show a region's display."""
    return f"{_DISPLAY}{region_code}"


def region_code_of(permissions: Collection[str]) -> str | None:
    """Whose display may be shown; None: nobody's."""
    return next((each.removeprefix(_DISPLAY) for each in permissions if each.startswith(_DISPLAY)), None)
