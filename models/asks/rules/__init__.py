"""Pure rules of asking: attention, hours, choice."""
