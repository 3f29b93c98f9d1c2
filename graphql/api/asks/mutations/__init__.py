"""What can be done with asks: send, answer, correct."""

import strawberry

from api.asks.mutations.appeal_release import AppealRelease
from api.asks.mutations.appeal_save import AppealSave
from api.asks.mutations.appeal_stop import AppealStop
from api.asks.mutations.ask_answer import AskAnswerMutation
from api.asks.mutations.ask_card_record import AskCardRecord
from api.asks.mutations.ask_correct import AskCorrect
from api.asks.mutations.asking_offer import AskingOffer
from api.asks.mutations.asks_sign import AsksSign
from api.asks.mutations.letters_stop import LettersStop
from api.asks.mutations.phone_code_request import PhoneCodeRequest
from api.asks.mutations.phone_prove import PhoneProve
from api.asks.mutations.place_answer import PlaceAnswer
from api.asks.mutations.place_rate import PlaceRate
from api.asks.mutations.purpose_stop import PurposeStop
from api.asks.mutations.task_ask import TaskAsk
from api.asks.mutations.thanks_sign import ThanksSign


@strawberry.type
class AskMutations(
    AppealRelease,
    AppealSave,
    AppealStop,
    AskAnswerMutation,
    AskCardRecord,
    AskCorrect,
    AskingOffer,
    AsksSign,
    LettersStop,
    PhoneCodeRequest,
    PhoneProve,
    PlaceAnswer,
    PlaceRate,
    PurposeStop,
    TaskAsk,
    ThanksSign,
):
    """Belongs to Mutation."""
