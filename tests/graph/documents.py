"""Facts of small documents, written out by hand over invented texts; every span is found in the text itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from policygraph.builds.assembly import assemble
from policygraph.builds.parts import BuiltDocument, read_part
from policygraph.builds.shards import Slot
from policygraph.graph.background import Background, read_background
from policygraph.model import (
    Agency,
    Assignment,
    Citation,
    CitationRelation,
    Comparator,
    Correspondence,
    DocumentKind,
    DueDate,
    Facts,
    Finding,
    Indicator,
    NamedArea,
    Obligation,
    Outline,
    Provision,
    ProvisionKind,
    ReadShare,
    Role,
    Severity,
    Source,
    Span,
    Strength,
    Target,
    TargetKind,
    Text,
)
from policygraph.rdf.iris import BASE, Iris

VOCAB = "https://w3id.org/policygraph/vocab/"
NATIONAL = "https://w3id.org/policygraph/id/directive/guofa-2021-33"
PROVINCIAL = "https://w3id.org/policygraph/id/directive/test-province"

PLAN = """临河市“十四五”节能减排实施方案

根据《临河省节能减排方案》（临政发〔2022〕9号），结合"实际",制定本方案。

一、主要目标

到2025年，全市单位生产总值能耗下降14.5%，氮氧化物减排量达到2.30万吨至3万吨。

二、重点工程

（一）煤炭清洁利用工程。2023年10月底前必须关停\\小锅炉20座。（市能源局牵头，
市发展改革委配合）

附件1
空表
"""

VOCABULARY = """@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix v: <https://w3id.org/policygraph/vocab/> .
@prefix area: <https://w3id.org/policygraph/vocab/area/> .
@prefix code: <https://w3id.org/policygraph/vocab/code/> .
@prefix fn: <https://w3id.org/policygraph/vocab/function/> .
@prefix ind: <https://w3id.org/policygraph/vocab/indicator/> .
@prefix unit: <https://w3id.org/policygraph/vocab/unit/> .
pg:Target a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty pg:unit ; owl:maxCardinality 1 ] ;
  rdfs:label "Target"@en .
area:100000 a pg:AdministrativeArea ; skos:prefLabel "中国"@zh .
area:990000 a pg:AdministrativeArea ; skos:prefLabel "临河省"@zh ; dcterms:isPartOf area:100000 .
area:990100 a pg:AdministrativeArea ; skos:prefLabel "临河市"@zh ; dcterms:isPartOf area:990000 .
area:990200 a pg:AdministrativeArea ; skos:prefLabel "远山市"@zh ; dcterms:isPartOf area:990000 .
fn:energy a pg:AgencyFunction ; skos:prefLabel "能源"@zh, "Energy"@en .
ind:energy a pg:Indicator ; skos:prefLabel "单位GDP能耗"@zh, "Energy intensity"@en ;
  skos:altLabel "单位生产总值能耗"@zh .
unit:percent a pg:Unit ; skos:prefLabel "%"@zh, "per cent"@en .
code:ge skos:notation ">=" . code:eq skos:notation "=" . code:lead skos:notation "lead" .
"""

REGISTER = """@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix d: <https://w3id.org/policygraph/id/directive/> .
d:guofa-2021-33 a pg:Directive ; pg:docNumber "国发〔2021〕33号" ; dcterms:title "国家方案"@zh .
d:test-province a pg:Directive ; pg:docNumber "临政发〔2022〕9号" ; dcterms:title "临河省节能减排方案"@zh ;
  eli:based_on d:guofa-2021-33 .
<https://w3id.org/policygraph/id/directive/guofa-2021-33/provision/3.8> a pg:Provision ; pg:path "三/（八）" ;
  pg:order 8 ; dcterms:title "煤炭工程"@zh ; pg:ofDocument d:guofa-2021-33 .
<https://w3id.org/policygraph/id/directive/guofa-2021-33/provision/3.1> a pg:Provision ; pg:path "三/（一）" ;
  pg:order 1 ; dcterms:title "行业工程"@zh ; pg:ofDocument d:guofa-2021-33 .
