"""Bodies by the names plans use for them: 市工信局 → 晋城市工业和信息化局, field of work 工业和信息化."""

from __future__ import annotations

import re

from policygraph.model import Agency
from policygraph.resolution.areas import AreaResolver
from policygraph.vocabulary import Area, BodyForm, Lexicon

_LEVEL = "市省县区州盟旗"
_BRACKETS = str.maketrans({"〔": "（", "〕": "）"})


class AgencyResolver:
    """Resolves mentions of bodies within the area of one document.

    Args:
        lexicon: the vocabularies.
        areas: the resolver of areas.
        area: the document's area, None where it is unknown.
    """

    def __init__(self, lexicon: Lexicon, areas: AreaResolver, area: Area | None) -> None:
        self._area = area
        self._areas = areas
        self._line = areas.ancestors(area)
        self._forms = _forms_by_label(lexicon)
        self._local = {
            short: form
            for form in lexicon.forms
            for place, short in form.local
            if place in {a.iri for a in self._line.values()}
        }
        self._names = sorted(
            {name for a in self._line.values() if a.level != "country" for name in a.names},
            key=lambda n: (-len(n), n),
        )
        self._cache: dict[str, Agency] = {}

    def is_body(self, mention: str) -> bool:
        """Whether the vocabulary has a body of that name, its area set aside."""
        return self._form(mention.translate(_BRACKETS))[0] is not None

    def resolve(self, mention: str) -> Agency:
        """The body that a mention stands for; unknown bodies keep their words and have no function."""
        found = self._cache.get(mention)
        if found is None:
            found = self._cache[mention] = self._resolve(mention.translate(_BRACKETS))
        return found

    def _resolve(self, mention: str) -> Agency:
        form, owner = self._form(mention)
        if form is None:
            form = self._by_ending(mention)
            if form is None:
                return Agency(self._signed(mention, owner), "", "", owner.iri if owner else "")
            name = self._signed(mention, owner)
            return Agency(name, form.function, form.function_label, owner.iri if owner else "", form.iri)
        return Agency(
            _full_name(form, owner), form.function, form.function_label, owner.iri if owner else "", form.iri
        )

    def _form(self, mention: str) -> tuple[BodyForm | None, Area | None]:
        """The form of body and the area it belongs to."""
        owner = self._area
        county = self._county(mention)
        if county:
            owner, mention = county, mention[len(county.name) :]
        for name in self._names:
            if name in mention:
                owner = self._owner_named(name) if mention.startswith(name) else owner
                mention = mention.replace(name, "", 1)
                break
        keys = [mention]
        if mention[:1] in tuple(_LEVEL):
            keys.append(mention[1:])
            if mention[0] == "省":
                owner = self._line.get("province", owner)
        # A level sign may be left where a short name was cut out of the middle: 人行市分行.
        keys += [re.sub(rf"[{_LEVEL}](?=分行|中心支行|支行|监管|分局|税务)", "", key) for key in keys]
        for key in keys:
            form = self._local.get(key) or self._forms.get(key)
            if form:
                return form, owner
        return None, owner

    def _county(self, mention: str) -> Area | None:
        for length in range(min(8, len(mention)), 1, -1):
            child = self._areas.child(self._area, mention[:length])
            if child and child.name == mention[:length]:
                return child
        return None

    def _owner_named(self, name: str) -> Area | None:
        return next((a for a in self._line.values() if name in a.names), self._area)

    def _by_ending(self, mention: str) -> BodyForm | None:
        """城乡一体化示范区管委会 → 管委会: the longest label that ends the mention gives the field of work."""
        for start in range(1, max(1, len(mention) - 1)):
            form = self._forms.get(mention[start:])
            if form and len(mention) - start >= 3:
                return form
        return None

    def _signed(self, mention: str, owner: Area | None) -> str:
        """The mention with the area's full name in place of 市."""
        if owner is None or any(mention.startswith(name) for name in owner.names):
            return mention
        if mention[0] == "市" and not mention.startswith("市场"):
            mention = mention[1:]
        return owner.name + mention


def _forms_by_label(lexicon: Lexicon) -> dict[str, BodyForm]:
    found: dict[str, BodyForm] = {}
    for form in lexicon.forms:
        found[form.labels[0]] = form
    for form in lexicon.forms:
        for label in form.labels[1:]:
            found.setdefault(label, form)
    return found


def _full_name(form: BodyForm, owner: Area | None) -> str:
    name = owner.name if owner else ""
    short = owner.names[1] if owner and len(owner.names) > 1 else name
    return form.pattern.replace("{area}", name).replace("{short}", short)
