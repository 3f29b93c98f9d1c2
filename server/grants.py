"""The role that the running site acts as: it may read and write rows, and owns nothing."""

from server.account_keys import Connection
from server.database import RUNTIME_ROLE, DatabaseUnavailable

_CREATE_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{RUNTIME_ROLE}') THEN
        CREATE ROLE {RUNTIME_ROLE} NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""
_MAY_BECOME = "SELECT pg_has_role(current_user, '{role}', '{privilege}') AS may"
_GRANTS = f"""
GRANT USAGE ON SCHEMA public TO {RUNTIME_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {RUNTIME_ROLE};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {RUNTIME_ROLE};
REVOKE INSERT, UPDATE, DELETE ON tortoise_migrations FROM {RUNTIME_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {RUNTIME_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {RUNTIME_ROLE};
"""
_BY_HAND = f"CREATE ROLE {RUNTIME_ROLE} NOLOGIN; GRANT {RUNTIME_ROLE} TO CURRENT_USER;"


async def ensure_runtime_role(connection: Connection) -> None:
    """
    Create the runtime role and let us become it. Roles belong to the whole server, not to one database.

    Raises DatabaseUnavailable with the statements for an administrator when we may not create roles.
    """
    if await _may_become_runtime(connection):
        return
    try:
        await connection.execute_script(_CREATE_ROLE)
        await connection.execute_script(f"GRANT {RUNTIME_ROLE} TO CURRENT_USER")
    except Exception as problem:
        raise DatabaseUnavailable(
            f"We may not create the role {RUNTIME_ROLE} ({problem}). Have an administrator run, as us: {_BY_HAND}"
        ) from problem


async def grant_to_runtime(connection: Connection) -> None:
    """Let the runtime role read and write the rows of all tables, now and later, but no structure."""
    await connection.execute_script(_GRANTS)


async def _may_become_runtime(connection: Connection) -> bool:
    rows = await connection.execute_query_dict(
        "SELECT current_setting('server_version_num')::int AS version, "
        f"EXISTS (SELECT FROM pg_roles WHERE rolname = '{RUNTIME_ROLE}') AS known"
    )
    if not rows[0]["known"]:
        return False
    privilege = "SET" if rows[0]["version"] >= 160000 else "MEMBER"
    allowed = await connection.execute_query_dict(_MAY_BECOME.format(role=RUNTIME_ROLE, privilege=privilege))
    return bool(allowed[0]["may"])
