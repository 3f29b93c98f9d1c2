"""How long sessions last."""

from datetime import timedelta

BROWSER_LIFETIME = timedelta(days=60)
SEEN_EVERY = timedelta(hours=1)
