"""How the ledger is read and appended to: whole days of people, under the lock of each person."""

from models.activity.ledger.formula_book import FormulaBook, formula_book
from models.activity.ledger.homes import Home, Homes, lock_home, lock_homes
from models.activity.ledger.read_days import ActivityKey, Day, DayKey, read_days, read_days_of, read_effective
from models.activity.ledger.rows import RecordedEntry, Revision
from models.activity.ledger.settle import announce_entries, settle_days, tell_of_days
from models.activity.ledger.store import Stored, store_revisions

__all__ = [
    "ActivityKey",
    "Day",
    "DayKey",
    "FormulaBook",
    "Home",
    "Homes",
    "RecordedEntry",
    "Revision",
    "Stored",
    "announce_entries",
    "formula_book",
    "lock_home",
    "lock_homes",
    "read_days",
    "read_days_of",
    "read_effective",
    "settle_days",
    "store_revisions",
    "tell_of_days",
]
