"""A small graph that is sound, and the command as users run it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PREFIXES = """
@prefix : <https://example.org/id/> .
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix code: <https://w3id.org/policygraph/vocab/code/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix semapv: <https://w3id.org/semapv/vocab/> .
"""

PLAN = """
:city a pg:CityPlan ; dcterms:title "临河市实施方案"@zh ; pg:sourceText :text .
:text a pg:SourceText ; pg:fileName "linhe.txt" .
:measure a pg:Measure ; pg:path "三/（一）" ; pg:ofDocument :city ; eli:is_part_of :city .
:nation a pg:Directive .
:leading a pg:Assignment ; pg:inProvision :measure ; pg:agency :bureau ; pg:role code:lead ; prov:wasQuotedFrom :words .
:words a pg:Span ; pg:start 40 ; pg:end 44 ; pg:exact "市能源局" ; pg:inText :text .
:bureau a pg:Agency ; skos:prefLabel "临河市能源局"@zh .
:match a pg:Correspondence ; pg:subject :measure ; pg:object :provision ; pg:confidence 0.9 ; pg:rank 1 ;
    pg:justification semapv:LexicalMatching .
:provision a pg:Provision ; pg:ofDocument :nation .
:number a pg:Target ; pg:inProvision :measure ; pg:strength code:firm ; pg:comparator code:ge ; pg:kind code:level ;
    qudt:numericValue 15.5 ; prov:wasQuotedFrom :figure .
:figure a pg:Span ; pg:start 60 ; pg:end 65 ; pg:exact "15.5%" ; pg:inText :text .
"""

Reason = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def reason(tmp_path: Path) -> Reason:
    """Runs ``policygraph reason`` on the small graph with ``fault`` added."""

    def run(fault: str, *options: str) -> subprocess.CompletedProcess[str]:
        file = tmp_path / "graph.ttl"
        file.write_text(PREFIXES + PLAN + fault, encoding="utf-8")
        command = [sys.executable, "-m", "policygraph", "reason", str(file), *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run
