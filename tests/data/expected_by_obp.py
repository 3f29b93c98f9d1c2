"""
What the Open Bandit Pipeline makes of the same choices: the expected values of our own estimators.

Not part of the house: needs the PyPI package obp in an environment of its own. Prints JSON: for each set of choices and each
policy the IPS, SNIPS and DR of obp. Printed once by obp 0.4.1 and committed as `expected_by_obp.json`;
`tests/models/asks/evaluation/test_against_obp.py` holds us to it, by the same policies, written down again.

    python -m venv /tmp/obp && /tmp/obp/bin/pip install obp
    /tmp/obp/bin/python tests/data/expected_by_obp.py SHARED_DATA tests/data > tests/data/expected_by_obp.json

Policies: `uniform`; `always 14` (letters: `always 1`); and `tilted`, whose chances are in proportion to
1 + (arm + column) mod 3, the column being the position (letters: `red0`). The model behind DR is plain, so that it can be
written down twice: an arm's sum of outcomes + 1 over its rows + 200. Letters have no propensities: the shares of their arms.
A row without outcome is left out.
"""

import csv
import gzip
import json
import sys
from pathlib import Path

import numpy as np
from obp.ope import DoublyRobust, InverseProbabilityWeighting, SelfNormalizedInverseProbabilityWeighting

LETTERS = "ask_charity_match2005/karlan_list_match.csv.gz"
CLICKS = "ask_open_bandit_small/random_all.csv.gz", "ask_open_bandit_small/bts_all.csv.gz"


def read(file, arm, outcome, column, propensity=None):
    """Arms, outcomes, a column and propensities of a file."""
    with gzip.open(file, "rt", newline="") as text:
        table = [row for row in csv.DictReader(text) if row[outcome]]
    arms = np.array([int(row[arm]) for row in table])
    outcomes = np.array([float(row[outcome]) for row in table])
    columns = np.array([int(row[column]) for row in table])
    shares = (np.bincount(arms) / len(arms))[arms]
    given = np.array([float(row[propensity]) for row in table]) if propensity else shares
    return arms, outcomes, columns, given


def policies(columns, number, best):
    """Chances by policy: rows × arms."""
    uniform = np.full((len(columns), number), 1 / number)
    always = np.zeros_like(uniform)
    always[:, best] = 1
    tilted = 1.0 + (np.arange(number)[None, :] + columns[:, None]) % 3
    return {"uniform": uniform, f"always {best}": always, "tilted": tilted / tilted.sum(axis=1, keepdims=True)}


def values(choices, number, best):
    """The three estimates of each policy."""
    arms, outcomes, columns, propensity = choices
    modelled = (np.bincount(arms, outcomes, number) + 1) / (np.bincount(arms, minlength=number) + 200)
    foreseen = np.repeat(modelled[None, :, None], len(arms), axis=0)
    found = {}
    for name, policy in policies(columns, number, best).items():
        logged = {"reward": outcomes, "action": arms, "action_dist": policy[:, :, None], "pscore": propensity}
        position = np.zeros(len(arms), dtype=int)
        found[name] = {
            "ips": InverseProbabilityWeighting().estimate_policy_value(**logged, position=position),
            "snips": SelfNormalizedInverseProbabilityWeighting().estimate_policy_value(**logged, position=position),
            "dr": DoublyRobust().estimate_policy_value(
                **logged, position=position, estimated_rewards_by_reg_model=foreseen
            ),
        }
    return found


def all_values(real, seeded):
    """By kind of data and file."""
    found = {"real": {}, "seeded": {}}
    for kind, folder in (("real", real), ("seeded", seeded)):
        for file in CLICKS:
            choices = read(folder / file, "item_id", "click", "position", "propensity_score")
            found[kind][file] = values(choices, 80, 14)
    for outcome in ("out_gavedum", "out_amountgive"):
        found["real"][outcome] = values(read(real / LETTERS, "treatment", outcome, "red0"), 2, 1)
    return found


if __name__ == "__main__":
    json.dump(all_values(*map(Path, sys.argv[1:3])), sys.stdout, indent=2)
    sys.stdout.write("\n")
