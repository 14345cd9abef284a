"""Words that speak to the reader of a site or a file, not to those whom a text is for; a line is judged by all it has of them."""

from __future__ import annotations

import re

from wenku.importing.model import hanzi
from wenku.needs import Sparse

_STRONG = Sparse(
    r"下载|上传|网友|会员|VIP|vip|小编|编者按|卷首语|转载|版权|侵权|撤稿|投稿|稿源|试读|电子书|完整版|精校|原创|水印|扫码|二维码|公众号|群主|客服|售后|店铺|网店|小店|直播间|下单|包邮|加微信|加群|QQ群|微信群号"
    r"|点赞|一键三连|求赞|打赏|粉丝|订阅|浏览(?:器|量|次数|\s?\d)|分辨率|网页(?:制作|三剑客|设计)|本(?:页|站|网站|网页|号|店|帖)|楼主|顶起|沙发|翻页|下一页|上一页|首页|尾页|登录|注册|解压|压缩包|文件名|素材(?:网|站|库|铺)|范文|模板网|文库|资料网|资料站|书斋|翻印|全集完|试读结束"
    r"|THANKS|Thanks|thank you|(?:谢谢|感谢)(?:观看|聆听|您的?(?:下载|阅读|收看|光临|惠顾|支持))|未完待续|未完，|欢迎光临|有问必答|有偿|代写|免费(?:下|获取|试[用读听])|失效|补发|备注[“\"]|转发(?:本|到)|朋友圈|集(?:满|够)?[^，。]{0,6}个?赞|后台|商务合作|免责声明|猜你喜欢|仅供[^，。]{0,6}(?:参考|试读|学习|交流|娱乐)|24小时内|阅后|聊天记录|发自(?:我的)?|来自(?:我的)?(?:iPhone|手机)|群聊[：:]|已撤回|撤回了一条|邀请[^，。]{1,8}加入了?群|扫描全能王|由[^，。]{2,10}(?:扫描|生成|识别|转换)(?:[。]|$)|OCR|Ctrl|右键|打印预览|另存为|排版(?:有点)?(?:跑|乱)|版式|收藏本|关注(?:我们|本号|我)|推荐关注|最新章节|展开(?:全文|剩余)|收起|热门评论|写评论|发表评论|举报(?:不良|反馈)|意见反馈|猜你|为你推荐|广告位?|赞助商?链接|ISBN|定价[：:]|版次|印次|责任编辑|书号|CIP"
)
_WEAK = Sparse(r"资料|素材|精选|合集|专属|整理|制作|编辑|页面|网站|链接|文档|收藏|关注|分享|阅读|浏览|更新|提供|更多|大全|原文|原稿|旧稿|本集|本卷|附赠|收录|备份|复制|粘贴|打印|修改|编号|免费|联系|请勿|独家|参阅|借鉴|仅供|评分|V\d|★{2,}|[｜|»>]{1,2}|\[[^\]\d]{2,6}\]|www\.|\.com|http")
_ADS = Sparse(
    r"低价|特价|半价|减免?[一二三四五六七八九十百\d]+元|立减|打[一二三四五六七八九\d.]+折|秒杀|抢购|手慢无|非诚勿扰|中介勿扰|自提|押一付[一三]|面议|包吃|包住|月休|月薪|底薪|急聘|急招|诚聘|诚招|转让|出租|出售|求购|代购|到店|进店|包邮|下单|私信|有意(?:请|者)|看货|九成新|全新未拆|买一送|第二杯|会员日|限量|前[一二三四五六七八九十百\d]+名(?:加?送|免|半价)|送完(?:即|为)止|加盟|招商|回馈|新店|开业|同款|好评|正品|代理|零首付|贷款|办证|咨询热线|购票|票价|门票[^，。]{0,6}元"
)
_OFFICE = Sparse(r"依法|处罚|不得|不准|严禁|禁止|不转|社区|居民|居委会|村委会|支部|街道|党员|小区|楼栋|志愿|群众|网格|本(?:制度|办法|方案|计划|公约|通知)")
"""What a text speaks of, and an advertisement hardly: one of them counts against."""
_LONGEST = 140
_SPARSE = 22
"""Hanzi for each word of trade at most."""
_STOPS = ("。", "；", "，", "、")


def speaks_of_site(text: str, edge: bool) -> bool:
    """Tell whether a line speaks of the site or file that it is on. edge: it stands at the head or the end of the file, where such lines are usual."""
    if len(text) > _LONGEST:
        return False
    strong = _distinct(_STRONG, text)
    if not strong and not edge:
        return False
    weak, against = _distinct(_WEAK, text), _distinct(_OFFICE, text)
    sentence = "，" in text and text.endswith(_STOPS)
    if sentence and 2 * strong + weak < 4:
        return False
    score = 2 * strong + weak + edge - 1.5 * against - sentence * (1 + len(text) // 25)
    return score >= 3 or (strong > 0 and not sentence and not against and score * 8 >= hanzi(text))


def sells(text: str) -> bool:
    """Tell whether a line sells, lets or seeks something: two words of trade, none of a community's work."""
    found = trade(text) if len(text) <= _LONGEST else 0
    return found >= 2 + _distinct(_OFFICE, text) and found * _SPARSE >= hanzi(text)


def trade(text: str) -> int:
    """Return how many words of trade a line has."""
    return _distinct(_ADS, text)


def _distinct(pattern: Sparse, text: str) -> int:
    return len({re.sub(r"\d+", "", found) for found in pattern.findall(text)})
