"""`groundswell policy evaluate` as a person types it."""

from pathlib import Path

import orjson
from typer.testing import CliRunner

from server.cli import app
from tests.models.asks.evaluation.logs import clicks, letters


def run(*arguments: str):
    return CliRunner().invoke(app, ["policy", "evaluate", *arguments])


def test_letters_give_the_known_values_within_their_intervals(tmp_path: Path) -> None:
    known = {"out_gavedum": (0.0179, 0.0220), "out_amountgive": (0.813, 0.965)}
    for outcome, (control, matched) in known.items():
        found = orjson.loads(
            run(
                str(letters(tmp_path)), "--arm", "treatment", "--outcome", outcome, "--context", "red0", "--json"
            ).stdout
        )
        for arm, true in (("0", control), ("1", matched)):
            for estimator in ("ips", "snips", "dr"):
                assert found["arms"][arm][estimator]["low"] < true < found["arms"][arm][estimator]["high"]
        low, high = found["learned"]["interval"]
        assert low < found["learned"]["value"] < high
        assert found["propensity"] == "shares"


def test_the_uniform_policy_is_valued_right_by_the_choices_of_another() -> None:
    asked = ("--arm", "item_id", "--outcome", "click", "--propensity", "propensity_score", "--json")
    uniform = orjson.loads(run(str(clicks("random_all")[1]), *asked).stdout)["logged"]["value"]
    by_another = orjson.loads(run(str(clicks("bts_all")[1]), *asked, "--budget", "0.5", "--forbid", "14").stdout)
    for estimator in ("ips", "snips", "dr"):
        assert by_another["uniform"][estimator]["low"] < uniform < by_another["uniform"][estimator]["high"]
    shares = by_another["learned"]["shares"]
    assert shares["14"] == 0
    assert sum(share for arm, share in shares.items() if arm != "0") <= 0.5 + 1e-9
    assert by_another["notes"] == []


def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = letters(tmp_path)
    refused = run(str(path), "--arm", "treatment", "--outcome", "gave", "--json")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "There is no column “gave”." in refused.stderr
    missing = run(str(tmp_path / "nowhere.csv"), "--arm", "treatment", "--outcome", "gave")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "cannot be used" in missing.stderr
    table = run(str(path), "--arm", "treatment", "--outcome", "out_gavedum")
    assert "always 1" in table.stdout
    assert "The learned policy gives: " in table.stdout
