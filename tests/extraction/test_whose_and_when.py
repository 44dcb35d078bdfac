"""Whose figures are that follow the one who is spoken of, and by when they are due."""

from __future__ import annotations

import pytest

from tests.reading import read, read_item


def _places(text: str) -> list[tuple[str, str]]:
    facts = read_item(text)
    return [(facts.text.quote(t.span), t.area.name) for t in facts.targets if t.stated != "words"]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "a county that is asked to",
            "青石县要依托古镇开发旅游产品，年内推出线路不少于8条。",
            [("8条", "青石县")],
        ),
        (
            "each of one kind after each of another",
            "每个街道建有1个广场（公园）、每个镇建有2个健身点、每个居委会（行政村）建有3个书屋。",
            [("1个", "每个街道"), ("2个", "每个镇"), ("3个", "每个居委会（行政村）")],
        ),
        (
            "streets and towns of which each makes so many",
            "东桥街道、西桥街道、君塘镇各利用公房改建托育点2处。",
            [("2处", "东桥街道、西桥街道、君塘镇")],
        ),
        (
            "a river that an action is named after",
            "围绕长江高水平保护攻坚提升行动，加快建设长江生态廊道，全年计划完成营造林175.5万亩。",
            [("175.5万亩", "宜宾市")],
        ),
        (
            "a river that is worked on",
            "实施青河综合治理，完成河道疏浚12公里。",
            [("12公里", "青河")],
        ),
        (
            "villages behind a built-up area",
            "建成区完成7个小区创建，农村完成1个示范村创建。",
            [("7个", "建成区"), ("1个", "农村")],
        ),
        (
            "whom a project touches",
            "涉及清河、石岭等9个县（市、区），营造防护林2万亩，封山育林8万亩。",
            [("2万亩", "清河、石岭等9个县（市、区）"), ("8万亩", "清河、石岭等9个县（市、区）")],
        ),
        (
            "a region behind the name",
            "生活垃圾焚烧处理能力占比在中下游地区达到65%，上游地区不低于40%。",
            [("65%", "中下游地区"), ("40%", "上游地区")],
        ),
        (
            "an economic circle",
            "成渝地区双城经济圈污泥处置率达到60%。",
            [("60%", "成渝地区双城经济圈")],
        ),
        (
            "clusters of cities",
            "长三角、长江中游、滇中等城市群装配式建筑占新建建筑比例达到35%。",
            [("35%", "长三角、长江中游、滇中等城市群")],
        ),
        (
            "regions of weight",
            "大气污染防治重点区域新能源汽车占比达到50%。",
            [("50%", "大气污染防治重点区域")],
        ),
        (
            "institutions that are asked to, ahead and in the clause",
            "各中小学校要把航模纳入课后服务，每学期开设不少于8课时。",
            [("8课时", "各中小学校")],
        ),
        (
            "institutions that are to send so many",
            "医共体要每月选派不少于10名医师到村坐诊。",
            [("10名", "医共体")],
        ),
        (
            "all of the area, though institutions stand before",
            "中小学校应当开展视力筛查，全市近视率下降5个百分点。",
            [("5个百分点", "宜宾市")],
        ),
        (
            "a road, and a name that tells so itself",
            "加快沿湖公路景观改造，建成驿站18处、观景台25个，公路绿化率达到95%。",
            [("18处", "沿湖公路"), ("25个", "沿湖公路"), ("95%", "宜宾市")],
        ),
        ("the reach of a river", "加快实施柳河下游18座涵闸改造。", [("18座", "柳河下游")]),
        (
            "outside a zone",
            "东湖新区以外，各类项目从严把关，超低能耗建筑达到30%以上。",
            [("30%", "东湖新区以外")],
        ),
        (
            "towns of each county, whose rate is their own",
            "青石市城市建成区供热普及率达到92%以上，各县（市）建成区供热普及率达到85%以上。",
            [("92%", "青石市城市建成区"), ("85%", "各县（市）建成区")],
        ),
        (
            "each county, of which no more is said than how much",
            "中心城区污泥处理率达到92%，各县（市、区）达到85%。",
            [("92%", "中心城区"), ("85%", "各县（市、区）")],
        ),
        (
            "the towns where the counties' governments are",
            "中心城区再生水回用率达到90%，旗县市政府所在地再生水回用率达到50%。",
            [("90%", "中心城区"), ("50%", "旗县市政府所在地")],
        ),
        (
            "clusters of towns among the parts",
            "建筑改造面积新增500万平方米，其中，主城都市区完成400万平方米，东北库区城镇群完成75万平方米。",
            [("500万平方米", "宜宾市"), ("400万平方米", "主城都市区"), ("75万平方米", "东北库区城镇群")],
        ),
        ("prefectures beside cities", "各市（州）至少建成1个中心。", [("1个", "各市（州）")]),
        ("with whom it is done", "配合自治区建设1个站点。", [("1个", "宜宾市")]),
        (
            "along rivers by their names",
            "沿青河、北河建设步道46公里，配套驿站11座。",
            [("46公里", "青河、北河"), ("11座", "青河、北河")],
        ),
        (
            "where it is done, with examples",
            "在甲东、扶河、太北等蔬菜主产区建设冷库，新建320座。",
            [("320座", "甲东、扶河、太北等蔬菜主产区")],
        ),
        (
            "hospitals that are asked to",
            "各级公立中医医院应将其纳入考核，中医师占医师总数的比例不低于60%。",
            [("60%", "各级公立中医医院")],
        ),
        ("levels are no places", "市、县污水处理率达到98%以上。", [("98%", "宜宾市")]),
        ("each of a class", "各乡镇要把此项工作纳入考核，权重不低于3%。", [("3%", "各乡镇")]),
        (
            "cities along the coast, and what follows",
            "2025年底前，沿海各市新增处理能力130万吨/日，新增管网3000公里。",
            [("130万吨/日", "沿海各市"), ("3000公里", "沿海各市")],
        ),
        (
            "cities along the coast that have done something before",
            "2021年底前，沿海各市完成溯源工作，印发实施方案，完成三分之一以上整治任务。",
            [("三分之一", "沿海各市")],
        ),
        (
            "where it is done, before the clauses",
            "在柳湖沿岸等种植业较为集中区域，推广减量技术，2025年底前，农药用量较2020年降低3%。",
            [("3%", "柳湖沿岸等种植业较为集中区域")],
        ),
        (
            "where one is built",
            "在东河示范区新建1所职教园区，新增学位4500个。",
            [("1所", "东河示范区"), ("4500个", "东河示范区")],
        ),
        (
            "a firm by its name",
            "2021年底前，金河科技退出两台焦炉，完成80万吨产能淘汰任务。",
            [("两台", "金河科技"), ("80万吨", "金河科技")],
        ),
        (
            "a house that works with others",
            "推动青石职业技术学院与高校结对，到2025年实训基地数量翻一番，达到160个。",
            [("翻一番", "青石职业技术学院"), ("160个", "青石职业技术学院")],
        ),
        ("a bay", "柳东湾大陆自然岸线长度不低于432公里。", [("432公里", "柳东湾")]),
        ("a port is no bay", "柳东湾港集装箱吞吐量超过200万标箱。", [("200万标箱", "宜宾市")]),
        ("the town of a city", "青石市区公共供水管网漏损率控制在10%以内。", [("10%", "青石市区")]),
        ("levels are no place", "完成市区两级机关60万平方米建筑改造。", [("60万平方米", "宜宾市")]),
        (
            "places with what they have in common",
            "东部地区和城市近郊区等有基础、有条件地区农村生活污水治理率达到55%左右。",
            [("55%", "东部地区和城市近郊区等有基础、有条件地区")],
        ),
        (
            "all of the area together, behind those who each do so much",
            "每个乡镇至少组建1支不少于8人的养护队伍，优先吸纳农户就业，三年累计开发岗位不少于420个。",
            [("1支", "每个乡镇"), ("8人", "每个乡镇"), ("420个", "宜宾市")],
        ),
        (
            "rivers that are worked on before",
            "开展青河、北柳河、四方湖等水生态保护与修复，建设缓冲带50公里。",
            [("50公里", "青河、北柳河、四方湖")],
        ),
        (
            "a county that is worked on before",
            "加强长宁县中水回用，新增规模8万吨/日。",
            [("8万吨/日", "长宁县")],
        ),
        (
            "a lake in the name of a road",
            "推进环湖公路、南湖大桥改造，新增管网5公里。",
            [("5公里", "宜宾市")],
        ),
        ("waters without a name", "推进农村河道治理，新增绿地5公顷。", [("5公顷", "宜宾市")]),
        (
            "zones at which things are made",
            "加快实施东部片区、西部片区2座焚烧项目建设。",
            [("2座", "东部片区、西部片区")],
        ),
        (
            "zones that are themselves made",
            "建设边境新区5个，培育企业40家。",
            [("5个", "宜宾市"), ("40家", "宜宾市")],
        ),
        (
            "in several counties, so much in each",
            "在翠屏区、叙州区建立示范基地各1000亩。",
            [("1000亩", "翠屏区、叙州区")],
        ),
        ("in one county", "在翠屏区新建雨水管网20公里。", [("20公里", "翠屏区")]),
        (
            "each county again and again",
            "各区县每年至少开展1次以“企业主体”为主题的演练。",
            [("1次", "各区县")],
        ),
        (
            "several firms by their names",
            "某某药业有限公司、青石重工有限责任公司进行深度治理，处理效率达到80%以上。",
            [("80%", "某某药业有限公司、青石重工有限责任公司")],
        ),
        ("cities of which so many reach something", "全市60%以上县级城市达到节水标准。", [("60%", "宜宾市")]),
        (
            "villages behind a town",
            "城区公园覆盖比例达到80%；行政村收集率达到70%。",
            [("80%", "城区"), ("70%", "宜宾市")],
        ),
        (
            "the middle of the city by its name",
            "宜宾市中心城区再生水利用率达到30%。",
            [("30%", "宜宾市中心城区")],
        ),
        ("the middle of a city, short", "中心城公交出行比重达到45%。", [("45%", "中心城")]),
        (
            "in the middle of the city",
            "在中心城区加快推进60个社区公园（小游园）建设。",
            [("60个", "中心城区")],
        ),
        (
            "an airport that goes on",
            "推动某某国际机场新开通航线6条，货邮吞吐量增长三成，全市旅客增长5%。",
            [("6条", "宜宾市"), ("三成", "某某国际机场"), ("5%", "宜宾市")],
        ),
        (
            "works that bear a county's name",
            "长宁县石漠化综合治理工程，治理小流域总面积9万亩。",
            [("9万亩", "长宁县")],
        ),
        (
            "in the making of a zone",
            "在东部新区规划建设中，突出绿色理念，超低能耗建筑达到30%以上。",
            [("30%", "东部新区")],
        ),
        (
            "of which so many each",
            "清理停业企业900户，其中青石县、白石县各不少于200户。",
            [("900户", "宜宾市"), ("200户", "青石县、白石县")],
        ),
        ("each school", "每所学校每学年开展家庭教育指导不少于2次。", [("2次", "每所学校")]),
    ],
)
def test_whose_figures_are(phenomenon: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert _places(text) == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("again and again", "2024年底前完成移交，每所学校每学年开展指导不少于2次。", [("2次", "")]),
        (
            "each year by then",
            "到2023年，改造住宅200万平方米，每年推动30万平方米公共建筑改造。",
            [("200万平方米", "2023"), ("30万平方米", "2023")],
        ),
        (
            "the day of one deed behind a semicolon, and the end of its year",
            "2025年6月底前建成中心一期，上架率力争年底达到60%；新建机房电能利用效率控制在1.25以内。",
            [("60%", "2025"), ("1.25", "")],
        ),
        ("before a season", "改造四、五类危桥9座，2025年汛期前全部完工。", [("9座", "2025")]),
        ("a month is that of its own task", "2025年9月底前完成移交。每个乡镇办好1所幼儿园。", [("1所", "")]),
        (
            "the end of a year, before which one task is done",
            "2025年底前，14个乡镇全部建成救援站。微型消防站达到160个。",
            [("14个", "2025"), ("160个", "")],
        ),
        (
            "what was done before is no deadline",
            "到2023年，完成对“十三五”期间已开展审计的机构的评估。推动60家机构开展审计。",
            [("60家", "2023")],
        ),
        (
            "a month within the year that holds",
            "到2026年，开行班列500列；改造工程于2026年6月底前完工。推动机场新开通航线6条。",
            [("500列", "2026"), ("6条", "2026")],
        ),
        (
            "duties behind a full stop",
            "到2025年，认证率达到90%。认真落实管理办法，农膜回收率稳定在95%以上。",
            [("90%", "2025"), ("95%", "")],
        ),
        (
            "so much each year behind a full stop",
            "到2025年，认证率达到90%。实现年新增认证产品5个以上。",
            [("90%", "2025"), ("5个", "")],
        ),
        (
            "all by a month at the end",
            "推进4条县道改造，其中2024年开工2条，2026年6月底前全部建成通车。",
            [("4条", "2026"), ("2条", "2024")],
        ),
        (
            "each year of a five-year plan",
            "“十四五”期间，开展演练5次，各区县每年至少开展1次综合演练。",
            [("5次", "2025"), ("1次", "2025")],
        ),
        (
            "an action behind a full stop",
            "到2025年，认证率达到30%。开展减量增效行动，推进10万亩示范基地建设。",
            [("30%", "2025"), ("10万亩", "")],
        ),
        (
            "an effort behind a full stop",
            "2023年底前，充电桩达到5000台。积极推进公交化改造，覆盖率达到100%。",
            [("5000台", "2023"), ("100%", "")],
        ),
        (
            "what is built opens by then",
            "撤并学校4所，新建1所园区，新增学位4500个，2025年秋季学期投入使用。",
            [("4所", ""), ("1所", "2025"), ("4500个", "2025")],
        ),
        (
            "a bracket with a year of its own before",
            "到2025年，装配式建筑占比达到70%（其中，2023年达到60%），绿色建筑占比达到20%。",
            [("70%", "2025"), ("60%", "2023"), ("20%", "2025")],
        ),
    ],
)
def test_by_when_figures_are_due(phenomenon: str, text: str, expected: list[tuple[str, str]]) -> None:
    facts = read_item(text)
    assert [(facts.text.quote(t.span), t.target_year) for t in facts.targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("so much each year, things", "到2026年，跨境班列年开行1.1万列。", [("1.1万列", "level", "列")]),
        ("so much each year, an area", "年推广配方施肥技术200万亩左右。", [("200万亩", "level", "亩")]),
        (
            "units with another in a bracket",
            "筹集保障性租赁住房460套（间）。",
            [("460套（间）", "count", "套（间）")],
        ),
        ("so much sown each year", "实现年种植绿肥38万亩，并加强改造。", [("38万亩", "level", "亩")]),
        ("so many there are in all", "充电桩累计超过5万个。", [("5万个", "level", "个")]),
        ("a programme by its number", "实施千座公园计划，建成10座公园。", [("10座", "count", "座")]),
        ("built and run", "建成运行70座以上加氢站。", [("70座", "count", "座")]),
        ("bases that are pushed", "推进10万亩蔬菜示范基地建设。", [("10万亩", "amount", "亩")]),
        (
            "rivers that are dredged, and dikes",
            "疏浚整治青河、柳河等河道52公里，堤防加固44公里。",
            [("52公里", "amount", "公里"), ("44公里", "amount", "公里")],
        ),
        (
            "money for what is built",
            "投资2600万元新建卫生院住院楼1.1万平方米。",
            [("2600万元", "amount", "元"), ("1.1万平方米", "amount", "平方米")],
        ),
        ("an area of bases", "建立示范基地1000亩。", [("1000亩", "amount", "亩")]),
        ("which villages, and how far", "完成30户以上自然村通硬化路86公里。", [("86公里", "amount", "公里")]),
        (
            "none of a share",
            "劣Ⅴ类断面比例为零，优良比例达到83%。",
            [("零", "level", "%"), ("83%", "level", "%")],
        ),
        (
            "so many people in a team",
            "组建1支不少于8人的养护队伍。",
            [("1支", "count", "支"), ("8人", "level", "人")],
        ),
        ("how often in two months", "每年6月、12月各开展一次资格复核。", []),
        ("pieces or sets", "数字化文物藏品1.5万件（套）。", [("1.5万件（套）", "count", "件（套）")]),
        ("standard bricks", "新型墙材年产能达到60亿块标砖。", [("60亿块标砖", "level", "块标砖")]),
        ("what may be trained", "年培训能力达到3万人次。", [("3万人次", "level", "人次")]),
        ("who each station has", "每站专职队员不少于12人。", [("12人", "level", "人")]),
        ("whom they serve a day", "日均服务老年人8000人次以上。", [("8000人次", "level", "人次")]),
        ("volumes or pieces", "总藏量突破45万册（件）。", [("45万册（件）", "level", "册（件）")]),
        ("what each is to have", "每个乡镇至少有1所公办幼儿园。", [("1所", "level", "所")]),
        ("what each is to build", "每个村至少建成1个文化广场。", [("1个", "count", "个")]),
        ("what there is for a head", "人均藏书量不少于0.85册。", [("0.85册", "level", "册")]),
        ("what is exchanged", "更换老化管网86公里。", [("86公里", "amount", "公里")]),
    ],
)
def test_kinds_and_units(phenomenon: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    facts = read_item(text)
    assert [(facts.text.quote(t.span), t.kind.value, t.unit) for t in facts.targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "a river, until the next one",
            "（一）保障水质\n1.青河\n新建管网20公里，改造泵站3座。\n2.柳河\n新建管网30公里。\n",
            ["青河", "青河", "柳河"],
        ),
        (
            "through headings below it",
            "（一）推进柳湖流域水环境综合治理\n1.污水收集\n新建管网20公里。\n（二）推进河道治理\n新建管网30公里。\n",
            ["柳湖流域", "宜宾市"],
        ),
        ("a zone", "（一）三江新区\n新建管网20公里。\n", ["三江新区"]),
        ("a figure that names another", "（一）青河\n在翠屏区新建管网20公里。\n", ["翠屏区"]),
        ("no place by its name", "（一）推进城市新区建设\n新建管网20公里。\n", ["宜宾市"]),
    ],
)
def test_whose_figures_are_below_a_heading(phenomenon: str, text: str, expected: list[str]) -> None:
    facts = read(f"宜宾市水生态规划\n一、任务\n{text}")
    assert [t.area.name for t in facts.targets] == expected, phenomenon


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "a part of what is striven for",
            "力争利用率达90%以上，其中秸秆利用率达75%以上。",
            ["strive", "strive"],
        ),
        (
            "a span of years of its own",
            "力争比重达到25%，“十四五”期间替代电量达到70亿千瓦时。",
            ["strive", "firm"],
        ),
        ("a clause before with a time of its own", "危桥原则上次年完成改造，2024年改造危桥9座。", ["firm"]),
    ],
)
def test_how_far_striving_goes(phenomenon: str, text: str, expected: list[str]) -> None:
    facts = read_item(text)
    assert [t.strength.value for t in facts.targets if t.stated != "words"] == expected, phenomenon


def test_whether_the_end_of_the_year_is_that_of_its_own_task() -> None:
    facts = read_item("年底前建成站点2座。实施改造10万平方米。", "宜宾市2022年节水工作要点")
    assert [t.target_year for t in facts.targets] == ["2022", ""]


def test_whether_what_is_due_all_year_is_due_by_its_end() -> None:
    facts = read_item("全年输转劳动力11.2万人，其中有组织输转6.5万人以上。", "宜宾市2022年劳务工作要点")
    assert [t.target_year for t in facts.targets] == ["2022", "2022"]
