"""Everything that can be set from the environment. `.env.example` is made from this file."""

import secrets
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SHORTEST_SECRET = 32


class Environment(StrEnum):
    """Where this runs. Development shows the mailbox page and prints sign-in links."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class LogFormat(StrEnum):
    """How log lines look: for people, or one JSON object a line."""

    CONSOLE = "console"
    JSON = "json"


class MailSecurity(StrEnum):
    """How the connection to the mail server is encrypted."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class Settings(BaseSettings):
    """The settings of one process. Names in the environment carry the prefix GROUNDSWELL_ unless said otherwise."""

    model_config = SettingsConfigDict(
        env_prefix="GROUNDSWELL_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    environment: Environment = Field(
        default=Environment.DEVELOPMENT, description="development or production. Production wants a secret key."
    )
    home: Path = Field(default=Path(".groundswell"), description="Folder of the embedded servers' data, keys and logs.")
    data: Path | None = Field(
        default=None, description="Folder of the public data sets for replay and tests; none is needed to run."
    )

    host: str = Field(default="127.0.0.1", description="Address that the web server listens on; 0.0.0.0 for all.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that the web server listens on.")
    base_url: str | None = Field(
        default=None, description="Address that people type and that links in mails start with. Default: host and port."
    )
    trusted_hosts: str = Field(
        default="*", description="Host names that requests may ask for, separated by commas; * takes any."
    )
    trusted_proxies: str = Field(
        default="127.0.0.1", description="Addresses of proxies whose X-Forwarded headers are believed."
    )
    web_processes: int = Field(default=1, ge=1, le=64, description="How many processes `serve` starts.")
    largest_body: int = Field(
        default=2_000_000, ge=1_000, description="Bytes that a request's body may have; uploads of imports excepted."
    )
    largest_upload: int = Field(default=200_000_000, ge=1_000, description="Bytes that an uploaded import may have.")

    secret_key: SecretStr | None = Field(
        default=None,
        validate_default=True,
        description="At least 32 characters that sign links and cookies. Made and kept in the home folder "
        "in development; required in production.",
    )
    metrics_token: SecretStr | None = Field(
        default=None, description="Bearer token that opens /metrics to others than this machine."
    )

    database_url: str | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="Your own PostgreSQL (15 or later). Default: the embedded one.",
    )
    redis_url: str | None = Field(
        default=None,
        validation_alias="REDIS_URL",
        description="Your own Redis (6.2 or later) or Valkey. Default: the embedded one.",
    )
    pool_minimum: int = Field(default=1, ge=0, le=100, description="Database connections that a process keeps open.")
    pool_maximum: int = Field(default=10, ge=1, le=200, description="Database connections that a process may open.")
    statement_timeout: float = Field(
        default=30.0, gt=0, description="Seconds after which the database gives up a statement of a request or a job."
    )
    connect_timeout: float = Field(default=10.0, gt=0, description="Seconds to wait for a connection to the database.")

    account: str = Field(default="default", description="Slug of the account that serves host names no account claims.")

    mail_host: str | None = Field(
        default=None, description="SMTP server. Default: none; messages wait on the mailbox page instead."
    )
    mail_port: int = Field(default=587, ge=1, le=65535, description="Port of the SMTP server.")
    mail_user: str | None = Field(default=None, description="User name at the SMTP server.")
    mail_password: SecretStr | None = Field(default=None, description="Password at the SMTP server.")
    mail_security: MailSecurity = Field(default=MailSecurity.STARTTLS, description="none, starttls or tls.")
    mail_webhook_secret: SecretStr | None = Field(
        default=None,
        description="At least 32 characters that bounces and complaints at /hooks/mail are signed with. Default: closed.",
    )
    mail_from: str = Field(default="groundswell@localhost", description="Address that messages come from.")
    mail_from_name: str = Field(default="Groundswell", description="Name that messages come from.")
    dkim_selector: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$",
        description="Name under which the sender's domain publishes the key that mail is signed with; `groundswell mail "
        "dkim` makes the key and shows the record. Default: mail is not signed.",
    )
    dkim_key: Path | None = Field(
        default=None, description="File of that key: RSA, in PEM. Default: dkim-key.pem, in the home."
    )

    sms_url: str | None = Field(
        default=None,
        description="Where text messages are posted to: To, From and Body as a form. Default: none are sent.",
    )
    sms_user: str | None = Field(default=None, description="User name at the provider of text messages.")
    sms_password: SecretStr | None = Field(
        default=None, description="Password there; the provider signs what it posts to /hooks/sms with it."
    )
    sms_from: str | None = Field(default=None, description="Number (E.164) or name that text messages come from.")
    sms_idempotent: bool = Field(
        default=False,
        description="Whether the provider takes a message once that comes again with the same Idempotency-Key header. Then "
        "what was under way at a crash is sent again; else nobody repeats it.",
    )

    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR.")
    log_format: LogFormat | None = Field(
        default=None, description="console or json. Default: console in development, json in production."
    )
    compiled: Path | None = Field(
        default=None,
        description="Folder of the machine code that matching is compiled to. Default: compiled, in the home.",
    )
    people_a_shard: int = Field(
        default=200_000,
        ge=10,
        description="Volunteers up to whom one worker matches an account at once; more are cut into shards of about so "
        "many, which workers share.",
    )
    workers: int = Field(
        default=2,
        ge=1,
        le=64,
        description="Workers that `groundswell up` starts: while one matches or computes, the other sends.",
    )
    worker_jobs: int = Field(default=10, ge=1, le=1000, description="Jobs that one worker runs at a time.")

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        production = info.data.get("environment") is Environment.PRODUCTION
        if value is None and production:
            raise ValueError("GROUNDSWELL_SECRET_KEY must be set in production (make setup does not make one)")
        if value is not None and len(value.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"GROUNDSWELL_SECRET_KEY needs at least {SHORTEST_SECRET} characters")
        return value

    @field_validator("mail_webhook_secret")
    @classmethod
    def _hard_to_guess(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"GROUNDSWELL_MAIL_WEBHOOK_SECRET needs at least {SHORTEST_SECRET} characters")
        return value

    @field_validator("database_url")
    @classmethod
    def _postgres_address(cls, value: str | None) -> str | None:
        if value is not None and not _is_address(value, {"postgres", "postgresql"}):
            raise ValueError("DATABASE_URL must look like postgres://name:password@host:5432/database")
        return value and value.replace("postgresql://", "postgres://", 1)  # tortoise knows only the short name

    @field_validator("redis_url")
    @classmethod
    def _redis_address(cls, value: str | None) -> str | None:
        if value is not None and not _is_address(value, {"redis", "rediss", "unix"}):
            raise ValueError("REDIS_URL must look like redis://host:6379/0, rediss://… or unix:///path/to/socket")
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("GROUNDSWELL_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @model_validator(mode="after")
    def _whole_provider(self) -> "Settings":
        if self.sms_url is not None and not (self.sms_user and self.sms_password and self.sms_from):
            raise ValueError("GROUNDSWELL_SMS_URL needs GROUNDSWELL_SMS_USER, _PASSWORD and _FROM beside it")
        return self

    @property
    def is_production(self) -> bool:
        """Whether this serves real people."""
        return self.environment is Environment.PRODUCTION

    @property
    def public_url(self) -> str:
        """The address that links start with, without a slash at its end."""
        if self.base_url:
            return self.base_url.rstrip("/")
        name = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else self.host
        return f"http://{name}:{self.port}"

    @property
    def compiled_folder(self) -> Path:
        """Where machine code is kept, in one place for all processes of a machine."""
        return (self.compiled or self.home / "compiled").absolute()

    @property
    def dkim_key_file(self) -> Path:
        """Where the key that mail is signed with is kept."""
        return self.dkim_key or self.home / "dkim-key.pem"

    @property
    def signing_key(self) -> str:
        """The secret key; in development made on first use and kept in the home folder."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        return _kept_key(self.home / "secret-key")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()


def _is_address(value: str, schemes: set[str]) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in schemes and (parts.port or 0) >= 0
    except ValueError:
        return False


def _kept_key(path: Path) -> str:
    """Read the key, or make it."""
    if not path.exists():
        keep_secret(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def keep_secret(path: Path, secret: str) -> None:
    """Write a secret for our eyes only, unless one is kept there: linked into place whole, so that all agree on one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_text(secret)
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()
