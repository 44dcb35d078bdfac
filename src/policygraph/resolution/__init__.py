"""Resolution: who and what is meant: areas, bodies, indicators, documents, counterparts."""
