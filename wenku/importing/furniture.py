"""Stage 3b, what belongs to the site or the printout and not to the text: advertisements, navigation, records, page numbers, running heads."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from wenku.importing import alone, contents, pagebreaks, posts, recurring, webwords
from wenku.importing.characters import RULE
from wenku.importing.model import Line, Lines, Note, Notes, quote
from wenku.importing.patterns import END, KINDS, UNIT, is_dated, is_title, number
from wenku.needs import Sparse

_FILE = r"\.(?:docx?|wps|pdf|txt|pptx?|xlsx?|rtf|html?|jpe?g|png|gif|bmp|zip|rar|7z|mp4)"
_WHOLE: tuple[tuple[str, str], ...] = (
    ("页码", r"[-—–－─·\s]*\d{1,4}[-—–－─·、\s]*|第[一二三四五六七八九十百]{1,5}页|[^，。；：|｜]{2,20}\s*[|｜](?:[^，。；：|｜]{1,12}[|｜])?\s*\d{1,4}|[^，。；：]{0,20}第\s*\d{1,4}\s*页(?:[,，/\s]*共?\s*\d{1,4}\s*页)?[。.]?|共\s*\d{1,4}\s*页(?:[,，\s]*第\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d+.{0,12}|[Pp]\.?\s?\d{1,4}"),
    ("页码", r"第\s*\d{1,4}\s*页\s*[/／|｜·—–\-]\s*[^，。；：]{1,30}"),
    ("智能助手的应答", r"(?:好的|当然(?:可以|没问题)?|没问题|可以的?|明白了?|非常乐意)[，！。!,~～].{0,16}(?:以下|下面|这|我).{0,90}|(?:以下|下面)(?:是|为)(?:我?[为给帮][您你]|根据[您你]|按照?[您你]).{0,80}"),
    ("智能助手的应答", r"(?:如果|若|如)(?:[您你])?(?:还|能|可以)?(?:需要|想|希望|告诉|提供|愿意|有其他|觉得).{0,80}(?:我(?!们)(?:可以|还可以|来|会|再|能|帮|将|随时)|告诉我(?!们)).{0,60}|(?:希望|但愿)(?:这|以上|我的).{0,24}(?:[您你]有(?:所)?帮助|[您你]满意|符合[您你]的?).{0,20}|.{0,40}(?:需要|要不要|是否需要)我(?!们).{0,40}[吗呢]？|(?:内容|本回答|回答|以上内容)由.{0,10}(?:AI|人工智能|大?模型).{0,20}|已(?:深度)?思考.{0,20}秒.{0,10}"),
    ("分隔线", rf"[-—–－─=_＿*＊~～.·…#+\s]{{3,}}|<+|>+|{RULE.pattern}"),
    ("文件名", rf".{{1,60}}{_FILE}(?:_第\s*\d+\s*页)?"),
    ("上一篇、下一篇", r"(?:上一[篇页章]|下一[篇页章]|返回(?:顶部|首页|目录|列表|搜狐)?|回到顶部|首页|末页|尾页|目录页|打印本页|关闭窗口|加入收藏)(?:[：:\s|>].{0,60})?"),
    ("推荐、相关", r"(?:[【\[◆●][^】\]，。：]{0,16}[】\]]?)?\s*(?:更多)?(?:往期|本期|相关|相似|类似|推荐|热门|精彩|延伸|精选|猜你|为您|为你|大家|扩展|拓展|最新)(?:的)?(?:文章|推荐|阅读|范文|搜索|资源|标签|专题|文档|内容|喜欢|都在看|也在看|想看|浏览|相关)+(?:阅读|推荐|内容)?[】\]]?[：:]?.{0,60}"),
    ("推荐、相关", r"[^，。：\s]{1,8}(?:网|文库|站|库)推荐[：:][^。]{4,80}|[【\[（(][^】\])），。]{2,12}(?:推荐|相关|链接)[^】\])）：。]{0,6}[：:][^】\])）。]{4,80}[】\])）]|(?:[^，。；：\s]{2,10}(?:大全|格式|范文|模板|怎么写|精选|图片|素材)[\s　|｜]+)+[^，。；：\s]{2,12}(?:大全|格式|范文|模板|怎么写|精选|图片|素材)"),
    ("推荐、相关", r"(?:看[过了]|浏览过|下载过|读过|喜欢|阅读)[^，。；]{1,30}的(?:人|网友|用户|读者|会员|同学)?(?:还|也|都|又)(?:在)?(?:看|喜欢|下载|读|浏览|收藏)[了过]?[：:]?.{0,120}|(?:[^，。；：\s]{3,24}\d{2}-\d{2}[\s　|｜]*){2,}"),
    ("分隔线", r"(?P<f>[※—–=*~#_◆★☆●■◇+＊＝～-])(?P=f)+[^\w]*[^“”《》]{2,40}[，！。：][^“”《》]{1,60}(?P=f){2,}[^\w]*|[^“”《》]{2,40}[，！：][^“”《》]{1,60}(?P<g>[※◆★☆●■◇＊～])(?P=g)+|.{0,40}已阅\s?\d+\s?人.{0,60}"),
    ("网站名", rf"[-—–=*~#_·\s]{{2,}}[\u4e00-\u9fff]{{2,8}}{recurring.SITE}[-—–=*~#_·\s]{{2,}}"),
    ("资料记录", r"(?:资源|文档|本文|文章|内容)(?:标签|关键[词字])[：:].{0,80}|(?:关于本文\s*)?本文(?:标题|链接|地址|网址)[：:].{0,160}|(?:阅读|浏览|复制|打印|版权)提示[：:].{0,80}"),
    ("推荐、相关", r"与?\s?[【《\[“].{2,40}[】》\]”]\s*(?:的)?(?:相关|有关|类似|相近)(?:的)?(?:文章|范文|内容|资料|阅读|文档)[：:]?|.{0,40}(?:扩展|拓展|延伸)资料[：:].{0,80}|(?:相关|友情|推荐)链接[：:].{0,120}"),
    ("批示", r"请[^，。；：]{1,12}(?:阅处|阅示|阅办|阅知|传阅|批示|审阅|核示)[。！]?|(?:领导批示|批示意见|拟办意见|领导签批|签批意见|签发意见)[：:].{2,80}"),
    ("资料记录", r"(?:转发自|来自)[^，。；：]{2,24}(?:群|公众号|朋友圈|聊天记录)|\d{4}[/.\-年]\d{1,2}[/.\-月]\d{1,2}日?\s*(?:(?:星期|周)[一二三四五六日天])?\s*(?:[上下]午|凌晨|晚上)?\s?\d{1,2}:\d{2}(?::\d{2})?"),
    ("资料记录", r"(?:办理过程|流转(?:过程|记录)|审批(?:过程|记录|流程)|当前(?:环节|状态|步骤))[：:].{2,80}|(?:导出|查询|检索|打印|下载|搜索)(?:结束|完成|完毕|成功|结果)?[，,：:\s]*共(?:有|计)?\s?\d+\s?[条份篇个页](?:记录|结果|文件|文档|资料)?"),
    ("资料记录", r"(?:【?)(?:来源|本文来源|文章来源|信息来源|稿源|出处|作者|责任编辑|责编|编辑|审核人|发布(?:时间|日期|人|者|单位)?|更新(?:时间|日期)|上传(?:人|时间|者|日期)|浏览(?:次数|量|数)?|阅读(?:量|次数|数)?|点击(?:量|数|率|次数)?|人气|文档编号|字数|字号|字体大小|下载(?:次数|量|地址|链接)|页数|格式|文件大小|所属(?:分类|栏目)|栏目|分类|标签|关键[词字]|tags?|TAG|摘要图)\s*[：:].{0,80}"),
    ("资料记录", r".{0,30}(?:浏览|点击|阅读|人气|下载)(?:量|次数|数)?\s*[：:]\s*\d[\d\s\-/:]*.{0,20}"),
    ("资料记录", r".{0,20}上传(?:人|者|时间)[：:].{0,120}|(?:资源描述|资源标签|当前资源信息|举报|返回\s+下载.{0,20}|展开阅读全文|展开全文|在线阅读|温馨提示[：:]?|特别说明[：:]?|版权(?:声明|所有).{0,60}|文档(?:介绍|简介)[：:]?)"),
    ("资料记录", r".{0,60}字(?:[体号]\s*[：:]?|\s*[：:])\s*[\[【(（]?大[\]】)）]?\s*[\[【(（]?中[\]】)）]?\s*[\[【(（]?小[\]】)）]?.{0,40}"),
    ("网站自述", rf".{{0,120}}(?:为[您你](?:准备|整理|收集|搜集|精选|带来|奉上|献上|送上)[^。]{{0,40}}(?:{KINDS}|范文|文章|资料)|为大家(?:准备|整理|收集|搜集|精选|带来|奉上|献上|送上)[^。]{{0,40}}(?:范文|文章|资料))[^。]{{0,6}}(?:如下|，|。).{{0,60}}"),
    ("推荐、相关", rf"(?:更多|更全)[^，。]{{2,40}}(?:{KINDS}|范文|文章|资料|内容)[^，。]{{0,6}}(?:敬?请|尽在|欢迎)[^，。]{{0,10}}(?:关注|访问|浏览|查看|登录|收藏).{{0,40}}"),
    ("推荐、相关", r"您?可能(?:还|也)?(?:会)?(?:喜欢|感兴趣|想看|需要)[：:].{0,80}|下一?(?:则|条)[：:].{2,80}"),
    ("位置", r"(?:您?(?:的|现在的|所在的?)?(?:当前)?位置\s*[：:]|当前位置|首页\s*[>＞»›|/→-]).{0,80}"),
    ("网址", r"(?:网址|网站|链接|地址|官网)?\s*[：:]?\s*(?:https?://|www\.)\S{3,200}.{0,20}|[\w.-]{2,40}\.(?:com|cn|net|org|cc|top|vip|info)(?:/\S*)?"),
    ("网站备案", r".{0,60}(?:ICP备|ICP证|公网安备|经营许可证编?号?|增值电信|备案号).{0,60}"),
    ("点击、下载", r".{0,20}(?:点击|点此|点这里|戳|猛戳)(?:加入|进群|入群|查看|下载|阅读|进入|展开|获取|领取|此处|这里|更多|下方|上方|链接|[>＞]).{0,40}"),
    ("下载广告", r"(?:请?先?)(?:下载|收藏|转载|打印)(?:本文|本文档|此文档|全文|该文).{0,30}|.{0,40}(?:免费|付费|全文|本文|文档|资料|完整版|Word版?|WORD|word版?|PDF版?).{0,8}(?:下载|收藏|打印).{0,40}"),
    ("公众号、群", r"(?:[^，。]{0,12})?(?:扫码|扫一扫|扫描|长按|识别|微信搜索|搜索|关注|添加|加|订阅)[^，。]{0,16}(?:公众号|二维码|微信|小程序|客服|Q群|QQ群|交流群).{0,60}"),
    ("公众号、群", r".{0,60}回复[“「][^”」]{1,10}[”」](?:即可|就能)?(?:获取|领取|查看|下载|得到).{0,20}"),
    ("帖子、邮件、聊天的抬头", r".{0,20}邮件.{0,20}(?:自动(?:发[送出]|生成)|请?勿(?:直接)?回[复信]).{0,20}"),
    ("公众号、群", r"(?:官方)?(?:微信公众号|公众号|微信号?|QQ|qq|Q{1,2}交流群|QQ群号?|客服(?:电话|微信|QQ)?|淘宝店铺?|店铺)\s*[：:].{0,60}"),
    ("网站自述", r".{0,80}(?:由(?:网友|会员|用户|小编)[^，。]{0,20}(?:整理|收集|上传|提供|分享|发布)|小编(?:为|给|帮|整理|精心|今天|收集|推荐)|本站(?:整理|收集|提供|编辑|所有)|搜集(?:自|于)互联?网|来[自源]于?互联?网|欢迎(?:大家)?(?:阅读|参考|借鉴|下载|浏览|收藏)|未经(?:授权|许可|允许)[^，。]{0,10}(?:转载|复制|搬运|转发|外传)|转载请注明|如有侵权|(?:侵权|侵犯)[^，。]{0,12}(?:删除|联系)).{0,120}"),
    ("网站自述", r"(?:以上|上述|上面)(?:就?是|内容)[^。]{0,60}(?:范文|全部内容|全文|介绍|的内容|分享|资料)[^。]{0,60}[。！!~]*|(?:\(|（|—*|\[)?(?:完|全文完|本文完|END|end|The end)(?:\)|）|—*|\])?"),
    ("范文网站的套话", r"(?:.{0,200}(?:范文|模板|例文|样本).{0,60}(?:希望(?:能|对|可以)|供(?:大家|您|你)|一起来看|欢迎|大家(?:参考|阅读|找寻|整理)|有所帮助|请访问|相关信息).{0,120})"),
    ("网站自述", r"(?!.*[{DIGITS}\d][、.）]).{{0,120}}(?:小编|编者按|照抄照搬|采编|素材(?:铺|库|网|站)|公文(?:网|驿站|站)|文秘|范文|参考稿|范例).{{0,40}}(?:为[您你]|仅|供|参考|自取|准备|挑|选|整理|下载|照抄|请|欢迎|往下|一起|网友|转发|注明).{{0,100}}".replace("{DIGITS}", "一二三四五六七八九十").replace("{{", "{").replace("}}", "}")),
    ("网站自述", r".{0,60}(?:以下|下面|这里|本文|本篇|这组|几份|几篇)[^。]{0,50}(?:[一二三四五六七八九十两几多\d]+[篇则份套]|范本|模板|方案|计划|总结|文稿|材料|参考)[^。]{0,30}(?:供|仅|自取|自便|参考|借鉴|下载|转载|照抄|照搬|取用|阅读|分享).{0,60}"),
    ("下载广告", r"(?:下载说明|使用说明|版权提示|友情提示|会员提示|资料说明)[：:].{0,100}|.{0,60}(?:会员专享|严禁(?:二次)?上传|请勿外传|下载中心|阅后(?:自行)?删除|积分下载|下载积分).{0,60}"),
    ("下载广告", r"(?:.{0,12}(?:网|文库|网站|工作室|论坛|公众号))(?:整理|出品|制作|首发|提供|荣誉出品|发布|采编|编辑)"),
)  # fmt: skip
_PATTERNS = tuple((why, Sparse(pattern)) for why, pattern in _WHOLE)
_USERS = re.compile("(?<=.{4})由(?:用户|网友|会员)")
"""What a site puts into the middle of a wrapped sentence."""
_MARK = re.compile(r"^(?:范例|范文|例文|样本|模板|示例|样例|例|篇)[一二三四五六七八九十\d]{1,3}[：:、\s　]+")
"""A text's mark before its title is no word of a site: 范例二 社区书房评选方案."""
_LINK = 60
"""Characters of a link, or of several side by side."""
_SHORTEST = 4
"""Characters of a line that may be a mark: 之三."""
_CUT = 14
"""Characters of a line that may have been cut at the right edge."""
_EDGE = 3
"""Lines at the head and the end of a file, where most furniture stands."""
FOR_BUYERS = frozenset(("广告", "推荐链接", "推荐、相关", "点击、下载", "公众号、群", "对网站、文件的读者说的话", "网站自述", "下载广告"))
"""Reasons of what an article or an advertisement has around it, and a model text by itself hardly."""
_POSTED = "帖子、邮件、聊天的抬头"
_PAGE = ("页码", "每页重复的页眉、页脚", "文件名")
_STOPS = frozenset(END + ".,，、")
_LONGEST = {"范文网站的套话": 400, "网站自述": 260}
_BUTTONS = Sparse(r"[【\[（(]?字[体号]\s*[：:]\s*大\s*中\s*小[】\]）)]?(?:[\s　|·]*(?:收藏|打印|举报|分享|评论|关闭|纠错))*")
_INLINE: tuple[tuple[str, Sparse], ...] = (
    ("上传时夹带的标题", Sparse(r"[{｛](?![^{}｛｝\n]{0,6}(?:填|名称|姓名|日期|年份|时间|地点))(?!\{)[^{}｛｝\n]{3,60}(?<!\})[}｝](?!\})[.。．]?")),
    ("网址", Sparse(r"[（(【\[]?(?:(?:网址|来源|转自|本文来自|更多[^，。]{0,12}请访问)[：:]?\s*)?(?:https?://[!-~]{3,200}|www\.[!-~]{3,120})[)）】\]]?")),
    ("夹带的广告", Sparse(r"[【\[（(][^【】\[\]（）()\n]{0,24}(?:本文来源|来源于?|转自|版权|范文网|文库|公众号|下载|论文网|QQ群?|微信)[^【】\[\]（）()\n]{0,40}[】\]）)]")),
    ("夹带的广告", Sparse(r"(?:(?<=[，。；])|^)(?:点击|扫码|长按)(?:加入|进|关注)[^，。！]{2,14}(?:群|号)(?:[，,](?:每[日天]更新|免费[^，。]{0,8}|海量[^，。]{0,8}))?[，,]?")),
    ("网页的按钮", _BUTTONS),
    ("夹带的版权字样", Sparse(r"(?:版权所有|版权归原作者所有|(?<=。)本文来[自源][^，。]{0,20}[。！]?|(?<=。)转载请注明(?:出处|来源)?[^，。]{0,20}[。！]?)$")),
    ("夹带的广告", Sparse(r"(?:(?<=[。！？])|^)(?:更多[^。！？\n]{2,40}(?:请(?:访问|关注|点击|登录|搜索|继续)|尽在)[^。！？\n]{0,40}[。！]?|(?:欢迎|请)?(?:关注|加入|扫码)[^。！？\n]{0,20}(?:公众号|QQ群|交流群)[^。！？\n]{0,40}[。！]?)")),
)  # fmt: skip
_LINKS = re.compile(r"^(?:[【\[]?\s*(?:更多)?(?:相关|相似|推荐|热门|延伸|精选|猜你|为您推荐|大家|最新)|上一[篇页]|下一[篇页]|您?可能(?:还|也)?(?:会)?(?:喜欢|感兴趣|想看|需要))")


