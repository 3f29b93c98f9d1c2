"""The domain: tables, rules, queries and actions, by domain. Imports nothing of the rooms above it."""
