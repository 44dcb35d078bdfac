"""Bodies by the names plans use for them: 市工信局 → 宜宾市工业和信息化局, field of work 工业和信息化."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policygraph.model import Agency
from policygraph.resolution.areas import AreaResolver
from policygraph.resolution.bare_names import bare, without_aside
from policygraph.resolution.divisions import (
    bureau_of,
    department,
    in_charge_of,
    is_division,
    issuing_department,
    named_division,
)
from policygraph.resolution.forms import (
    Forms,
    is_one_body,
    local_forms,
    of_national_body,
    of_region,
    places_of,
    signed_by,
)
from policygraph.resolution.joined_names import JoinedNames
from policygraph.resolution.levels import denoted, is_class, is_lower, split_each, split_level
from policygraph.resolution.own_names import REST, OwnNames
from policygraph.resolution.unknown_places import county_at_start
from policygraph.resolution.written_names import AS_WRITTEN, ONE_PLACE, is_slip, town_office, written_out
from policygraph.vocabulary import Area, BodyForm, Lexicon

__all__ = ["AgencyResolver"]

_LEFT_LEVEL = re.compile("[市省县区州盟旗](?=分行|中心支行|支行|监管|分局|税务)")
# 各县（市、区）政府, 县（市、区）政府, 各区县: all of them together, in the order the text gives.
_GOVERNMENTS = re.compile(
    r"^(?P<which>各?(?:相关|有关)|各|)(?P<areas>县级市|设区的?市|[县市区地州盟旗乡镇（）、]{2,12}|[乡镇])(?P<said>(?:人民)?政府)?$"
)
_ALL_GOVERNMENTS = "各县（市、区）人民政府"
# 相关区政府: some of a class.
_SOME = re.compile(r"^各?(?:相关|有关)")
_SHORT_ENDING = re.compile(r"海关|公司|集团|大学|学院|新区|园区|电厂")
# 县委老干部局, 市委台办: what is of a party committee.
_OF_PARTY = re.compile(r"委(?:(?!员).+[部局办室校委])?$")
# 市生态环境局正宁分局, 市公安局经开区分局; and in a county's plan 县公安分局, whose city is left out.
_BRANCH = re.compile(r"(?P<body>.{2,20}?局)(?P<place>[^局]{2,8})分局")
# 江安生态环境局: the counties' are the city's, whose name is left out.
_CITYS_BUREAU = re.compile(r"(?P<place>[^市县区旗局]{2,4})生态环境局")
_POLICE = re.compile(r"^公安(?=[^局]{2,8}分局$)")
_OWN_BRANCH = re.compile(r"[县区市旗](?P<field>[^局]{2,8})分局")
# 生态环境分局 in a zone's plan.
_ZONE_BRANCH = re.compile(r"区?(?P<field>[^局]{2,6})分局")
# A department is a province's, whatever level the document is of.
_PROVINCIAL = re.compile(r"(?<!办公)厅$")
_LEAST_ENDING, _LONGEST_KIND = 3, 3
_ZONES = ("区", "县", "市", "旗")
_SIGNED_SHORT = re.compile(r"\{area\}中心支行$")
# 人行武汉分行 in a province's document is that of several, signed without 市.
_OF_PROVINCES = re.compile(r"中国人民银行\{area\}分行$")


@dataclass(frozen=True, slots=True)
class _Body:
    """What a mention was recognised as: its form, the area it belongs to, and what stands between their names.

    ``among`` is 各市 for the bodies of the cities in the area, or 市 where nobody knows which city's it is.
    """

    form: BodyForm | None
    owner: Area | None
    among: str = ""


class AgencyResolver:
    """Resolves mentions of bodies within the area of one document.

    Args:
        lexicon: the vocabularies.
        areas: the resolver of areas.
        area: the document's area, None where it is unknown.
        title: the document's title; where a department's name begins it, divisions are those of the department.
        issuer: who issued the document; where the title names no department, divisions are those of the issuer.
        forms: what is known of the forms of bodies; worked out where it is not given.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        areas: AreaResolver,
        area: Area | None,
        title: str = "",
        issuer: str = "",
        forms: Forms | None = None,
    ) -> None:
        known = forms or Forms(lexicon)
        self._area = area
        self._areas = areas
        self._line = areas.ancestors(area)
        self._forms, self._by_shape = known.by_label, known.by_shape
        around = places_of(self._line) | ({area.iri} if area else set())
        # A plan whose area nobody knows is a city's most often.
        around |= {area.level if area else "prefecture"}
        self._local = local_forms(around, lexicon)
        # 安徽银保监局 in a plan of 合肥市 is the province's.
        self._local_around = {
            one.iri: local_forms(places_of(areas.ancestors(one)) | {level}, lexicon)
            for level, one in self._line.items()
            if one is not area and one.iri and level != "country"
        }
        self._fields = known.short
        self._names = sorted(
            {name for a in self._line.values() if a.level != "country" for name in a.names},
            key=lambda n: (-len(n), n),
        )
        # What a zone calls itself (新区) stands in the names of other zones, too.
        kinds = area.names if area and area.level == "zone" else ()
        self._inside = [name for name in self._names if name not in kinds or len(name) > _LONGEST_KIND]
        # Most of what is asked about is no body, and ends as none does.
        self._endings = known.endings.union(name[-1] for name in self._local)
        self._own_names = OwnNames(areas, area, lexicon.owner_names)
        self._joined = JoinedNames(lexicon.name_parts)
        self._cache: dict[str, Agency] = {}
        self._bodies: dict[str, _Body] = {}
        self._department = issuing_department(title, self.is_body) or department(issuer)

    def is_body(self, mention: str) -> bool:
        """Whether the vocabulary has a body of that name, its area set aside."""
        return split_level(mention)[1] not in self._fields and self._is_known(bare(mention))

    def is_member(self, mention: str) -> bool:
        """Whether a member of a list of bodies is known: by its name, or by its field of work (市发改、工信等部门)."""
        name = bare(mention)
        return self._is_known(name) or any(map(self._known, in_charge_of(split_level(name)[1])))

    def _is_known(self, name: str) -> bool:
        if name[-1:] not in self._endings:
            return False
        return self._body(name).form is not None or (name.endswith("分局") and self._branch(name) is not None)

    def resolve(self, mention: str) -> Agency:
        """The body that a mention stands for; unknown bodies keep their words and have no function."""
        found = self._cache.get(mention)
        if found is None:
            name = without_aside(bare(mention))
            self._cache[mention] = found = self._division(name) or self._branch(name) or self._resolve(name)
        return found

    def _division(self, mention: str) -> Agency | None:
        """The division of a department that it names (市教育局基教科), or whose document it is: 责任处室：规划处."""
        if self._body(mention).form:
            return None
        bureau, office = named_division(mention, self.is_body)
        if not bureau and self._department and is_division(mention):
            bureau, office = self._department, mention
        whole = self.resolve(bureau) if bureau else None
        return replace(whole, name=whole.name + office, form="") if whole else None

    def nearest(self, mention: str) -> str:
        """The known name that an unknown mention is one slip of the pen away from, '' if there is none or several."""
        rest = split_level(self._cut(bare(mention))[2])[1]
        if rest.startswith("各"):
            return ""
        labels = self._by_shape.get((len(rest), rest[-1:]), ())
        near = {self._forms[label].iri: label for label in labels if is_slip(rest, label)}
        return next(iter(near.values())) if len(near) == 1 else ""

    def _branch(self, mention: str) -> Agency | None:
        """The branch of a city's bureau in one of its counties: 市生态环境局正宁分局, 县公安分局."""
        if (zone := self._area) and zone.level == "zone" and (own := _ZONE_BRANCH.fullmatch(mention)):
            form = self._known(f"{own['field']}局")
            return (
                Agency(f"{zone.name}{own['field']}分局", form.function, form.function_label, "", form.iri)
                if form
                else None
            )
        county = self._line.get("county")
        called = next(filter(mention.startswith, county.names), "") if county else ""
        own_name = f"县{mention.removeprefix(called)}" if called else mention
        # 医疗保障分局 in a county's plan: its own.
        own_name = f"县{mention}" if self._known(f"{mention.removesuffix('分局')}局") else own_name
        if county and (own := _OWN_BRANCH.fullmatch(own_name)):
            bureau = f"市{own['field']}局"
            if not self._line.keys() & {"prefecture", "province"}:
                form = self._body(bureau).form
                name = f"{called or county.name}{own['field']}分局"
                return (
                    Agency(name, form.function, form.function_label, county.iri, form.iri) if form else None
                )
            place = county.name.removeprefix(county.around.name) if county.around else county.name
            return self._branch_of(bureau, county, called or place)
        found = _BRANCH.fullmatch(_POLICE.sub("市公安局", mention))
        body = self._body(found["body"]) if found else None
        if not found or not body or not body.form:
            return None
        child = self._county_called(found["place"], body.owner)
        by_short_name = county is not None and found["place"] in county.names
        if child is None and not found["place"].endswith(_ZONES) and not by_short_name:
            return None
        return self._branch_of(found["body"], child or body.owner, found["place"])

    def _branch_of(self, bureau: str, area: Area | None, place: str) -> Agency | None:
        form = self._body(bureau).form
        if form is None:
            return None
        name = f"{self._resolve(bureau).name}{place}分局"
        return Agency(name, form.function, form.function_label, area.iri if area else "", form.iri)

    def _county_called(self, name: str, city: Area | None) -> Area | None:
        """The county of a city by its full or its short name."""
        own = self._line.get("county")
        # A place that the vocabulary does not know may not be the only one of its short name.
        names = (
            own.names
            if own and own.iri
            else [one for one in own.names if one.endswith(_ZONES)]
            if own
            else ()
        )
        if name in names:
            return own
        # 市公安局朝阳分局 is that in 朝阳区, though the short name alone may be another place's.
        whole = (self._areas.child(city, name + end) for end in ("", *_ZONES))
        return next(filter(None, whole), None)

    def _resolve(self, mention: str) -> Agency:
        if self._own_names.is_new_district(mention):
            mention += "人民政府"
        body = self._body(mention)
        form, owner = body.form, body.owner
        together = _GOVERNMENTS.match(mention)
        if form and together and (together["said"] or form.pattern.endswith("人民政府")):
            name = f"{self._areas.signing_name(owner)}{together['which'] or '各'}{together['areas']}人民政府"
        elif form:
            name = self._full_name(form, body, mention)
            name = self._of_city(owner, mention) or name
        else:
            rest = split_level(self._cut(mention)[2])[1]
            joined = self._joined.read(rest)
            full = mention.replace(rest, joined.name) if joined else town_office(mention)
            nearest = joined.nearest if joined else in_charge_of(rest)
            form = next(filter(None, map(self._known, nearest)), None)
            form = form or self._by_ending(full)
            name = written_out(self._signed(full, body), form)
            owner = None if REST.match(mention) else owner
        name = self._areas.signing_name(owner) + mention if AS_WRITTEN.fullmatch(mention) else name
        iri = owner.iri if owner else ""
        if form and owner and owner.level == "county" and form.county_function:
            return Agency(name, form.county_function, form.county_function_label, iri, form.iri)
        function = (form.function, form.function_label, iri, form.iri) if form else ("", "", iri)
        return Agency(name, *function)

    def _body(self, mention: str) -> _Body:
        """The form of body and the area it belongs to."""
        if known := self._bodies.get(mention):
            return known
        body, province = self._found(mention), self._line.get("province")
        if body.form and province and _PROVINCIAL.search(body.form.labels[0]) and body.owner is self._area:
            body = _Body(body.form, province)
        self._bodies[mention] = body
        return body

    def _found(self, mention: str) -> _Body:
        whole = mention
        if (form := self._forms.get(mention)) and is_one_body(form):
            return _Body(form, self._areas.country)
        mention = bureau_of(mention, self._area.level if self._area else "country", self._known) or mention
        owner, is_named, mention = self._cut(mention)
        # 江安街道办事处 in a plan of 江安县 is one office, and none of all.
        if is_named and owner and not whole.startswith(owner.name) and ONE_PLACE.fullmatch(whole):
            return _Body(None, owner)
        if form := self._known(mention, owner):
            return _Body(form, self._areas.country if is_one_body(form) else owner)
        word, rest = split_level(mention)
        body = _Body(None, owner) if is_named or not word else self._of_level(word)
        if (some := _SOME.match(mention)) and (form := self._known("各" + mention[some.end() :])):
            return _Body(form, owner, some.group())
        # 市人民政府 in a province's document is 各市人民政府, 设区市人民政府 is 各设区市人民政府 in any.
        if (not word or body.among.startswith("各")) and (form := self._known("各" + mention)):
            return _Body(form, body.owner)
        if form := self._known(rest, body.owner) if word else None:
            return _Body(form, body.owner, body.among)
        return self._of_each(mention, owner) or self._elsewhere(whole) or _Body(None, body.owner, body.among)

    def _of_each(self, mention: str, owner: Area | None) -> _Body | None:
        """The bodies of all areas of a level: 各市发展改革委, 各县（市、区）卫健局."""
        each, rest = split_each(mention)
        return _Body(form, owner, each) if each and (form := self._known(rest)) else None

    def _elsewhere(self, mention: str) -> _Body | None:
        """A known body of an area that is neither the document's nor around it: 宜宾市能源局 in a plan of 泸州市."""
        for name, area in self._areas.named_in(mention):
            if area not in self._line.values() and (form := self._known(mention.replace(name, "", 1))):
                return _Body(form, area)
        county, rest = county_at_start(mention, self._area)
        form = self._known(rest) if county else None
        return _Body(form, county) if form else None

    def _cut(self, mention: str) -> tuple[Area | None, bool, str]:
        """The area that a mention names, else the document's own; whether it names one; and the mention without."""
        if county := self._county(mention):
            return county, True, mention[len(county.name) :]
        if begins := next(filter(mention.startswith, self._names), ""):
            return self._owner_named(begins), True, mention.removeprefix(begins)
        inside = next((name for name in self._inside if name in mention), "")
        if not inside:
            return self._area, False, mention
        return self._owner_named(inside), False, mention.replace(inside, "", 1)

    def _known(self, name: str, owner: Area | None = None) -> BodyForm | None:
        # A level sign may be left where a short name was cut out of the middle: 人行市分行.
        bare = _LEFT_LEVEL.sub("", name)
        keys = (name, bare) if bare != name else (name,)
        local = self._local_around.get(owner.iri if owner else "", self._local)
        if form := next((form for key in keys if (form := local.get(key) or self._forms.get(key))), None):
            return form
        # 各区（县、市）政府: the governments of a class, in whichever order the text has them.
        if is_class(name):
            return self._forms.get(_ALL_GOVERNMENTS)
        return self._known(name.replace("与", "和"), owner) if "与" in name else None

    def _of_level(self, word: str) -> _Body:
        """Whose bodies a word of level tells of: the area's own, those in it, or nobody knows whose."""
        owner = denoted(word, self._line)
        if owner:
            return _Body(None, owner)
        if self._area and is_lower(word, self._area):
            return _Body(None, self._area, f"各{word}")
        return _Body(None, None, word)

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
            if form and (len(mention) - start >= _LEAST_ENDING or _SHORT_ENDING.fullmatch(mention[start:])):
                return form
        return None

    def _signed(self, mention: str, body: _Body) -> str:
        """The mention with the area's full name, in place of its word of level."""
        owner, (word, rest) = body.owner, split_level(mention)
        if owner and owner.level == "zone" and mention.startswith(owner.names):
            return owner.name + mention.removeprefix(max(filter(mention.startswith, owner.names), key=len))
        if owner is None or self._own_names.is_borne(mention, owner, word):
            return of_national_body(mention, self._forms)
        if body.among:
            return f"{self._areas.signing_name(owner)}各{mention}"
        party = "中共" if word and _OF_PARTY.match(rest) else ""
        return of_region(f"{party}{self._own_names.signing_name(owner, rest)}{rest}")

    def _of_city(self, owner: Area | None, mention: str) -> str:
        """The name of a city's bureau in a county that bears the county's short name: 江安生态环境局; '' of others."""
        place = _CITYS_BUREAU.fullmatch(mention)
        if not place or not owner or owner.level != "county" or place["place"] not in owner.names[1:]:
            return ""
        city = self._line.get("prefecture")
        return city.name + mention if city and city is not owner else ""

    def _full_name(self, form: BodyForm, body: _Body, mention: str) -> str:
        owner = body.owner
        has_short = owner is not None and owner.level != "zone" and len(owner.names) > 1
        short = owner.names[1] if owner and has_short else self._areas.signing_name(owner)
        written = [name for name in owner.names if mention.startswith(name)] if owner else []
        # 人民银行天津分行 was signed so, too, when it was that of several provinces.
        is_provincial = (
            self._area is not None
            and self._area.level == "province"
            and (owner is not self._area or self._area.name.endswith("市"))
        )
        # 人民银行昆明中心支行 is signed without 市, 人民银行宜宾市中心支行 and 人民银行延边州中心支行 with it.
        held = max((name for name in owner.names if name in mention), key=len, default="") if owner else ""
        by_short = max(written, key=len, default="") == short or bool(
            (_SIGNED_SHORT.search(form.pattern) or (is_provincial and _OF_PROVINCES.search(form.pattern)))
            and held == short
        )
        name = short if by_short else self._areas.signing_name(owner)
        # 国网攸县供电公司: the companies of counties bear the county's whole name, but where the short one is written.
        is_short = (
            owner is not None and any(one in mention for one in owner.names[1:]) and owner.name not in mention
        )
        whole = owner.name if owner and owner.name.endswith("县") and not is_short else short
        among = body.among
        full = signed_by(form, name + among, whole + among, self._areas.signing_name(owner) + among)
        # 政务服务与数据管理局 signs so, though others of its kind have 和.
        if "与" in mention and split_level(mention)[1] in (as_said := full.replace("和", "与")):
            full = as_said
        return full.replace(f"{among}各", among) if among else full
