"""
A run that workers share: shards of neighbouring regions fill their own places, the border between them bids at one
place, turn by turn (decision 0021); each turn is a job, and what it leaves a row. Done again, a job changes nothing.
"""

from models.matching.actions.shards.begin import begin_shards
from models.matching.actions.shards.border import settle_border
from models.matching.actions.shards.conclude import conclude_shard
from models.matching.actions.shards.turn import take_shards_turn
from models.matching.actions.shards.unite import unite_shards

__all__ = ["begin_shards", "conclude_shard", "settle_border", "take_shards_turn", "unite_shards"]
