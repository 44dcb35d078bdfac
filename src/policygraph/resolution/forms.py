"""The forms of bodies that the vocabulary knows, by the names that they go by in a document's area."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Set

from policygraph.vocabulary import Area, BodyForm, Lexicon

__all__ = [
    "Forms",
    "forms_by_label",
    "is_one_body",
    "local_forms",
    "of_national_body",
    "of_region",
    "places_of",
    "signed_by",
]

# 国资委 may be any, 黄河水利委员会 signs so, too; 国家药监局 is one body and short for another name.
_NATIONAL = re.compile("国家|中国|国务院")
_LEAST_NATIONAL = 4
_LEVELS = ("province", "prefecture", "county")
_OF_REGION = re.compile(r"(?<=^中共)(?P<region>[\u4e00-\u9fff]{2,8})自治区委(?!员会)")


def forms_by_label(lexicon: Lexicon) -> dict[str, BodyForm]:
    """The forms by all their names; where two share one it is that of which it is the first."""
    found: dict[str, BodyForm] = {}
    for form in lexicon.forms:
        found[form.labels[0]] = form
    for form in lexicon.forms:
        for label in form.labels[1:]:
            found.setdefault(label, form)
    return found


class Forms:
    """What is the same in every document of the forms that the vocabulary knows.

    ``by_label`` are the forms by all their names, ``endings`` the last letters of these, and ``by_shape`` these by
    their length and last letter. ``short`` are names that are short for one at some level, and no form's own.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """``lexicon`` are the vocabularies."""
        self.by_label = forms_by_label(lexicon)
        self.short = {
            short for form in lexicon.forms for at, short in form.local if at in _LEVELS
        } - self.by_label.keys()
        self.endings = frozenset(name[-1] for name in self.by_label)
        self.by_shape: dict[tuple[int, str], list[str]] = defaultdict(list)
        for label in self.by_label:
            self.by_shape[len(label), label[-1]].append(label)


def places_of(line: Mapping[str, Area]) -> set[str]:
    """The areas of a line but the nation, whose short names are its own documents'."""
    return {area.iri for level, area in line.items() if level != "country"}


def local_forms(places: Set[str], lexicon: Lexicon) -> dict[str, BodyForm]:
    """What short names stand for in some places and at some levels."""
    return {short: form for form in lexicon.forms for place, short in form.local if place in places}


def is_one_body(form: BodyForm) -> bool:
    """Whether the form is the name of one body of the nation, the same in every document."""
    return "{" not in form.pattern


def of_national_body(name: str, forms: Mapping[str, BodyForm]) -> str:
    """国家药监局器械审评中心 with the body's name in full: 国家药品监督管理局器械审评中心; other names as they are.

    Args:
        name: the name of a part of a body of the nation.
        forms: the forms by all their names.
    """
    if not _NATIONAL.match(name):
        return name
    for end in range(len(name) - 2, _LEAST_NATIONAL - 1, -1):
        whole = forms.get(name[:end])
        if whole and is_one_body(whole):
            return whole.pattern + name[end:]
    return name


def signed_by(form: BodyForm, area: str, short: str, whole: str) -> str:
    """The full name of a body.

    Args:
        form: its form.
        area: the name of its area that it signs with.
        short: the same without its level.
        whole: the same with its level, whatever the text says.
    """
    return of_region(form.pattern.replace("{area}", area).replace("{short}", short).replace("{whole}", whole))


def of_region(name: str) -> str:
    """中共内蒙古自治区委组织部 as the region signs: 中共内蒙古自治区委员会组织部; other names as they are."""
    return _OF_REGION.sub(r"\g<region>自治区委员会", name)
