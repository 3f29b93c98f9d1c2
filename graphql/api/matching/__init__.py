"""Who suits which task, and why."""
