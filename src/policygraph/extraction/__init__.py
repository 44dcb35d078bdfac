"""Extraction: citations, responsibilities, targets and obligations as the text states them."""
