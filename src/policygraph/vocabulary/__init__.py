"""Vocabularies: what the Turtle files of ``ontology/`` and ``seeds/directives/`` say, as plain values."""

from policygraph.vocabulary.codes import code_name
from policygraph.vocabulary.lexicon import (
    Area,
    BodyForm,
    Directive,
    IndicatorEntry,
    Lexicon,
    ParentProvision,
    UnitEntry,
    load_lexicon,
)

__all__ = [
    "Area",
    "BodyForm",
    "Directive",
    "IndicatorEntry",
    "Lexicon",
    "ParentProvision",
    "UnitEntry",
    "code_name",
    "load_lexicon",
]
