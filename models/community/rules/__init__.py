"""Rules of talking to each other."""