def clean(lines: Lines) -> tuple[Lines, Notes]:
    """Return the lines without furniture, and what was taken out for what reason."""
    notes: list[Note] = []
    marked = alone.marks(lines)
    whys = _reasons(lines, marked)
    stamps = recurring.stamps(lines, _sites(lines, whys))
    texts = ["" if why or line.rows else _inline(line, stamps, notes) for line, why in zip(lines, whys, strict=True)]
    whys = _read(lines, texts, whys, marked)
    indented = recurring.indents(lines)
    kept: list[Line] = []
    ruled = paged = False
    for line, text, why in zip(lines, texts, whys, strict=True):
        if why:
            notes.append(Note("clean", line.number, "删去", why, quote(line.text)))
            paged = paged or why in _PAGE
            ruled = ruled or why == _POSTED or (_is_rule(line.text, why) and not pagebreaks.ends(kept))
            if ruled and kept and not kept[-1].ruled:
                kept[-1] = replace(kept[-1], ruled="below")
            continue
        if text and paged and (pagebreaks.cuts(kept, line) or indented and not line.gap and len(text) > _SHORTEST and UNIT.match(text) is None and pagebreaks.is_open(kept)):
            notes.append(Note("clean", line.number, "接到上一行", "页码断开的一句话", quote(kept[-1].text[-10:] + text[:10])))
            kept[-1] = kept[-1].with_text(kept[-1].text + text)
        elif text:
            kept.append(replace(line, text=text, ruled="above") if ruled else line.with_text(text))
        elif line.rows:
            kept.append(line)
        if text:
            ruled = paged = False
    return tuple(kept), tuple(sorted(notes, key=lambda note: note.line))


