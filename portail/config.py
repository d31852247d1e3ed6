"""Settings, read once from PORTAIL_* variables."""

import secrets
from datetime import datetime
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class ConfigError(Exception):
    """The settings would make an unsafe or impossible server."""


class Settings(BaseSettings):
    """What a community sets; every field is documented in the README's table."""

    model_config = SettingsConfigDict(env_prefix="PORTAIL_", populate_by_name=True)

    demo: bool = False
    now: datetime | None = None
    var_dir: Path = Path("var")
    database_url: str = ""
    redis_url: str = Field(
        default="", validation_alias=AliasChoices("REDIS_URL", "PORTAIL_REDIS_URL")
    )
    public_url: str = "http://localhost:3000"
    secret_key: SecretStr = SecretStr("")
    smtp_url: SecretStr = SecretStr("")
    mail_from: str = "ne-pas-repondre@estuaire.example"
    worker_in_server: bool = True
    trusted_proxy_hops: int = 0
    sign_in_idle_minutes: int = 120
    sign_in_absolute_hours: int = 12
    decision_grace_seconds: int = 60

    @property
    def database(self) -> str:
        """Return the database address: the one given, or SQLite in the var folder."""
        return self.database_url or f"sqlite:///{self.var_dir / 'portail.sqlite3'}"

    @property
    def secret(self) -> bytes:
        """Return the secret that keys the hashes of session ids.

        The demo generates its own under the var folder; elsewhere it must be given.

        Raises:
            ConfigError: outside the demo, when it is missing or shorter than 32 characters.
        """
        given = self.secret_key.get_secret_value()
        if self.demo and not given:
            return _generated(self.var_dir / "secret.key")
        if len(given) < 32:
            raise ConfigError(
                "PORTAIL_SECRET_KEY is missing or too short: give 32 random characters or more, "
                "such as: python -c 'import secrets; print(secrets.token_hex(32))'"
            )
        return given.encode()

    @property
    def secure_cookies(self) -> bool:
        """Tell whether browsers reach the portal over https."""
        return self.public_url.startswith("https://")

    def check(self) -> None:
        """Refuse settings that no family should be served with.

        Raises:
            ConfigError: with the variable to set and why.
        """
        _ = self.secret
        if self.now and not self.demo:
            raise ConfigError(
                "PORTAIL_NOW moves the clock: it is accepted with PORTAIL_DEMO=1 only."
            )
        if not self.demo and not self.secure_cookies:
            raise ConfigError("PORTAIL_PUBLIC_URL must start with https:// outside the demo.")


def _generated(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_bytes()


settings = Settings()
