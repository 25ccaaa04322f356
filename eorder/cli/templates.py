"""`eorder templates publish`: the templates of categories, those of the program or a city's own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from eorder.foundation.errors import ConfigurationError
from eorder.market.templates.template import Template

templates = typer.Typer(help="Templat kategori katalog.", no_args_is_help=True)


@templates.callback()
def template_commands() -> None:
    """Templat kategori katalog."""


@templates.command()
def publish(
    government: Annotated[str, typer.Option(help="Kode pemerintah daerah yang menerbitkan.")],
    folder: Annotated[
        Path | None, typer.Argument(help="Folder berkas TOML sendiri; tanpa ini, templat bawaan.")
    ] = None,
) -> None:
    """Terbitkan templat kategori.

    Templat yang berubah menjadi versi baru; yang sama tidak diubah. Bila satu berkas keliru, tidak ada yang terbit.
    """
    if folder is not None and not folder.is_dir():
        raise ConfigurationError(f"{folder} bukan folder.")
    from eorder.cli.ready import ready

    ready()
    from django.db import transaction

    from eorder.market.templates import book
    from eorder.parties.workunits.queries import government_of

    found = book.templates() if folder is None else book.templates_in(folder)
    with transaction.atomic():
        published = sum(_publish(government_of(government), each) for each in found.values())
    typer.echo(f"Templat terbit: {published}; tidak berubah: {len(found) - published}")


def _publish(government_id: UUID, template: Template) -> bool:
    """Publish one template and let its category follow it; says whether it became a new version."""
    from eorder.foundation.ids import key_of, new_command
    from eorder.market.catalogue.actions.follow_template import follow_template
    from eorder.market.templates.actions.publish_template import publish_template
    from eorder.parties.identity.actor import CLOCK

    command = new_command()
    version = publish_template(
        government_id=government_id, template=template, by=CLOCK, at=datetime.now(UTC), command=command
    )
    follow_template(version_id=version)
    return version == key_of(command)
