"""
Lets PostgreSQL know and tidy what a benchmark has just loaded, as autovacuum does for a site within minutes.

Else it would do so in the midst of what is measured.
"""

import asyncpg

from models.kernel import work


async def analyze() -> None:
    """Gather statistics on all tables. Only their owner may, so we are who connected for that moment."""
    async with work.raw_connection() as connection:
        role = await connection.fetchval("SELECT current_user")
        try:
            await connection.execute("SET ROLE NONE; ANALYZE")
        finally:
            await connection.execute(f"SET ROLE {role}")


async def vacuum(url: str) -> None:
    """Do the rest of what autovacuum would do, when nobody else works in the database any more."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("VACUUM (ANALYZE)")
    finally:
        await connection.close()
