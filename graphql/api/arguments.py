"""Arguments that many fields share."""

from typing import Annotated, TypeVar

import strawberry

Input = TypeVar("Input")

Given = Annotated[Input, strawberry.argument(description="What is needed for it.")]
