"""Looking across the whole: who gives too much, and whether we treat people alike. Reads everything, writes nothing."""