def _reasons(lines: Lines, marked: Container[int]) -> list[str]:
    """Return for each line why it is furniture, or "". marked: the lines that are marks of texts."""
    heads, posted, chatted = recurring.heads(lines), posts.heads(lines), posts.chatter(lines)
    full, tail, links = recurring.cut_at(lines), _tail(lines), False
    found: list[str] = []
    for at, line in enumerate(lines):
        open_before = bool(at) and not found[-1] and _goes_on(lines[at - 1], full or _CUT)
        found.append("" if line.rows or at in marked else _POSTED if at in posted else _whole(line, lines, at, full, open_before))
    sites = _sites(lines, found)
    for at, line in enumerate(lines):
        if line.rows or at in marked:
            continue
        if not found[at] and at in chatted:
            found[at] = "帖子、聊天里的应答"
        elif not found[at] and recurring.is_signed(line, sites):
            found[at] = "网站名"
        elif not found[at] and line.text in heads and heads[line.text] != line.number:
            found[at] = "每页重复的页眉、页脚"
        elif not found[at] and links and (at >= tail or _is_link(line, lines, at)):
            found[at] = "推荐链接"
        links = found[at] == "推荐链接" or bool(found[at]) and _heads_links(line.text, found[at])
    return found


def _read(lines: Lines, texts: Sequence[str], whys: Sequence[str], marked: Container[int]) -> list[str]:
    """Return why lines are furniture, those too that only their characters tell. texts: the lines without what a site put into them."""
    full, found = recurring.cut_at(lines), list(whys)
    for at, text in enumerate(texts):
        near = min(at, len(lines) - 1 - at) < _EDGE or any(found[max(0, at - 1) : at + 2])
        if text and at not in marked and not _within(lines, at, full) and webwords.reads_like_site(text, near):
            found[at] = "像网站、文件里对读者说的话"
    return found


