"""The structure of the database, step by step."""
