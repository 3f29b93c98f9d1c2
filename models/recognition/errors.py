"""What can be wrong with badges."""

from models.kernel.errors import Invalid


class BadgesInvalid(Invalid):
    """A set of badges that cannot be used; `path` says where, such as `2.threshold`."""

    code = "BADGES_INVALID"

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(
            "These badges cannot be used. {path}: {problem}", field="body", path=path or "/", problem=problem
        )
        self.path = path