def _within(lines: Lines, at: int, full: int) -> bool:
    """Tell whether a line is a part of a paragraph that was cut at the right edge."""
    return _goes_on(lines[at], full) or (at > 0 and _goes_on(lines[at - 1], full or _CUT))


def _sites(lines: Lines, whys: list[str]) -> frozenset[str]:
    """Return the names of sites that the furniture carries, or that stand before an address or in the head again and again."""
    return recurring.sites(line.text for line, why in zip(lines, whys, strict=True) if why) | recurring.named(lines)


def _heads_links(text: str, why: str) -> bool:
    """Tell whether links stand below a line."""
    return _LINKS.match(text) is not None and not _names_links(text) or why == "推荐、相关" and text.endswith("：")


def _is_rule(text: str, why: str) -> bool:
    """Tell whether a line of marks, or a site's name between marks, parts what is above from what is below."""
    return RULE.fullmatch(text) is not None or why == "网站名" and text[:2] == text[:1] * 2


def _tail(lines: Lines) -> int:
    """Return from where on no sentence ends any more: only links can stand there behind a heading of links."""
    at = len(lines)
    while at and not lines[at - 1].rows and len(lines[at - 1].text) < _LINK and not lines[at - 1].text.endswith(("。", "：", "；", "！")) and not is_dated(lines[at - 1].text):
        at -= 1
    return at


