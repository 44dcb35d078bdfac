"""How a directing sentence binds: as a duty, a permission or an exemption, and how firmly.

The words of the modalities are data (``skos:altLabel`` in ``codes.ttl``); here stands where they have to be. The order
of strengths is the guideline's: prohibition, requirement, direction, encouragement, striving. A cue anywhere in the
sentence makes one of the first two; the last two need a sentence in which no clause directs without a softer word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto

from policygraph.extraction.clauses import DIRECTIVE_LEAD, said_apart
from policygraph.extraction.cues import word_pattern
from policygraph.model import Modality, Strength
from policygraph.vocabulary import Cue

__all__ = ["ModalityReader", "binding_words", "leads_striving", "strength"]

# Behind those who may; 可再生, 三维可视化, 绿化可利用空间 permit nothing.
_MAY = (
    r"(?:^|(?<=[，、；）”’区县市州盟旗府局门位业构者人地们户关院校组的时后下内司织社]))可(?:以)?(?=按|在|依|据|根据|结合|通过|由|将|对|视|自行|自主|适当|相应|采取|采用|申请|单独|先|优先|"
    r"继续|直接|给予|享受|参与|作为|与|向|从|适时|探索|延|选择|委托|实行|不|暂|减|免|使用|利用|提出|开展|组织|另行|酌情|灵活|调整|设|分)"
)
# What may stand before: whose permission it is, when, and on what condition.
_CONDITION = re.compile(
    r"(?:时|的|后|下|前提下|范围内|情况下|条件下|期间|内|外|基础上)$|^(?:对|在|经|如|若|除|按照|根据|原则上|确有|确需|因(?!地)|结合|其中|有条件)"
)
_PROHIBITION = re.compile(
    r"严禁|(?<!划定)(?<!设立)(?<!在)禁止(?!类|性|准入|开发区|[和或与]限制|、限制(?:类|性|开发|区|目录|发展|使用的|的))|不得|不准(?!确)|不允许(?=新|扩|改|建|审批|备案|核准|上马|使用|排放)|不许|一律不|严格禁止|不予(?:审批|核准|备案|批准|办理)"
    r"|不再(?:新|审批|布局|核准|备案|批准|受理|建设|使用|安排|扩|增)"
    r"|不支持(?:规划|布局|审批|新|建|扩|改|增|上马|申报)"
)
_REQUIREMENT = re.compile(
    r"必须|应当|务必|确保|(?<!最)(?<!更为)(?<!更加)严格|(?<=最)严格(?=的)|坚决|一律"
    r"|(?<![无仍急莫])须(?!知)"
    # 新建项目需明确建设…, 均需达到要求: a verb of what is to be done follows.
    r"|(?<=[，的均都还但业位目者])需要?(?=明确|达到|符合|满足|完成|按|建设|配备|提供|提交|进行|开展|具备|同步|经)"
    r"|(?<![相对响适供反效顺感呼因回照])应(?!用|急|对(?![照标])|答|变|力|收|付|届|邀|运|诉|景|聘|征|战|援|接|景|.尽)"
    r"|(?<![主重需必只摘纲概简首次想紧显险提机纪不])要(?![求素点闻件道领害塞价挟旨略约务])"
)
_ADVERB = (
    r"(?:积极|大力|全面|深入|加快|逐步|稳步|有序|重点|着力|持续|进一步|充分|切实|认真|扎实|科学|合理|统筹|依法|依规|"
    r"严厉|严肃|坚持|不断|全力|继续|优先|率先|带头|扩大|适时|及时|探索|广泛|强力|高标准|高质量|率先|同步|因地制宜)*"
)
_SOFT = "(?:鼓励|支持|引导|倡导|提倡)"
# A sentence without a word of these directs, and no clause of it has to be looked at.
_SOFT_WORD, _STRIVING_WORD = re.compile(_SOFT), re.compile("力争|争取|努力|力求")
# 新增船舶鼓励更换纯电动; 承包期内支持各类主体…: behind those it is said of, and behind a time.
_SOFT_CLAUSE = re.compile(
    rf"^(?:{_ADVERB}{_SOFT}|[^，]{{2,30}}鼓励(?=使用|更换|采用|选用|选择|购买|配备|安装|加装|建设|开展|实行|实施)"
    rf"|[\u4e00-\u9fff]{{2,8}}(?:期内|期间){_SOFT}|[省市县区州]级?财政{_ADVERB}{_SOFT})"
)
_TIME_LEAD = re.compile(
    r"^(?:(?:到|在|至|截至)?(?:20\d\d年|[今明]年)(?:\d{1,2}月)?(?:\d{1,2}日|底|末)?(?:之?前)?|“?十[三四五]五”?(?:时期|期间|末|期末)"
    r"|(?:到|在|至)?(?:\d{1,2}月(?:\d{1,2}日)?|年)[底末]?(?:之?前)?|[二两三四五]?年内)$"
)
_STRIVING_LEAD = re.compile(
    r"^(?:力争|争取|努力|力求)(?:到|在|至)?(?:20\d\d年|[今明]年|\d{1,2}月|年[内底末]|[二两三四五]年|[用过][二两三四五]年|“?十[三四五]五”?)"
)
# After 鼓励企业…, these continue what the encouraged are to do or what comes of it …
_CONTINUES = re.compile(
    r"^(?:更多|大幅|有效|不断|持续|进一步|切实)?(?:优化|改善|提升|提高|降低|减少|丰富|促进|实现|形成|增强|参与(?![^，]{2,14}的[^，]*\d)|带动|助力|支撑|自觉|共同|积极参与|推动.{0,12}(?:发展|转型|升级)$|"
    r"为|以|并|从而|也可|所需[^，]{2,10}可|发挥[^，]*作用|按照?[^，]*(?:购买|选购|消费)|推动[^，]{2,16}成为|收集|采取|采用|购买|使用|选用|优先|扩大.*(?:规模|范围|覆盖面|比例|份额|消费|需求|市场|应用|率)(?:$|、)|"
    # A ceiling on what is encouraged: 鼓励…，改造规模不超过300户.
    r"[^\d]{2,8}(?:规模|数量|面积|总量|额度)不(?:超过|高于|大于)\d"
    # A floor, each year or for each: 支持改建书屋，原则上每年不少于10处，单处面积不低于60平方米.
    r"|(?:原则上)?(?:每年|单[个处座家])[^\d，]{0,8}不(?:少于|低于)\d)"
)
# … or what they get for it; 对…给予 says to whom afresh …
_PAID = re.compile(
    r"^(?!对|研究|符合条件的)(?:.*(?:给予|予以|享受|发放|安排).*(?:补助|补贴|奖励|奖补|贴息|支持|资助|优惠|减免|电费)|.*的(?:补助|补贴|奖励)$)"
)
_DEED = (
    r"(?:开展|建设|实施|举办|推进|推动|发展|建立|使用|参与|改造|创建|提供|设立|生产|购买|应用|申报|采用|研发|"
    r"加强|加大|制定|完善|开发|提升|提高|优化|降低|增强|扩大|延伸|培育)"
)
# … and a clause without any verb of government only sets the scene.
_SCENE = re.compile(
    r"^(?:对[^，]{2,60}的[\u4e00-\u9fff]{2,8}$|以.+为(?:重点|目标|核心|导向|主|抓手|依托)|按照.+(?:原则|要求|思路|规定|标准|办法)|.{2,40}的|除.+外|"
    rf"对(?:(?!{_DEED}|给予|予以|实行|进行|从严|依法).){{2,40}}|在.{{2,40}}(?:[中下前内上时]|领域|地区|区域|环节|行业|方面)|"
    r"(?:有|具备|符合)条件的.{1,8}|不?(?:具备|符合|满足)[^，]{2,24}条件的.{1,8}|根据.+|依托.+|围绕.+|聚焦.+|针对.+|面向.+|结合.+|通过.+|(?:学习)?借鉴.+|"
    r"(?:综合|灵活)?运用.+(?:政策|手段|工具))$"
)
# What comes of it directs nobody: …，为实现碳达峰奠定坚实基础; …，满足群众的需要.
_RESULT = re.compile(
    r"^(?:从源头上?|为.{2,40}(?:奠定|提供|作出|做出|打下|夯实|创造|积累|贡献).*|(?:更好|充分)?(?:满足|适应).+(?:需要|需求|要求)$|从而)"
)
# Who is encouraged, and what then is still for them to do and not for those who encourage.
_DOERS = (
    r"(?:企业|园区|集群|机构|机关|单位|[户者民众]|组织|学校|医院|建筑|各[地县区市]|县（市、区）|厂(?!房)|行业|产业|地区|地方|城市|乡镇|社区|村庄|"
    r"主体|公司|集团|基地|资本|分?中心和|[^，]业(?=绿色|健康|低碳|规范|转型|高质量|创新|集聚|有序)|协会|商会|联盟|孵化器|科技园|交易所|研究院|研究所|高校|院校|学生|师生|职工|员工|人员|青年|家庭)"
)
_SOFT_WITH_DOER = re.compile(rf"^{_ADVERB}(?:鼓励|支持|引导|倡导|提倡).{{0,30}}?{_DOERS}")
_DOER_GOES_ON = re.compile(
    rf"^(?!大力|加快(?![^，]{{2,12}}(?:发展|上市|转型|升级|集聚|成长|应用|落地)$)|着力|全力|强力|全面|深入){_ADVERB}(?:瞄准|优先|在各?[^，]{{1,16}}(?:创建|建设|开展|设立)|向[^，]+(?:转移|发展|转型|延伸|集聚)|标注|帮助|履行|精准|构建|形成|配合|加大[^，]*(?:研发|投入|创新)[^，]*力度$|推广点对点|"
    r"科学统计|规范|使用|利用|运用|开发|培育一批|加快[^，]{2,12}(?:发展|上市|转型|升级|集聚|成长|应用|落地)$|制修订|突破[^，]*(?:技术|工艺|装备)$|抢占|获取|加入|入驻|联合|深耕|开拓|[每逐]年[招培]|建设(?!一批[国省市县]家?级)|建立|开展|实施|发展|配备|发布|开放|搭建|应用|更新|淘汰|代替|替代|有效|将|把|使|研发|生产|改造|调整|储备|购买|租赁|"
    r"安装|加装|申报|创建|举办|设立|做大做强|做强|深化[^，]*(?:合作|融合|创新)$|加快(?:孵化|培育)|与[^，]+(?:融合|合作|对接|联动)$|对[^，]+提供|"
    r"在[^，]+形成|探索[^，]*工作$|承担|投资|布局|拓展|延伸|选育|引进|组建|打造|"
    r"提供|推出|转变|践行|养成|培养|培训(?!基地)|吸纳|招收|承接|参加|共建|共享|完善|健全|探索[^，]*(?:应用|模式)$|加强(?:与|同)[^，]{2,20}(?:对接|合作|联系|协作)$|推进[^，]{0,16}(?:改造|转型|升级|应用|合作)$|"
    r"推行|强化(?!监|督|管|考核|执法|宣传|统筹|要素|保障|服务|指导|扶持))"
)
# 探索建立…机制, 完善…办法: what those do who govern.
_GOVERNS = re.compile(r"(?:机制|制度|政策|办法|体系|(?<!团体)(?<!企业)标准|规划|方案|目录|清单)(?:$|、|和)")
# 鼓励以县为单元，推进…; 引导企业结合…，开展…: the clause behind says what is encouraged.
_SOFT_IN_PARTS = re.compile(
    rf"^{_ADVERB}(?:鼓励|支持|引导|倡导|提倡)(?:.{{0,40}}?{_DOERS})?"
    rf"(?:以.{{1,20}}(?:为.{{1,10}}|方式|形式|等)|(?:结合|根据|按照|依据|围绕|立足|针对|聚焦|通过|利用)(?:(?!{_DEED}).)*|通过[^，]+|在(?:(?!{_DEED}).)+[中下前内上时])$"
)
_STRIVES = re.compile(rf"^{_ADVERB}(?:力争|争取|努力|力求)(?!.{{0,8}}(?:资金|支持|政策|项目)(?!\d))")
_STATES_LEVEL = re.compile(
    r"\d|[一二三四五六七八九]成|分之|^(?:全面|基本)?(?:实现|达到|进入|跻身|走在|保持|位居)"
)
# Words that only join or restrict, and numbers of a list.
_JOINING = re.compile(r"^(?:同时|此外|另外|其中|原则上|一般|首先|其次|最后)$")
_LISTED = re.compile(r"^[一二三四五六七八九十]{1,2}是")
# In titles and catchwords (“三管三必须”原则) no word binds.
_NAMES = re.compile(r"《[^》]*》|“[^”，。]{2,8}”(?=原则|要求|机制|制度|工作法|理念|规定)")
_SOFTENED = re.compile(r"力争|力求|(?<!积极)争取(?!.{0,8}(?:资金|支持|政策|项目)(?!\d))|努力")
# 收入达到16亿元、力争达到21亿元: the first is to be reached without striving.
_REACHED = re.compile(r"\d[^，、]{0,6}、$")


class ModalityReader:
    """Tells the modality of a sentence.

    Args:
        cues: the words that tell each modality.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        words = {cue.code: cue.words for cue in cues}
        self._exempts = re.compile("|".join(map(word_pattern, words.get(Modality.EXEMPTION, ()))) or r"(?!)")
        permits = words.get(Modality.PERMISSION, ())
        self._permits = re.compile(
            "|".join(_MAY if word in ("可", "可以") else rf"^{word_pattern(word)}" for word in permits)
            or r"(?!)"
        )

    def read(self, sentence: str) -> Modality:
        """The modality of a sentence; a permission counts only where nothing before it obliges."""
        if self._exempts.search(sentence):
            return Modality.EXEMPTION
        for clause in said_apart(sentence):
            if self._permits.search(clause):
                return Modality.PERMISSION
            if not _CONDITION.search(clause):
                return Modality.DUTY
        return Modality.DUTY


