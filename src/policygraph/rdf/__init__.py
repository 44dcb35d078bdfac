"""RDF terms, IRIs and text formats: what facts are written in, before anybody asks what they mean."""
