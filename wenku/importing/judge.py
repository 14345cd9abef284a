"""What is no model text: news, advertisements, lists of links, scraps. Recognised and said, not imported."""

from __future__ import annotations

import re

from wenku.importing import identity, webwords
from wenku.importing.model import Piece, hanzi, size
from wenku.importing.patterns import SURE, number

SCRAP = 80
"""Hanzi below which a piece is no text."""
_NEWS = re.compile(r"本报讯|本报记者|记者\s?[\u4e00-\u9fff]{2,4}(?:[）)\s]|报道|摄)|（?(?:通讯员|记者)[：:\s]|新华社|据(?:悉|了解|报道|介绍)，|日前，|电\s?（|图为|（图[/／]|网讯|告诉记者|记者(?:在|从|了解|获悉|看到|走进|采访)|相关负责人(?:表示|介绍)|专家认为|讯（|（完）|责任编辑|摄影报道")
_ADS = re.compile(r"优惠|促销|折扣|限时|原价|现价|包邮|购买|下单|加盟|代理|热销|咨询热线|立即(?:购买|咨询|报名)|免费试|领取|代写|代发|论文发表|扫码|客服|VIP|会员价|仅需|到店|品牌|抢购|特价|元起|拼团|红包|报名即送|立减|开抢|占位|学员|成团|封顶|训练营|点链接")
_LINKY = 0.7


_RUMOUR = re.compile(r"震惊|惊呆|很多人(?:都)?(?:第一步|不知道|做错)|才对|你(?:还|知道|一定|绝对)|没想到|竟然|原来|看完|赶紧|转给|究竟值不值|营养师|专家提醒|网友|博主|测评|种草|同款|养生|星座|运势|爆款|走访了[^，。]{0,6}超市|获悉|笑称|合影留念|媒体|摘得|捧回|夺得|人头攒动|据(?:气象台|警方)")
_FORM = re.compile(rf"(?:^|\n)(?:各位?[^，。：\n]{{1,20}}|[^，。：\n]{{2,16}}(?:办事处|居委会|委员会|党委|党工委|局|办|政府|妇联))：\n?|特此|妥否|本(?:制度|办法|公约|方案|计划|规定)|(?:^|\n)[^，。；\n]{{2,20}}(?:居委会|村委会|委员会|党支部|社区|办事处|妇联)\n|(?:{SURE})$", re.M)
"""What a model text has and an article hardly: whom it addresses, how it calls itself, who signs it."""
_OTHER = (
    ("像个人简历", 3, re.compile(r"个人简历|求职意向|自我评价|期望(?:薪资|月薪)|(?:工作|实习|教育)经历|兴趣爱好|毕业院校|出生年月|政治面貌")),
    ("像菜谱", 4, re.compile(r"切成|焯水?|小火|大火|翻炒|炖|勺|冷水下锅|爆香|出锅|葱花|生抽|老抽|料酒|[克斤]，|入味|上色|收汁|腌制|蒸锅|打散")),
    ("像新闻报道", 3, re.compile(r"记者|据介绍|据悉|备受关注|市民表示|采访|今年[^，。]{1,5}岁的|笑着(?:说|对)|业内人士|烟火气|清晨[一二三四五六七八九十]+点|不少(?:市民|居民)表示|告诉")),
    ("像小说、故事", 4, re.compile(r"[。！？，]”|[他她](?:没有|推开|站|望|低|想起|说|笑|的眼|转身)|许多年后|那(?:个|天)?(?:晚上|夜里|清晨)|声音从|窗外|夜色|月光|(?:父|母)亲的|仿佛|轻轻|沉默|第[一二三四五六七八九十\d]+章[ 　]")),
)
"""What else people keep: what it is, how many different words of its kind tell it, the words."""
_URL = re.compile(r"https?:|www\.|\.(?:com|cn|net|org)\b")
_PEOPLE = 0.6
"""Share of rows with a name or a number of a person from which a table is a register."""
_ROW = 24
"""Hanzi of a row on the average that says more than whom it lists."""
_ROWS, _AROUND = 3, 160
"""Rows of a register at least; Hanzi around it, at most, for it to be all that there is."""


def judge(piece: Piece, removed: int = 0) -> str:
    """Return in Chinese what a piece is when it is no model text, else "". removed: lines of furniture and advertisements that stood in it."""
    texts = [line.text for line in piece.lines if line.text]
    whole = "\n".join(texts)
    total = size(piece.lines)
    if _is_links(piece, texts):
        return "像网址、链接的清单"
    if _is_register(piece, texts):
        return "像名册、台账，记的是具体的人"
    if total < SCRAP and not any(len(line.rows) > 2 for line in piece.lines):
        return f"只有 {total} 个汉字，不成一篇"
    numbered = sum(number(text) is not None for text in texts)
    if len(_NEWS.findall(whole)) >= 2 and numbered < 3 or re.match(r"[^。]{0,60}(?:本报讯|网讯|讯（|新华社[^。]{0,20}电)", whole):
        return "像新闻报道"
    if len(_ADS.findall(whole)) >= max(4, total // 120) and numbered < 4:
        return "像广告"
    formal = _FORM.search(f"{piece.title}\n{whole}") is not None
    other = next((what for what, least, words in _OTHER if len(set(words.findall(f"{piece.title}\n{whole}"))) >= least), "")
    if other and not formal and numbered < 3:
        return other
    trade = sum(map(webwords.trade, [*texts, *(" ".join(row) for line in piece.lines for row in line.rows)]))
    if not formal and numbered < 3 and (trade >= max(3, total // 80) or trade + removed + len(_RUMOUR.findall(f"{piece.title}\n{whole}")) >= max(4, total // 60)):
        return "像网上的文章或者广告"
    short = [text for text in texts if len(text) < 45 and not re.search("[。；：]", text) and number(text) is None]
    if len(texts) > 5 and len(short) >= _LINKY * len(texts) and sum(map(hanzi, short)) > 0.6 * max(total, 1):
        return "像链接或者题名的清单"
    return ""


def _is_links(piece: Piece, texts: list[str]) -> bool:
    """Tell whether most lines and rows hold an address on the web."""
    entries = [*texts, *("".join(row) for line in piece.lines for row in line.rows[1:])]
    return len(entries) > 2 and sum(_URL.search(entry) is not None for entry in entries) > _PEOPLE * len(entries)


def _is_register(piece: Piece, texts: list[str]) -> bool:
    """Tell whether a piece is a list of persons with hardly a word around it."""
    rows = [" ".join(row) for line in piece.lines for row in line.rows[1:]]
    if sum(map(hanzi, rows)) > _ROW * len(rows) > 0:
        return False
    listed = rows or [text for text in texts if len(text) < 60 and not text.endswith("。")]
    around = sum(map(hanzi, texts)) - (0 if rows else sum(map(hanzi, listed)))
    return len(listed) >= _ROWS and around < _AROUND and sum(identity.is_listed(entry) for entry in listed) >= _PEOPLE * len(listed)