class _Governed(Enum):
    """How the clauses behind one are governed."""

    NOTHING = auto()
    SOFTLY = auto()  # 鼓励发展…
    BY_DOER = auto()  # 鼓励企业…: they may go on doing
    OPEN = auto()  # 鼓励以县为单元，…: still to be said
    STRIVING = auto()  # 力争到2025年，…
    FIGURES = auto()  # 争取完成…: figures that follow


_ENCOURAGED = (_Governed.SOFTLY, _Governed.BY_DOER, _Governed.OPEN)


def strength(sentence: str, strives: bool = False) -> Strength:
    """The strength of a directing sentence: prohibition, requirement, direction, encouragement or striving.

    Args:
        sentence: its text.
        strives: whether 力争到2025年 before it governs it, too.
    """
    bare = _NAMES.sub("", sentence) if "《" in sentence or "“" in sentence else sentence
    if _PROHIBITION.search(bare):
        return Strength.PROHIBITION
    if _REQUIREMENT.search(bare):
        return Strength.REQUIREMENT
    if not (strives or _SOFT_WORD.search(bare) or _STRIVING_WORD.search(bare)):
        return Strength.DIRECTION
    kinds = _clause_kinds(bare, _Governed.STRIVING if strives else _Governed.NOTHING)
    if Strength.DIRECTION in kinds or not kinds:
        return Strength.DIRECTION
    return Strength.ENCOURAGEMENT if Strength.ENCOURAGEMENT in kinds else Strength.STRIVING


