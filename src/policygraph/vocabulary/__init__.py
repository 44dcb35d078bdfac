"""Vocabularies: what the Turtle files of ``ontology/`` and ``seeds/directives/`` say, as plain values."""

from policygraph.vocabulary.codes import code_name
from policygraph.vocabulary.lexicon import (
    Area,
    BodyForm,
    Cue,
    Directive,
    Grade,
    IndicatorEntry,
    Lexicon,
    ParentProvision,
    UnitEntry,
    ValueWording,
    lexicon_of,
    load_lexicon,
)
from policygraph.vocabulary.turtle import KnowledgeFiles, knowledge_files, read_knowledge

__all__ = [
    "Area",
    "BodyForm",
    "Cue",
    "Directive",
    "Grade",
    "IndicatorEntry",
    "KnowledgeFiles",
    "Lexicon",
    "ParentProvision",
    "UnitEntry",
    "ValueWording",
    "code_name",
    "knowledge_files",
    "lexicon_of",
    "load_lexicon",
    "read_knowledge",
]
