"""Questions to HermiT: are these axioms consistent, which classes are empty, what follows of an individual."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from policygraph.errors import GraphError
from policygraph.reasoning.java import classes

__all__ = ["Axiom", "Hermit"]

# An OWLAxiom of the OWL API: Java gives Python no types.
Axiom = Any

_FACTS = (
    "CLASS_ASSERTION",
    "OBJECT_PROPERTY_ASSERTION",
    "DATA_PROPERTY_ASSERTION",
    "SAME_INDIVIDUAL",
)


class Hermit:
    """HermiT in this process.

    Raises:
        PolicygraphError: Java or HermiT is not installed.
    """

    def __init__(self) -> None:
        self._java = classes()

    def parse(self, ntriples: bytes) -> list[Axiom]:
        """The axioms that triples stand for, annotations left out, in a fixed order.

        Raises:
            GraphError: the OWL API cannot read them.
        """
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "statements.nt"
            file.write_bytes(ntriples)
            try:
                ontology = self._manager().loadOntologyFromOntologyDocument(self._java["File"](str(file)))
            except Exception as error:
                raise GraphError(f"the OWL API cannot read the statements: {error}") from error
        return sorted(ontology.getLogicalAxioms(), key=str) + self._declarations(ontology)

    def _declarations(self, ontology: Any) -> list[Axiom]:
        return sorted(ontology.getAxioms(self._java["AxiomType"].DECLARATION), key=str)

    def is_consistent(self, axioms: Iterable[Axiom]) -> bool:
        """Whether the axioms can all hold at once.

        Raises:
            GraphError: HermiT cannot reason with them, for instance because of a datatype that OWL 2 has not.
        """
        reasoner = self._reasoner(axioms)
        try:
            return bool(reasoner.isConsistent())
        finally:
            reasoner.dispose()

    def empty_classes(self, axioms: Iterable[Axiom]) -> list[str]:
        """IRIs of the classes that can have no member, in consistent axioms; sorted."""
        reasoner = self._reasoner(axioms)
        found = sorted(str(c.getIRI()) for c in reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom())
        reasoner.dispose()
        return found

    def links(
        self, axioms: Iterable[Axiom], subjects: Sequence[str], properties: Sequence[str]
    ) -> set[tuple[str, str, str]]:
        """Links of the named individuals by the named properties, stated or concluded, in consistent axioms."""
        reasoner, factory = self._reasoner(axioms), self._manager().getOWLDataFactory()
        found = set()
        for subject in subjects:
            individual = factory.getOWLNamedIndividual(self._iri(subject))
            for name in properties:
                values = reasoner.getObjectPropertyValues(
                    individual, factory.getOWLObjectProperty(self._iri(name))
                )
                found |= {(subject, name, str(value.getIRI())) for value in values.getFlattened()}
        reasoner.dispose()
        return found

    def member(self, individual: str, kind: str) -> Axiom:
        """The fact that an individual is in a class."""
        factory = self._manager().getOWLDataFactory()
        one, many = factory.getOWLNamedIndividual(self._iri(individual)), factory.getOWLClass(self._iri(kind))
        return factory.getOWLClassAssertionAxiom(many, one)

    def no_member(self, individual: str, kind: str) -> Axiom:
        """The statement that an individual is not in a class."""
        factory = self._manager().getOWLDataFactory()
        outside = factory.getOWLObjectComplementOf(factory.getOWLClass(self._iri(kind)))
        return factory.getOWLClassAssertionAxiom(
            outside, factory.getOWLNamedIndividual(self._iri(individual))
        )

    def is_fact(self, axiom: Axiom) -> bool:
        """Whether the axiom is about individuals that the text names, not about classes, properties or codes."""
        kinds = self._java["AxiomType"]
        return any(axiom.getAxiomType().equals(getattr(kinds, name)) for name in _FACTS)

    def _iri(self, text: str) -> Any:
        return self._java["IRI"].create(text)

    def _manager(self) -> Any:
        return self._java["OWLManager"].createOWLOntologyManager()

    def _reasoner(self, axioms: Iterable[Axiom]) -> Any:
        java_set = self._java["HashSet"]()
        for axiom in axioms:
            java_set.add(axiom)
        configuration = self._java["Configuration"]()
        configuration.throwInconsistentOntologyException = False
        try:
            return self._java["Reasoner"](configuration, self._manager().createOntology(java_set))
        except Exception as error:
            raise GraphError(f"HermiT cannot reason with these statements: {error}") from error