def _whole(line: Line, lines: Lines, at: int, full: int, open_before: bool) -> str:
    """Return why a line is furniture, or "". full: characters of a line that was cut at the right edge, 0 where none are; open_before: a sentence goes on from the line before."""
    text = line.text.strip()
    if _MARK.match(text) and is_title(_MARK.sub("", text)) or _BUTTONS.search(text) and is_title(_BUTTONS.sub("", text).strip()):
        return ""
    for why, pattern in _PATTERNS:
        if len(text) <= _LONGEST.get(why, 160) and pattern.fullmatch(text) and not _spared(why, line, lines, at) and not (open_before and why == "网站自述" and _USERS.search(text)):
            return why
    if number(text) is None and (not is_title(text) or webwords.points_elsewhere(text)) and not _within(lines, at, full):
        if webwords.sells(text):
            return "广告"
        if is_title(text) or webwords.speaks_of_site(text, min(at, len(lines) - 1 - at) < _EDGE):
            return "对网站、文件的读者说的话"
    return ""


def _goes_on(line: Line, full: int) -> bool:
    """Tell whether the sentence of a line goes on behind it: a line that was cut at the right edge, `full` characters wide (0: no line is)."""
    return 0 < full - 1 <= len(line.text) and not line.rows and not line.text.endswith(tuple(END)) and (full != _CUT or re.search("[，。、；]", line.text) is not None)


