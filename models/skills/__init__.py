"""The skills that people can say they have: ESCO's, and before them those that a campaign needs most."""
