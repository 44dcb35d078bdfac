"""Defects of completeness in documents, measures, directives and annexes (PG001 to PG030)."""

from __future__ import annotations

from tests.validation.mutations import Hit, Mutation, loss

_PLAN = "?plan a pg:CityPlan ; dcterms:identifier"
_NO_AREA = "numbers without a place of their own are those of the plan's area"
_DATE_TOO = "the title, at which the missing date is shown, is another"
_LEFT_OUT_TOO = "the title, at which what the plan leaves out is shown, is another"
_NATION_TOO = "through the province, the nation's provision has lost its counterpart too"

PLANS = (
    Mutation(
        "PG001 a title that the graph lost",
        "taiyuan",
        (Hit("PG001", 3, "太原市“十四五”节能减排实施方案"),),
        update=f'DELETE {{ ?plan dcterms:title ?t }} WHERE {{ {_PLAN} "taiyuan" ; dcterms:title ?t }}',
    ),
    Mutation(
        "PG001 a document without its title line",
        "sanmenxia",
        (
            Hit("PG001", 0, ""),
            Hit("PG004", 0, "", _DATE_TOO),
            Hit("PG021", 0, "", _LEFT_OUT_TOO),
            Hit("PG030", 0, "", _LEFT_OUT_TOO),
        ),
        text=(("三门峡市“十四五”节能减排综合工作方案\n\n为大力", "为大力"),),
        lost=(
            Hit("PG004", 3, "三门峡市“十四五”节能减排综合工作方案"),
            Hit("PG021", 3, "三门峡市“十四五”节能减排综合工作方案"),
            Hit("PG030", 3, "三门峡市“十四五”节能减排综合工作方案"),
        ),
    ),
    Mutation(
        "PG002 a title without city",
        "yichang",
        (
            Hit("PG002", 8, "“十四五”节能减排实施方案"),
            Hit("PG013", 14, "14.5%", _NO_AREA),
            Hit("PG013", 14, "22%", _NO_AREA),
            Hit("PG013", 14, "25%", _NO_AREA),
            Hit("PG013", 14, "30%", _NO_AREA),
            Hit("PG013", 18, "10家", _NO_AREA),
            Hit("PG013", 22, "85%", _NO_AREA),
            *18 * (Hit("PG021", 8, "“十四五”节能减排实施方案", _LEFT_OUT_TOO),),
        ),
        lost=18 * (Hit("PG021", 8, "宜昌市“十四五”节能减排实施方案"),),
        text=(
            ("宜昌市人民政府关于印发宜昌市", "关于印发"),
            ("现将《宜昌市", "现将《"),
            ("宜昌市人民政府\n", "市人民政府\n"),
            ("\n宜昌市“十四五”", "\n“十四五”"),
        ),
    ),
    Mutation(
        "PG002 an area that the graph lost",
        "yuncheng",
        (Hit("PG002", 1, "運城市“十四五”節能減排實施方案"),),
        update=f'DELETE {{ ?plan pg:area ?a }} WHERE {{ {_PLAN} "yuncheng" ; pg:area ?a }}',
        lost=(Hit("PG104", 15, "25%"),),
    ),
    Mutation(
        "PG003 a preamble without directive",
        "taiyuan",
        (Hit("PG003", 3, "太原市“十四五”节能减排实施方案"),),
        text=(("为认真贯彻落实《山西省“十四五”节能减排实施方案》(晋政发〔2022〕25号)，确保", "为确保"),),
        lost=(Hit("PG030", 3, "太原市“十四五”节能减排实施方案"),),
    ),
    Mutation(
        "PG003 a basis that the graph lost",
        "jincheng",
        (Hit("PG003", 3, "晋城市“十四五”节能减排实施方案"),),
        update=f'DELETE {{ ?plan eli:based_on ?d }} WHERE {{ {_PLAN} "jincheng" ; eli:based_on ?d }}',
    ),
    Mutation(
        "PG004 a notice without date",
        "yichang",
        (Hit("PG004", 6, "宜昌市“十四五”节能减排实施方案"),),
        text=(("宜昌市人民政府\n2022年9月30日\n\n", "\n"),),
    ),
    Mutation(
        "PG004 a date that the graph lost",
        "yichang",
        (Hit("PG004", 8, "宜昌市“十四五”节能减排实施方案"),),
        update=f'DELETE {{ ?plan eli:date_document ?d }} WHERE {{ {_PLAN} "yichang" ; eli:date_document ?d }}',
    ),
)

