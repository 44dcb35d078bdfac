"""Who a sentence speaks of: the zone, firm or house that is to do what the figures behind say."""

from __future__ import annotations

import re

__all__ = ["INSTITUTIONS", "doer_before", "house_ahead"]

# 各中小学校要, 医共体应当: institutions of a kind, as those who are asked to
INSTITUTIONS = (
    r"(?:各(?:级|类|有关)*(?:公立|公办|民办|定点|基层|市属|县属|乡镇)?|[省市县区](?:级|域)|紧密型(?:县域)?)?"
    r"(?:医共体|医联体|医疗(?:卫生)?机构|养老机构|培训机构|中小学校?|高等学校|高校|职业院校|学校|幼儿园|卫生院|(?:中医|综合|专科)?医院)"
)
_ZONE_DOING = re.compile(
    r"(?:^|[，前])(?P<doer>[\u4e00-\u9fff]{2,6}(?:经济(?:技术)?开发区|高新区|经开区|工业园区))"
    r"(?=[^，]{2,16}(?:完成|建成|实施|开展|实现))"
)
# 县图书馆, 市第二人民医院: a house of the place itself
_HOUSE = (
    r"(?:[省市县区州旗](?![级属域内直场民政委城里])[\u4e00-\u9fff]{0,8}?"
    r"(?:图书馆|博物馆|文化馆|美术馆|群众艺术馆|体育馆|档案馆|科技馆|医院|敬老院|福利院|养老院|学校|中学|小学|幼儿园|职教中心|疾控中心|服务中心|供水公司|供排水公司))"
)
_HOUSE_MAKES = re.compile(
    rf"^(?P<house>{_HOUSE}|(?!各|有关|相关|重点|大型|推动|支持)[\u4e00-\u9fff]{{2,8}}(?:科技|股份|实业|集团|公司)(?=退出|关停|拆除|建成|完成))(?P<rest>(?:[再又]?(?:退出|关停|拆除|新建|新增|建成|建设|完成|改造|扩建|引进|配备|开展|举办|培训|开通|设置|设立)).*)$"
)
# 支持某某热电公司实施改造，供电煤耗降至…
_DOING = re.compile(
    r"(?:^|[，；])(?:支持|推动|推进|督促|指导|依托|完成|实施|加快)?(?P<doer>(?!各|有关|相关|重点|大型|国有|电网|保险|物业|运营|热力公司|燃气公司)[\u4e00-\u9fff]{2,12}?"
    r"(?:(?:有限公司|公司|集团|厂)、[\u4e00-\u9fff]{2,16}?)*"
    rf"(?:有限公司|公司|集团|电厂|热电厂|学院|大学|处置中心|[省市县区]直机关|钢厂)|{_HOUSE})(?:新校区|[一二三]期)?(?=实施|完成|进行|建设|建成|开展|带头|扩建|新建|新增|改造|20\d\d年)"
)

# 某县要依托…开发产品，年内推出…; 各乡镇应…; 沿海各市新增…: who is asked to at the head of a clause.
_ASKED = re.compile(
    r"(?:^|[，；])(?:(?P<asked>(?![全我本其]|[^，；]{0,4}地区)(?:各[市县区旗镇乡街道、（）]{1,9}|[\u4e00-\u9fff]{2,5}(?<![级各])[县市区旗镇乡州]))(?=要|应|须|必须)"
    rf"|(?P<institution>{INSTITUTIONS})(?=要|应|须|必须)"
    r"|(?P<coast>沿[海江河黄边湖线]各[省市县区、（）]{1,6})(?=[\u4e00-\u9fff])"
    r"|(?P<firm>[\u4e00-\u9fff]{2,6}(?:科技|股份|实业))(?=退出|关停|拆除|淘汰|完成|建成|投产))"
)
# 东部新区以外，…: where it is, ahead of all clauses. 加快环湖公路景观改造，建成驿站8处: at what it is made.
# 在甲湾沿岸等集中区域，推广…; 推动某某学院与高校结对，…: where it is done, or with whom.
_WHERE = re.compile(
    r"^(?:在(?P<where>(?!全[国省市县区]|我)[^，；\d]{2,30}?(?:区域|地区|流域|沿岸|沿线|建成区|城区|示范区|开发区|高新区|经开区|新区))(?:范围)?内?，"
    r"|(?:涉及|覆盖)(?P<touched>[^，；]{2,30}?(?:[市县区旗镇乡]|（[市县区、]{1,5}）|街道))，"
    r"|在(?P<some>(?:[\u4e00-\u9fff]{1,6}、)+[\u4e00-\u9fff]{1,6}等(?:\d{1,3}个)?[\u4e00-\u9fff]{0,8}?(?:区|县|镇|乡|村|街道))(?=建设|新建|建立|推行|推广|推进|实施|开展|打造|布局)[^；]*，"
    r"|在(?P<within>(?![全各我])[\u4e00-\u9fff]{2,6}(?:新区|新城|开发区|高新区|经开区|片区))(?:规划|开发)?(?:建设|开发)中，"
    r"|(?P<zone>(?![全各在我])[\u4e00-\u9fff]{2,6}(?:新区|开发区|高新区|经开区|片区)(?:以外)?)，"
    r"|(?:加快|推进|推动|实施|开展|加强)+(?P<road>(?!农村|城市|普通|国省|干线|各|重点)[\u4e00-\u9fff]{2,5}公路)[\u4e00-\u9fff]{0,6}?(?:改造|建设|提升|开发|整治)(?:工程|工作)?，"
    r"|(?:推动|支持|推进|指导)(?P<partner>(?!各|有关|重点|相关|更多|符合)[\u4e00-\u9fff]{3,12}?(?:学院|大学|机场|港|医院|公司)(?:、[\u4e00-\u9fff]{3,12}?(?:学院|大学|机场|港|医院|公司))*)(?:与|同|新|扩大))"
)


def house_ahead(words: str) -> tuple[str, str]:
    """The house that is to make so many of something, and the words behind it: 县图书馆|建成阅读区; '' for none."""
    match = _HOUSE_MAKES.match(words)
    return (match["house"], match["rest"]) if match else ("", words)


def doer_before(text: str) -> str:
    """Who or where a sentence speaks of: a zone (某开发区污水处理厂完成改造，…), a firm, a house; '' for nobody."""
    found = list(_ZONE_DOING.finditer(text)) or list(_DOING.finditer(text))
    if found:
        return found[-1]["doer"]
    asked = list(_ASKED.finditer(text))
    where = asked[-1] if asked else _WHERE.match(text)
    return next(filter(None, where.groups())) if where else ""
