"""CSV and JSON become rows of text."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel.errors import Invalid
from models.kernel.tabular.read_table import SEPARATORS, read_table, sniff_separator
from models.kernel.tabular.source_table import FieldReader, SourceRow


@pytest.mark.parametrize("separator", SEPARATORS)
def test_finds_the_separator(separator: str) -> None:
    text = "\n".join(separator.join(cells) for cells in [("first", "mail"), ("Ada", "ada@example.org")])
    assert sniff_separator(text) == separator


def test_a_comma_in_quotes_separates_nothing() -> None:
    table = read_table(b'name;tags\nAda;"a, b, c"\nBob;"d, e, f"\n')
    assert table.columns == ("name", "tags")
    assert table.rows[0].values == ("Ada", "a, b, c")


def test_ragged_rows_lose_nothing() -> None:
    table = read_table(b"a,b,c\n1,2\n\n1,2,3,,\n1,2,3,4\n")
    assert table.rows == (
        SourceRow(2, ("1", "2", "")),
        SourceRow(4, ("1", "2", "3")),
        SourceRow(5, ("1", "2", "3"), ("4",)),
    )


def test_reads_gzip() -> None:
    assert read_table(gzip.compress(b"a,b\n1,2\n")).rows[0].values == ("1", "2")


def test_reads_nested_json() -> None:
    table = read_table(
        b'{"items":[{"id":1,"person":{"firstName":"Ada","emails":[{"a":"x"},{"a":"y","primary":true}]}}]}'
    )
    assert table.columns == ("id", "person firstName", "person emails a", "person emails primary")
    assert table.rows[0].values == ("1", "Ada", "y", "true")


def test_reads_an_osdi_page() -> None:
    table = read_table(b'{"_embedded":{"osdi:people":[{"given_name":"Ada","_links":{"self":1},"ok":true,"no":null}]}}')
    assert table.columns == ("given_name", "ok", "no")
    assert table.rows[0].values == ("Ada", "true", "")


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"{", b"[]"])
def test_refuses_what_is_no_table(raw: bytes) -> None:
    with pytest.raises(Invalid):
        read_table(raw)


def test_a_field_reads_its_first_filled_column() -> None:
    table = read_table(b"home,mobile\n,123\n456,789\n")
    reader = FieldReader(table.columns, {"phone": ["mobile", "home"], "other": ["home", "mobile"]})
    assert [reader.read(row, "phone") for row in table.rows] == ["123", "789"]
    assert [reader.read(row, "other") for row in table.rows] == ["123", "456"]
    assert reader.read(table.rows[0], "unknown") == ""


@given(st.lists(st.lists(st.text(alphabet="ab1 ", max_size=3), max_size=5), max_size=5))
def test_every_row_is_as_wide_as_the_header(rows: list[list[str]]) -> None:
    text = "x,y,z\n" + "\n".join(",".join(row) for row in rows)
    assert all(len(row.values) == 3 for row in read_table(text.encode()).rows)


@pytest.mark.parametrize(
    "broken", [gzip.compress(b"a,b\n1,2\n", mtime=0)[:-6], b"\x1f\x8b", b"\x1f\x8bnot gzip at all......."]
)
def test_a_broken_gzip_file_is_refused_in_words(broken: bytes) -> None:
    with pytest.raises(Invalid, match="gzip file is broken"):
        read_table(broken)


def test_a_gzip_file_that_grows_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.kernel.tabular.read_table.LARGEST_UNPACKED", 1000)
    assert len(read_table(gzip.compress(b"a\n" + b"1\n" * 499)).rows) == 499
    with pytest.raises(Invalid, match="when unpacked"):
        read_table(gzip.compress(b"a\n" + b"1\n" * 500))


@pytest.mark.parametrize("encoding", ["undefined", "idna", "utf-8\x00", "no-such-encoding", "hex"])
def test_an_encoding_that_cannot_be_is_refused_in_words(encoding: str) -> None:
    with pytest.raises(Invalid, match="cannot be read as"):
        read_table("name\nZoë\n".encode("latin-1"), encoding=encoding)


def test_bytes_that_are_no_text_are_refused_in_words() -> None:
    with pytest.raises(Invalid, match="no text that we can read"):
        read_table(bytes(range(0x81, 0xA0)) * 20)


def test_json_that_is_nested_without_end_is_refused_in_words() -> None:
    deep = '{"a":' * 900 + "1" + "}" * 900
    with pytest.raises(Invalid, match="nested too deeply"):
        read_table(f"[{deep}]".encode())
