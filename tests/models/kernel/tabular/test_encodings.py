"""Files of unknown encoding are read as they were meant."""

import pytest

from models.kernel.errors import Invalid
from models.kernel.tabular.encodings import decode, sniff_encoding

POLISH = "imię;nazwisko\nŁukasz;Żółć\nMałgorzata;Dąbrowska\nJan;Święcicki"
GERMAN = "Vorname,Nachname\nJürgen,Müller\nGünther,Weiß\nHervé,Besançon"
ARABIC = "الاسم,المدينة\nمحمد,دمشق\nفاطمة,القاهرة"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", POLISH),
        ("cp1250", POLISH),
        ("iso-8859-2", POLISH),
        ("cp1252", GERMAN),
        ("cp1256", ARABIC),
        ("cp1255", "שם,עיר\nדוד,חיפה"),
        ("cp1251", "имя,город\nИван,Киев"),
        ("utf-16-le", "name,email\nAda,ada@example.org"),
        ("utf-16-be", "name,email\nAda,ada@example.org"),
    ],
)
def test_finds_the_encoding(encoding: str, text: str) -> None:
    assert sniff_encoding(text.encode(encoding)) == encoding
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_drops_the_mark(encoding: str) -> None:
    assert decode("Łódź".encode(encoding)) == ("Łódź", encoding)


def test_plain_ascii_is_utf_8() -> None:
    assert sniff_encoding(b"name,email\n") == "utf-8"


def test_refuses_an_encoding_that_does_not_fit() -> None:
    with pytest.raises(Invalid, match="cannot be read as ascii"):
        decode("Łódź".encode(), "ascii")
    with pytest.raises(Invalid, match="cannot be read as nonsense"):
        decode(b"a", "nonsense")