MEASURES = (
    Mutation(
        "PG005 a measure without its bracket",
        "sanmenxia",
        (Hit("PG005", 31, "公共机构能效提升工程"),),
        text=(("（责任单位：市机关事务中心）", ""),),
    ),
    Mutation(
        "PG005 no brackets at all",
        "hubei",
        (Hit("PG005", 8, "湖北省“十四五”节能减排实施方案"),),
        patterns=(("（省[^）]*负责）", ""),),
    ),
    Mutation(
        "PG005 a bracket of bodies that is prose now",
        "anyang",
        (Hit("PG005", 51, "健全污染物排放总量控制制度"),),
        text=(("全面强化总量减排监督管理。（市生态环境局负责）", "全面强化总量减排监督管理。"),),
    ),
    Mutation(
        "PG006 a heading without text",
        "yichang",
        (
            Hit("PG006", 22, "公共机构能效提升工程"),
            Hit("PG005", 22, "公共机构能效提升工程", "no text, no body"),
        ),
        text=(
            (
                "公共机构能效提升工程。到2025年，节约型机关占比达到85%。（市机关事务服务中心负责）",
                "公共机构能效提升工程",
            ),
        ),
    ),
    Mutation(
        "PG006 a body that the graph lost",
        "jincheng",
        (Hit("PG006", 45, "挥发性有机物综合整治工程"),),
        update="""DELETE { ?part pg:textSpan ?span } WHERE { ?part pg:path "三/（九）" ; pg:textSpan ?span ;
            prov:wasQuotedFrom ?title . ?title pg:inText ?text . ?text pg:fileName "jincheng.txt" }""",
    ),
    loss("PG007", "jincheng", "Measure", "加强组织领导", 79, "pg:path"),
    loss("PG007", "anyang", "Measure", "园区节能环保提升工程", 21, "pg:path"),
)

_HENAN = "《河南省人民政府关于印发河南省“十四五”节能减排综合工作方案的通知》（豫政〔2022〕29号）"