def binding_words(sentence: str) -> Iterator[tuple[int, int]]:
    """Where the words of a sentence stand that forbid or require (不得, 应, 确保); words in titles are none."""
    bare = _NAMES.sub(lambda title: "　" * len(title[0]), sentence)
    found = (match.span() for words in (_PROHIBITION, _REQUIREMENT) for match in words.finditer(bare))
    yield from sorted(found)


def leads_striving(sentence: str) -> bool:
    """Whether a clause of a sentence strives for all that follows: 力争到2025年，A达到…；B达到…."""
    return _STRIVING_WORD.search(sentence) is not None and any(
        _STRIVING_LEAD.match(clause) for clause in said_apart(sentence)
    )


def _clause_kinds(sentence: str, governed: _Governed) -> set[Strength]:
    kinds: set[Strength] = set()
    for clause in said_apart(_LISTED.sub("", sentence)):
        if not clause or _TIME_LEAD.match(clause) or _JOINING.match(clause):
            continue
        if clause.startswith("相当于"):
            break
        if _STRIVING_LEAD.match(clause):
            governed = _Governed.STRIVING
            kinds.add(Strength.STRIVING)
            continue
        kind = _clause_kind(clause, governed)
        if kind:
            kinds.add(kind)
        governed = _governed_behind(clause, governed)
    return kinds


