"""The command line: one module a command."""

from __future__ import annotations

import click

import treatyline
from treatyline.cli.check import check
from treatyline.cli.explain import explain
from treatyline.cli.fix import fix
from treatyline.cli.preview import preview
from treatyline.cli.schema import schema
from treatyline.garbage import collect_no_more, collect_seldom

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(treatyline.__version__, prog_name="treatyline")
def main() -> None:
    """Keep a collection of agreements between states true."""
    collect_seldom()
    click.get_current_context().call_on_close(collect_no_more)


for command in (check, explain, fix, preview, schema):
    main.add_command(command)
