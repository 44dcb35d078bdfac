"""How a build came about: software, inputs and time (PROV-O), and the data set it made (DCAT)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from policygraph.errors import UsageError
from policygraph.graph.background import InputFile
from policygraph.rdf.iris import Iris, segment
from policygraph.rdf.terms import DCAT, DCTERMS, PG, PROV, RDFS, XSD, A, Triple, iri, literal

__all__ = ["build_time", "provenance_triples"]

_FORMATS = (("graph.nq", "application/n-quads"), ("graph.trig", "application/trig"))


def build_time(modified: Iterable[int]) -> str:
    """The build's time in UTC: ``SOURCE_DATE_EPOCH``, or else the newest input's time; never the clock's.

    The same inputs so give the same bytes whenever they are built.

    Raises:
        UsageError: ``SOURCE_DATE_EPOCH`` is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        moment = datetime.fromtimestamp(int(given) if given else max(modified, default=0), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {given!r}, but must be a number of seconds since 1970; unset or correct it"
        ) from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def provenance_triples(
    iris: Iris, *, version: str, time: str, texts: Sequence[str], files: Sequence[InputFile]
) -> Iterator[Triple]:
    """The build's description; ``texts`` are names of documents, ``time`` comes from :func:`build_time`."""
    build, software = iri(iris.named("build")), iri(iris.named("software", f"policygraph-{segment(version)}"))
    ended = f'"{time}"^^{XSD("dateTime")}'
    yield build, A, PROV("Activity")
    yield build, PROV("wasAssociatedWith"), software
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


def _dataset(iris: Iris, build: str, issued: str, texts: Sequence[str]) -> Iterator[Triple]:
    dataset = iri(iris.named("dataset"))
    yield dataset, A, DCAT("Dataset")
    yield dataset, A, PROV("Entity")
    yield dataset, PROV("wasGeneratedBy"), build
    yield (
        dataset,
        DCTERMS("title"),
        literal("Policy obligations in energy-saving and emission-reduction plans", "en"),
    )
    yield dataset, DCTERMS("title"), literal("节能减排方案政策义务知识图谱", "zh")
    yield dataset, DCTERMS("issued"), issued
    for name in texts:
        yield dataset, DCTERMS("hasPart"), iri(iris.graph("plan", name))
    for file_name, media_type in _FORMATS:
        distribution = iri(iris.named("dataset", file_name))
        yield dataset, DCAT("distribution"), distribution
        yield distribution, A, DCAT("Distribution")
        yield distribution, DCTERMS("title"), literal(file_name)
        yield (
            distribution,
            DCAT("mediaType"),
            iri(f"https://www.iana.org/assignments/media-types/{media_type}"),
        )