def _clause_kind(clause: str, governed: _Governed) -> Strength | None:
    """The strength of a clause, None where it only sets the scene or continues the one before."""
    if _SOFT_CLAUSE.match(clause):
        return Strength.ENCOURAGEMENT
    if _goes_on(clause, governed) or _SCENE.match(clause) or _RESULT.match(clause):
        return None
    softened = _SOFTENED.search(clause)
    if governed is _Governed.STRIVING or (softened and not _REACHED.search(clause, 0, softened.start())):
        return Strength.STRIVING
    if governed is _Governed.FIGURES and _STATES_LEVEL.search(clause) and not DIRECTIVE_LEAD.match(clause):
        return Strength.STRIVING
    return Strength.DIRECTION


def _goes_on(clause: str, governed: _Governed) -> bool:
    """Whether a clause continues what is encouraged."""
    if governed not in _ENCOURAGED:
        return False
    if governed is _Governed.OPEN or _CONTINUES.match(clause) or _PAID.match(clause):
        return True
    doer_goes_on = _DOER_GOES_ON.match(clause) and not _GOVERNS.search(clause)
    return governed is _Governed.BY_DOER and bool(doer_goes_on)


def _governed_behind(clause: str, governed: _Governed) -> _Governed:
    """What a clause governs behind it."""
    if _SOFT_IN_PARTS.match(clause):
        return _Governed.OPEN
    if _SOFT_CLAUSE.match(clause):
        return _Governed.BY_DOER if _SOFT_WITH_DOER.match(clause) else _Governed.SOFTLY
    if governed is _Governed.OPEN:
        return governed if _SCENE.match(clause) else _Governed.BY_DOER
    if governed is _Governed.NOTHING and _STRIVES.match(clause):
        return _Governed.FIGURES
    return governed
