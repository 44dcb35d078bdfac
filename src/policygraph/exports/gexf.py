"""GEXF 1.3 for Gephi, written piece by piece.

networkx' writer stamps the day into its files, lets characters through that XML forbids, and needs a minute where
this needs a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policygraph.exports.layout import Place, positions
from policygraph.exports.looks import colours, diameters
from policygraph.exports.parts import Network
from policygraph.exports.style import EDGES
from policygraph.printable import xml_attribute

__all__ = ["gexf"]

_NAMESPACES = 'xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"'
_TYPES = {bool: "boolean", float: "double", int: "integer", str: "string"}
# These are attributes of GEXF itself.
_OWN = {"node": ("label",), "edge": ("label", "kind", "weight")}
_YEAR = re.compile(r"\d{4}")


def gexf(graph: Network) -> Iterator[str]:
    """The graph with typed attributes, colours, sizes, positions, kinds of edges, and the years of targets as time."""
    is_dynamic = any(_interval(data) for data in _everything(graph))
    time = 'mode="dynamic" timeformat="date"' if is_dynamic else 'mode="static"'
    direction = "directed" if graph.is_directed() else "undirected"
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<gexf {_NAMESPACES} version="1.3">\n'
    yield f"<meta><creator>policygraph</creator><description>{graph.name}</description></meta>\n"
    yield f'<graph defaultedgetype="{direction}" {time}>\n'
    yield from _declared("node", (data for _, data in graph.nodes(data=True)))
    yield from _declared("edge", (_related(data) for *_, data in graph.edges(data=True)))
    places, sizes, colour = positions(graph), diameters(graph), colours(graph)
    yield "<nodes>\n"
    for node, data in graph.nodes(data=True):
        yield _node(node, data, places[node], sizes[node], colour[node])
    yield "</nodes>\n<edges>\n"
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        yield _edge(number, source, target, data)
    yield "</edges>\n</graph>\n</gexf>\n"


def _everything(graph: Network) -> Iterator[Mapping[str, Any]]:
    yield from (data for _, data in graph.nodes(data=True))
    yield from (data for *_, data in graph.edges(data=True))


def _declared(owner: str, everything: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    types: dict[str, str] = {}
    for data in everything:
        for name, value in data.items():
            types.setdefault(name, _TYPES[type(value)])
    yield f'<attributes class="{owner}">\n'
    for name in sorted(types.keys() - set(_OWN[owner])):
        yield f'<attribute id="{name}" title="{name}" type="{types[name]}"/>\n'
    yield "</attributes>\n"


def _node(node: str, data: Mapping[str, Any], place: Place, size: float, colour: str) -> str:
    return (
        f"<node id={_value(node)} label={_value(data['label'])}{_interval(data)}>{_values('node', data)}"
        f"{_colour(colour)}"
        f'<viz:position x="{place[0]}" y="{place[1]}" z="0.0"/><viz:size value="{size}"/></node>\n'
    )


def _edge(number: int, source: str, target: str, data: Mapping[str, Any]) -> str:
    return (
        f'<edge id="{number}" source={_value(source)} target={_value(target)} kind={_value(data["kind"])}'
        f' label={_value(data["label"])} weight="{data["weight"]}"{_interval(data)}>{_values("edge", _related(data))}'
        f"{_colour(EDGES[data['kind']].colour)}</edge>\n"
    )


def _values(owner: str, data: Mapping[str, Any]) -> str:
    written = "".join(
        f'<attvalue for="{name}" value={_value(value)}/>'
        for name, value in sorted(data.items())
        if name not in _OWN[owner]
    )
    return f"<attvalues>{written}</attvalues>"


def _related(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """An edge's attributes with its kind once more as ``relation``, because not every reader knows GEXF's kinds."""
    return {**data, "relation": data["kind"]}


def _interval(data: Mapping[str, Any]) -> str:
    """From the baseline to the year of a target, or up to a deadline; open where the text leaves it open."""
    start, end = data.get("baseline_year"), data.get("target_year") or data.get("deadline", "")
    year = _YEAR.match(str(end))
    return (f' start="{start}-01-01"' if start else "") + (f' end="{year[0]}-12-31"' if year else "")


def _colour(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour[1:])
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _value(value: object) -> str:
    return xml_attribute(str(value).lower() if isinstance(value, bool) else str(value))
