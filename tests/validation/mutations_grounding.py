"""Defects of grounding (PG201 to PG209): no place or a wrong one, damaged text, figures unlike quotes, omissions."""

from __future__ import annotations

from tests.validation.mutations import Hit, Mutation, loss

_SPAN = "?span pg:inText ?text . ?text pg:fileName"


def _unquoted(document: str, thing: str, quote: str) -> Mutation:
    return Mutation(
        f"PG201 {document} forgets where {quote} was read",
        document,
        (Hit("PG201", 0, ""),),
        update=f"""DELETE {{ ?fact prov:wasQuotedFrom ?span }} WHERE {{ ?fact a pg:{thing} ; prov:wasQuotedFrom ?span .
            ?span pg:exact "{quote}" . {_SPAN} "{document}.txt" }}""",
    )


def _moved(document: str, quote: str, end: str, hit: Hit, *others: Hit) -> Mutation:
    """The span of ``quote`` ends elsewhere."""
    return Mutation(
        f"{hit.rule} {document}: {quote} ends at {end}",
        document,
        (hit, *others),
        update=f"""DELETE {{ ?span pg:end ?old }} INSERT {{ ?span pg:end ?new }} WHERE {{
            ?span pg:exact "{quote}" ; pg:start ?start ; pg:end ?old . {_SPAN} "{document}.txt" .
            BIND({end} AS ?new) }}""",
    )


SPANS = (
    _unquoted("hubei", "Target", "20%"),
    _unquoted("yuncheng", "Assignment", "市稅務局"),
    _unquoted("taiyuan", "Citation", "《山西省“十四五”节能减排实施方案》(晋政发〔2022〕25号)"),
    _moved("sanmenxia", "2300吨", "?start", Hit("PG202", 9, "")),
    _moved("taiyuan", "390 吨", "0", Hit("PG202", 15, "")),
    _moved("jincheng", "15.5%", 'STRDT("abc", xsd:integer)', Hit("PG202", 0, "")),
    _moved("hubei", "14%", 'STRDT("9999999999999999999999", xsd:integer)', Hit("PG202", 0, "")),
    _moved("yuncheng", "92%", "?old - 1", Hit("PG203", 17, "92")),
    Mutation(
        "PG203 a quote that was edited",
        "yuncheng",
        (Hit("PG203", 13, "30%"),),
        update=f"""DELETE {{ ?span pg:exact ?old }} INSERT {{ ?span pg:exact "35%" }} WHERE {{
            ?span pg:exact "30%" ; pg:exact ?old . {_SPAN} "yuncheng.txt" }}""",
    ),
    Mutation(
        "PG206 a span in no text",
        "hubei",
        (Hit("PG206", 0, ""),),
        update=f'DELETE {{ ?span pg:inText ?text }} WHERE {{ ?span pg:exact "14%" . {_SPAN} "hubei.txt" }}',
    ),
    Mutation(
        "PG206 a span in a text that is not stored",
        "yuncheng",
        (Hit("PG206", 0, ""),),
        update=f"""DELETE {{ ?span pg:inText ?text }} INSERT {{ ?span pg:inText <https://example.org/text> }} WHERE {{
            ?span pg:exact "75%" . {_SPAN} "yuncheng.txt" }}""",
    ),
)

_HEADER = "三门峡市人民政府办公室文件"

REPAIRS = (
    Mutation(
        "PG204 a file name inside a sentence",
        "taiyuan",
        (Hit("PG204", 53, "0912太原市“十四五”节能减排实施方案（市发改委）"),),
        text=(
            (
                "强化无组织排放控制，落实",
                "强化无组织排放0912太原市“十四五”节能减排实施方案（市发改委）控制，落实",
            ),
        ),
    ),
    Mutation(
        "PG204 mojibake that can be restored",
        "jincheng",
        (Hit("PG204", 55, "?！笆奈濉逼陂g"),),
        text=(("能耗强度目标在“十四五”规划期内", "能耗强度目标?！笆奈濉逼陂g"),),
    ),
    Mutation(
        "PG204 a sign that only its font knows",
        "jincheng",
        (Hit("PG204", 55, "\ua3ac"),),
        text=(("能耗强度目标在“十四五”规划期内", "能耗强度目标\ua3ac在“十四五”规划期内"),),
    ),
    Mutation(
        "PG204 a character repeated across a line break",
        "sanmenxia",
        (Hit("PG204", 54, "达峰"),),
        text=(("政策与碳达峰\n碳中和目标", "政策与碳达峰\n达峰碳中和目标"),),
    ),
    Mutation(
        "PG204 a page header above three pages",
        "sanmenxia",
        (Hit("PG204", 50, _HEADER),),
        text=(
            ("\n三、健全节能减排政策机制", f"\n{_HEADER}\n三、健全节能减排政策机制"),
            ("\n（二）健全污染物排放总量控制制度", f"\n{_HEADER}\n（二）健全污染物排放总量控制制度"),
            ("\n（六）完善市场化机制", f"\n{_HEADER}\n（六）完善市场化机制"),
        ),
    ),
)

_SOUND = "健全激励约束机制。（市生态环境局负责）"

