"""What is done about asks, one verb a file."""

from models.asks.actions.answer_ask import Answered, answer_ask
from models.asks.actions.answer_place import answer_place
from models.asks.actions.ask_next_steps import ask_next_steps
from models.asks.actions.choose_asks import choose_asks
from models.asks.actions.correct_ask import correct_ask
from models.asks.actions.deliver_due import deliver_due
from models.asks.actions.forget_rounds import forget_rounds
from models.asks.actions.hear_mail_report import hear_mail_report, hear_signed_report
from models.asks.actions.hear_text_message import hear_text_message, hear_text_report
from models.asks.actions.learn_policy import learn_policy
from models.asks.actions.offer_asking import offer_asking
from models.asks.actions.pass_on_cards import pass_on_cards
from models.asks.actions.presume_sent import presume_sent
from models.asks.actions.prove_phone import prove_phone, request_phone_code
from models.asks.actions.queue_shift_letters import queue_shift_letters
from models.asks.actions.rate_place import rate_place
from models.asks.actions.reap_leases import reap_leases
from models.asks.actions.recall_asks import recall_asks_of_person, recall_asks_of_shifts
from models.asks.actions.reconcile_mail import Reconciled, read_message_ids, reconcile_mail
from models.asks.actions.record_card import Carded, record_card
from models.asks.actions.recount_attention import recount_attention
from models.asks.actions.release_appeal import release_appeal
from models.asks.actions.save_appeal import save_appeal
from models.asks.actions.send_service import send_service, send_sign_in
from models.asks.actions.settle_asks import settle_asks
from models.asks.actions.sign_asks import sign_asks
from models.asks.actions.sign_thanks import sign_thanks
from models.asks.actions.stop_appeal import stop_appeal
from models.asks.actions.stop_letters import stop_letters
from models.asks.actions.stop_purpose import as_themselves, stop_purpose
from models.asks.actions.take_wave import take_wave, take_waves
from models.asks.actions.tell_keepers import tell_keepers
from models.asks.actions.thank_newcomers import thank_newcomers

__all__ = [
    "Answered",
    "Carded",
    "Reconciled",
    "answer_ask",
    "answer_place",
    "as_themselves",
    "ask_next_steps",
    "choose_asks",
    "correct_ask",
    "deliver_due",
    "forget_rounds",
    "hear_mail_report",
    "hear_signed_report",
    "hear_text_message",
    "hear_text_report",
    "learn_policy",
    "offer_asking",
    "pass_on_cards",
    "presume_sent",
    "prove_phone",
    "queue_shift_letters",
    "rate_place",
    "read_message_ids",
    "reap_leases",
    "recall_asks_of_person",
    "recall_asks_of_shifts",
    "reconcile_mail",
    "record_card",
    "recount_attention",
    "release_appeal",
    "request_phone_code",
    "save_appeal",
    "send_service",
    "send_sign_in",
    "settle_asks",
    "sign_asks",
    "sign_thanks",
    "stop_appeal",
    "stop_letters",
    "stop_purpose",
    "take_wave",
    "take_waves",
    "tell_keepers",
    "thank_newcomers",
]
