"""From what people type to what the mutations take."""
