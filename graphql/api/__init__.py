"""The contract: GraphQL over everything that the domain can do. Start reading at `schema.py`; recipes are in README.md."""
