"""Size and colour of the nodes of a network: the size shows what counts, the colour the city."""

from __future__ import annotations

import colorsys
import math
from collections import defaultdict
from typing import Any

from policygraph.exports.parts import Network

__all__ = ["SHARED", "by_city", "city_of", "colours", "counted", "diameters"]

# What several cities share, or none has: fields of work, provisions of directives, indicators, cited documents.
SHARED = "#333333"
# Kinds that belong to the city of a document.
_OF_CITIES = ("agency", "chapter", "measure", "obligation", "plan", "target")
# Okabe and Ito's, for colour-blind people too; of more cities each gets a hue of its own.
_FEW = ("#e69f00", "#56b4e9", "#009e73", "#d55e00", "#cc79a7", "#0072b2", "#f0e442")
_GOLDEN = (math.sqrt(5) - 1) / 2
_LEAST, _MOST = 8.0, 48.0


def counted(graph: Network, node: str) -> int:
    """What counts of a node: an agency's measures, of all others the weight of its edges."""
    return int(graph.nodes[node].get("measures", 0)) or int(graph.degree(node, weight="weight"))


def diameters(graph: Network) -> dict[str, float]:
    """The diameter of each node: its area grows with what counts of it, up to that of the node with most."""
    counts = {node: counted(graph, node) for node in graph}
    most = max(counts.values(), default=1) or 1
    return {
        node: round(_LEAST + (_MOST - _LEAST) * math.sqrt(count / most), 2) for node, count in counts.items()
    }


def colours(graph: Network) -> dict[str, str]:
    """The colour of each node: that of the one city that it belongs to or is joined with, else :data:`SHARED`."""
    own = {node: city_of(data) for node, data in graph.nodes(data=True)}
    around: dict[str, set[str]] = {node: {city} if city else set() for node, city in own.items()}
    for source, target in graph.edges():
        for node, other in ((source, target), (target, source)):
            if not own[node]:
                around[node].add(own[other])
    palette = _palette(sorted(set(own.values()) - {""}))
    return {
        node: palette.get(next(iter(cities)), SHARED) if len(cities) == 1 else SHARED
        for node, cities in around.items()
    }


def city_of(data: dict[str, Any]) -> str:
    """The city that a node with these attributes belongs to, or '' for what is shared."""
    return str(data.get("city", "")) if data["kind"] in _OF_CITIES else ""


def by_city(graph: Network) -> dict[str, list[str]]:
    """The nodes of each city, those of a city with only one node among those of none, under ''."""
    found: dict[str, list[str]] = defaultdict(list)
    for node in sorted(graph):
        found[city_of(graph.nodes[node])].append(node)
    alone = [city for city, nodes in found.items() if city and len(nodes) == 1]
    rest = sorted(found.pop("", []) + [found.pop(city)[0] for city in alone])
    return {**dict(sorted(found.items())), "": rest}


def _palette(cities: list[str]) -> dict[str, str]:
    if len(cities) <= len(_FEW):
        return dict(zip(cities, _FEW, strict=False))
    return {city: _hue(number * _GOLDEN % 1) for number, city in enumerate(cities)}


def _hue(turn: float) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(turn, 0.55, 0.6))
