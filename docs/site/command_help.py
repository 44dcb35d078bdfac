"""Prints, as JSON, what every command says of itself; the locale of the process decides in which language."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import typer.main

from policygraph.cli.app import app


def told(command: Any, name: str) -> Iterator[dict[str, Any]]:
    """The command and those below it, each after the program."""
    context = command.context_class(command, info_name=name)
    shown = [one.get_help_record(context) for one in command.params if not getattr(one, "hidden", False)]
    yield {
        "name": name,
        "help": command.help or "",
        "usage": command.get_usage(context).removeprefix("Usage: "),
        "parameters": [list(record) for record in shown if record],
        "epilog": command.epilog or "",
    }
    for below, one in getattr(command, "commands", {}).items():
        yield from told(one, f"{name} {below}")


if __name__ == "__main__":
    json.dump(list(told(typer.main.get_command(app), "policygraph")), sys.stdout)