UNREAD = (
    Mutation(
        "PG211 how many of whom behind a verb that nobody knows",
        "jincheng",
        (Hit("PG211", 57, "80名"),),
        text=((_SOUND, f"轮换80名驻企专员。{_SOUND}"),),
    ),
    Mutation(
        "PG211 a title that nobody closes",
        "jincheng",
        (Hit("PG211", 57, "《排污口整治导则的要求"),),
        text=((_SOUND, f"遵照《排污口整治导则的要求。{_SOUND}"),),
    ),
    Mutation(
        "PG212 a ratio that nobody knows",
        "jincheng",
        (Hit("PG212", 57, "1:500"),),
        text=((_SOUND, f"网格员按1:500足额到岗。{_SOUND}"),),
    ),
    Mutation(
        "PG212 a body beside a word that nobody knows",
        "jincheng",
        (Hit("PG212", 57, "市水务局"),),
        text=((_SOUND, f"市水务局挑头组建专班。{_SOUND}"),),
    ),
)

DAMAGE = (
    Mutation(
        "PG205 a bracket that nobody closes",
        "jincheng",
        (Hit("PG205", 57, "（责任单位：市生态环境局"),),
        text=(("健全激励约束机制。（市生态环境局负责）", "健全激励约束机制。（责任单位：市生态环境局"),),
    ),
    Mutation(
        "PG205 bytes that were lost",
        "anyang",
        (Hit("PG205", 63, "\ufffd"),),
        text=(("探索推广生态环境导向的开发", "探索推广生态环境\ufffd\ufffd的开发"),),
    ),
    Mutation(
        "PG205 characters of a private font",
        "taiyuan",
        (Hit("PG205", 101, "\ue004"),),
        text=(("扎实推进中央生态环境保护督察整改", "\ue004扎实推进中央生态环境保护督察整改"),),
    ),
    Mutation(
        "PG205 control characters",
        "yuncheng",
        (Hit("PG205", 31, "\x07"),),
        text=(("(二)完善獎懲制度。組織", "(二)完善獎懲制度。\x07組織"),),
    ),
    Mutation(
        "PG205 a row with a cell too many",
        "sanmenxia",
        (Hit("PG205", 105, "指 标\t单 位\t2025年指标\t"),),
        text=(
            (
                "乙烯综合能耗（不含煤制烯烃）\t千克标准煤/吨\t780\t-20",
                "乙烯综合能耗（不含煤制烯烃）\t千克标准煤/吨\t780\t-20\t见注\t注",
            ),
        ),
    ),
    Mutation(
        "PG205 mojibake that nobody can restore",
        "taiyuan",
        (Hit("PG205", 95, "笆奈濉逼"),),
        text=(("确保完成“十四五”节能减排各项任务", "确保完成笆奈濉逼诮谀芗跖鸥飨钊挝"),),
    ),
    Mutation(
        "PG205 a number with two points",
        "jincheng",
        (Hit("PG205", 49, "9.3.5"),),
        text=(("9.3 万立方米 / 日", "9.3.5 万立方米 / 日"),),
    ),
    Mutation(
        "PG205 a sentence without end",
        "yichang",
        (
            Hit(
                "PG205",
                26,
                "各县市区要落实节能和减排以及节能和减排以及节能和减排以及节能和减排以及节能和减排",
            ),
            Hit("PG210", 8, "宜昌市“十四五”节能减排实施方案", "most of the text is that sentence"),
        ),
        text=(("各县市区要落实节能减排责任。", "各县市区要落实" + 800 * "节能和减排以及" + "责任。"),),
    ),
)


def _partly_read(document: str, share: str, hit: Hit) -> Mutation:
    """So much of a document was read."""
    return Mutation(
        f"PG210 {share} of {document} was read",
        document,
        (hit,),
        update=f"""DELETE {{ ?text pg:coverage ?all }} INSERT {{ ?text pg:coverage {share} }} WHERE {{
            ?text pg:fileName "{document}.txt" ; pg:coverage ?all }}""",
    )


PARTLY = (
    _partly_read("yuncheng", "0.949", Hit("PG210", 1, "運城市“十四五”節能減排實施方案")),
    _partly_read("yichang", "0.5", Hit("PG210", 8, "宜昌市“十四五”节能减排实施方案")),
)


def _restated(rule: str, document: str, quote: str, line: int, predicate: str, value: str) -> Mutation:
    """The fact that was read from ``quote`` has another value in the graph."""
    return Mutation(
        f"{rule} {document}: {predicate} of {quote} becomes {value}",
        document,
        (Hit(rule, line, quote),),
        update=f"""DELETE {{ ?fact {predicate} ?old }} INSERT {{ ?fact {predicate} {value} }} WHERE {{
            ?fact {predicate} ?old ; prov:wasQuotedFrom ?span . ?span pg:exact "{quote}" .
            {_SPAN} "{document}.txt" }}""",
    )


RESTATED = (
    _restated("PG207", "jincheng", "207 万千瓦", 19, "qudt:numericValue", "207"),
    _restated("PG207", "sanmenxia", "5 个百分点", 43, "pg:unitPhrase", '"个"@zh'),
    _restated("PG207", "yuncheng", "92%", 17, "pg:comparator", "code:ge"),
    _restated("PG208", "jincheng", "207 万千瓦", 19, "pg:targetYear", '"2023"^^xsd:gYear'),
    _restated("PG208", "taiyuan", "1万台", 31, "pg:targetYear", '"2025"^^xsd:gYear'),
)

OMITTED = (
    loss(
        "PG209",
        "taiyuan",
        "Citation",
        "《山西省“十四五”节能减排实施方案》(晋政发〔2022〕25号)",
        5,
        "pg:documentKind",
    ),
    loss("PG209", "jincheng", "Target", "207 万千瓦", 19, "pg:inProvision"),
    loss("PG209", "sanmenxia", "Target", "16%", 9, "pg:kind"),
)

GROUNDING = (*SPANS, *REPAIRS, *UNREAD, *DAMAGE, *PARTLY, *RESTATED, *OMITTED)
