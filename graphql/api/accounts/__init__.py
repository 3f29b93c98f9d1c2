"""The account (the campaign) itself, as everybody may see it."""
