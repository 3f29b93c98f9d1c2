"""Signed mail, from the settings: the key, its record, and what doctor says."""

from pathlib import Path

import pytest

from models.asks.channels.dkim import dns_record
from server.checks import check_machine
from server.mail import KeyMissing, dkim_key
from server.settings import Environment, Settings
from tests.server.test_command_line import groundswell

PUBLISHED = {"GROUNDSWELL_MAIL_FROM": "hello@campaign.example", "GROUNDSWELL_DKIM_SELECTOR": "spring"}


def finding_about(chosen: Settings) -> tuple[str, bool]:
    (found,) = [each for each in check_machine(chosen) if each.subject == "Signature on mail"]
    return found.state, found.is_well


def test_the_command_makes_a_key_once_and_shows_its_record(tmp_path: Path) -> None:
    first = groundswell(tmp_path, "mail", "dkim", **PUBLISHED)
    assert first.returncode == 0
    assert groundswell(tmp_path, "mail", "dkim", **PUBLISHED).stdout == first.stdout
    chosen = Settings(home=tmp_path / "data", mail_from="hello@campaign.example", dkim_selector="spring")
    key = dkim_key(chosen)
    assert key is not None
    name, text = dns_record(key)
    assert name == "spring._domainkey.campaign.example"
    assert f"Name:  {name}\nText:  {text}\n" in first.stdout
    assert f'"{text[:255]}" "{text[255:]}"' in first.stdout
    assert chosen.dkim_key_file.stat().st_mode & 0o77 == 0


def test_without_a_selector_the_command_says_what_to_set_and_makes_nothing(tmp_path: Path) -> None:
    refused = groundswell(tmp_path, "mail", "dkim")
    assert (refused.returncode, "GROUNDSWELL_DKIM_SELECTOR" in refused.stderr) == (1, True)
    assert not list(tmp_path.rglob("dkim-key.pem"))


def test_doctor_says_whether_mail_is_signed(tmp_path: Path) -> None:
    chosen = Settings(home=tmp_path, mail_host="mail.example")
    real = {"environment": Environment.PRODUCTION, "secret_key": "x" * 40}
    assert finding_about(Settings(home=tmp_path)) == ("not needed: no mail goes out", True)
    assert finding_about(chosen) == ("none", True)
    assert finding_about(Settings(home=tmp_path, mail_host="mail.example", **real)) == ("none", False)
    keyless = chosen.model_copy(update={"dkim_selector": "spring"})
    assert finding_about(keyless) == ("no key", False)
    with pytest.raises(KeyMissing, match="groundswell mail dkim"):
        dkim_key(keyless)
    (tmp_path / "dkim-key.pem").write_text("no key at all")
    assert finding_about(keyless) == ("no key", False)
