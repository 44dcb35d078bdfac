"""Which blocks of a page are the document, and which are the site around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policygraph.sources.html.metadata import is_metadata
from policygraph.sources.html.walk import PageBlock, WebPage

__all__ = ["Selected", "select_content"]

# Of the prose of a page, how much the element of the document holds at least.
_MOST = 0.95
_MOST_LINKED = 0.5
_LONG = 40
_SHORT = 80
_MAX_FIELD = 120
_HEAD_BLOCKS = 12
_PROSE = re.compile(r"[。；]|[，：].*[，：]")
_SITE_ELEMENTS = frozenset({"nav", "footer", "aside", "form", "menu"})
_SITE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav\w*|menu\w*|crumbs?|breadcrumbs?|position|location|share\w*|bdshare\w*|bshare\w*|footer\w*|foot"
    r"|copyright|sidebar|toolbar|related|relat\w*|recommend\w*|xgwd|xgxw|print\w*|qrcode|ewm|search\w*|friendlink\w*)(?=$|[\s_-])"
)
_SITE_TEXT = re.compile(
    r"""\s*(?: [【\[（(]?\s*(?:字体|字号)\s*[:：]
        | [【\[]?\s*(?:我要)?(?:打印|关闭|收藏|分享|纠错)(?:本页|窗口|页面|到|\s|[|】\]]|$)
        | 分享到 | 扫一扫 | (?:上|下)一(?:篇|条)\s*[:：] | 相关(?:链接|阅读|文章|稿件|信息|新闻|解读)\s*[:：]?\s*$
        | (?:责任)?编辑\s*[:：] | 来源\s*[:：] | (?:您|你)?(?:当前|现在|所在)(?:的)?(?:位置|在)\s*[:：]?
        | 首页\s*(?:[>》›/|]|$) | (?:返回|回到)(?:顶部|首页) | (?:浏览|阅读|点击|访问)(?:次数|量|数)?\s*[:：]
        | (?:发布|更新|公布)(?:时间|日期)\s*[:：] | 时间\s*[:：]\s*\d | 视力保护色 | 版权所有 | 主办(?:单位)?\s*[:：]
        | (?:网站标识码|京ICP|ICP备) | 无障碍 )""",
    re.VERBOSE,
)
_LINKS = re.compile(r"\s*相关")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}\s*[〔\[（【(]\s*\d{4}\s*[〕\]）】)]\s*\d{1,4}\s*号")
_BY_CHARACTER = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Selected:
    """The blocks of the document, those that describe it, and those of the site around it."""

    document: tuple[PageBlock, ...]
    metadata: tuple[PageBlock, ...]
    site: tuple[PageBlock, ...]


def select_content(page: WebPage, title: str) -> Selected:
    """Tell the document from the site.

    Args:
        page: the blocks of a page.
        title: what its ``title`` element says; it begins with the document's title.
    """
    fields = [
        block for block in page.blocks if is_metadata(block) and (block.rows or len(block.text) <= _MAX_FIELD)
    ]
    metadata = fields if any(block.rows for block in fields) or len(fields) > 1 else []
    described = set(map(id, metadata))
    main = _main(page, [block for block in page.blocks if id(block) not in described])
    document: list[PageBlock] = []
    site: list[PageBlock] = []
    before: list[PageBlock] = []
    is_list = False
    for block in page.blocks:
        if id(block) in described:
            continue
        if not _is_below(page, block.element, main):
            (before if not document else site).append(block)
        elif _is_of_site(page, block, main) or (is_list and _is_linked(block)):
            # Below 相关链接 stand the titles of other documents.
            is_list = is_list or bool(_LINKS.match(block.text))
            site.append(block)
        else:
            document.append(block)
    heads = [block for block in before[-_HEAD_BLOCKS:] if _is_head(page, block, title, document)]
    kept = set(map(id, heads))
    return Selected((*heads, *document), tuple(metadata), (*(b for b in before if id(b) not in kept), *site))


def _main(page: WebPage, blocks: Sequence[PageBlock]) -> int:
    """The innermost element that holds nearly all prose of the page."""
    weights = [0] * len(page.elements)
    for block in blocks:
        weights[block.element] += _prose(page, block)
    for index in range(len(weights) - 1, 0, -1):
        weights[page.elements[index].parent] += weights[index]
    if not weights or not weights[0]:
        return 0
    # The last of those that hold enough is the innermost, as elements stand before what is in them.
    return max(index for index, weight in enumerate(weights) if weight >= _MOST * weights[0])


def _prose(page: WebPage, block: PageBlock) -> int:
    size = len(block.text)
    if _is_linked(block) or _SITE_TEXT.match(block.text):
        return 0
    if block.rows:
        return size
    return size if size > _LONG and _PROSE.search(block.text) else 0


def _is_below(page: WebPage, index: int, main: int) -> bool:
    while index > main:
        index = page.elements[index].parent
    return index == main


def _is_of_site(page: WebPage, block: PageBlock, main: int) -> bool:
    """Whether a block within the document's element belongs to the site all the same."""
    if block.rows or len(block.text) > _SHORT * 2:
        return False
    if _SITE_TEXT.match(block.text) and len(block.text) <= _SHORT:
        return True
    is_linked = _is_linked(block)
    index = block.element
    while index > main:
        element = page.elements[index]
        if element.tag in _SITE_ELEMENTS or (
            _SITE_NAMES.search(element.names) and (is_linked or len(block.text) < _SHORT)
        ):
            return True
        index = element.parent
    return False


def _is_linked(block: PageBlock) -> bool:
    return block.linked > _MOST_LINKED * len(block.text)


def _is_head(page: WebPage, block: PageBlock, title: str, document: Sequence[PageBlock]) -> bool:
    """Whether a block above the document's element is its title or number, and the document does not repeat it."""
    text = _BY_CHARACTER.sub("", block.text)
    if any(_BY_CHARACTER.sub("", other.text) == text for other in document[:_HEAD_BLOCKS]):
        return False
    is_title = len(text) > 6 and _BY_CHARACTER.sub("", title).startswith(text)
    return (
        is_title
        or page.elements[block.element].tag in ("h1", "h2")
        or bool(_NUMBER.fullmatch(block.text.strip("（()）")))
    )
