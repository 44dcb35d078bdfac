"""Things of the graph that lack a statement which all of their class have: looked up here for a shape to report.

The shapes of completeness say what a *document* leaves out. What stands here a build always writes, whatever the
document says: only an edited graph or a faulty program lacks it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policygraph.builds.reader import Reader
from policygraph.builds.rows import answers
from policygraph.builds.store import Build
from policygraph.rdf.terms import CODE, DCTERMS, ELI, PG, PROV, QUDT, SKOS, iri, literal

__all__ = ["omissions"]


@dataclass(frozen=True, slots=True)
class _Need:
    """Things of a class ``of`` have a value of one of ``predicates``; ``given`` says of which things that holds."""

    of: str
    predicates: tuple[str, ...]
    given: str = ""

    @property
    def query(self) -> str:
        """A SELECT of the things that have none."""
        values = " UNION ".join(f"{{ ?thing <{predicate}> ?value }}" for predicate in self.predicates)
        return f"SELECT ?thing {{ ?thing a {PG(self.of)} . {self.given} FILTER NOT EXISTS {{ {values} }} }}"


def _each(classes: str, *predicates: str) -> tuple[_Need, ...]:
    return tuple(_Need(of, (predicate,)) for of in classes.split() for predicate in predicates)


def _titles(classes: str) -> tuple[_Need, ...]:
    """A heading has a title, unless it is a bare number (一、, 附件1), which then is its quote."""
    quoted = f"?thing {PROV('wasQuotedFrom')}/{PG('exact')} ?quote ."
    given = f"{quoted} FILTER(!REGEX(?quote, {literal(_BARE_NUMBER)}))"
    return tuple(_Need(of, (DCTERMS.iri("title"),), given) for of in classes.split())


_DUTIES = "DueDate DelegatedTarget GradeRequirement Evaluation Consequence Deliverable Condition NamedEntity"
_NUMERALS = "0-9０-９一二三四五六七八九十百零〇①-⑳.．"
_BARE_NUMBER = rf"^[第附（(〔【\[件表录]{{0,3}}[{_NUMERALS}]*[章节条款项编）)〕】\]、.．：:]{{0,2}}$"
_PARTS = "Preamble Chapter Measure Annex"
# What another rule asks for (PG001 to PG018, PG201, PG206) is left out.
_NEEDS: Sequence[_Need] = (
    *_each("CityPlan", DCTERMS.iri("identifier"), PG.iri("sourceText")),
    *_each(_PARTS, PG.iri("ofDocument"), PG.iri("order"), ELI.iri("is_part_of")),
    *_each("Chapter Measure", PROV.iri("wasQuotedFrom")),
    # A table behind the list of annexes may have no heading at all.
    _Need("Annex", (PROV.iri("wasQuotedFrom"),), f"?thing {DCTERMS('title')} ?title ."),
    *_titles("Chapter Measure Annex"),
    _Need("CityPlan", (PROV.iri("wasQuotedFrom"),), f"?thing {DCTERMS('title')} ?title ."),
    *_each("Preamble Annex", PG.iri("path")),
    _Need("Chapter", (PG.iri("path"),), f"FILTER NOT EXISTS {{ ?thing a {PG('Measure')} }}"),
    *_each(f"Citation Assignment Target Obligation {_DUTIES}", PG.iri("inProvision")),
    *_each("Citation", PG.iri("cites"), PG.iri("relation"), PG.iri("documentKind")),
    _Need("Citation", (PG.iri("citedTitle"), PG.iri("citedNumber"))),
    *_each("Target", PG.iri("indicatorPhrase"), PG.iri("kind"), PG.iri("period"), PG.iri("stated")),
    # A target is an obligation too; the modality is one of the sentence.
    _Need("Obligation", (PG.iri("modality"),), f"FILTER NOT EXISTS {{ ?thing a {PG('Target')} }}"),
    *_each(_DUTIES, PG.iri("partOfObligation"), PROV.iri("wasQuotedFrom")),
    *_each("DueDate", PG.iri("due")),
    *_each("DelegatedTarget", PG.iri("indicator"), PG.iri("indicatorPhrase"), PG.iri("setBy")),
    _Need(
        "DelegatedTarget",
        (PG.iri("area"),),
        f"?thing {PG('inProvision')} ?part . ?part {PG('ofDocument')} ?plan . ?plan {PG('area')} ?own .",
    ),
    *_each("GradeRequirement", PG.iri("grade"), PG.iri("gradeBound"), PG.iri("gradeAim")),
    *_each("Evaluation", PG.iri("evaluationKind")),
    *_each("Consequence", PG.iri("consequenceKind")),
    *_each("Deliverable", PG.iri("deliverableKind"), PG.iri("deedPhrase")),
    *_each("Condition", PG.iri("conditionKind")),
    _Need("Condition", (PG.iri("comparator"),), f"?thing {QUDT('numericValue')} ?number ."),
    _Need("Condition", (QUDT.iri("numericValue"),), f"?thing {PG('conditionKind')} {CODE('threshold')} ."),
    _Need("Condition", (PG.iri("unitPhrase"),), f"?thing {PG('unit')} ?unit ."),
    *_each("NamedEntity", PG.iri("entityKind")),
    _Need("Target", (PG.iri("unitPhrase"),), f"?thing {PG('unit')} ?unit ."),
    _Need("Target", (PG.iri("magnitude"),), f"?thing {QUDT('numericValue')} ?number ."),
    *_each(
        "Finding", PG.iri("findingCode"), PG.iri("severity"), DCTERMS.iri("description"), PG.iri("ofDocument")
    ),
    *_each("Span", PG.iri("start"), PG.iri("end"), PG.iri("exact")),
    *_each("SourceText", PG.iri("fileName"), PG.iri("sha256"), PG.iri("encoding")),
    *_each("SourceText", PG.iri("characters"), PG.iri("coverage"), PROV.iri("wasGeneratedBy")),
    *_each("SourceText", DCTERMS.iri("format"), DCTERMS.iri("extent")),
    *_each("TableRow", PROV.iri("wasQuotedFrom")),
    *_each("Place", SKOS.iri("prefLabel")),
    *_each("Correspondence", PG.iri("subject"), PG.iri("object"), PG.iri("rank"), PG.iri("confidence")),
    *_each("Correspondence", PG.iri("justification"), PG.iri("isMerged")),
    *_each("Comparison", PG.iri("compares"), PG.iri("comparedWith")),
    _Need("Comparison", (PG.iri("verdict"), PG.iri("noVerdict"))),
)
# What tells a thing that has lost its class: what it says, and what others say of it.
_TELLING = ("inProvision", "path", "findingCode", "exact", "sha256", "sourceText", "compares", "subject")
_POINTING = ("area", "inRow")
_CLASSLESS = f"""SELECT DISTINCT ?thing {{ {" UNION ".join(f"{{ ?thing {PG(name)} ?value }}" for name in _TELLING)}
    {"".join(f"UNION {{ ?other {PG(name)} ?thing }}" for name in _POINTING)}
    FILTER NOT EXISTS {{ ?thing a ?class . FILTER (STRSTARTS(STR(?class), "{PG.base}")) }} }}"""


def omissions(build: Build) -> Iterator[str]:
    """Statements that a thing of a document lacks one (``pg:lacks``): “name in Chinese|name in English”."""
    reader, own = Reader(build), (f"{build.base}id/plan/", f"{build.base}id/text/")
    for need in _NEEDS:
        names = [_name(reader, predicate) for predicate in need.predicates]
        said = "|".join("/".join(words) for words in zip(*names, strict=True))
        yield from _lacking(build, need.query, own, said)
    yield from _lacking(build, _CLASSLESS, own, "类别|class")


def _name(reader: Reader, predicate: str) -> tuple[str, str]:
    """What a predicate is called in Chinese and English; those of other vocabularies by their last word."""
    last = predicate.rpartition("#")[2].rpartition("/")[2]
    zh, en = (reader.label_in(predicate, language) or last for language in ("zh", "en"))
    return zh.replace("|", "/"), en.replace("|", "/")


def _lacking(build: Build, query: str, own: tuple[str, ...], said: str) -> Iterator[str]:
    for row in answers(build, query):
        if row["thing"].startswith(own):
            yield f"{iri(row['thing'])} {PG('lacks')} {literal(said)} ."
