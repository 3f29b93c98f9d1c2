"""Phone numbers, in the one form that every network understands (E.164)."""

import phonenumbers

from models.kernel.errors import Invalid


def clean_phone(typed: str, country: str) -> str:
    """
    The number in E.164 (`+12125550123`), as somebody in `country` (two letters) would dial it.

    Raises Invalid if there is no such number. Idempotent, whatever the country.
    """
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        raise _refusal() from None
    if not phonenumbers.is_possible_number(number):
        raise _refusal()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _refusal() -> Invalid:
    return Invalid("This is no phone number. Start with + and the code of the country if it is abroad.", field="phone")
