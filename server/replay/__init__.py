"""
Replays a stream of real actions as if volunteers of a campaign had done them.

The stream: six years of questions, answers, comments and edits on a public question-and-answer site, by person and time.
Nothing in it is a campaign's, so two rules stand in for what it lacks, both documented where they are: which of our
kinds an action is (`stream.py`), and where a person lives and with whom they form a team (`placing.py`).
"""

from server.replay.taking_in import replay

__all__ = ["replay"]
