"""Who stands above whom, read in one place."""

from __future__ import annotations

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.rows import answers
from policygraph.builds.store import Build
from policygraph.graph.derived import RULES
from policygraph.queries import lineage
from policygraph.queries.address import thing
from policygraph.queries.lineage import AdministrativeLevel
from policygraph.queries.show import show

REGISTER = "https://w3id.org/policygraph/id/directive/"
CHAIN = ("nation", "province", "city", "county")


def named(reader: Reader, documents: list[str]) -> list[str]:
    """Documents by their names, those that were only listed by the end of their IRIs."""
    identifier = "http://purl.org/dc/terms/identifier"
    return sorted(reader.value(one, identifier) or one.rpartition("/")[2] for one in documents)


def test_whether_all_documents_above_and_below_are_told(chain_of_plans: Build) -> None:
    reader = Reader(chain_of_plans)
    for rank, name in enumerate(CHAIN):
        document = thing(reader, name)
        assert named(reader, lineage.above(reader, document)) == sorted(CHAIN[:rank])
        lower = {*CHAIN[rank + 1 :], *(["department"] if rank < 3 else [])}
        assert named(reader, lineage.below(reader, document)) == sorted(lower)
        assert named(reader, list(lineage.bases(reader, document))) == list(CHAIN[max(rank - 1, 0) : rank])


def test_whether_directly_below_are_only_those_that_say_so(chain_of_plans: Build) -> None:
    reader = Reader(chain_of_plans)
    found = [
        named(reader, lineage.directly_below(reader, thing(reader, name))) for name in ("nation", "city")
    ]
    assert found == [["province"], ["county", "department"]]


def test_whether_a_basis_is_shown_by_its_citation(real_plans: Build) -> None:
    reader = Reader(real_plans)
    plan = thing(reader, "sanmenxia")
    ((base, cited),) = lineage.bases(reader, plan).items()
    assert base == cited == f"{REGISTER}yuzheng-2022-29"
    quote = reader.quote(lineage.basis_citation(reader, plan, cited))
    assert quote is not None
    assert "豫政〔2022〕29号" in quote.text
    # The second step is known from the register alone.
    assert lineage.way_up(reader, plan, f"{REGISTER}guofa-2021-33") == [
        lineage.basis_citation(reader, plan, cited),
        base,
    ]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("nation", AdministrativeLevel.NATION),
        ("province", AdministrativeLevel.PROVINCE),
        ("city", AdministrativeLevel.CITY),
        ("county", AdministrativeLevel.CITY),
        ("department", AdministrativeLevel.CITY),
    ],
)
def test_whether_levels_are_those_of_the_areas(
    name: str, level: AdministrativeLevel, chain_of_plans: Build
) -> None:
    reader = Reader(chain_of_plans)
    assert lineage.level(reader, thing(reader, name)) is level


def test_whether_every_derived_property_has_its_rule(real_plans: Build) -> None:
    derived = f"{real_plans.base}id/graph/derived"
    query = (
        f"SELECT DISTINCT ?p (SAMPLE(?s) AS ?one) WHERE {{ GRAPH <{derived}> {{ ?s ?p ?o }} }} GROUP BY ?p"
    )
    rows = answers(real_plans, query)
    assert rows
    for row in rows:
        told = {one.name: one.rule for one in show(Reader(real_plans), row["one"]).properties if one.rule}
        assert told
        assert {name: RULES[name].text for name in told} == told
