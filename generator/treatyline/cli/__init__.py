"""The command line: one module a command, read once it is called."""

from __future__ import annotations

from importlib import import_module

import click

import treatyline
from treatyline.garbage import collect_no_more, collect_seldom

__all__ = ["main"]

COMMANDS = ("check", "explain", "fix", "new", "preview", "rename", "schema")
"""Each is a function in a module of its name."""


class _Commands(click.Group):
    """Knows the commands by name, so that none has to wait for what another one needs."""

    def list_commands(self, context: click.Context) -> list[str]:
        """In the order in which help tells them."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """None where there is no such command."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(treatyline.__version__, prog_name="treatyline")
def main() -> None:
    """Keep a collection of agreements between states true."""
    collect_seldom()
    click.get_current_context().call_on_close(collect_no_more)
