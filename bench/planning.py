"""Lets PostgreSQL know what a benchmark has just loaded, as autovacuum does for a site within minutes."""

from models.kernel import work


async def analyze() -> None:
    """Gather statistics on all tables. Only their owner may, so we are who connected for that moment."""
    async with work.raw_connection() as connection:
        role = await connection.fetchval("SELECT current_user")
        try:
            await connection.execute("SET ROLE NONE; ANALYZE")
        finally:
            await connection.execute(f"SET ROLE {role}")
