"""Words that speak to the reader of a site or a file, not to those whom a text is for; a line is judged by all it has of them."""

from __future__ import annotations

import re

from wenku.importing import titles
from wenku.importing.model import hanzi
from wenku.importing.patterns import CAPITALS, DIGITS, number
from wenku.importing.siteweights import SITE
from wenku.needs import Sparse

_STRONG = Sparse(
    r"下载|上传|网友|会员(?:专|可见|免费|登录|投稿|上传|下载|价|用户|免|中心|提示)|VIP|vip|小编|编者按|卷首语|转载|转自|版权|著作权|侵权|侵删|撤稿|投稿|稿源|试读|电子书|完整版|可编辑|精校|原创|水印|扫码|扫一扫|二维码|公众号|公号|群主|售后|直播间|下单|包邮|加微信|加[Vv]|加群|QQ群|微信群号"
    r"|[您你](?:正在|现在|所|当前)?(?:阅读|浏览|查看|下载)的|转发自|长按|此(?:条)?(?:消息|信息)已|点赞|点个|三连|求赞|好评|打赏|粉丝|订阅|浏览(?:器|量|次数|\s?\d)|分辨率|网页(?:制作|三剑客|设计)|本(?:页|站|网站|网页|号|店|帖|电子)|站长|楼主|楼上说|[抢坐]沙发|马住|同求|求(?:分享|文件|发|资料|原)|翻页|[上下]一[页章]|[上下]篇：|尾页|前请?先?登录|请登录|验证码看不清|输入验证码|解压|压缩包|网盘|提取码|文件名|新建 ?(?:Micro|文[本档])|副本 ?-|终稿|最终版|素材(?:网|站|库|铺)|范文|模板(?:网|库|下载|仅)|资料网|资料站|书斋|书友|翻印|全集完"
    r"|THANKS|Thanks|thank you|THE END|Powered|Copyright|All Rights|ISBN|CIP|©|(?:谢谢|感谢)(?:观看|聆听|浏览|阅读|您的?(?:下载|阅读|收看|光临|惠顾|支持)|耐心|大家的?阅读)|未完待续|未完，|欢迎光临|有问必答|免费(?:下|获取|试[用读听])|[领送]大?礼包|限时领|秒发|补发|转发(?:本|到|给好友)|集(?:满|够)?[^，。]{0,6}个?赞|评论(?:区|\s?\d)|参与讨论|写评论|发表(?:评论|回复)|进行评论|扣1|后台|商务合作|免责(?:声明)?：|猜你|仅供[^，。]{0,6}(?:参考|试读|学习|交流|娱乐|校对)|24小时内|阅后|永久有效|聊天记录|发自|来自(?:我的)?(?:iPhone|手机|群聊)|群聊[：:“]|撤回了?一条|@所有人|系统提示|对方正在|邀请[^，。]{1,8}加入了?群|扫描全能|全能扫描|由[^，。]{2,10}(?:扫描|生成|识别|转换)|智能助手|由 ?AI|人工智能生成|OCR|Ctrl|Alt|右键|右上角|打印预览|另存为|排版|版式|收藏本|关注(?:我们|本号|我|后回复)|推荐关注|展开(?:全文|剩余)|收起|热门(?:评论|标签|搜索)|举报(?:不良|反馈)|意见反馈|都在[搜看]|还想看|为你推荐|广告(?:位|[ ×·]|$)|^推广[：:]|赞助(?:商|内容)|责任编辑|封面设计|书号|定价[：:]|印次|次印刷|印数|开本|(?:正文|全文|本文|内容)(?:已|到此)?(?:结束|完|为止)|往下[滑拉]|精彩(?:内容|继续)|文末|下期预告|关键字|阅读约|已阅读|点击|章节目录|加入书架|付费(?:内容|阅读|文档)|购物车|(?:立即|后|请)购买|自动发货|(?:请勿|勿|不得)(?:外[传发借泄]|转发|传播|带出|翻拍|存桌面)|内部资料|注意保存|(?:^|[\s　])[^\s　]{0,6}[/／] ?[文图摄](?:[\s　]|$)|供图|词条|百科|禁言|本帖|微博|朋友圈分享|页眉|页脚|条形码|勿折|打印(?:份数|人)|归档盒|识别结果|存疑"
)
_WEAK = Sparse(r"会员|客服|店铺|网店|小店|首页|微信登录|登录|注册|购买|代写|失效|付费|模板|电子版|[\u4e00-\u9fff]?密码|公众号|资料|素材|精选|合集|专属|整理|制作|编辑|页面|网站|文库|平台|链接|文档|收藏|关注|分享|阅读|浏览|更新|提供|更多|大全|原文|原稿|旧稿|本集|本卷|附赠|收录|录入|校对|扫描|备份|复制|粘贴|打印|修改|编号|免费|联系|请勿|独家|若有不妥|渠道|参阅|借鉴|仅供|评分|格式|大小|第 ?\d+ ?[版页篇]|V\d|v\d|★{2,}|[↓▼︿→]|[¥￥] ?\d|[｜|»>·]{1,2}|\[[^\]\d]{2,6}\]|www\.|\.com|http")
_ADS = Sparse(
    r"保过|不过退费|退费|返现|团报|精讲班|密训|冲刺(?:班|密|营)|报名热线|限额|一站式搞定|火热(?:招生|报名)|优惠价|再送|低价|特价|半价|高价|减免?[一二三四五六七八九十百\d]+元|立减|[打全][一二三四五六七八九\d.]+折|[全场享][^，。]{0,3}[一二三四五六七八九]折|秒杀|抢购|手慢无|非诚勿扰|中介|自提|押一付[一三]|面议|可谈|包吃|包住|包过|日结|月休|月薪|底薪|急聘|急招|诚聘|诚招|兼职|转让|出租|出售|求购|代购|到店|进店|本店|包邮|下单|私信|有意(?:请|者)|看货|上门高|成新|全新未拆|买一送|第二杯|会员日|限量|前[一二三四五六七八九十百\d]+名(?:加?送|免|半价)|送完(?:即|为)止|加盟|招商|旺铺|回馈|周年庆|新店|开业|同款|好评|正品|代理|零首付|低息|借款|贷款|无需抵押|当天到账|办证|押题|名师|提分|试听|试骑|试驾|见刊|半包|装修公司|咨询热线|加[Vv微]|购票|票价|门票[^，。]{0,6}元|打包价|不退不换|回收旧|[一二三四五六七八九十\d]万[一二三四五六七八九十\d]起"
)
_OFFICE = Sparse(r"依法|处罚|不得|不准|不[收发在]|严禁|禁止|不转|[骗诈]|挂断|冒充|清理|拆除|登记|备案|房东|承租|公示|张贴|拾|社区(?!文书|工作|素材|资料)|居民|居委会|村委会|支部|街道|党员|小区(?!门口)|楼[栋长道]|志愿|群众|网格|本(?:制度|办法|方案|计划|公约|通知)")
"""What a text speaks of, and an advertisement hardly: one of them counts against."""
_RECORD = Sparse(r"(?:(?:阅读|评论|收藏|点赞|浏览|下载|转发|分享|在看|喜欢|回复|查看|粉丝|人气|热度|赞|已读|未读)[：:\s]*[\d.]+\s?[万wk]?[次人]?[\s·|/，,　]*){2,}$")
_ASIDE = Sparse(r"[（(【\[［〔—\-\s]+[^（）。]{0,30}(?:正文|[此本上下]页|[上下][接转]|图片|图源|未完|待续|到此|到这里|结束|文完|省略|扫描|录入|识别|评论)[^（）。]{0,24}[）)】\]］〕—\-\s]+$")
"""A note in brackets on the sheet of paper or the page."""
_NTH = re.compile("范文|模板|样本|[0-9A-Za-z一二三四五六七八九十]$")
"""What marks a text that follows, not one elsewhere: 范文一：, 模板A："""
_PART = re.compile(rf"目录$|导读$|^[上中下]\w?[辑编部]|第[{DIGITS}\d]{{1,3}}[^\w]?[篇则份套辑卷稿部件]|[篇文稿例本范之其·]\s?[{DIGITS}{CAPITALS}\d]{{1,2}}(?:\W|$)|[【\[（(][{DIGITS}\d]{{1,2}}[）)\]】]|[（(][^）)]{{2,8}}[）)]$|^[^:]{{0,8}}\d{{1,2}}:\d{{2}}[^\d:，；]{{0,8}}$")
"""What marks a text or says what state it is in, and is no word of a site."""
_HOLD = re.compile(r"联系人|电话|手机|时间：|地[点址]：|^——")
"""What a text has as well as a site."""
_LIKELY, _SURELY, _HELD = -0.3, 0.8, 2.0
"""Odds, as logarithms, from which a line is a site's: beside others, by itself (or a sentence), when a text could have it."""
_LATIN = re.compile("[A-Za-z]")
_LONGEST = 140
_FEW, _HEAD = 4, 24
_SPARSE = 22
"""Hanzi for each word of trade at most."""
_STOPS = ("。", "；", "，", "、")


