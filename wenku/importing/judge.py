"""What is no model text: news, advertisements, lists of links, scraps. Recognised and said, not imported."""

from __future__ import annotations

import re

from wenku.importing.model import Piece, hanzi, size
from wenku.importing.patterns import number

SCRAP = 80
"""Hanzi below which a piece is no text."""
_NEWS = re.compile(r"本报讯|本报记者|记者\s?[\u4e00-\u9fff]{2,4}(?:[）)\s]|报道|摄)|（?(?:通讯员|记者)[：:\s]|新华社|据(?:悉|了解|报道|介绍)，|日前，|电\s?（|图为|（图[/／]|网讯|告诉记者|记者(?:在|从|了解|获悉|看到|走进|采访)|相关负责人(?:表示|介绍)|专家认为|讯（|（完）|责任编辑|摄影报道")
_ADS = re.compile(r"优惠|促销|折扣|限时|原价|现价|包邮|购买|下单|加盟|代理|热销|咨询热线|立即(?:购买|咨询|报名)|免费试|领取|代写|代发|论文发表|扫码|客服|VIP|会员价|仅需|到店|品牌|抢购|特价|元起")
_LINKY = 0.7


def judge(piece: Piece) -> str:
    """Return in Chinese what a piece is when it is no model text, else ""."""
    texts = [line.text for line in piece.lines if line.text]
    whole = "\n".join(texts)
    total = size(piece.lines)
    if total < SCRAP and not any(len(line.rows) > 2 for line in piece.lines):
        return f"只有 {total} 个汉字，不成一篇"
    numbered = sum(number(text) is not None for text in texts)
    if len(_NEWS.findall(whole)) >= 2 and numbered < 3 or re.match(r"[^。]{0,60}(?:本报讯|网讯|讯（|新华社[^。]{0,20}电)", whole):
        return "像新闻报道"
    if len(_ADS.findall(whole)) >= max(4, total // 120) and numbered < 4:
        return "像广告"
    short = [text for text in texts if len(text) < 45 and not re.search("[。；：]", text) and number(text) is None]
    if len(texts) > 5 and len(short) >= _LINKY * len(texts) and sum(map(hanzi, short)) > 0.6 * max(total, 1):
        return "像链接或者题名的清单"
    return ""
