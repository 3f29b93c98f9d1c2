"""People: oneself, and those whom one organizes."""
