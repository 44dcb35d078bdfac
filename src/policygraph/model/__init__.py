"""Values that travel between the packages: small, frozen, without behaviour of their own.

Offsets come in two kinds and never mix. A *clean* offset counts code points of ``Text.clean``, the
repaired reading that structure and extraction work on. A :class:`Span` always counts code points of the
decoded source, half-open ``[start, end)``, as RFC 5147 counts them (a line ending is one character).
"""

from __future__ import annotations

from policygraph.model.codes import (
    CitationRelation,
    Comparator,
    ComparisonNote,
    DocumentKind,
    KnownProvisions,
    NoVerdict,
    Period,
    Role,
    Standing,
    Strength,
    TargetKind,
    Tier,
    Verdict,
)
from policygraph.model.facts import (
    Agency,
    Assignment,
    Citation,
    Correspondence,
    Facts,
    Indicator,
    Justification,
    Mapping,
    Obligation,
    Place,
    Target,
)
from policygraph.model.structure import (
    Cell,
    Coverage,
    Outline,
    Provision,
    ProvisionKind,
    Sentence,
    Table,
)
from policygraph.model.text import (
    Finding,
    Furniture,
    FurnitureKind,
    Quote,
    Severity,
    Source,
    Span,
    Text,
)

__all__ = [
    "Agency",
    "Assignment",
    "Cell",
    "Citation",
    "CitationRelation",
    "Comparator",
    "ComparisonNote",
    "Correspondence",
    "Coverage",
    "DocumentKind",
    "Facts",
    "Finding",
    "Furniture",
    "FurnitureKind",
    "Indicator",
    "Justification",
    "KnownProvisions",
    "Mapping",
    "NoVerdict",
    "Obligation",
    "Outline",
    "Period",
    "Place",
    "Provision",
    "ProvisionKind",
    "Quote",
    "Role",
    "Sentence",
    "Severity",
    "Source",
    "Span",
    "Standing",
    "Strength",
    "Table",
    "Target",
    "TargetKind",
    "Text",
    "Tier",
    "Verdict",
]
