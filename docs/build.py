"""Writes the pages made from other files: questions, the Python reference, the ontology. Run by ``make docs``."""

from __future__ import annotations

from pathlib import Path

import graphviz
import pyoxigraph as ox
import python_reference

from policygraph import resources
from policygraph.queries.questions import catalogue

DOCS = Path(__file__).parent
PG = "https://w3id.org/policygraph/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL_CLASS = ox.NamedNode("http://www.w3.org/2002/07/owl#Class")
OWL_LINK = ox.NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def diagram() -> str:
    """The classes of the ontology, what stands under what (hollow arrows), and the properties between them, in DOT."""
    store = ox.Store()
    store.load(path=str(resources.ontology() / "policygraph.ttl"), format=ox.RdfFormat.TURTLE)
    picture = graphviz.Digraph("classes", graph_attr={"rankdir": "LR", "nodesep": "0.15"})
    picture.attr("node", shape="box", fontname="Noto Sans CJK SC, sans-serif", fontsize="10", style="rounded")
    picture.attr("edge", fontname="sans-serif", fontsize="8", color="gray40")
    for name in _members(store, OWL_CLASS):
        label = next(
            q.object.value
            for q in store.quads_for_pattern(ox.NamedNode(PG + name), ox.NamedNode(RDFS + "label"), None)
            if isinstance(q.object, ox.Literal) and q.object.language == "zh"
        )
        picture.node(name, f"{name}\n{label}")
        for parent in _values(store, name, "subClassOf"):
            picture.edge(name, parent, arrowhead="empty")
    for name in _members(store, OWL_LINK):
        for start in _values(store, name, "domain"):
            for end in _values(store, name, "range"):
                picture.edge(start, end, label=name)
    return str(picture.source)


def _members(store: ox.Store, kind: ox.NamedNode) -> list[str]:
    found = store.quads_for_pattern(None, TYPE, kind)
    return sorted(q.subject.value[len(PG) :] for q in found if str(q.subject.value).startswith(PG))


def _values(store: ox.Store, name: str, link: str) -> list[str]:
    found = store.quads_for_pattern(ox.NamedNode(PG + name), ox.NamedNode(RDFS + link), None)
    return sorted(
        str(q.object.value)[len(PG) :] for q in found if str(getattr(q.object, "value", "")).startswith(PG)
    )


def main() -> None:
    """Write all pages."""
    (DOCS / "questions.md").write_text(catalogue(), encoding="utf-8")
    for folder, language in ((DOCS, "en"), (DOCS / "zh", "zh")):
        file = folder / "reference" / "python.md"
        file.write_text(python_reference.page(language), encoding="utf-8")
    from pylode import OntPub

    folder = DOCS / "ontology"
    folder.mkdir(exist_ok=True)
    source = diagram()
    (folder / "classes.dot").write_text(source, encoding="utf-8")
    picture = graphviz.Source(source).pipe(format="svg")
    (folder / "classes.svg").write_bytes(picture)
    page = OntPub(ontology=str(resources.ontology() / "policygraph.ttl")).make_html()
    (folder / "index.html").write_text(str(page), encoding="utf-8")


if __name__ == "__main__":
    main()