def speaks_of_site(text: str, edge: bool) -> bool:
    """Tell whether a line speaks of the site or file that it is on. edge: it stands at the head or the end of the file, where such lines are usual."""
    if len(text) > _LONGEST:
        return False
    if _RECORD.match(text) or _ASIDE.match(text) or _is_foreign(text):
        return True
    strong = _distinct(_STRONG, text)
    if not strong and not edge:
        return False
    weak, against = _distinct(_WEAK, text), _distinct(_OFFICE, text)
    sentence = text.endswith(_STOPS)
    if sentence and 2 * strong + weak < 4:
        return False
    score = 2 * strong + weak + edge - 1.5 * against - sentence * (1 + len(text) // 25)
    return score >= 3 or (strong > 0 and not sentence and not against and score * 8 >= hanzi(text))


def reads_like_site(text: str, near: bool) -> bool:
    """Tell whether the words of a line, weighed as labelled lines teach, are a site's. near: beside furniture or at an edge of the file."""
    if len(text) > _LONGEST or hanzi(text) < _FEW or number(text) or _PART.search(text[:_HEAD]) or titles.own(titles.bare(text)):
        return False
    return SITE.score(text) > (_HELD if _HOLD.search(text) else _LIKELY if near and "。" not in text and not text.endswith(_STOPS) else _SURELY)


def _is_foreign(text: str) -> bool:
    """Tell whether a line is hardly Chinese: THE END, Page 5 of 18."""
    letters = len(_LATIN.findall(text))
    return letters > 4 and letters >= 0.4 * len(text) and hanzi(text) < 5


def points_elsewhere(text: str) -> bool:
    """Tell whether a line names other texts for the reader to go to (大家都在搜：……): words of a site before a colon."""
    label, colon, _ = text.partition("：")
    return bool(colon) and len(label) < 12 and not _NTH.search(label) and _distinct(_STRONG, f"{label}：") > 0 and not _distinct(_OFFICE, label)


def sells(text: str) -> bool:
    """Tell whether a line sells, lets or seeks something: two words of trade, none of a community's work."""
    found = trade(text) if len(text) <= _LONGEST else 0
    return found >= 2 + _distinct(_OFFICE, text) and found * _SPARSE >= hanzi(text)


def trade(text: str) -> int:
    """Return how many words of trade a line has."""
    return _distinct(_ADS, text)


def _distinct(pattern: Sparse, text: str) -> int:
    return len({re.sub(r"\d+", "", found) for found in pattern.findall(text)})
