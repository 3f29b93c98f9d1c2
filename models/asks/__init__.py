"""Asking with care: who is asked for what, why, and the life of each message."""
