"""What a large build answers out of the answer to all is what it answers when it is asked for just that."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import pytest

from policygraph.builds import store
from policygraph.builds.store import Build, open_build
from policygraph.queries.narrowing import narrowed, widened
from policygraph.queries.parameters import bound, parameters
from policygraph.queries.parameters import given as asked
from policygraph.queries.questions import question, questions
from policygraph.queries.run import bound_in, run
from policygraph.rdf.terms import PG
from policygraph.session import Session

WIDE = {one.name: wide for one in questions() if (wide := widened(one))}


@pytest.fixture(scope="module")
def large(chain: Session, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """The build of the chain as if it were large, over an empty cache."""
    with pytest.MonkeyPatch.context() as context:
        context.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        context.setattr(store, "LARGE", 1)
        yield open_build(chain.build.folder)


def names(build: Build, parameter: str) -> list[str]:
    """What people call some of the things that a parameter may be, and a part of a name that several have."""
    if parameter == "text":
        return ["治理", "国发", '治"理']
    found: list[str] = []

    def lookup(query: str) -> list[tuple[object, ...]]:
        rows = run(build, query).rows
        found.extend(sorted({getattr(row[1], "value", "") for row in rows}))
        return []

    with pytest.raises(Exception, match="the build knows no"):
        bound(lookup, f"  VALUES ?asked_{parameter} {{ UNDEF }}\n", {parameter: "?"})
    return [found[0], found[-1], found[len(found) // 2][:2]]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("basis", ("area",)),
        ("duties", ("function", "agency", "area")),
        # The function stands in a query within, and the words are looked for.
        ("due", ("year", "area")),
        ("search", ("area",)),
        # Words that a text is to hold.
        ("prohibitions", ("text", "area")),
        # A year that others have to lie before.
        ("due-before", ("year", "area")),
        # Rows that are counted by document.
        ("verdict-counts", ("area",)),
    ],
)
def test_what_can_be_told_of_each_row(name: str, told: tuple[str, ...]) -> None:
    assert WIDE[name].parameters == told


def test_whether_what_is_counted_over_documents_is_not_narrowed() -> None:
    assert "most-cited" not in WIDE
    assert widened(question("documents")) is None


def test_whether_a_harmed_answer_is_made_anew(large: Build, chain: Session) -> None:
    assert large.kept
    text = f"SELECT ?year {{ ?fact <{PG.iri('due')}> ?year }} ORDER BY ?year LIMIT 1"
    ((year,),) = run(chain.build, text).rows
    query = bound_in(chain.build, question("due").query, {"year": getattr(year, "value", "")[:4]})
    expected = run(chain.build, query)
    assert expected.rows
    assert run(large, query) == expected
    (kept,) = large.kept.folder.glob("wide-*.sqlite")
    kept.write_bytes(kept.read_bytes()[:1000])
    assert narrowed(large, query) is None
    assert run(large, query) == expected
    assert narrowed(large, query) == (expected.columns, expected.rows)


# Of the others, what has to be given is not told by a column.
TOLD = [
    name
    for name, wide in WIDE.items()
    if all(one in wide.parameters for one, example in question(name).parameters.items() if example)
]


@pytest.mark.long
@pytest.mark.parametrize("name", TOLD)
def test_whether_narrowed_answers_are_those_that_are_asked_for(
    large: Build, chain: Session, name: str
) -> None:
    one, told = question(name), WIDE[name].parameters
    known = {parameter: names(chain.build, parameter) for parameter in told}
    given = [{parameter: value} for parameter in told for value in known[parameter]]
    given += [dict(zip(told, values, strict=True)) for values in islice(product(*known.values()), 4)]
    # What has to be given is, where it is not what is tried.
    wanted = {parameter: example for parameter, example in one.parameters.items() if example}
    for some in given:
        query = bound_in(chain.build, one.query, wanted | some)
        expected = run(chain.build, query)
        values = asked(query)
        if any(len(values[parameter]) > 1 for parameter in WIDE[name].upper & values.keys()):
            # Before each of several years: such rows are many times there.
            assert narrowed(large, query) is None
        else:
            assert narrowed(large, query) == (expected.columns, expected.rows), some


def test_whether_all_parameters_are_known() -> None:
    assert {name for one in WIDE.values() for name in one.parameters} <= parameters().keys()
