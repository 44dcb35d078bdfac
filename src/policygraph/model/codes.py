"""The closed sets that facts draw from; a member is its notation in ``codes.ttl`` and in the tables."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "CitationRelation",
    "Comparator",
    "ComparisonNote",
    "DocumentKind",
    "KnownProvisions",
    "Modality",
    "NoVerdict",
    "Period",
    "Role",
    "Standing",
    "Stated",
    "Strength",
    "TargetKind",
    "Tier",
    "Verdict",
    "WordingPlace",
]


class Role(StrEnum):
    """What part an agency plays in an assignment."""

    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"
    IMPLEMENT = "implement"


class Standing(StrEnum):
    """Which other measures a responsibility statement speaks of beside its own (以下均需…, 以上均由…)."""

    LATER = "later"
    EARLIER = "earlier"


class CitationRelation(StrEnum):
    """Whether a document was made under the one that it cites, or merely mentions it."""

    BASIS = "basis"
    MENTION = "mention"


class DocumentKind(StrEnum):
    """What a cited document is."""

    DIRECTIVE = "directive"
    LAW = "law"
    STANDARD = "standard"
    CATALOGUE = "catalogue"
    PLAN = "plan"
    OTHER = "other"


class KnownProvisions(StrEnum):
    """How many of a document's provisions are known: where not all are, a missing counterpart proves nothing."""

    ALL = "all"
    SOME = "some"
    NONE = "none"

    @property
    def code(self) -> str:
        """The local name of its concept: ``provisions-all``."""
        return f"provisions-{self.value}"


class Comparator(StrEnum):
    """How the actual value is to compare with a target's."""

    EQ = "="
    GE = ">="
    LE = "<="
    GT = ">"
    LT = "<"
    APPROX = "~"
    RANGE = "range"

    @property
    def code(self) -> str:
        """The local name of its concept: ``ge`` for ``>=``."""
        return self.name.lower()


class TargetKind(StrEnum):
    """What a target's value is."""

    LEVEL = "level"
    DECREASE = "decrease"
    INCREASE = "increase"
    COUNT = "count"
    AMOUNT = "amount"


class Strength(StrEnum):
    """How strongly the text binds: five strengths of obligations, two of targets."""

    PROHIBITION = "prohibition"
    REQUIREMENT = "requirement"
    DIRECTION = "direction"
    ENCOURAGEMENT = "encouragement"
    STRIVING = "striving"
    FIRM = "firm"
    STRIVE = "strive"


class Period(StrEnum):
    """Whether a figure is for each year or for the whole period."""

    TOTAL = "total"
    YEARLY = "yearly"


class Tier(StrEnum):
    """Which of two figures for one thing a target is, where the text tells them apart."""

    BASIC = "basic"
    INCENTIVE = "incentive"


class Stated(StrEnum):
    """How the text states the value of a target: by a figure, or in words for all, none or less than none."""

    FIGURE = "figure"
    WORDS = "words"


class WordingPlace(StrEnum):
    """Where a word that stands for a value has its place: X全部建成, 所有X必须建成, X清零, 消除X."""

    BEFORE_DEED = "before-deed"
    BEFORE_ALL = "before-all"
    BEHIND_THING = "behind-thing"
    BEFORE_THING = "before-thing"


class Modality(StrEnum):
    """Whether a sentence obliges, permits or exempts."""

    DUTY = "duty"
    PERMISSION = "permission"
    EXEMPTION = "exemption"


class Verdict(StrEnum):
    """How a target stands to the same one of a document above, or of one that serves as a benchmark."""

    STRICTER = "stricter"
    LOOSER = "looser"
    EQUAL = "equal"
    SHARE = "share"
    ABOVE = "above"
    BELOW = "below"


class NoVerdict(StrEnum):
    """Why two targets cannot be held against each other; where several reasons apply, the first one here is told."""

    OTHER_KIND = "other-kind"
    OTHER_UNIT = "other-unit"
    OTHER_PERIOD = "other-period"
    OTHER_TIER = "other-tier"
    OTHER_YEAR = "other-year"
    OTHER_BASE = "other-base"
    UNKNOWN_UNIT = "unknown-unit"
    UNKNOWN_DIRECTION = "unknown-direction"


class ComparisonNote(StrEnum):
    """What has to be known beside a verdict."""

    YEAR_MISSING = "year-missing"
    STRIVING = "striving"
