"""What somebody could say who asks a teammate: hello, thanks, the facts, why they, one question (`rules.md` A8–A10)."""

from models.asks.ask_letters import occasion_of
from models.asks.cards import CardInHand
from models.asks.composing import say_facts, say_thanks
from models.kernel.words import gettext, isolated
from models.matching.rules import Reader, put_into_words


def words_of_card(card: CardInHand, asker_name: str, *, miles: bool) -> list[str]:
    """Sentences in the language of whoever is asked; why they: in their own words, for it is they who hear it."""
    language = card.person.language
    hello = gettext(
        language,
        "Hello {name}, this is {asker}.",
        name=isolated(card.person.first_name),
        asker=isolated(asker_name),
    )
    why = put_into_words(card.ask.reasons, Reader(language, miles))
    return [
        hello,
        *say_thanks(language, card.last),
        say_facts(language, occasion_of(card.task, card.shift)),
        *([gettext(language, "I thought of you, because: {why}", why=why)] if why else []),
        gettext(language, "Could you come? It is fine to say no."),
    ]
