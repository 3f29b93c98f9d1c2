"""Endpoints that are no pages: streams, feeds, one-tap links, switches, what browsers fetch by themselves."""
