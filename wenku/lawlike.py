"""Whether a 《…》 that no law has looks like the name of a law, and not like a form, an agreement, a book or a paper of one's own.

法, 法典 and 条例 are made by the state or the Party only (立法法 第十条, 第七十二条, 第八十条), so such a name always counts. 规定, 办法, 规则 …
are also written by a community or a school: they count when the text cites them as a basis, when they begin like an official
document, or when they nearly are the name of a law.
"""

from __future__ import annotations

import re

GENERIC = frozenset(
    {"法", "法律", "条例", "规定", "办法", "规则", "细则", "实施细则", "准则", "章程", "纲要", "意见", "通知", "决定", "规划",
     "标准", "规范", "措施", "方案", "公约", "制度"}
)  # fmt: skip
"""Names of one genre word: they point back to a name before them."""

_STATE_MADE = re.compile(r"(?:法典|条例|(?<![办方做用书说看想疗语手写玩算兵拳技心魔文戏画章笔战魔])法)$")
_OTHERS = re.compile(
    r"(?:规定|办法|规则|细则|准则|章程|纲要|意见|通知|决定|决议|规划|标准|规范|规程|措施|解释|若干规定|批复|指导原则)(?:（[^）]*）)?$"
)
_NEAR_ONLY = re.compile(r"(?:方案|行动|计划|指南|体系|条列|要点)(?:（[^）]*）)?$")
_NO_LAW = re.compile(r"学习纲要|读本|问答|论述|选编|汇编|解读|释义|教材|读物|课程|试卷|答题|表演|讲座|征文|公约|登记|承诺|倡议|清单")
_AUTONOMY = re.compile(r"自治章程|议事规则|管理规约|临时规约|业主|自治规则|协会章程|合作社章程|集体经济组织章程|学校章程|楼栋|楼道|小区|^本|^我")
_OWN = re.compile(r"社区|居民|村民|^村|街道办|居委会|村委会|支部|服务站|服务中心|活动室|志愿者|队伍|学校|班级|幼儿园|食堂|图书室|站点|值班|门卫|财务管理|考勤")
_OFFICIAL = re.compile(
    r"^(?:国务院|中共中央|中央|最高人民|全国|国家|中国|中华|[\u4e00-\u9fff]{2,12}部(?:等[^关]{0,9})?关于)"
    r"|^关于[^《》]{4,}(?:若干规定|规定|办法|指导意见|实施意见|规划|纲要|决议)$"
)
_CITED = re.compile(r"(?:根据|依据|依照|按照|遵照|参照|贯彻|落实|执行|遵守|违反|符合|对照|学习|宣传|[，。；：、 ]按|^按)[^。；，《》]{0,14}$")
_CITED_STRICTLY = re.compile(r"(?:根据|依据|依照|贯彻|违反)[^。；，《》]{0,14}$")
_MAKING = re.compile(
    r"(?:制定|修订|修改|起草|拟定|拟订|讨论|表决|通过|张贴|公布|公示|编制|编印|填写|签订|完善|建立|形成|印发|下发|发布|发出|发放|上墙|附|见|办理)"
    r"(?:了|的|本|我)?[^。；，《》]{0,8}$"
)
_RULING = re.compile(r"^(?:（[^）]{2,24}号）)?(?:第[一二三四五六七八九十百\d]+条|[的中]?(?:有关|相关)?(?:规定|要求)|明确|自[^，。]{4,12}施行)")
_NUMBER = re.compile(r"^（[^（）]{1,14}(?:[〔\[（]\d{4}[〕\]）]|令?第)\d+号")

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|"
    "台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_LOCAL = re.compile(
    rf"^(?:{_PROVINCES}|[某本我全]?(?:省|市|区|县)(?![场容政民级域际区])|"
    r"(?!城市|都市|超市|上市|城镇|城乡|农村|乡村|国家|全国|中国)[\u4e00-\u9fff]{1,6}?(?:省|市|县|自治州|自治区|新区)(?![场容政民级域际乡]))"
)


def is_local(name: str) -> bool:
    """True for a name that begins with a province, city or county: such rules differ from place to place."""
    return bool(_LOCAL.match(name))


def law_like(name: str, before: str, after: str, near: bool) -> bool:
    """Decide for a name that no law has. `before` and `after` are the text around its 《》; `near`: it nearly is a law's name."""
    core = re.sub(r"(?:（[^）]*）)+$", "", name.translate(str.maketrans("()", "（）")))
    if _NO_LAW.search(core):
        return False
    if _STATE_MADE.search(core):
        return True
    if not _OTHERS.search(core):
        return near and bool(_NEAR_ONLY.search(core))
    lead = re.sub(r"(?:《[^《》]*》(?:（[^）]*）)?(?:[、，和及与]|以及)*)+$", "", before)
    if _AUTONOMY.search(core):
        return False
    if _NUMBER.match(after) or is_local(core):
        return True
    if _OWN.search(core):
        return bool(_CITED_STRICTLY.search(lead)) or bool(_OFFICIAL.search(core))
    if near or _OFFICIAL.search(core) or _CITED.search(lead):
        return True
    return bool(_RULING.match(after)) and not _MAKING.search(lead)