def _spared(why: str, line: Line, lines: Lines, at: int) -> bool:
    """Keep what only looks like furniture: numbered items, lines that carry on a sentence, a bare number in a column of them."""
    found = number(line.text)
    sentence = line.text.endswith(("。", "；")) and "本" not in line.text and "小编" not in line.text
    if why == "页码" and line.text.strip().isdigit():
        return at + 1 < len(lines) and lines[at + 1].text.strip().isdigit()
    if why == "智能助手的应答" or (why == "资料记录" and line.text[:4].isdigit()):
        return min(at, len(lines) - 1 - at) >= _EDGE
    if why in ("公众号、群", "下载广告", "点击、下载", "推荐、相关", "资料记录"):
        if found or (sentence and why != "下载广告"):
            return True
        if why == "资料记录" and at + 1 < len(lines) and "：" in lines[at + 1].text[:6] and len(line.text) < 12:
            return False
        if why == "推荐、相关" and line.text.endswith(("作", "建设", "服务", "活动", "工作")):
            return True
    return False


def _names_links(text: str) -> bool:
    """Tell whether a line of links names them itself (推荐阅读：甲｜乙), so that none stand below."""
    return re.search("[：】].*[｜|].*\\S", text) is not None


def _is_link(line: Line, lines: Lines, at: int) -> bool:
    """Tell whether a line behind 相关文章 is one more link: a title with another one behind it, or nothing."""
    if not is_title(contents.bare(line.text)) or len(line.text) > 40:
        return False
    following = lines[at + 1] if at + 1 < len(lines) else None
    return following is None or (len(following.text) < 40 and not following.text.endswith(tuple(END)) and is_title(contents.bare(following.text)) >= (number(following.text) is not None) and not following.rows)


def _inline(line: Line, stamps: list[str], notes: list[Note]) -> str:
    text = line.text
    for why, pattern in _INLINE:
        matches = list(pattern.finditer(text))
        notes += [Note("clean", line.number, "删去", why, quote(match.group())) for match in matches]
        text = pattern.sub("", text) if matches else text
    for stamp in (stamp for stamp in stamps if stamp in text):
        notes.append(Note("clean", line.number, "删去", "夹在句子之间的网站名", stamp))
        text = text.replace(stamp, "")
    return text.strip()
