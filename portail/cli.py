"""The commands: `python -m portail …`"""

import asyncio
import logging
import subprocess
from contextlib import suppress

import click

from portail import frontend, migrations
from portail.config import ConfigError, settings
from portail.demo import people
from portail.demo.load import load_if_empty
from portail.worker import work


@click.group(help="Portail Familles")
def cli() -> None:
    """Gather the commands."""


@cli.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    migrations.upgrade()


@cli.command()
def demo() -> None:
    """Load the demo community into an empty database; leave any other alone."""
    try:
        loaded = load_if_empty()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
    click.echo("Demo community loaded." if loaded else "The database holds people already.")


@cli.command()
def worker() -> None:
    """Send the mails, beside a server that has PORTAIL_WORKER_IN_SERVER=0."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    with suppress(KeyboardInterrupt):
        asyncio.run(work())


@cli.command()
@click.option("--force", is_flag=True, help="Build even when nothing changed.")
def build(force: bool) -> None:
    """Build the pages, if what shapes them changed."""
    try:
        built = frontend.build(force)
    except subprocess.CalledProcessError as error:
        raise click.ClickException("The pages could not be built: see above.") from error
    click.echo("Pages built." if built else "Pages are up to date.")


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=3000, show_default=True, help="Port to listen on.")
def serve(host: str, port: int) -> None:
    """Serve the portal; run `build` first."""
    try:
        settings.check()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
    if not frontend.BUILT.exists():
        raise click.ClickException("The pages are not built: run `python -m portail build`.")
    from portail import server  # Reflex takes a second to load: only here is it needed

    click.echo(f"Portail Familles: {settings.public_url} (port {port})")
    if settings.demo:
        _tell_the_accounts()
    server.serve(host, port)


def _tell_the_accounts() -> None:
    click.echo(f"\nDemo accounts, all with the password {people.PASSWORD}:")
    for email, who in people.ACCOUNTS:
        click.echo(f"  {email:24}{who}")
    click.echo()
