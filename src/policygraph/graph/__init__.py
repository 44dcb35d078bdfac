"""From facts to RDF: the graph of each document, derived facts, provenance, and the folder they are written to."""
