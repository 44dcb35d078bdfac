"""Who and what is meant."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from policygraph.resolution.agencies import AgencyResolver
from policygraph.resolution.areas import AreaResolver
from policygraph.resolution.indicators import IndicatorResolver
from tests.reading import lexicon, read, read_item


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("宜宾市“十四五”节能减排实施方案", "511500"),
        ("邯郸市节能减排方案", "130400"),
        ("贵州省节能减排方案", "520000"),
        ("湖南省株洲市节能减排方案", "430200"),
        ("湖南省株洲市攸县节能减排方案", "430223"),
        ("湖南省湘西州节能减排方案", "433100"),
        ("某市节能减排方案", ""),
    ],
)
def test_the_area_of_a_document(title: str, code: str) -> None:
    assert read_item("推进改造。", title=title).area.code == code


def test_the_area_is_told_by_the_text_where_the_title_has_none() -> None:
    facts = read(
        "节能减排实施方案\n为做好宜宾市节能减排工作，推动宜宾市绿色发展，制定本方案。\n一、目标\n完成任务。\n"
    )
    assert facts.area.name == "宜宾市"


def test_counties_belong_to_their_city() -> None:
    areas = AreaResolver(lexicon())
    yibin = next(area for area in lexicon().areas.values() if area.code == "511500")
    assert areas.place(yibin, "江安县").code == "511523"
    assert areas.place(yibin, "朝阳区").code == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全市单位地区生产总值能源消耗", "万元GDP能耗"),
        ("秸秆综合利用率", "全市秸秆综合利用率"),
        ("主要农作物化肥利用率", "化肥利用率"),
        ("城市公共供水管网漏损率", "公共供水管网漏损率"),
        ("COD重点工程减排量", "化学需氧量重点工程减排量"),
        ("挥发性有机物重点工程减排量", "VOCs重点工程减排量"),
    ],
)
def test_one_indicator_in_different_words_is_one_concept(one: str, other: str) -> None:
    resolver = IndicatorResolver(lexicon())
    assert resolver.resolve(one).curated
    assert resolver.resolve(one) == resolver.resolve(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("化学需氧量排放总量", "化学需氧量重点工程减排量"),
        ("生活垃圾焚烧处理能力", "生活垃圾焚烧处理能力占比"),
        ("电力行业单位增加值能耗", "钢铁行业单位增加值能耗"),
        ("农村生活污水治理率", "县城污水处理率"),
    ],
)
def test_different_indicators_stay_apart(one: str, other: str) -> None:
    resolver = IndicatorResolver(lexicon())
    assert resolver.resolve(one) != resolver.resolve(other)


def test_words_that_mean_the_same_come_from_the_vocabulary() -> None:
    taught = IndicatorResolver(replace(lexicon(), words={"氮氧化合物": "氮氧化物"}))
    assert taught.resolve("氮氧化合物排放总量") == taught.resolve("氮氧化物排放总量")
    known = IndicatorResolver(lexicon())
    assert known.resolve("非化石能源占能源消费总量比率") == known.resolve("非化石能源占能源消费总量比重")
    assert not known.resolve("氮氧化合物排放总量").curated


def test_an_unknown_indicator_is_a_new_one_and_never_forced() -> None:
    indicator = IndicatorResolver(lexicon()).resolve("全市纳米矿石悬浮率")
    assert (indicator.curated, indicator.label) == (False, "纳米矿石悬浮率")


@pytest.mark.parametrize(
    ("title", "themes"),
    [
        ("重点行业绿色升级工程", ["三/（一）"]),
        ("加快煤炭清洁利用", ["三/（八）"]),
        ("治理重点行业挥发性有机物", ["三/（九）", "三/（一）"]),
        ("坚决遏制“两高”项目盲目发展", ["四/（三）"]),
        ("严格督查考核", ["五/（二）"]),
        ("动力电池回收利用体系建设工程", []),
        ("守护湿地与林业碳汇", []),
    ],
)
def test_counterparts_by_title(title: str, themes: list[str]) -> None:
    facts = read(f"示例市方案\n一、重点工程\n（一）{title}。推进工作。\n")
    assert [c.parent for c in facts.correspondences if c.path == "一/（一）"] == themes


def test_a_measure_that_names_another_provision_merges_it() -> None:
    facts = read("示例市方案\n一、工程\n（一）重点行业绿色升级工程。推进改造，实施煤炭清洁高效利用工程。\n")
    assert [(c.parent, c.rank) for c in facts.correspondences] == [("三/（一）", 1), ("三/（八）", 2)]


def resolver_of(area: str) -> AgencyResolver:
    areas = AreaResolver(lexicon())
    own = next((a for a in lexicon().areas.values() if a.name == area), None)
    return AgencyResolver(lexicon(), areas, own)


@pytest.mark.parametrize(
    ("area", "mention", "name"),
    [
        ("内蒙古自治区", "自治区发展改革委", "内蒙古自治区发展和改革委员会"),
        ("内蒙古自治区", "自治区市场监管局", "内蒙古自治区市场监督管理局"),
        ("广西壮族自治区", "区发展改革委", "广西壮族自治区发展和改革委员会"),
        ("湖南省", "省发展改革委", "湖南省发展和改革委员会"),
        ("湖南省", "省妇儿工委", "湖南省妇女儿童工作委员会"),
        ("延边朝鲜族自治州", "州发展改革委", "延边朝鲜族自治州发展和改革委员会"),
        ("延边朝鲜族自治州", "自治州生态环境局", "延边朝鲜族自治州生态环境局"),
        ("延边朝鲜族自治州", "延边州生态环境局", "延边朝鲜族自治州生态环境局"),
        ("延边朝鲜族自治州", "市场监管局", "延边朝鲜族自治州市场监督管理局"),
        ("锡林郭勒盟", "盟发展改革委", "锡林郭勒盟发展和改革委员会"),
        ("锡林郭勒盟", "盟行政公署", "锡林郭勒盟行政公署"),
        ("大厂回族自治县", "自治县人民政府", "大厂回族自治县人民政府"),
        ("大厂回族自治县", "县发展改革局", "大厂回族自治县发展和改革局"),
        ("鄂伦春自治旗", "旗能源局", "鄂伦春自治旗能源局"),
        ("准格尔旗", "旗能源局", "准格尔旗能源局"),
        ("林州市", "市发展改革委", "林州市发展和改革委员会"),
        ("株洲市", "省生态环境厅", "湖南省生态环境厅"),
        ("攸县", "市生态环境局", "株洲市生态环境局"),
        ("攸县", "县生态环境分局", "株洲市生态环境局攸县分局"),
        ("攸县", "市生态环境局攸县分局", "株洲市生态环境局攸县分局"),
        ("攸县", "生态环境分局", "株洲市生态环境局攸县分局"),
        ("攸县", "国家金融监管总局攸县监管支局", "国家金融监督管理总局攸县监管支局"),
        ("攸县", "县供销社", "攸县供销合作社联合社"),
        ("攸县", "县供销合作社", "攸县供销合作社"),
        ("攸县", "人行株洲市分行", "中国人民银行株洲市分行"),
        ("攸县", "国网株洲供电公司", "国网株洲供电公司"),
        ("攸县", "各乡镇人民政府（街道办事处）", "攸县各乡镇人民政府（街道办事处）"),
        ("攸县", "各乡镇（街道）", "攸县各乡镇（街道）"),
        ("攸县", "各镇（街道）", "攸县各镇（街道）"),
        ("攸县", "各镇人民政府", "攸县各镇人民政府"),
        ("株洲市", "市级各部门", "株洲市市级各部门"),
        ("株洲市", "市重点项目办", "株洲市重点项目办公室"),
        ("株洲市", "市药械监管局", "株洲市药械监督管理局"),
        ("株洲市", "市楼宇经济委", "株洲市楼宇经济委员会"),
        ("株洲市", "市委市直机关工委", "中共株洲市委直属机关工作委员会"),
        ("株洲市", "国调株洲调查队", "国家统计局株洲调查队"),
        ("内蒙古自治区", "自治区党委组织部", "中共内蒙古自治区委员会组织部"),
        ("南宁市", "自治区党委宣传部", "中共广西壮族自治区委员会宣传部"),
        ("株洲市", "湖南银保监局", "中国银行保险监督管理委员会湖南监管局"),
        ("株洲市", "株洲税务局", "国家税务总局株洲市税务局"),
        ("株洲市", "株洲公积金中心", "株洲市住房公积金管理中心"),
        ("株洲市", "长江水利委员会", "水利部长江水利委员会"),
        ("株洲市", "黄河水利委员会湘东管理局", "黄河水利委员会湘东管理局"),
        ("株洲市", "民航湖南监管局", "中国民用航空湖南安全监督管理局"),
        ("株洲市", "人行株洲营管部", "中国人民银行株洲营业管理部"),
        ("湖南省", "深圳证券交易所", "深圳证券交易所"),
        ("湖南省", "株洲政府", "株洲市人民政府"),
        ("湖南省", "省政府湘东办", "湖南省人民政府湘东办公室"),
        ("重庆市", "云梦科学城重庆高新区", "云梦科学城重庆高新区管理委员会"),
        ("上海市", "浦东新区", "上海市浦东新区人民政府"),
        ("湖南省", "各市（含韶山市，下同）主管部门", "湖南省各市主管部门"),
        ("湖南省", "政务服务与数据管理局", "湖南省政务服务与数据管理局"),
        ("湖南省", "各州（市）", "湖南省各州（市）人民政府"),
        ("湖南省", "各州（市）人民政府", "湖南省各州（市）人民政府"),
        ("株洲市", "白石口海关", "白石口海关"),
        ("攸县", "各镇（街道）人民政府（办事处）", "攸县各镇（街道）人民政府（办事处）"),
        ("攸县", "各镇（街）", "攸县各镇（街）"),
        ("攸县", "攸县生态环境局", "攸县生态环境局"),
        ("江安县", "江安生态环境局", "宜宾市江安生态环境局"),
        ("攸县", "县委教育工委", "中共攸县委教育工作委员会"),
        ("内蒙古自治区", "内蒙古电力公司", "内蒙古电力（集团）有限责任公司"),
        ("株洲市", "市委巡察办", "中共株洲市委巡察工作领导小组办公室"),
        ("株洲市", "市政协办公室", "中国人民政治协商会议株洲市委员会办公室"),
        ("攸县", "移动公司", "攸县移动公司"),
        ("攸县", "湘东移动公司", "湘东移动公司"),
        ("攸县", "邮政集团攸县分公司", "中国邮政集团有限公司攸县分公司"),
        ("株洲市", "市安委办", "株洲市安全生产委员会办公室"),
        ("湖南省", "省法院", "湖南省高级人民法院"),
        ("株洲市", "市法院", "株洲市中级人民法院"),
        ("攸县", "县法院", "攸县人民法院"),
        ("攸县", "县文广新局", "攸县文化广电新闻出版局"),
        ("贵阳市", "市大数据局", "贵阳市大数据发展管理局"),
        ("成都市", "市文广旅局", "成都市文化广电旅游局"),
        ("三门峡市", "市文化广电旅游局", "三门峡市文化广电和旅游局"),
        ("武汉市", "东湖高新区管委会", "武汉东湖新技术开发区管理委员会"),
        ("攸县", "各乡、镇人民政府", "攸县各乡、镇人民政府"),
        ("株洲市", "市直各部门", "株洲市市直各部门"),
        ("株洲市", "各管委会", "株洲市各管理委员会"),
        ("延边朝鲜族自治州", "人民银行延边州中心支行", "中国人民银行延边朝鲜族自治州中心支行"),
        ("延边朝鲜族自治州", "人民银行延边中心支行", "中国人民银行延边中心支行"),
        ("重庆市", "市大数据发展局", "重庆市大数据应用发展管理局"),
        ("攸县", "攸县经开区管委会", "攸县经济开发区管理委员会"),
        ("株洲市", "经开区管委会", "株洲经济技术开发区管理委员会"),
        ("株洲市", "各区", "株洲市各区"),
        ("株洲市", "各县级市", "株洲市各县级市"),
        ("株洲市", "各市政府", "株洲市各市人民政府"),
        ("株洲市", "市油茶推广中心", "株洲市油茶推广中心"),
        ("株洲市", "湘东油茶推广中心", "湘东油茶推广中心"),
        ("株洲市", "云龙新区", "株洲云龙新区管理委员会"),
        ("株洲市", "云龙新区管委", "株洲云龙新区管理委员会"),
        ("株洲市", "新区管委会", "株洲市新区管理委员会"),
        ("株洲市", "高新区管委会", "株洲高新技术产业开发区管理委员会"),
        # The short name of the county is a word of the language, too.
        ("开化县", "开化经济开发区管委会", "开化经济开发区管理委员会"),
        ("株洲市", "湘江钢铁集团", "湘江钢铁集团"),
        ("株洲市", "相关区（市）县政府", "株洲市相关区（市）县人民政府"),
        ("株洲市", "有关乡镇政府", "株洲市有关乡镇人民政府"),
        ("株洲市", "市城管委", "株洲市城市管理委员会"),
        ("株洲市", "市住房和建设局", "株洲市住房和建设局"),
        ("攸县", "县文旅广体局", "攸县文化旅游广电体育局"),
        ("攸县", "县教科体局", "攸县教育科技体育局"),
        ("攸县", "县文体广旅局", "攸县文化体育广电旅游局"),
        ("攸县", "县委", "中共攸县委"),
        ("攸县", "县委农办", "中共攸县委农村工作领导小组办公室"),
        ("攸县", "县供电公司", "国网攸县供电公司"),
        ("株洲市", "株洲供电公司", "国网株洲供电公司"),
        ("湖南省", "省电力公司", "国网湖南省电力有限公司"),
        ("攸县", "县交警大队", "攸县公安局交通警察大队"),
        ("攸县", "白石镇", "攸县白石镇人民政府"),
        ("全国", "试点城市政府", "试点城市政府"),
        ("攸县", "城东街道", "攸县城东街道办事处"),
        ("攸县", "县委老干部局", "中共攸县委老干部局"),
        ("攸县", "县委基层治理办", "中共攸县委基层治理办公室"),
        ("攸县", "国网攸县供电公司", "国网攸县供电公司"),
        ("株洲市", "南方电网湘东供电局", "南方电网湘东供电局"),
        ("株洲市", "国电湘东电厂", "国电湘东电厂"),
        ("株洲市", "湘东热电厂", "湘东热电厂"),
        ("株洲市", "市清源水务公司", "株洲市清源水务公司"),
        ("湖南省", "省国防科工办", "湖南省国防科技工业办公室"),
        ("株洲市", "各县、区人民政府（管委会）", "株洲市各县、区人民政府"),
        ("株洲市", "各街道", "株洲市各街道"),
        ("株洲市", "各街道办", "株洲市各街道办事处"),
        ("株洲市", "相关县（市）区政府（管委会）", "株洲市相关县（市）区人民政府"),
        ("湖南省", "湖南银保监局", "中国银行保险监督管理委员会湖南监管局"),
        ("湖南省", "省金融监管局", "国家金融监督管理总局湖南监管局"),
        ("天津市", "市市场监管委", "天津市市场监督管理委员会"),
        ("天津市", "市金融局", "天津市地方金融监督管理局"),
        ("株洲市", "市委外办", "中共株洲市委外事工作委员会办公室"),
        ("株洲市", "市委编委办", "中共株洲市委机构编制委员会办公室"),
        ("株洲市", "市行审局", "株洲市行政审批局"),
        ("株洲市", "各县区", "株洲市各县区人民政府"),
        ("湖南省", "国网湖南电力", "国网湖南省电力有限公司"),
        ("湖南省", "国家矿监局湖南局", "国家矿山安全监察局湖南局"),
        ("湖南省", "省监狱局", "湖南省监狱管理局"),
        ("北京市", "市委教工委", "中共北京市委教育工作委员会"),
        ("天津市", "人民银行天津分行", "中国人民银行天津分行"),
        ("天津市", "天津海事局", "中华人民共和国天津海事局"),
        ("株洲市", "市地方金融局", "株洲市地方金融工作局"),
        ("湖南省", "各市（州）", "湖南省各市（州）人民政府"),
        ("湖南省", "中国铁路广州局集团", "中国铁路广州局集团有限公司"),
        ("湖南省", "各市发展改革委", "湖南省各市发展和改革委员会"),
        ("湖南省", "湖南消防救援总队", "湖南消防救援总队"),
        ("青岛市", "青岛银保监局", "中国银行保险监督管理委员会青岛监管局"),
        ("湖南省", "湖南证监局", "中国证券监督管理委员会湖南监管局"),
        ("湖南省", "人民银行长沙中心支行", "中国人民银行长沙中心支行"),
        ("湖南省", "省发改", "湖南省发展和改革委员会"),
        ("株洲市", "市发改", "株洲市发展和改革委员会"),
        ("攸县", "发改", "攸县发展和改革局"),
        ("湖南省", "工信", "湖南省工业和信息化厅"),
        ("海淀区", "市发展改革委", "北京市发展和改革委员会"),
        ("海淀区", "区发展改革委", "北京市海淀区发展和改革委员会"),
        ("天元区", "区发改局", "株洲市天元区发展和改革局"),
    ],
)
def test_a_word_of_level_stands_for_the_documents_own_area_or_one_around_it(
    area: str, mention: str, name: str
) -> None:
    assert resolver_of(area).resolve(mention).name == name


@pytest.mark.parametrize(
    ("area", "mention", "name"),
    [
        ("内蒙古自治区", "市人民政府", "内蒙古自治区各市人民政府"),
        ("内蒙古自治区", "盟行政公署", "内蒙古自治区各盟行政公署"),
        ("内蒙古自治区", "各盟行政公署", "内蒙古自治区各盟行政公署"),
        ("内蒙古自治区", "各盟市人民政府", "内蒙古自治区各盟市人民政府"),
        ("湖南省", "市人民政府", "湖南省各市人民政府"),
        ("湖南省", "市州人民政府", "湖南省各市州人民政府"),
        ("湖南省", "设区市人民政府", "湖南省各设区市人民政府"),
        ("湖南省", "各设区市", "湖南省各设区市人民政府"),
        ("湖南省", "市发展改革委", "湖南省各市发展和改革委员会"),
        ("株洲市", "县人民政府", "株洲市各县人民政府"),
        ("株洲市", "县级市人民政府", "株洲市各县级市人民政府"),
        ("北京市", "区人民政府", "北京市各区人民政府"),
        ("北京市", "市人民政府", "北京市人民政府"),
        ("株洲市", "市人民政府", "株洲市人民政府"),
    ],
)
def test_a_word_of_a_lower_level_means_all_that_the_area_has(area: str, mention: str, name: str) -> None:
    found = resolver_of(area).resolve(mention)
    assert (found.name, found.function != "") == (name, True)


@pytest.mark.parametrize("mention", ["其他相关企业", "其他用能企业", "其他企业"])
def test_what_is_not_named_otherwise_is_no_body_of_the_area(mention: str) -> None:
    found = resolver_of("湖南省").resolve(mention)
    assert (found.name, found.area) == (mention, "")


@pytest.mark.parametrize(
    ("area", "mention", "name"),
    [
        ("北京市", "市交通委", "北京市交通委员会"),
        ("上海市", "市房管局", "上海市房屋管理局"),
        ("上海市", "市国资委", "上海市国有资产监督管理委员会"),
        ("山东省", "省畜牧局", "山东省畜牧兽医局"),
        ("天津市", "市交通运输委", "天津市交通运输委员会"),
        ("株洲市", "市交通委", "株洲市交通运输委员会"),
    ],
)
def test_an_abbreviation_stands_for_what_the_area_calls_so(area: str, mention: str, name: str) -> None:
    assert resolver_of(area).resolve(mention).name == name


@pytest.mark.parametrize(
    ("mention", "name", "code"),
    [
        ("临汾市能源局", "临汾市能源局", "141000"),
        ("洛阳银保监分局", "中国银行保险监督管理委员会洛阳监管分局", "410300"),
        ("河南省科技厅", "河南省科学技术厅", "410000"),
        ("林州市人民政府", "林州市人民政府", "410581"),
        # Of the counties with this name, nobody knows which is meant.
        ("朝阳区人民政府", "株洲市朝阳区人民政府", "430200"),
        # A company's name may begin with that of a city.
        ("市大同煤矿集团", "株洲市大同煤矿集团", "430200"),
        ("市水利局", "株洲市水利局", "430200"),
    ],
)
def test_whether_a_body_of_another_area_is_that_areas(mention: str, name: str, code: str) -> None:
    found = resolver_of("株洲市").resolve(mention)
    assert (found.name, found.area.rpartition("/")[2]) == (name, code)


def test_a_word_of_level_without_an_area_stays() -> None:
    resolver = resolver_of("")
    assert resolver.resolve("市发展改革委").name == "市发展和改革委员会"
    assert resolver.resolve("自治州能源局").name == "自治州能源局"
    national = resolver.resolve("国家发展改革委")
    assert (national.name, national.area.rpartition("/")[2]) == ("国家发展和改革委员会", "100000")


def test_whether_the_longest_label_in_a_phrase_is_found_as_by_looking_at_all() -> None:
    """Among qualifiers, cut short, side by side, twice: the index of labels answers as a walk over all of them."""
    words = lexicon()
    resolver, labels = IndicatorResolver(words), sorted(words.indicator_by_label)[::60]
    before, after = words.qualifiers[0], words.qualifiers[-1]
    phrases = [
        phrase
        for one, other in pairwise(labels)
        for phrase in (
            f"{before}{one}{after}",
            f"{one}{other}",
            f"{one}{one}",
            f"某{one}",
            one[1:],
            f"{one}{before}",
        )
    ]

    def looked_for(key: str) -> str:
        around = [(label, *key.partition(label)[::2]) for label in resolver._labels if label in key]
        fits = [label for label, *rest in around if len(label) > 4 and all(map(_only_qualifiers, rest))]
        return resolver._labels[max(fits, key=len)].iri if fits else ""

    def _only_qualifiers(text: str) -> bool:
        return resolver._only_qualifiers.fullmatch(text) is not None

    found = [entry.iri if (entry := resolver._inside(resolver._key(phrase))) else "" for phrase in phrases]
    assert found == [looked_for(resolver._key(phrase)) for phrase in phrases]
    assert len(set(found)) > 20
    for label in labels:
        ending = resolver._key(label)[2:]
        if ending:
            expected = {key for key in resolver._labels if key.endswith(ending) and key != ending}
            assert set(resolver._labels_ending_with(ending)) == expected
