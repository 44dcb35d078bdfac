"""A build that was opened once and answers many questions: tables, chains, single facts, SPARQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.errors import UsageError
from policygraph.limited import SHAPES_STOPPED, apart
from policygraph.queries import run, show, trace, views_from_above
from policygraph.queries.frames import frame
from policygraph.queries.notebooks import build_html
from policygraph.queries.run import Answer
from policygraph.queries.tables import stock_table

if TYPE_CHECKING:
    import polars
    from owlready2 import World
    from rdflib import Dataset

    from policygraph.exports.network import Network
    from policygraph.queries.diff import differences
    from policygraph.reasoning.report import Proof
    from policygraph.validation.results import Report

__all__ = ["Session", "open", "run_query"]


@dataclass(frozen=True, slots=True, repr=False)
class Session:
    """A build in memory, and all that can be asked of it.

    The methods that are named after one of the tables give it as a polars frame with real types.

    Examples below begin with the build of the example plans in ``exports/``:

    >>> session = policygraph.open("exports")
    >>> session  # doctest: +ELLIPSIS
    <Session of exports: 5 documents, ... targets, ... quads>
    """

    build: Build

    def __repr__(self) -> str:
        totals = self.build.manifest.totals
        counts = ", ".join(f"{totals[name]:,} {name}" for name in ("documents", "targets", "quads"))
        return f"<Session of {self.build.folder}: {counts}>"

    def _repr_html_(self) -> str:
        return build_html(str(self.build.folder), self.build.manifest.totals)

    def query(self, query: str | Path, **parameters: str | int) -> Answer:
        """The answer to a stock query (by its name), a ``.rq`` file or SPARQL text.

        >>> session.query("due", year=2025, area="太原市").records()[0]["document"]
        'taiyuan'
        >>> answer = session.query(
        ...     "PREFIX pg: <https://w3id.org/policygraph/ontology#> "
        ...     "PREFIX eli: <http://data.europa.eu/eli/ontology#> "
        ...     "SELECT ?number { <https://w3id.org/policygraph/id/plan/jincheng> eli:based_on/pg:docNumber ?number }"
        ... )
        >>> answer.frame()["number"].to_list()
        ['国发〔2021〕33号', '晋政发〔2022〕25号']

        Args:
            query: what is asked.
            parameters: what the query asks for, as people name it: ``area="宜宾"``, ``year=2025``.

        Raises:
            QueryError: the query is unknown, has a syntax error, or is refused; or a parameter is not known.
        """
        is_text = isinstance(query, str) and run.is_sparql(query)
        text = str(query) if is_text else run.load(str(query))
        answer = run.run(self.build, run.bound_in(self.build, text, parameters))
        return answer if is_text or str(query).endswith(".rq") else replace(answer, name=str(query))

    def trace(self, name: str, path: str = "") -> trace.Step:
        """The way from a document, its part (by ``path``), a fact, indicator or agency up to the directives.

        >>> way = session.trace("jincheng", "三/（九）")
        >>> [step.label for step in way.steps if step.relation == "localises"]
        ['《“十四五”节能减排综合工作方案》 国发〔2021〕33号 三/（九） 挥发性有机物综合整治工程']

        Raises:
            QueryError: the build knows no such thing.
        """
        return trace.trace(Reader(self.build), name, path)

    def down(self, name: str, path: str = "") -> views_from_above.Below:
        """The view from above on a document, a provision (by ``path`` or its IRI) or an indicator.

        >>> [table.title for table in session.down("国发〔2021〕33号").tables][:2]
        ['Coverage of 国发〔2021〕33号', 'Local additions']

        Raises:
            QueryError: the build knows no such thing, or nothing can lie below it.
        """
        return views_from_above.below(Reader(self.build), name, path)

    def show(self, name: str, path: str = "") -> show.Thing:
        """All that the graph says about one thing, and the sentence that it was read from.

        >>> session.show("jincheng", "三/（九）").label
        '挥发性有机物综合整治工程'

        Raises:
            QueryError: the build knows no such thing.
        """
        return show.show(Reader(self.build), name, path)

    def validate(
        self,
        *,
        shapes: Sequence[Path | str] = (),
        profile: str = "default",
        engine: str = "auto",
        baseline: Path | str | None = None,
        documents: Collection[str] | None = None,
        timeout: float | None = None,
    ) -> Report:
        """What ``policygraph validate`` finds in the build; its ``results`` are values, its ``frame()`` a table.

        >>> report = session.validate()
        >>> report.counts()["violation"]
        0
        >>> report.frame().select("rule", "level", "document", "line", "zh", "en").height == len(report.results)
        True

        Args:
            shapes: files with a team's own SHACL shapes, beside those of policygraph.
            profile: ``default``, ``strict`` or a file ``.toml``.
            engine: ``auto``, ``shifty`` or ``pyshacl``.
            baseline: an earlier report ``.json``: what it lists is not new.
            documents: names of those to report on; None for all.
            timeout: check in a process of its own that is stopped after so many seconds, and may go down alone where
                shapes bring the engine down; None for here, and for ever.

        Raises:
            UsageError: shapes, profile, engine or baseline cannot be used, or the engine is missing; or it took too
                long.
        """
        from policygraph.validation.baseline import read_baseline
        from policygraph.validation.check import validate
        from policygraph.validation.locator import files_below

        work = partial(
            validate,
            files=files_below(self.build, Path()),
            shapes=[Path(file) for file in shapes],
            profile=profile,
            engine=engine,
            baseline=read_baseline(Path(baseline)) if baseline is not None else None,
            documents=documents,
        )
        return apart(self.build, work, timeout, SHAPES_STOPPED)

    def network(self, view: str, **selection: str | Sequence[str]) -> Network:
        """A view of the build as a networkx graph: ``agencies``, ``documents``, ``indicators``, ``trace`` and others.

        >>> network = session.network("documents", city="晋城")
        >>> network.is_directed()
        True
        >>> sorted(data["label_zh"] for _, data in network.nodes(data=True) if data["kind"] == "plan")
        ['晋城市“十四五”节能减排实施方案']

        Args:
            view: its name; ``policygraph export --list`` says what each shows.
            selection: what is kept, as the options of ``policygraph export`` name it: ``city="太原"``, or several:
                ``city=["太原", "晋城"]``.

        Raises:
            UsageError: there is no such view, nothing is selected, or networkx is missing.
        """
        from policygraph.exports.network import network
        from policygraph.queries.selection import Selection

        known = [field.name for field in fields(Selection)]
        if unknown := sorted(selection.keys() - set(known)):
            raise UsageError(f"{unknown[0]!r} selects nothing; choose {', '.join(known)}")
        kept = {name: (one,) if isinstance(one, str) else tuple(one) for name, one in selection.items()}
        return network(self.build, view, Selection(**kept))

    def rdflib(self) -> Dataset:
        """The graph as a read-only ``rdflib.Dataset`` over the same store; the union of its graphs is the default.

        >>> dataset = session.rdflib()
        >>> rows = dataset.query("SELECT ?name { ?plan a pg:CityPlan ; dcterms:identifier ?name } ORDER BY ?name")
        >>> [str(name) for (name,) in rows]
        ['anyang', 'jincheng', 'sanmenxia', 'taiyuan', 'yuncheng']
        """
        from policygraph.queries.dataset import dataset_of

        return dataset_of(self.build)

    def owl(self, document: str = "") -> World:
        """The ontology and the build, or one document of it, as the Python objects of an ``owlready2.World``.

        Properties of the ontology are attributes of the things: ``plan.hasMeasure``, ``measure.hasTarget``. The world
        is a copy: what is changed in it does not change the build. owlready2's own reasoner is for the world of one
        document; whole builds are proved by ``reason``.

        >>> world = session.owl("jincheng")
        >>> pg = world.get_namespace("https://w3id.org/policygraph/ontology#")
        >>> (plan,) = pg.CityPlan.instances()
        >>> measure = next(one for one in plan.hasMeasure if one.path == "三/（四）")
        >>> [(one.indicator.label.zh.first(), one.numericValue, one.targetYear) for one in measure.hasTarget][:1]
        [('公共供水管网漏损率', [Decimal('9')], 2025)]

        Raises:
            QueryError: the build holds no such document.
            UsageError: owlready2 is missing.
        """
        from policygraph.reasoning.objects import world

        return world(self.build, document)

    def reason(self, *, limit: int = 10) -> Proof:
        """What ``policygraph reason`` proves of the build: that it and the ontology are consistent, or what clashes.

        ``is_sound`` says whether it is consistent, ``clashes`` what contradicts itself and where it was read.

        Args:
            limit: how many contradictions to explain at most.

        Raises:
            PolicygraphError: Java or HermiT is missing.
        """
        from policygraph.reasoning.check import prove
        from policygraph.reasoning.statements import graph_of

        return prove(graph_of(self.build), limit=limit)

    def table(self, name: str, **parameters: str | int) -> polars.DataFrame:
        """The answer to a stock query as a frame with real types.

        >>> session.table("due", year=2025, area="太原市").schema["due"]
        String

        Raises:
            QueryError: there is no such query, or a parameter is not known.
            UsageError: polars is missing.
        """
        return frame(stock_table(self.build, name, parameters))

    def agencies(self) -> polars.DataFrame:
        """How many measures each body answers for, by role and by standing rules."""
        return self.table("agencies")

    def assignments(self) -> polars.DataFrame:
        """Which body answers for which measure, in which role, named there or by a standing rule."""
        return self.table("assignments")

    def citations(self) -> polars.DataFrame:
        """Which documents each plan refers to."""
        return self.table("citations")

    def comparison(self) -> polars.DataFrame:
        """How plans compare on the indicators that they share."""
        return self.table("comparison")

    def conditions(self) -> polars.DataFrame:
        """To whom, and when, duties and targets apply."""
        return self.table("conditions")

    def coverage(self) -> polars.DataFrame:
        """Which provisions of higher documents each plan carries out, merges, leaves out or adds."""
        return self.table("coverage")

    def delegated(self) -> polars.DataFrame:
        """Which targets refer to a value that another level sets."""
        return self.table("delegated")

    def deliverables(self) -> polars.DataFrame:
        """Which ledgers, lists, platforms and further plans have to be made."""
        return self.table("deliverables")

    def corrections(self) -> polars.DataFrame:
        """What people decided about facts, and what became of each line."""
        return self.table("corrections")

    def deadlines(self) -> polars.DataFrame:
        """What is due when."""
        return self.table("deadlines")

    def decomposition(self) -> polars.DataFrame:
        """What counties take on of their city's targets."""
        return self.table("decomposition")

    def directives(self) -> polars.DataFrame:
        """On which directives each plan rests."""
        return self.table("directives")

    def documents(self) -> polars.DataFrame:
        """Which documents the build holds."""
        return self.table("documents")

    def evaluations(self) -> polars.DataFrame:
        """Who looks into it, how often, to whom it is reported, and what follows."""
        return self.table("evaluations")

    def findings(self) -> polars.DataFrame:
        """What a person should look at in the documents."""
        return self.table("findings")

    def functions(self) -> polars.DataFrame:
        """How many measures each field of work answers for, and how many of them by standing rules."""
        return self.table("functions")

    def grades(self) -> polars.DataFrame:
        """Which grades sentences name instead of a figure."""
        return self.table("grades")

    def headings(self) -> polars.DataFrame:
        """Which headings the cities of a province share."""
        return self.table("headings")

    def indicators(self) -> polars.DataFrame:
        """For which indicators there are targets."""
        return self.table("indicators")

    def levels(self) -> polars.DataFrame:
        """How targets compare with those of the documents above."""
        return self.table("levels")

    def measures(self) -> polars.DataFrame:
        """Which measures each plan holds, and what they localise."""
        return self.table("measures")

    def named(self) -> polars.DataFrame:
        """Which firms and works are called by name."""
        return self.table("named")

    def obligations(self) -> polars.DataFrame:
        """Which sentences direct somebody to act."""
        return self.table("obligations")

    def provisions(self) -> polars.DataFrame:
        """Which provision of the province and which of the nation each measure carries out, or why none is told."""
        return self.table("provisions")

    def targets(self) -> polars.DataFrame:
        """Which quantities each plan commits somebody to.

        >>> straw = session.targets().filter(concept="秸秆综合利用率")
        >>> straw.select("document", "op", "value", "unit").rows()[:2]
        [('anyang', '>=', '93', '%'), ('jincheng', '>=', '90', '%')]
        """
        return self.table("targets")

    def diff(self, other: Session, documents: Mapping[str, str] | None = None) -> differences.Differences:
        """What changed from this build to a later one.

        Args:
            other: the later build.
            documents: the only documents to compare, each with its name in the later build; all where none is given.

        Raises:
            QueryError: a build has no document of that name.
        """
        from policygraph.queries.diff.between import differences

        return differences(self.build, other.build, documents or {})


def open(folder: Path | str, *, with_rejected: bool = False) -> Session:
    """Open the build in ``folder`` for questions.

    >>> policygraph.open("exports").documents()["document"].to_list()
    ['anyang', 'jincheng', 'sanmenxia', 'taiyuan', 'yuncheng']

    Args:
        folder: the build.
        with_rejected: whether the facts that people rejected are there too, with the status that says so.

    Raises:
        GraphError: the folder is no build, or damaged.
    """
    return Session(open_build(Path(folder), with_rejected=with_rejected))


def run_query(folder: Path | str, query: str) -> Answer:
    """The answer of the build in ``folder`` to one query; for more than one, ``open`` it.

    >>> policygraph.run_query("exports", "ASK { ?s ?p ?o }").boolean
    True

    Raises:
        GraphError: the folder is no build.
        QueryError: the query is unknown, has a syntax error, or is refused.
    """
    return open(folder).query(query)
