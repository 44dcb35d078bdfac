"""Bodies by the names plans use for them: 市工信局 → 宜宾市工业和信息化局, field of work 工业和信息化."""

from __future__ import annotations

import re

from policygraph.model import Agency
from policygraph.resolution.areas import AreaResolver
from policygraph.vocabulary import Area, BodyForm, Lexicon

_LEVEL = "市省县区州盟旗"
# 各县（市、区）政府, 县（市、区）政府, 各区县人民政府: all of them together, in the order the text gives.
_GOVERNMENTS = re.compile(r"^各?(?P<areas>[县市区旗（）、]{2,12})(?:人民)?政府$")
# Companies and institutes bear names of their own, without the city's before.
_OWN_NAME = re.compile(r"(?:公司|集团|银行|大学|学院|研究院|中心)$")
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
        around = {a.iri for a in self._line.values() if a.level != "country" or a is area}
        self._local = {
            short: form for form in lexicon.forms for place, short in form.local if place in around
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
        iri = owner.iri if owner else ""
        together = _GOVERNMENTS.match(mention)
        if form and together:
            name = f"{self._own_name(owner)}各{together['areas']}人民政府"
        elif form:
            name = self._full_name(form, owner, mention)
        else:
            form = self._by_ending(mention)
            name = _written_out(self._signed(mention, owner), form)
            if form is None:
                return Agency(name, "", "", iri)
        if owner and owner.level == "county" and form.county_function:
            return Agency(name, form.county_function, form.county_function_label, iri, form.iri)
        return Agency(name, form.function, form.function_label, iri, form.iri)

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
                return form, self._line.get("country", owner) if _is_one_body(form) else owner
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
        if (
            owner is None
            or any(mention.startswith(name) for name in owner.names)
            or _OWN_NAME.search(mention)
        ):
            return mention
        if mention[0] == "市" and not mention.startswith("市场"):
            mention = mention[1:]
        return owner.name + mention

    def _own_name(self, owner: Area | None) -> str:
        """The name a body of the area signs with: districts put their city's before their own."""
        if owner is None:
            return ""
        if owner.level == "county" and owner.name.endswith("区") and self._area and owner != self._area:
            return self._area.name + owner.name
        return owner.name

    def _full_name(self, form: BodyForm, owner: Area | None, mention: str) -> str:
        short = owner.names[1] if owner and len(owner.names) > 1 else self._own_name(owner)
        by_short = owner is not None and mention.startswith(short) and not mention.startswith(owner.name)
        name = short if by_short else self._own_name(owner)
        if owner is None and mention[0] in _LEVEL:
            name = mention[0]  # 市发改委 of a city that nobody knows stays a city's
        return form.pattern.replace("{area}", name).replace("{short}", short)


def _forms_by_label(lexicon: Lexicon) -> dict[str, BodyForm]:
    found: dict[str, BodyForm] = {}
    for form in lexicon.forms:
        found[form.labels[0]] = form
    for form in lexicon.forms:
        for label in form.labels[1:]:
            found.setdefault(label, form)
    return found


def _is_one_body(form: BodyForm) -> bool:
    """Whether the form is the name of one body of the nation, the same in every document."""
    return "{" not in form.pattern


def _written_out(name: str, form: BodyForm | None) -> str:
    """城乡一体化示范区, 三江新区管委会 → …管理委员会."""
    if name.endswith("管委会"):
        return name.removesuffix("管委会") + "管理委员会"
    if form and form.pattern.endswith("管理委员会") and name.endswith("区"):
        return name + "管理委员会"
    return name
