"""How a build came about: software, inputs and time (PROV-O), and the data set it made (DCAT)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from policygraph.errors import UsageError
from policygraph.graph.background import InputFile
from policygraph.rdf.iris import Iris, segment
from policygraph.rdf.terms import (
    DCAT,
    DCTERMS,
    ELI,
    ORG,
    PG,
    PROV,
    QUDT,
    RDFS,
    SKOS,
    VOCABULARY,
    VOID,
    XSD,
    A,
    Triple,
    iri,
    literal,
)

__all__ = ["given_time", "newest", "provenance_triples"]

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# The ontology describes it.
_PUBLISHER = f"{VOCABULARY}project"
_ABOUT = (
    (
        "en",
        "Policy obligations in energy-saving and emission-reduction plans",
        "Provisions, obligations, targets, responsibilities and citations of Chinese policy documents, each with its "
        "place in the text, and how they follow from higher documents.",
    ),
    (
        "zh",
        "节能减排方案政策义务知识图谱",
        "中国政策文件的条款、义务、量化目标、责任分工和引用，均指回原文位置，并说明与上级文件的对应关系。",
    ),
)


def given_time() -> str:
    """The build's time in UTC where ``SOURCE_DATE_EPOCH`` sets it, or ''.

    Raises:
        UsageError: ``SOURCE_DATE_EPOCH`` is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return ""
    try:
        return _written(datetime.fromtimestamp(int(given), UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {given!r:.40}, but must be a number of seconds since 1970; unset or correct it"
        ) from error


def newest(dates: Iterable[str]) -> str:
    """The time of what was issued last, the build's time where none is set; '' where nothing has a date.

    Neither the clock nor the times of the files count, so that the same documents give the same bytes everywhere.

    Args:
        dates: days (2023-01-31), months or years; what is no date of the calendar is passed over.
    """
    return max((time for date in dates if (time := _beginning(date))), default="")


def _beginning(date: str) -> str:
    """The first moment of a day, month or year."""
    parts = [*date.split("-"), "01", "01"][:3]
    try:
        return _written(datetime.fromisoformat("-".join(parts)))
    except ValueError:
        return ""


def _written(moment: datetime) -> str:
    # The year with four digits, which strftime does not give for years before 1000.
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def provenance_triples(
    iris: Iris,
    *,
    version: str,
    time: str,
    texts: Sequence[str],
    files: Sequence[InputFile],
    distributions: Mapping[str, str],
) -> Iterator[Triple]:
    """The build's description.

    Args:
        iris: the build's.
        version: that of policygraph.
        time: what :func:`given_time` or :func:`newest` gives; '' where there is none.
        texts: names of documents.
        files: the inputs beside them.
        distributions: the files that hold the whole graph, with their media types.
    """
    build, software = iri(iris.named("build")), iri(iris.named("software", f"policygraph-{segment(version)}"))
    ended = f'"{time}"^^{XSD("dateTime")}' if time else ""
    yield build, A, PROV("Activity")
    yield build, PROV("wasAssociatedWith"), software
    if ended:
        yield build, PROV("endedAtTime"), ended
    yield software, A, PROV("SoftwareAgent")
    yield software, RDFS("label"), literal(f"policygraph {version}", "en")
    yield software, DCTERMS("hasVersion"), literal(version)
    for name in texts:
        yield build, PROV("used"), iri(iris.text(name))
    for file in files:
        entity = iri(iris.named("input", *map(segment, file.name.split("/"))))
        yield build, PROV("used"), entity
        yield entity, A, PROV("Entity")
        yield entity, PG("fileName"), literal(file.name)
        yield entity, PG("sha256"), literal(file.sha256)
    yield from _dataset(iris, build, ended, texts)
    yield from _distributions(iris, distributions)


def _dataset(iris: Iris, build: str, issued: str, texts: Sequence[str]) -> Iterator[Triple]:
    """The data set, as catalogues (DCAT) and crawlers of linked data (VoID) want it described."""
    dataset = iri(iris.named("dataset"))
    yield dataset, A, DCAT("Dataset")
    yield dataset, A, VOID("Dataset")
    yield dataset, A, PROV("Entity")
    yield dataset, PROV("wasGeneratedBy"), build
    for language, title, description in _ABOUT:
        yield dataset, DCTERMS("title"), literal(title, language)
        yield dataset, DCTERMS("description"), literal(description, language)
    yield dataset, DCTERMS("license"), iri(_LICENCE)
    yield dataset, DCTERMS("publisher"), iri(_PUBLISHER)
    if issued:
        yield dataset, DCTERMS("issued"), issued
    yield dataset, VOID("vocabulary"), iri(PG.base.removesuffix("#"))
    for vocabulary in (DCTERMS, ELI, ORG, PROV, QUDT, SKOS):
        yield dataset, VOID("vocabulary"), iri(vocabulary.base)
    yield dataset, VOID("uriSpace"), literal(iris.named(""))
    for name in texts:
        yield dataset, DCTERMS("hasPart"), iri(iris.graph("plan", name))
    for name in texts[:1]:
        yield dataset, VOID("exampleResource"), iri(iris.plan(name))


def _distributions(iris: Iris, files: Mapping[str, str]) -> Iterator[Triple]:
    dataset = iri(iris.named("dataset"))
    for file_name, media_type in files.items():
        distribution, file = iri(iris.named("dataset", file_name)), iri(f"{iris.base}{file_name}")
        yield dataset, DCAT("distribution"), distribution
        yield dataset, VOID("dataDump"), file
        yield distribution, A, DCAT("Distribution")
        yield distribution, DCTERMS("title"), literal(file_name)
        yield distribution, DCTERMS("license"), iri(_LICENCE)
        yield distribution, DCAT("downloadURL"), file
        yield (
            distribution,
            DCAT("mediaType"),
            iri(f"https://www.iana.org/assignments/media-types/{media_type}"),
        )
