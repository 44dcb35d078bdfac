"""Prints, as JSON, what every command says of itself in the language that is named: ``command_help.py zh``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import typer.main

from policygraph.cli.app import app
from policygraph.messages import MessageLanguage, said, speak


def told(command: Any, name: str) -> Iterator[dict[str, Any]]:
    """The command and those below it, each after the program."""
    context = command.context_class(command, info_name=name)
    shown = [one for one in command.params if not getattr(one, "hidden", False)]
    yield {
        "name": name,
        "help": said((command.help or "").strip()),
        "usage": command.get_usage(context).partition(": ")[2]
        or command.get_usage(context).partition("：")[2],
        "parameters": [_described(one, context) for one in shown if one.get_help_record(context)],
        "epilog": "\n\n".join(said(part) for part in (command.epilog or "").split("\n\n")),
    }
    for below, one in getattr(command, "commands", {}).items():
        yield from told(one, f"{name} {below}")


def _described(parameter: Any, context: Any) -> tuple[str, str]:
    """How an argument or option is written, and what it does with what the framework adds: ``[default: 10]``."""
    name, text = parameter.get_help_record(context)
    own = (parameter.help or "").strip()
    added = text.removeprefix(own).strip().strip("[]")
    spoken = said(own) + (f" [{'; '.join(said(part) for part in added.split('; '))}]" if added else "")
    return name, spoken


if __name__ == "__main__":
    speak(MessageLanguage(sys.argv[1]))
    json.dump(list(told(typer.main.get_command(app), "policygraph")), sys.stdout)
