"""Learning from answers: regressions that know how sure they are, and what follows for whom to ask how. Pure."""
