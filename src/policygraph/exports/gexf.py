"""GEXF 1.3, written by hand: networkx stamps the day into its files and lets illegal characters through."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from policygraph.exports.style import COLOURS, clean, positions, size

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["gexf"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<graph mode="static" defaultedgetype="directed">
<attributes class="node"><attribute id="kind" title="kind" type="string"/></attributes>
<attributes class="edge"><attribute id="role" title="relation" type="string"/>\
<attribute id="detail" title="detail" type="string"/></attributes>
<nodes>
"""


def gexf(graph: nx.DiGraph[str]) -> str:
    """The graph with colours, sizes and positions."""
    places = positions(graph)
    nodes = "".join(_node(graph, node, places[node]) for node in graph)
    edges = "".join(_edge(str(number), edge) for number, edge in enumerate(graph.edges(data=True)))
    return f"{_HEAD}{nodes}</nodes>\n<edges>\n{edges}</edges>\n</graph>\n</gexf>\n"


def _node(graph: nx.DiGraph[str], node: str, place: tuple[float, float]) -> str:
    data = graph.nodes[node]
    red, green, blue = bytes.fromhex(COLOURS[data["kind"]][1:])
    return (
        f"<node id={_value(node)} label={_value(data['label'])}>"
        f'<attvalues><attvalue for="kind" value={_value(data["kind"])}/></attvalues>'
        f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
        f'<viz:position x="{place[0]}" y="{place[1]}" z="0.0"/><viz:size value="{size(graph, node)}"/></node>\n'
    )


def _edge(number: str, edge: tuple[str, str, dict[str, object]]) -> str:
    source, target, data = edge
    return (
        f'<edge id="{number}" source={_value(source)} target={_value(target)} weight="{data["weight"]}">'
        f'<attvalues><attvalue for="role" value={_value(str(data["kind"]))}/>'
        f'<attvalue for="detail" value={_value(str(data["detail"]))}/></attvalues></edge>\n'
    )


def _value(text: str) -> str:
    return quoteattr(clean(text))
