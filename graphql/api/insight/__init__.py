"""Who gives too much, and whether people are treated alike."""
