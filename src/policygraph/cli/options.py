"""Options that take one value: a second one is refused, and never dropped."""

from __future__ import annotations

from collections import Counter
from typing import Any

from typer.core import TyperCommand, TyperOption

from policygraph.cli.speech import SpokenHelp
from policygraph.cli.values import PlainValues
from policygraph.errors import UsageError

__all__ = ["LIMIT", "OnceCommand"]

# How many seconds what a user wrote, a query or shapes, may take unless somebody says otherwise.
LIMIT = 300.0


class OnceCommand(SpokenHelp, PlainValues, TyperCommand):
    """A command that refuses an option which is repeated and holds one value only."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments.

        Raises:
            UsageError: an option of one value is repeated.
        """
        given = list(args)
        rest: list[str] = super().parse_args(ctx, args)
        _, _, order = self.make_parser(ctx).parse_args(args=given)
        counts = Counter(one for one in order if isinstance(one, TyperOption))
        for option, count in counts.items():
            if count > 1 and not (option.multiple or option.is_flag or option.count):
                raise UsageError(
                    f"{option.opts[-1]} takes one value and was given {count} times; give it once"
                )
        return rest