"""


def span(quote: str, text: str = PLAN) -> Span:
    """Where ``quote`` stands, which must be once."""
    assert text.count(quote) == 1, quote
    return Span(text.index(quote), text.index(quote) + len(quote))


def plan(name: str = "linhe") -> Facts:
    """A city plan with one fact of each kind, and some of the awkward ones."""
    return Facts(
        source=Source(name, f"{name}.txt", PLAN, "ab" * 32, "utf-8", "text/plain"),
        text=Text(PLAN, PLAN, range(len(PLAN)), range(1, len(PLAN) + 1)),
        outline=_outline(),
        coverage=ReadShare(len(PLAN), len(PLAN)),
        area=NamedArea("临河市", "990100"),
        level="city",
        citations=(_citation(),),
        assignments=_assignments(),
        targets=_targets(),
        obligations=(
            Obligation(
                "一",
                span("到2025年，全市单位生产总值能耗下降14.5%，氮氧化物减排量达到2.30万吨至3万吨"),
                Strength.DIRECTION,
                "2025",
                dates=(DueDate("一", span("到2025年，全市单位生产总值能耗下降14.5%"), "2025"),),
            ),
            Obligation(
                "二/（一）",
                span("2023年10月底前必须关停\\小锅炉20座"),
                Strength.REQUIREMENT,
                "2023-10",
                dates=(DueDate("二/（一）", span("2023年10月底前必须关停\\小锅炉20座"), "2023-10"),),
            ),
        ),
        correspondences=(
            Correspondence("二/（一）", NATIONAL, "三/（一）", Decimal("0.60"), ("工程",), 2),
            Correspondence("二/（一）", NATIONAL, "三/（八）", Decimal("0.95"), ("煤炭", "清洁"), 1),
        ),
        findings=(
            Finding("annex-empty", Severity.WARNING, "annex 附件1 has no table", span("空表")),
            Finding("odd", Severity.INFO, "no place"),
            Finding("odd", Severity.INFO, "no place either"),
        ),
    )


def _outline() -> Outline:
    title = span("临河市“十四五”节能减排实施方案")
    return Outline(
        title="临河市“十四五”节能减排实施方案",
        title_start=title.start,
        title_end=title.end,
        provisions=(
            _provision(ProvisionKind.PREAMBLE, "preamble", "", "根据《", "制定本方案。"),
            _provision(ProvisionKind.CHAPTER, "一", "主要目标", "\n\n到2025", "至3万吨。", is_measure=True),
            _provision(ProvisionKind.CHAPTER, "二", "重点工程", "\n\n（一）", "配合）"),
            _provision(
                ProvisionKind.MEASURE, "二/（一）", "煤炭清洁利用工程", "2023年10", "配合）", is_measure=True
            ),
            _provision(ProvisionKind.ANNEX, "附件1", "", "空表", "空表"),
        ),
        tables=(),
        sentences=(),
        brackets=(),
        number="临市发〔2023〕1号",
        issuer="临河市人民政府",
        date="2023-01-31",
    )


def _provision(
    kind: ProvisionKind, path: str, title: str, first: str, last: str, *, is_measure: bool = False
) -> Provision:
    heading = span(title) if title else Span(span(first).start, span(first).start)
    return Provision(
        kind,
        path,
        title,
        heading.start,
        heading.end,
        span(first).start,
        span(last).end,
        heading.start,
        is_measure,
    )


def _citation() -> Citation:
    place = span("《临河省节能减排方案》（临政发〔2022〕9号）")
    return Citation(
        "preamble",
        place,
        DocumentKind.DIRECTIVE,
        "临政发〔2022〕9号",
        "临河省节能减排方案",
        CitationRelation.BASIS,
        PROVINCIAL,
    )


def _assignments() -> tuple[Assignment, ...]:
    energy = Agency("临河市能源局", f"{VOCAB}function/energy", "能源", f"{VOCAB}area/990100")
    reform = Agency("临河市发展和改革委员会", "", "", f"{VOCAB}area/990100")
    return (
        Assignment("二/（一）", span("市能源局"), energy, Role.LEAD),
        Assignment("二/（一）", span("市发展改革委"), reform, Role.SUPPORT),
    )


def _targets() -> tuple[Target, ...]:
    city = NamedArea("临河市", "990100")
    energy = Target(
        path="一",
        span=span("14.5%"),
        phrase="单位生产总值能耗",
        indicator=Indicator(f"{VOCAB}indicator/energy", "单位GDP能耗", curated=True),
        op=Comparator("="),
        value=Decimal("14.50"),
        upper=None,
        unit="%",
        unit_iri=f"{VOCAB}unit/percent",
        kind=TargetKind.DECREASE,
        baseline_year="2020",
        target_year="2025",
        strength=Strength.FIRM,
        area=city,
    )
    nitrogen = replace(
        energy,
        span=span("2.30万吨至3万吨"),
        phrase="氮氧化物减排量",
        indicator=Indicator("", "氮氧化物减排量", curated=False),
        op=Comparator("range"),
        value=Decimal("23000"),
        upper=Decimal("3E+4"),
        unit="吨/批 次",
        unit_iri="",
        kind=TargetKind.AMOUNT,
        baseline_year="",
        area=NamedArea("老城区 (北)"),
    )
    boilers = replace(
        energy,
        path="二/（一）",
        span=span("20座"),
        phrase="小锅炉",
        op=Comparator(">="),
        value=Decimal(20),
        kind=TargetKind.COUNT,
        unit="",
        unit_iri="",
        baseline_year="",
        target_year="",
    )
    return energy, nitrogen, boilers


def background(folder: Path) -> Background:
    """The small vocabulary and register above, through files in ``folder``."""
    (folder / "ontology" / "vocabularies").mkdir(parents=True, exist_ok=True)
    (folder / "register").mkdir(exist_ok=True)
    (folder / "ontology" / "vocabularies" / "all.ttl").write_text(VOCABULARY, encoding="utf-8")
    (folder / "register" / "register.ttl").write_text(REGISTER, encoding="utf-8")
    return read_background(folder / "ontology", folder / "register")


def build(
    out: Path, *documents: Facts, base: str = BASE, whole_graph: bool | None = None
) -> tuple[BuiltDocument, ...]:
    """A build of ``documents`` (the one plan where none is given) in ``out``."""
    places = enumerate(documents or (plan(),))
    return assemble(
        lambda room: (
            (place, read_part(facts, Iris(base)).write(place), None)
            for place, facts in ((Slot(room, number), facts) for number, facts in places)
        ),
        out,
        base=base,
        background=background(out.parent / "inputs"),
        version="1.2.3",
        whole_graph=whole_graph,
    ).documents
