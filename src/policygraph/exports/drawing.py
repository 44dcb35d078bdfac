"""SVG, PNG and PDF, drawn by Graphviz: the one of the system, or else the one inside the wheel of pygraphviz."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys

from policygraph.errors import UsageError

__all__ = ["draw"]

_LONGEST_WAIT = 60
# In a process of its own, which can be ended when it takes too long.
_INSIDE = (
    "import sys, pygraphviz; "
    "graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode()); "
    "sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog=dict(graph.graph_attr.items()).get('layout', 'dot')))"
)
# A PDF would tell the second in which it was drawn, and the time zone.
_CREATED = re.compile(rb"(/CreationDate \(D:)\d{14}")


def draw(dot: str, style: str) -> bytes:
    """The picture of a graph in DOT as ``svg``, ``png`` or ``pdf``.

    Raises:
        UsageError: there is no Graphviz, or it cannot draw the graph in a minute.
    """
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            _command(style),
            input=dot.encode(),
            capture_output=True,
            check=True,
            timeout=_LONGEST_WAIT,
            env={**os.environ, "TZ": "UTC"},
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(
            f"Graphviz needs more than {_LONGEST_WAIT} s for this view; select less, or write --format dot"
        ) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(
            f"Graphviz could not draw the view ({said[-1] if said else 'no reason given'}); write --format dot"
        ) from error
    return _CREATED.sub(rb"\g<1>19800101000000", done.stdout)


def _command(style: str) -> list[str]:
    if shutil.which("dot"):
        return ["dot", f"-T{style}"]
    if importlib.util.find_spec("pygraphviz"):
        return [sys.executable, "-c", _INSIDE, style]
    raise UsageError(
        "there is no Graphviz to draw with: install it, or pip install 'policygraph[drawing]', or write --format dot"
    )
