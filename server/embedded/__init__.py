"""A PostgreSQL and a Redis of our own, started and stopped with the process, from installed binaries."""
