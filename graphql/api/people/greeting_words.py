"""What a greeter could say to a newcomer, by what they told us when they came. It asks for nothing (`rules.md` A9, A10)."""

from models.activity.tables import ActivityKind
from models.activity.words import name_of_kind
from models.kernel.words import gettext, isolated
from models.people.tables import Person

MOST_KINDS = 3


def words_of_greeting(newcomer: Person, greeter_name: str) -> list[str]:
    """Three sentences in the newcomer's language."""
    language = newcomer.language
    kinds = [name_of_kind(ActivityKind(kind), language) for kind in newcomer.willing[:MOST_KINDS]]
    interest = (
        gettext(language, "You said what you would like to do: {kinds}. What draws you to it?", kinds=", ".join(kinds))
        if kinds
        else gettext(language, "What would you like to do with us, and when do you have time?")
    )
    return [
        gettext(
            language,
            "Hello {name}, this is {greeter}. Thank you for joining us! I just wanted to say hello.",
            name=isolated(newcomer.first_name),
            greeter=isolated(greeter_name),
        ),
        interest,
        gettext(language, "What would you like to know? And shall we go to your first shift together?"),
    ]
