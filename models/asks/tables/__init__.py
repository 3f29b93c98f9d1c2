"""Asks, who asks, appeals, attention, decisions, and the life of each message."""

from models.asks.tables.appeals import Appeal, AppealState, AppealWave
from models.asks.tables.asks import Ask, AskAnswer, AskKind, AskRoute, AskStatus
from models.asks.tables.attention import Attention, ShiftInvitations
from models.asks.tables.cards import AskCard, CardResult, PersonalAsker
from models.asks.tables.deliveries import Delivery, DeliveryState, MailboxMessage, MessagePurpose
from models.asks.tables.rounds import AskDecisionPage, AskPolicy, AskRound, PolicyVerdict
from models.asks.tables.thanks import AskSigner, NewcomerThanks, ThanksSigner

__all__ = [
    "Appeal",
    "AppealState",
    "AppealWave",
    "Ask",
    "AskAnswer",
    "AskCard",
    "AskDecisionPage",
    "AskKind",
    "AskPolicy",
    "AskRound",
    "AskRoute",
    "AskSigner",
    "AskStatus",
    "Attention",
    "CardResult",
    "Delivery",
    "DeliveryState",
    "MailboxMessage",
    "MessagePurpose",
    "NewcomerThanks",
    "PersonalAsker",
    "PolicyVerdict",
    "ShiftInvitations",
    "ThanksSigner",
]
