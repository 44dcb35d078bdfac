"""Where nodes stand when a network is opened: computed here, so that the same network always gets the same places.

Each community gets a place by springs between communities, each of its nodes one round the middle of it, those that
count most inside. In networks that are not too large springs between the nodes follow. All is arithmetic that every
machine rounds alike, and the time grows as the network does.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from policygraph.exports.looks import counted, diameters
from policygraph.exports.parts import Network

__all__ = ["Place", "positions"]

Place: TypeAlias = tuple[float, float]
_Cells: TypeAlias = dict[tuple[int, int], list[int]]
# Two things that pull at each other, and how hard.
_Pull: TypeAlias = tuple[int, int, float]

# The distance of neighbours.
_GAP = 40.0
# Between the edges of two nodes.
_LEAST = 2.0
_ROUNDS = 80
# The springs of a network take as many steps as keep to this many moves of a node.
_MOST_MOVES = 60_000
# Further away, nodes do not push: in gaps.
_REACH = 2
_TO_THE_MIDDLE = 0.08
# A step round by the golden angle, which spreads points evenly over a disc: its cosine and sine.
_TURN = (-0.7373688780783197, 0.6754902942615238)


def positions(graph: Network) -> dict[str, Place]:
    """A place for each node of a network whose nodes know their ``community``."""
    nodes = sorted(graph, key=lambda node: (graph.nodes[node]["community"], -counted(graph, node), node))
    numbers = {node: number for number, node in enumerate(nodes)}
    sizes = diameters(graph)
    radii = [sizes[node] / 2 for node in nodes]
    groups = [int(graph.nodes[node]["community"]) - 1 for node in nodes]
    joined: dict[tuple[int, int], float] = defaultdict(float)
    for source, target, data in graph.edges(data=True):
        one, other = sorted((numbers[source], numbers[target]))
        if one != other:
            joined[one, other] += data["weight"]
    xs, ys = _by_groups(groups, radii, joined)
    degrees = [0] * len(nodes)
    for one, other in joined:
        degrees[one] += 1
        degrees[other] += 1
    # Springs between nodes of many neighbours are weak, or these would all end in one heap.
    pulls = [(one, other, 1 / math.sqrt(min(degrees[one], degrees[other]))) for one, other in joined]
    rounds = min(_ROUNDS, _MOST_MOVES // len(nodes))
    if rounds * 4 > _ROUNDS:
        _springs(xs, ys, pulls, _GAP, rounds)
    _part(xs, ys, radii, rounds)
    return {node: (round(xs[number], 1), round(ys[number], 1)) for node, number in numbers.items()}


def _by_groups(
    groups: Sequence[int], radii: Sequence[float], joined: dict[tuple[int, int], float]
) -> tuple[list[float], list[float]]:
    """Places of nodes round the middles of their groups; nodes of a group stand one after the other."""
    rooms = [0.0] * (groups[-1] + 1)
    offsets = []
    turn = (1.0, 0.0)
    for number, group in enumerate(groups):
        if not number or groups[number - 1] != group:
            turn = (1.0, 0.0)
        room = (2 * radii[number] + _LEAST) ** 2
        distance = math.sqrt((rooms[group] + room / 2) / math.pi) * 1.3 if rooms[group] else 0.0
        offsets.append((distance * turn[0], distance * turn[1]))
        rooms[group] += room
        turn = _turned(turn)
    discs = [1.3 * math.sqrt(room / math.pi) + _GAP / 2 for room in rooms]
    between: dict[tuple[int, int], float] = defaultdict(float)
    for (one, other), weight in joined.items():
        if groups[one] != groups[other]:
            between[min(groups[one], groups[other]), max(groups[one], groups[other])] += weight
    xs, ys = _spiral(discs)
    heaviest = max(between.values(), default=1.0)
    gap = 2 * sum(discs) / len(discs)
    rounds = min(_ROUNDS, _MOST_MOVES // len(discs))
    _springs(xs, ys, [(*ends, math.sqrt(weight / heaviest)) for ends, weight in between.items()], gap, rounds)
    _part(xs, ys, discs, rounds)
    return (
        [xs[group] + offset[0] for group, offset in zip(groups, offsets, strict=True)],
        [ys[group] + offset[1] for group, offset in zip(groups, offsets, strict=True)],
    )


def _spiral(radii: Sequence[float]) -> tuple[list[float], list[float]]:
    """Places of discs from the middle outwards."""
    xs, ys, room, turn = [], [], 0.0, (1.0, 0.0)
    for radius in radii:
        distance = math.sqrt(room) * 1.2
        xs.append(distance * turn[0])
        ys.append(distance * turn[1])
        room += radius * radius
        turn = _turned(turn)
    return xs, ys


def _turned(turn: Place) -> Place:
    return turn[0] * _TURN[0] - turn[1] * _TURN[1], turn[0] * _TURN[1] + turn[1] * _TURN[0]


def _springs(xs: list[float], ys: list[float], pulls: Sequence[_Pull], gap: float, rounds: int) -> None:
    """Neighbours pull, those close by push (after Fruchterman and Reingold), and all are drawn to the middle."""
    reach = (_REACH * gap) ** 2
    for turn in range(rounds):
        dx = [-_TO_THE_MIDDLE * x for x in xs]
        dy = [-_TO_THE_MIDDLE * y for y in ys]
        for one, other in _close(xs, ys, _REACH * gap):
            across, up = xs[one] - xs[other], ys[one] - ys[other]
            distance = across * across + up * up
            if distance >= reach:
                continue
            # Nothing at the edge of its reach, or nodes would line up there.
            strength = gap * gap * (1 / max(distance, 0.01) - 1 / reach)
            dx[one] += across * strength
            dy[one] += up * strength
            dx[other] -= across * strength
            dy[other] -= up * strength
        for one, other, hardness in pulls:
            across, up = xs[one] - xs[other], ys[one] - ys[other]
            strength = math.sqrt(across * across + up * up) / gap * hardness
            dx[one] -= across * strength
            dy[one] -= up * strength
            dx[other] += across * strength
            dy[other] += up * strength
        step = gap * (1 - turn / rounds)
        for number in range(len(xs)):
            force = math.sqrt(dx[number] * dx[number] + dy[number] * dy[number])
            if force:
                xs[number] += dx[number] / force * min(force, step)
                ys[number] += dy[number] / force * min(force, step)


def _part(xs: list[float], ys: list[float], radii: Sequence[float], rounds: int) -> None:
    """Move apart what still lies on each other."""
    reach = 2 * max(radii) + _LEAST
    for _ in range(rounds):
        was_moved = False
        for one, other in _close(xs, ys, reach):
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


def _close(xs: Sequence[float], ys: Sequence[float], reach: float) -> Iterable[tuple[int, int]]:
    """Pairs that may lie nearer to each other than ``reach``, each once."""
    cells: _Cells = defaultdict(list)
    for number, (x, y) in enumerate(zip(xs, ys, strict=True)):
        cells[math.floor(x / reach), math.floor(y / reach)].append(number)
    for (column, row), here in cells.items():
        beside = [
            other
            for cell in ((column + 1, row - 1), (column + 1, row), (column + 1, row + 1), (column, row + 1))
            for other in cells.get(cell, ())
        ]
        for at, one in enumerate(here):
            for other in here[at + 1 :]:
                yield one, other
            for other in beside:
                yield one, other
