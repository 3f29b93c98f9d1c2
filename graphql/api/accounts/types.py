"""What strangers may know of an account."""

import strawberry

from models.kernel import words


@strawberry.type(description="The campaign that this site belongs to.")
class AccountInfo:
    """Shows a row of `accounts`."""

    name: str = strawberry.field(description="What the campaign is called.")
    default_country: str = strawberry.field(description="ISO 3166 code of the country that forms start with.")
    default_language: str = strawberry.field(description="BCP 47 tag of the language for whoever has chosen none.")

    @strawberry.field(description="BCP 47 tags of the languages that the site speaks.")
    def languages(self) -> list[str]:
        """The languages of the catalogue."""
        return list(words.LANGUAGES)
