"""Where nodes stand when a network is opened: computed here, so that the same network always gets the same places.

Each connected part is laid out by itself, small ones by springs, large ones as rings round their middle; the parts
then stand side by side. The springs use nothing but arithmetic that every machine rounds alike.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from policygraph.exports.network import Network, kinds
from policygraph.exports.style import KINDS, diameter

__all__ = ["Place", "positions"]

Place: TypeAlias = tuple[float, float]
_Neighbours: TypeAlias = dict[str, list[str]]

# The distance of neighbours.
_GAP = 60.0
# Between the edges of two nodes.
_LEAST = 2.0
_MOST_WITH_SPRINGS = 160
_ROUNDS = 80
_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


def positions(graph: Network) -> dict[str, Place]:
    """A place for each node."""
    neighbours = _neighbours(graph)
    ranks = {node: _RANKS[kind] for node, kind in kinds(graph).items()}
    placed: dict[str, Place] = {}
    x = y = shelf = 0.0
    width = _GAP * 1.5 * math.sqrt(len(neighbours)) * 2
    for part in sorted(_parts(neighbours), key=lambda part: (-len(part), part[0])):
        places = _shifted(_laid_out(part, neighbours, ranks))
        right, top = (max(place[axis] for place in places.values()) for axis in (0, 1))
        if x and x + right > width:
            x, y, shelf = 0.0, y + shelf + _GAP, 0.0
        for node, (across, up) in places.items():
            placed[node] = (round(x + across, 1), round(y + up, 1))
        x, shelf = x + right + _GAP, max(shelf, top)
    return placed


def _neighbours(graph: Network) -> _Neighbours:
    """The nodes beside each node, in sorted order, each once."""
    found: dict[str, set[str]] = {node: set() for node in graph}
    for source, target in graph.edges():
        if source != target:
            found[source].add(target)
            found[target].add(source)
    return {node: sorted(beside) for node, beside in found.items()}


def _parts(neighbours: _Neighbours) -> Iterable[list[str]]:
    """The connected parts, each in order of its nodes."""
    seen: set[str] = set()
    for start in neighbours:
        if start in seen:
            continue
        part, waiting = [], deque([start])
        seen.add(start)
        while waiting:
            node = waiting.popleft()
            part.append(node)
            new = [other for other in neighbours[node] if other not in seen]
            seen.update(new)
            waiting.extend(new)
        yield sorted(part)


def _laid_out(part: list[str], neighbours: _Neighbours, ranks: dict[str, int]) -> dict[str, Place]:
    if len(part) <= _MOST_WITH_SPRINGS and len(neighbours) <= 10 * _MOST_WITH_SPRINGS:
        return _springs(part, neighbours)
    middle = min(part, key=lambda node: (ranks[node], -len(neighbours[node]), node))
    return _rings(middle, neighbours)


def _shifted(places: dict[str, Place]) -> dict[str, Place]:
    """The places moved so that the smallest coordinates are 0."""
    left, bottom = (min(place[axis] for place in places.values()) for axis in (0, 1))
    return {node: (x - left, y - bottom) for node, (x, y) in places.items()}


def _springs(part: list[str], neighbours: _Neighbours) -> dict[str, Place]:
    """Neighbours pull, all others push (after Fruchterman and Reingold), from a start on a square grid."""
    side = math.isqrt(len(part) - 1) + 1
    index = {node: number for number, node in enumerate(part)}
    xs = [_GAP * (number % side) + number / len(part) for number in range(len(part))]
    ys = [_GAP * (number // side) + number / len(part) for number in range(len(part))]
    # Springs between nodes of many neighbours are weak, or these would all end in one heap.
    pulls = [
        (index[node], index[other], _GAP * math.sqrt(min(len(neighbours[node]), len(neighbours[other]))))
        for node in part
        for other in neighbours[node]
        if index[node] < index[other]
    ]
    for turn in range(_ROUNDS):
        dx, dy = _pushes(xs, ys)
        for one, other, length in pulls:
            across, up = xs[one] - xs[other], ys[one] - ys[other]
            strength = math.sqrt(across * across + up * up) / length
            dx[one] -= across * strength
            dy[one] -= up * strength
            dx[other] += across * strength
            dy[other] += up * strength
        step = _GAP * (1 - turn / _ROUNDS)
        for number in range(len(part)):
            force = math.sqrt(dx[number] * dx[number] + dy[number] * dy[number])
            if force:
                xs[number] += dx[number] / force * min(force, step)
                ys[number] += dy[number] / force * min(force, step)
    _part(xs, ys, [diameter(len(neighbours[node])) / 2 for node in part])
    return {node: (xs[number], ys[number]) for node, number in index.items()}


def _part(xs: list[float], ys: list[float], radii: Sequence[float]) -> None:
    """Move apart what still lies on each other: many springs draw two nodes that share their neighbours together."""
    for _ in range(_ROUNDS):
        was_moved = False
        for one in range(len(xs)):
            for other in range(one):
                across, up = xs[one] - xs[other], ys[one] - ys[other]
                distance = math.sqrt(across * across + up * up)
                least = radii[one] + radii[other] + _LEAST
                if distance < least:
                    was_moved = True
                    across, up = (across / distance, up / distance) if distance else (1.0, 0.0)
                    half = (least - distance) / 2
                    xs[one] += across * half
                    ys[one] += up * half
                    xs[other] -= across * half
                    ys[other] -= up * half
        if not was_moved:
            return


def _pushes(xs: list[float], ys: list[float]) -> tuple[list[float], list[float]]:
    dx, dy = [0.0] * len(xs), [0.0] * len(xs)
    for one in range(len(xs)):
        x, y = xs[one], ys[one]
        for other in range(one):
            across, up = x - xs[other], y - ys[other]
            strength = _GAP * _GAP / max(across * across + up * up, 0.01)
            across, up = across * strength, up * strength
            dx[one] += across
            dy[one] += up
            dx[other] -= across
            dy[other] -= up
    return dx, dy


def _rings(middle: str, neighbours: _Neighbours) -> dict[str, Place]:
    """A tree round a node: each step away from it is a ring, each branch a sector as wide as its leaves need."""
    order, children, depth = _tree(middle, neighbours)
    leaves: dict[str, int] = {}
    for node in reversed(order):
        leaves[node] = sum(leaves[child] for child in children[node]) or 1
    radius = _radii(order, depth)
    sectors = {middle: (0.0, math.tau)}
    places = {}
    for node in order:
        start, end = sectors[node]
        angle = (start + end) / 2
        places[node] = (radius[depth[node]] * math.cos(angle), radius[depth[node]] * math.sin(angle))
        share = (end - start) / leaves[node]
        for child in children[node]:
            width = share * leaves[child]
            sectors[child] = (start, start + width)
            start += width
    return places


def _tree(root: str, neighbours: _Neighbours) -> tuple[list[str], dict[str, list[str]], dict[str, int]]:
    """The nodes breadth first, the children of each, and how far each is from the root."""
    order, depth = [root], {root: 0}
    children: dict[str, list[str]] = {root: []}
    for node in order:
        for other in neighbours[node]:
            if other not in depth:
                depth[other] = depth[node] + 1
                children[node].append(other)
                children[other] = []
                order.append(other)
    return order, children, depth


def _radii(order: list[str], depth: dict[str, int]) -> list[float]:
    """The radius of each ring: the same step from each to the next, and room on each for its nodes."""
    sizes = Counter(depth.values())
    levels = depth[order[-1]]
    step = max([2 * _GAP, *(sizes[level] * _GAP / 4 / math.tau / level for level in range(1, levels + 1))])
    return [step * level for level in range(levels + 1)]
