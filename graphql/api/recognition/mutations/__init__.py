"""What can be done about badges."""

import strawberry

from api.recognition.mutations.badges_publish import BadgesPublish


@strawberry.type
class RecognitionMutations(BadgesPublish):
    """Belongs to Mutation."""