DIRECTIVES = (
    Mutation(
        "PG017 a directive whose number the register lost",
        "anyang",
        (Hit("PG017", 5, _HENAN),),
        update="""DELETE { ?d pg:docNumber ?n } WHERE { ?d pg:docNumber ?n FILTER(?n = "豫政〔2022〕29号") }""",
    ),
    Mutation(
        "PG017 a basis that is cited without its number",
        "taiyuan",
        (
            Hit("PG017", 5, "《山西省人民政府关于推动绿色转型的意见》"),
            Hit("PG030", 3, "太原市“十四五”节能减排实施方案", "its text is not here either"),
            Hit("PG028", 5, "《山西省人民政府关于推动绿色转型的意见》", "the register lacks it too"),
        ),
        text=(
            (
                "(晋政发〔2022〕25号)，确保",
                "(晋政发〔2022〕25号)和《山西省人民政府关于推动绿色转型的意见》，确保",
            ),
        ),
    ),
    Mutation(
        "PG018 a national directive whose issuer is unknown",
        "hubei",
        (Hit("PG018", 10, "《国务院关于印发“十四五”节能减排综合工作方案的通知》（国发〔2021〕33号）"),),
        update="""DELETE { ?d pg:issuerName ?n } WHERE { ?d pg:docNumber "国发〔2021〕33号" ; pg:issuerName ?n }""",
    ),
    Mutation(
        "PG018 a provincial directive whose issuer is unknown",
        "anyang",
        (Hit("PG018", 5, _HENAN),),
        update="""DELETE { ?d pg:issuerName ?n } WHERE { ?d pg:docNumber "豫政〔2022〕29号" ; pg:issuerName ?n }""",
    ),
    Mutation(
        "PG019 a standard that nobody has",
        "jincheng",
        (Hit("PG019", 45, "GB 37822-2019"),),
        text=(("不符合标准规范等问题，全面提升", "不符合GB 37822-2019规范等问题，全面提升"),),
    ),
    Mutation(
        "PG019 a plan that nobody has",
        "anyang",
        (Hit("PG019", 25, "《安阳市清洁取暖实施方案》"),),
        text=(("因地制宜推动清洁取暖，", "落实《安阳市清洁取暖实施方案》，因地制宜推动清洁取暖，"),),
    ),
    Mutation(
        "PG020 a measure of the city's own",
        "sanmenxia",
        (
            Hit("PG020", 31, "天鹅湖生境营造行动"),
            Hit(
                "PG021",
                3,
                "三门峡市“十四五”节能减排综合工作方案",
                "the nation's provision has lost its counterpart",
            ),
        ),
        text=(("（六）公共机构能效提升工程。", "（六）天鹅湖生境营造行动。"),),
    ),
    Mutation(
        "PG020 a title that hides what it implements",
        "yichang",
        (
            Hit("PG020", 18, "焕新行动"),
            Hit(
                "PG021",
                8,
                "宜昌市“十四五”节能减排实施方案",
                "the province's measure has lost its counterpart",
            ),
            Hit("PG021", 8, "宜昌市“十四五”节能减排实施方案", _NATION_TOO),
            Hit("PG024", 18, "10家", "the indicator is named by other words"),
        ),
        lost=(Hit("PG024", 18, "10家"),),
        text=(
            (
                "重点行业绿色升级工程。推动磷化工、水泥企业节能改造，2024年底前完成改造10家",
                "焕新行动。2024年底前开放展厅10家",
            ),
        ),
    ),
    Mutation(
        "PG021 a provision of the register's directive that no measure takes up",
        "jincheng",
        (
            Hit("PG021", 3, "晋城市“十四五”节能减排实施方案"),
            Hit("PG020", 73, "焕新行动", "the new title corresponds to nothing"),
        ),
        text=(("（八）壮大节能减排人才队伍。", "（八）焕新行动。"),),
    ),
    Mutation(
        "PG021 a measure of the province that the city drops",
        "yichang",
        (
            Hit("PG021", 8, "宜昌市“十四五”节能减排实施方案"),
            Hit("PG021", 8, "宜昌市“十四五”节能减排实施方案", _NATION_TOO),
        ),
        text=(
            (
                "（二）长江岸线码头岸电工程。建设码头岸电设施，靠港船舶应当使用岸电。（市交通运输局负责）\n\n（三）",
                "（二）",
            ),
        ),
    ),
)

ANNEXES = (
    Mutation(
        "PG022 an annex that is announced only",
        "taiyuan",
        (Hit("PG022", 0, ""),),
        text=(("本方案由市发展改革委负责解释。", "本方案由市发展改革委负责解释。\n\n附件：重点工程清单\n"),),
    ),
    Mutation(
        "PG022 an annex whose table is gone",
        "yichang",
        (Hit("PG022", 29, "重点工程清单"),),
        text=(
            (
                "各县市区要落实节能减排责任。（市发改委负责）\n",
                "各县市区要落实节能减排责任。（市发改委负责）\n\n附件1\n重点工程清单\n",
            ),
        ),
    ),
)

UNKNOWN = (
    Mutation(
        "PG030 a second basis whose text nobody has",
        "yichang",
        (
            Hit("PG030", 8, "宜昌市“十四五”节能减排实施方案"),
            Hit("PG028", 10, "《湖北省绿色转型工作方案》（鄂政发〔2022〕99号）", "the register lacks it too"),
        ),
        text=(("，制定本方案。", "和《湖北省绿色转型工作方案》（鄂政发〔2022〕99号），制定本方案。"),),
    ),
    Mutation(
        "PG030 a measure of which the graph no longer says that it is an addition",
        "taiyuan",
        (Hit("PG030", 3, "太原市“十四五”节能减排实施方案"),),
        update=f"""DELETE {{ ?measure pg:addsTo ?d }} INSERT {{ ?measure pg:unknownIn ?d }}
            WHERE {{ ?measure pg:addsTo ?d ; pg:ofDocument ?plan . {_PLAN} "taiyuan" }}""",
    ),
)

COMPLETENESS = (*PLANS, *MEASURES, *DIRECTIVES, *ANNEXES, *UNKNOWN)
