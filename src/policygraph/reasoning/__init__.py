"""Proves a graph and the ontology consistent, or says which axioms and which facts clash."""
