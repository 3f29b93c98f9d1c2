"""What can go wrong with boards."""

from models.kernel.errors import Conflict


class RebuildInterrupted(Conflict):
    """Another rebuild of the same boards began, or Redis was emptied, before this one was done."""

    code = "REBUILD_INTERRUPTED"

    def __init__(self) -> None:
        super().__init__("The boards are being rebuilt by somebody else, or Redis was emptied. Please try again.")
