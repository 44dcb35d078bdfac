"""Networks cut down to what a page holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from policygraph.exports.looks import city_of, counted
from policygraph.exports.parts import Network, beside, edges, kinds
from policygraph.exports.style import EDGES, KINDS

__all__ = ["Cut", "cut"]

_Line: TypeAlias = tuple[str, str, dict[str, object]]

# Facts are drawn all or not at all: a few of them say nothing.
_FACTS = ("target", "obligation")
# Without anything below them, these say nothing in a picture of a part.
_JOINING = ("chapter", "provision")
# With more lines to a node than this the picture is a hairball.
_MOST_LINES = 1.6


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a network, and a sentence in Chinese and English on what was left out ('' where nothing was)."""

    graph: Network
    zh: str = ""
    en: str = ""


def cut(graph: Network, rows: int) -> Cut:
    """At most ``rows`` nodes of a kind, those that count most and as many of each city, and their heaviest lines.

    Nodes that the cut leaves without a line go as well, and what then joins nothing.
    """
    kept = _nodes(graph, rows)
    lines = _lines(graph, kept)
    if len(kept) == len(graph) and len(lines) == graph.number_of_edges():
        return Cut(graph)
    lines = _that_join(graph, lines)
    part = graph.__class__(**graph.graph)
    ends = {end for source, target, _ in lines for end in (source, target)}
    part.add_nodes_from((node, graph.nodes[node]) for node in sorted(ends))
    part.add_edges_from(lines)
    return Cut(part, *_sentences(graph, part))


def _nodes(graph: Network, rows: int) -> set[str]:
    by_kind: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for node, data in graph.nodes(data=True):
        by_kind[data["kind"]][city_of(data)].append(node)
    if len(graph) > rows and "provision" in by_kind:
        # Provisions join the cities as well; both together are too much for a page.
        by_kind.pop("field", None)
    kept: set[str] = set()
    for kind, by_city in by_kind.items():
        if sum(map(len, by_city.values())) <= rows:
            kept.update(*by_city.values())
        elif kind not in _FACTS:
            # With more cities than there is room for, those that count most stay whatever their city.
            groups = by_city.values() if len(by_city) <= rows else [list(chain(*by_city.values()))]
            for nodes in groups:
                kept.update(sorted(nodes, key=lambda node: _order(graph, node))[: rows // len(groups)])
    return kept


def _order(graph: Network, node: str) -> tuple[int, int, str]:
    """What counts most first; of what is shared, what most share."""
    is_shared = not city_of(graph.nodes[node])
    return -len(beside(graph, node)) if is_shared else 0, -counted(graph, node), node


def _lines(graph: Network, kept: set[str]) -> list[_Line]:
    """The lines to draw, one from node to node: by weight, those first that join what is not joined yet."""
    from networkx.utils import UnionFind

    ranks = {kind: rank for rank, kind in enumerate(EDGES)}
    found = [line for line in edges(graph) if kept.issuperset(line[:2])]
    if len(found) <= len(kept) * _MOST_LINES:
        return found
    # A field of work has few lines and joins the cities; a target of the whole city comes before those of its parts.
    found.sort(
        key=lambda line: (
            line[2]["kind"] != "works",
            line[2].get("area", "") != graph.nodes[line[0]].get("city", ""),
            -line[2]["weight"],
            ranks[line[2]["kind"]],
        )
    )
    groups = UnionFind(kept)
    tree: list[_Line] = []
    others: list[_Line] = []
    met: set[tuple[str, str]] = set()
    for line in found:
        if line[:2] in met:
            continue
        met.add(line[:2])
        is_new = line[2]["kind"] == "works" or groups[line[0]] != groups[line[1]]
        (tree if is_new else others).append(line)
        groups.union(*line[:2])
    return tree + others[: max(0, round(len(kept) * _MOST_LINES) - len(tree))]


def _that_join(graph: Network, lines: list[_Line]) -> list[_Line]:
    """Those without fields of work of one agency, and without provisions and chapters that hold nothing."""
    often = Counter(target for _, target, _ in lines)
    kind = kinds(graph)
    return [
        line
        for line in lines
        if not (kind[line[1]] == "field" and often[line[1]] < 2)
        and not (kind[line[0]] in _JOINING and not often[line[0]])
    ]


def _sentences(graph: Network, part: Network) -> tuple[str, str]:
    """What is drawn of all there is, and of which kinds nodes are missing."""
    lines, all_lines = part.number_of_edges(), graph.number_of_edges()
    whole, left = Counter(kinds(graph).values()), Counter(kinds(part).values())
    missing = [(KINDS[kind], whole[kind] - left[kind]) for kind in KINDS if whole[kind] > left[kind]]
    zh = f"一页所容：画出 {len(graph)} 个节点中的 {len(part)} 个、{all_lines} 条线中的 {lines} 条，取分量最大者"
    en = (
        f"shows {len(part)} of {len(graph)} nodes and {lines} of {all_lines} lines, as many as a page holds, "
        "those that count most"
    )
    return (
        "；未画：".join(filter(None, (zh, _listed(f"{look.zh} {number}" for look, number in missing)))),
        "; not drawn: ".join(
            filter(None, (en, ", ".join(f"{look.en} {number}" for look, number in missing)))
        ),
    )


def _listed(words: Iterable[str]) -> str:
    return "、".join(words)
