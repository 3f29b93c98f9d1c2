"""What is decided about somebody in a round of asking, and why: stored as a number, so never give one away twice."""

from enum import IntEnum


class Decision(IntEnum):
    """Asked; not now (1 to 9), but when a date has come; not for this (10 to 29); or asked, by whom first (30 and more)."""

    ASKED = 0
    WAITING = 1
    QUIET_DAYS = 2
    WEEK_FULL = 3
    MONTH_FULL = 4
    BUDGET_SPENT = 5
    ENOUGH_ASKED = 10
    OTHER_ASK = 11
    GONE = 12
    HOLDOUT = 13
    PAUSED = 14
    DECLINED = 15
    HAS_PLACE = 16
    NOT_QUALIFIED = 17
    NO_CONSENT = 18
    NO_ADDRESS = 19
    NO_VOLUNTEER = 20
    OVERTAKEN = 21
    NOT_WORTH = 22
    NO_CALLER = 23
    OTHERS_TURN = 24
    TO_TEAMMATE = 30
    TO_TEAM_LEADER = 31
    TO_ORGANIZER = 32
    NOBODY_TO_ASK = 33
    ASKERS_BUSY = 34
    NO_NUMBER = 35
    THANKED = 36
