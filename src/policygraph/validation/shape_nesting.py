"""What leads back to itself in a team's shapes, is broken off or lies too deep: engines follow it until they crash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import pyoxigraph as ox

from policygraph.rdf.terms import RDF, SH
from policygraph.validation.value_kinds import NIL, Node, Stated, Term, words

__all__ = ["DEEPEST", "nesting_problems"]

# Engines go down one call or more for each shape and each path within another.
DEEPEST = 200
# So many paths within one another are what pySHACL takes.
_DEEPEST_PATH = 10
_FIRST, _REST = f"{RDF.base}first", f"{RDF.base}rest"
_ALTERNATIVES = f"{SH.base}alternativePath"
_PATHS = frozenset(
    f"{SH.base}{term}" for term in words("inversePath zeroOrMorePath oneOrMorePath zeroOrOnePath")
) | {_ALTERNATIVES}
_SHAPES = frozenset(f"{SH.base}{term}" for term in words("property node not and or xone qualifiedValueShape"))
_PROPERTY = f"{SH.base}property"
_INNER = _SHAPES | _PATHS | {f"{SH.base}path"}
_Ways = Mapping[Term, Collection[Term]]


def nesting_problems(
    triples: Sequence[ox.Triple], stated: Stated, name: Callable[[Node], str]
) -> Iterator[str]:
    """What is wrong with lists, paths and nesting, in this order: each relies on what comes before.

    Args:
        triples: those of the team's shapes.
        stated: what all shapes state.
        name: the shape in which a node stands, for people.
    """
    own = list(dict.fromkeys(triple.subject for triple in triples))
    yield from _bad_lists(own, stated, name)
    for triple in triples:
        if triple.predicate.value == f"{SH.base}path":
            yield from _bad_path(triple, stated, name)
    for node in _recursive(own, stated):
        yield (
            f"{name(node)} stands within itself, of which SHACL does not say what it means; "
            "let only sh:property lead back to a shape"
        )
    if deep := _too_deep(own, stated):
        yield f"more than {DEEPEST} shapes or paths stand within one another in {name(deep)}; nest fewer"


def _bad_lists(own: Sequence[Node], stated: Stated, name: Callable[[Node], str]) -> Iterator[str]:
    sound: set[Term] = {NIL}
    for start in own:
        if stated[start].keys().isdisjoint((_FIRST, _REST)):
            continue
        walked: dict[Term, None] = {}
        node: Term = start
        while node not in sound:
            if node in walked:
                yield f"{name(start)} has a list that comes back to itself; write it in brackets ( … )"
                return
            walked[node] = None
            values = {} if isinstance(node, ox.Literal) else stated.get(node, {})
            firsts, rests = values.get(_FIRST, ()), values.get(_REST, ())
            if len(firsts) != 1 or len(rests) != 1:
                yield f"{name(start)} has a list that is broken off or has branches; write it in brackets ( … )"
                return
            node = rests[0]
        sound.update(walked)


def _bad_path(path: ox.Triple, stated: Stated, name: Callable[[Node], str]) -> Iterator[str]:
    """What keeps a value of sh:path from being one; its lists are known to be sound."""
    # The second of a pair tells whether what lies within the node has been seen.
    waiting: list[tuple[Term, bool]] = [(path.object, False)]
    around: set[Term] = set()
    seen: set[Term] = set()
    while waiting:
        node, is_left = waiting.pop()
        if is_left:
            around.discard(node)
        elif node in around:
            yield f"sh:path of {name(path.subject)} leads back to itself; name the predicate that it ends with"
            return
        elif node not in seen and not (isinstance(node, ox.NamedNode) and node != NIL):
            inner = _steps(node, stated)
            if not inner:
                yield (
                    f"sh:path of {name(path.subject)} is not a path; it takes an IRI, "
                    "a list of two or more paths, or [ sh:inversePath … ] and the like"
                )
                return
            seen.add(node)
            around.add(node)
            if len(around) > _DEEPEST_PATH:
                where = name(path.subject)
                yield f"sh:path of {where} has more than {_DEEPEST_PATH} paths within one another; nest fewer"
                return
            waiting.append((node, True))
            waiting += ((step, False) for step in inner)


def _steps(node: Term, stated: Stated) -> Sequence[Term]:
    """The paths of which a blank node makes one; none where it makes none."""
    values = {} if isinstance(node, ox.Literal) else stated.get(node, {})
    if _FIRST in values:
        return _two_or_more(node, stated)
    kinds = sorted(_PATHS & values.keys())
    if len(kinds) != 1 or len(values[kinds[0]]) != 1:
        return ()
    inner = values[kinds[0]][0]
    return _two_or_more(inner, stated) if kinds[0] == _ALTERNATIVES else (inner,)


def _two_or_more(node: Term, stated: Stated) -> Sequence[Term]:
    """The members of a sound list of so many."""
    members = []
    while not isinstance(node, ox.Literal) and _FIRST in stated.get(node, {}):
        members.append(stated[node][_FIRST][0])
        node = stated[node][_REST][0]
    return members if len(members) > 1 else ()


def _recursive(own: Sequence[Node], stated: Stated) -> Iterator[Node]:
    """Shapes on a way that leads back, or between two such ways, where it is not by sh:property that it goes on."""
    shapes = set(own)
    within: dict[Term, Mapping[Term, bool]] = {node: _shapes_within(node, shapes, stated) for node in own}
    around: dict[Term, list[Term]] = {node: [] for node in own}
    for node, inner in within.items():
        for one in inner:
            around[one].append(node)
    looping = _endless(within, around) & _endless(around, within)
    for node in own:
        if node in looping and any(one in looping and not only for one, only in within[node].items()):
            yield node


def _endless(ahead: _Ways, behind: _Ways) -> set[Term]:
    """The nodes from which one can go ahead for ever."""
    left = {node: len(others) for node, others in ahead.items()}
    ended = [node for node, number in left.items() if not number]
    for node in ended:
        for one in behind[node]:
            left[one] -= 1
            if not left[one]:
                ended.append(one)
    return left.keys() - set(ended)


def _shapes_within(node: Node, shapes: Collection[Term], stated: Stated) -> Mapping[Term, bool]:
    """Which of the shapes are directly within one, each with whether only sh:property leads there."""
    found: dict[Term, bool] = {}
    for predicate in _SHAPES & stated[node].keys():
        for value in stated[node][predicate]:
            for one in _members(value, stated) or [value]:
                if one in shapes:
                    found[one] = found.get(one, True) and predicate == _PROPERTY
    return found


def _too_deep(own: Sequence[Node], stated: Stated) -> Node | None:
    """A node with too much within it; what leads back to a node around it is no deeper."""
    within = _within(own, stated)
    depths: dict[Term, int] = {}
    around: set[Term] = set()
    for start in own:
        waiting: list[tuple[Term, bool]] = [(start, False)]
        while waiting:
            node, is_left = waiting.pop()
            if is_left:
                around.discard(node)
                inner = (depths.get(one, 0) for one in within[node] if one not in around)
                depths[node] = 1 + max(inner, default=0)
                if depths[node] > DEEPEST and not isinstance(node, ox.Literal):
                    return node
            elif node not in depths and node not in around and node in within:
                around.add(node)
                waiting.append((node, True))
                waiting += ((one, False) for one in within[node])
    return None


def _within(own: Sequence[Node], stated: Stated) -> Mapping[Term, Sequence[Term]]:
    """What lies directly within each node, the members of a list within the node that has it."""
    found: dict[Term, list[Term]] = defaultdict(list)
    for node in own:
        for predicate, values in stated[node].items():
            if predicate in _INNER:
                for value in values:
                    members = _members(value, stated)
                    found[node] += members or [value]
    return found


def _members(node: Term, stated: Stated) -> list[Term]:
    members = []
    while not isinstance(node, ox.Literal) and _FIRST in stated.get(node, {}):
        members.append(stated[node][_FIRST][0])
        node = stated[node][_REST][0]
    return members
