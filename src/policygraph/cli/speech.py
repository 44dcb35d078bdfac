"""Help and refusals of the framework in the language that is spoken, with Chinese wrapped as wide as it is shown."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from typer.core import TyperGroup

from policygraph.cli.values import PlainValues
from policygraph.messages import MessageLanguage, chosen, said, speak, wanted
from policygraph.pages import Language
from policygraph.printable import printed_width

__all__ = ["SpokenGroup", "SpokenHelp", "asked_first", "refuse", "words_of"]

_OPTION = "--lang"
# The commands whose option of this name says more: what the words of a page are written in.
_OWN = {"export"}
# A description of an option, and what the framework adds to it.
_ADDED = re.compile(r"(?P<help>.*?)\s*\[(?P<added>[^\[\]]+)\]", re.DOTALL)
_NAMES_WIDTH = 30
# What the framework's library for values says, and what people understand.
_PLAIN = {
    "Value error, ": "",
    "Input should be a valid integer, unable to parse string as an integer": "it must be a whole number, in digits 0–9",
    "Input should be a valid number, unable to parse string as a number": "it must be a number, in digits 0–9",
    "Input should be greater than or equal to": "it must be at least",
    "Input should be less than or equal to": "it must be at most",
}
_FRAMEWORK = re.compile("|".join(map(re.escape, _PLAIN)))
_USAGE = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]..."}


class SpokenHelp:
    """The part of a command that writes its help."""

    help: str | None

    def get_help(self, ctx: Any) -> str:
        """The page of ``--help``."""
        _let_speak(ctx)
        page: str = super().get_help(ctx)  # type: ignore[misc]
        return page

    def get_usage(self, ctx: Any) -> str:
        """The line of usage."""
        _let_speak(ctx)
        line: str = super().get_usage(ctx)  # type: ignore[misc]
        return line

    def get_short_help_str(self, limit: int = 45) -> str:
        """What the list of commands says: its first sentence, whole."""
        return said((self.help or "").strip())


class SpokenGroup(SpokenHelp, PlainValues, TyperGroup):
    """A group of commands with its help in the language that is spoken."""


def asked_first(arguments: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    """Speak the language that a call asks for, before it is parsed: what is wrong with it is said in that too.

    Returns:
        The arguments, with ``--lang`` in front of the command that it followed.
    """
    speak(wanted(environment))
    ours = list(arguments)
    end = ours.index("--") if "--" in ours else len(ours)
    for at, word in enumerate(ours[:end]):
        name, sign, value = word.partition("=")
        if name != _OPTION or not (sign or at + 1 < end):
            continue
        value = value if sign else ours[at + 1]
        if value in list(MessageLanguage):
            speak(MessageLanguage(value))
        if _OWN.isdisjoint(ours[:at]):
            after = at + (1 if sign else 2)
            return [_OPTION, value, *ours[:at], *ours[after:]]
        break
    return ours


def words_of() -> Language:
    """The language of a report: Chinese where that is spoken, else both."""
    return Language.ZH if chosen() is MessageLanguage.ZH else Language.BOTH


def refuse(error: Any) -> None:
    """Print why the framework refuses a call, with its usage."""
    out = io.StringIO()
    error.show(out)
    text = _FRAMEWORK.sub(lambda match: _PLAIN[match[0]], out.getvalue().rstrip("\n"))
    print(said(text), file=sys.stderr)  # noqa: T201 - typer.echo would fail on a closed stream


def _let_speak(ctx: Any) -> None:
    if chosen() is MessageLanguage.ZH:
        ctx.formatter_class = _chinese(type(ctx).formatter_class)


def _chinese(formatter: Any) -> Any:
    """A ``formatter`` of the framework that writes Chinese."""

    class Chinese(formatter):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            for english, chinese in _USAGE.items():
                args = args.replace(english, chinese)
            super().write_usage(prog, args, "用法：")

        def write_heading(self, heading: str) -> None:
            self.write(f"{'':>{self.current_indent}}{said(heading)}：\n")

        def write_text(self, text: str) -> None:
            self.write("\n\n".join(self._set(said(part), self.current_indent) for part in text.split("\n\n")))
            self.write("\n")

        def write_dl(
            self, rows: Iterable[tuple[str, str]], col_max: int = _NAMES_WIDTH, col_spacing: int = 2
        ) -> None:
            listed = [(name, _described(text)) for name, text in rows]
            width = min(max((printed_width(name) for name, _ in listed), default=0), col_max) + col_spacing
            for name, text in listed:
                head = f"{'':>{self.current_indent}}{name}"
                room = width - printed_width(name)
                body = self._set(text, self.current_indent + width)
                self.write(head + (" " * room + body.lstrip() if room >= col_spacing else "\n" + body) + "\n")

        def _set(self, text: str, indent: int) -> str:
            return "\n".join(" " * indent + line for line in _wrapped(text, max(self.width - indent, 20)))

    return Chinese


def _described(text: str) -> str:
    """A description of an option in Chinese, with what the framework adds to it."""
    spoken = said(text)
    if spoken == text and (parts := _ADDED.fullmatch(text)):
        added = "；".join(said(part) for part in parts["added"].split("; "))
        return f"{said(parts['help'])}[{added}]"
    return spoken


def _wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells: words stay whole, and no line begins with a closing mark."""
    lines, line = [], ""
    for piece in re.findall(r"(?:[!-~]+|[^!-~\s])[，。、；：）》”！？]*|\s+", text):
        if line and printed_width((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
