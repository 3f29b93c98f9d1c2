"""Asks and messages: what somebody is asked, how they answer, and every message they ever got."""
