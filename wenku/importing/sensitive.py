"""Stage 8b, passages that a public library must not carry: left out of the draft, listed in the report with their reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from wenku.importing import identity
from wenku.importing.model import Note, Notes, quote
from wenku.importing.structure import HEADING, TABLE, Block, Blocks
from wenku.needs import Sparse

_KNOWN, _WATCHED = "能认出受助人", "监视、管控信教的人"
_WEAK_ONES = Sparse(r"低保|贫困|困难(?:户|家庭|学生|群众|居民)|残疾人?|受[助资]|资助|慰问|家暴|受害|孤儿|失独|单亲|艾滋|梅毒|性病|感染者|抑郁|精神(?:病|障碍|分裂)|[吸戒]毒|未成年人|留守儿童|患者|病人|欠费户")
_THEIRS = Sparse(r"姓名|名字|名单|名册|照片|住址|住处|门牌|家门|电话|病情|病历|存款|身份证|身份|班级|学校|致贫原因|合影|举牌|拍照|录像|领款|门上|胸前")
_SHOWN = Sparse(r"公布|公开|公告|张贴|贴在|上墙|宣传栏|公告栏|发[在到给至往]|发(?:朋友圈|公众号|抖音|微博|群)|朋友圈|公众号|告诉(?:全|大家|邻居|各)|人手一份|写进|钉|举牌|上台|念(?:名|一遍)|展示|认得|挂(?:在|牌|上)|让(?:大家|邻居)|掌握")
"""Who is weak × what is his × where it is shown: the three in one sentence, in any order, make him known."""
_KNOWN_BY = Sparse(r"[\u4e00-\u9fff]某(?![些个种一项处时天日月类])|孤儿[\u4e00-\u9fff]{2}[，（]|[\u4e00-\u9fff]家(?:老[一二三四五大]|媳妇|儿子|女儿|闺女|小子)|\d+(?:栋|号楼|单元|室)的|[一二三四五六七八九十]+(?:栋|号楼|单元)的[\u4e00-\u9fff]{1,3}(?:某|家)")
"""Someone whom neighbours know without his name."""
_FORBIDS = re.compile("(?:不|不得|不准|不能|不可|不应|不要|严禁|禁止|任何人)(?:得|上台|对外|在[^，。；]{1,8}|向[^，。；]{1,8})?(?:合影|举牌|发|念|登|写|说出|挂|录像|打听|外借|张贴|公布|公示|公开|上墙|拍照|展示|透露|外传|泄露|悬挂|挂牌)|(?:只由|仅由|仅限|只有)[^，。]{0,10}(?:掌握|保管|知道|查看)|(?:不单独|不另外|不)标注|(?:不写|不出现|隐去|遮住|去掉)[^，。]{0,6}(?:姓名|名字|住址|照片)")
"""What forbids to make recipients known may stand."""
_SAFETY = re.compile("场所[^。]{0,20}(?:消防|燃气|用电|防火|安全)")
"""Looking after the building is no watch over those who pray in it."""
_RULES: tuple[tuple[str, Sparse], ...] = (
    (
        _WATCHED,
        Sparse(
            r"(?:宗教|信教|信众|清真寺|教堂|教徒|练习者|练功|法轮|邪教人员|原[^，。]{0,4}功[^，。]{0,4}者)[^。！？]{0,60}(?:摸排|(?<!隐患)(?<!安全)排查(?!治理|整改)|管控|监控|监督|监管|管教|转化|盯防|思想动态|思想比较稳定|早控制|重点人|稳控|登记造册|禁止|反常)"
            r"|(?:摸排|排查|管控|监控|监管|盯防|稳控|登记)[^。！？]{0,30}(?:信教|信众|练习者|法轮|邪教人员)|做礼拜人员|(?:信教|信众|信徒|教会|教徒|聚会点|家庭聚会)[^。！？]{0,40}(?:台账|底数|名册|造册|档案|思想(?:情况|状况)|动向|聚会(?:时间|地点)|上报|向[^，。]{0,6}报告|监视|跟踪)"
            r"|(?:严禁|禁止|不准|不许|不得|不让)(?:让)?(?:信教|信众|信徒|教徒|少数民族)[^。！？，]{0,12}(?:进入|参加|使用|入内|租|报名)|(?:掌握|摸清|监视|跟踪|上报)[^。！？]{0,30}(?:信教|信众|信徒|教会|教徒|聚会点|家庭聚会)|宗教[^。！？]{0,40}(?:人员)?(?:组织学习|宣传禁止)"
        ),
    ),
    (
        "管控、劝返信访的人",
        Sparse(
            r"(?:上访|信访|缠访|集访|越级访|访民)[^。！？]{0,40}(?:劝返|稳控|管控|盯|吸附|拦截|截访|重点人|控制在|零上访)|(?:劝返|稳控|截访|吸附)[^。！？]{0,40}(?:上访|信访|访|对象|人员)"
            r"|(?:优抚|退伍|涉军|重点)(?:对象|人员|人群)[^。！？]{0,10}(?:维稳|稳控)|全年无[^。！？]{0,12}上访|上访[^。！？]{0,20}(?:的)?劝返"
            r"|(?:上访|信访(?:户|人)|访民|越级访|(?:进京|赴省|越级)(?:反映|上访|走访))[^。！？]{0,40}(?:看守|看护|看管|接回|带回|拦下|拦住|防止其|跟踪|行踪|盯牢|控制|一日一报)"
            r"|(?:看守|看管|接回|盯牢|跟踪|防止|拦住)[^。！？]{0,30}(?:上访|信访户|访民|进京|赴省)"
        ),
    ),
    (
        "对重点人员的监控",
        Sparse(r"(?:重点人员|重点人口|刑释|矫正对象|吸毒人员|精神病人|三无”?流动人员|流动人员)[^。！？]{0,40}(?:监控|管控|稳控|盯防|定位跟踪|手机定位|摸排|四包一|黑名单|列管)"),
    ),
    (
        "强制计划生育",
        Sparse(
            r"避孕率|计划外(?:生育|怀孕|出生|二胎)|结扎|引产|(?<!投)[放上取查]环(?![节境保卫形球岛路])|环孕|孕情|社会抚养费|抚养费[^。]{0,10}征收|征收[^。]{0,10}抚养费|人工流产|人流手术|(?:做|行)人流|(?:孕|胎|育)[^。]{0,20}补救措施|超生(?![物态活产])|(?:二胎|再生育|生育)审批|计划生育率|出生性别比|(?:一|二|多)孩\d+人|避孕药具[^。]{0,12}(?:到位率|发放率|落实率|随访率)|育龄妇女[^。]{0,20}(?:管理|清查|摸底)"
            r"|(?:押|强行|强制|逼)[^。！？]{0,12}(?:绝育|手术|流产)|终止妊娠|节育措施|(?:夫[妇妻]|妇女|育龄|生育|[一二多]孩|[男女]方)[^。！？]{0,20}绝育|(?:必须|按月|按季|统一|逾期|不做|不参加|督促|催)[^。！？]{0,14}孕检|孕检[^。！？]{0,20}(?:罚|催|通报|扣)"
        ),
    ),
    (
        _KNOWN,
        Sparse(r"(?:低保|救助|受[助资]|资助|帮扶|慰问|困难|特困|残疾|患病|失独)[^，。！？：]{0,8}名单[：:](?=[^。]{2,4}[，、（(])|(?:低保|救助|受助|困难|残疾|大病|孤儿|失独|受害|贫困)[^。！？]{0,40}(?:名单(?:公示|公布|张贴|如下|上墙)|照片|门牌(?:号|上)|挂牌|公示[^。]{0,10}(?:身份证|住址|病))"
            r"|(?:低保|救助|受助|资助|困难|残疾|大病|孤儿|失独|受害|贫困|帮扶)[^。！？]{0,30}(?:姓名|住址|病情|照片|班级)[^。！？]{0,20}(?:公布|张贴|公告|发[在到]|上墙|宣传栏|公众号|朋友圈|群里)"
            r"|(?:张贴|公布|发[在到])[^。！？]{0,20}(?:低保|救助|受助|资助|困难|残疾|孤儿|失独|受害|贫困)[^。！？]{0,12}(?:姓名|住址|病情|照片|班级)"
            r"|(?:给|为|让|与)(?:受助|受资助|低保|困难|贫困)[^。！？]{0,6}(?:拍照|合影|录像)"),
    ),
)
_PLIGHT = Sparse(
    r"患(?:有|了|上)?[^，。；]{1,8}(?:病|癌|症|瘤|疮)|[肝肺胃肠乳腺血食管]癌|癌[^，。；]{0,2}晚期|智力残疾|(?:瘫痪|尿毒症|癌症|白血病|精神病)|月?领(?:取)?[^，。；]{0,6}(?:低保|救助|补助)|(?:是|为|，|系)(?:低保|特困|五保|贫困|困难)户|[一二三四]级残疾|得了?(?:梅毒|艾滋|癌|肺结核|抑郁|精神|性病|绝症)|患[^，。；]{0,4}(?:分裂|抑郁|癫痫|艾滋|梅毒)|坐牢|判刑|出走|改嫁|自杀|砍过?人|打断|被(?:丈夫|家人|父亲)?[^，。；]{0,3}(?:打|殴|性侵)|受家暴|吸毒|贩毒|戒毒|服过?刑|坐过牢|劳改|失明|聋哑|偏瘫|截肢|肝硬化|透析|化疗|刑满|感染(?:艾滋|乙肝|梅毒|肺结核|HIV)|艾滋病|精神失常|尿床|未婚先孕|私生|弃婴|嫖|卖淫|猥亵|强奸|轻生|自残|受虐|精神残疾|残疾[一二三四]级|离异|被[^，。；]{0,4}赶出|服药|家暴|赌博成性|欠(?:下)?[^，。；]{0,4}(?:赌债|高利贷)"
)
"""What nobody may read about a person who is named."""
_BELIEVERS = r"(?:信仰|信奉|信教|信众|信徒|教徒|教友|教民|教门|[某该][^，。]{0,3}教|教派|传教|聚会点|家庭聚会|(?:做|去|来|参加)礼拜|祷告|念经|烧香拜|宗教(?:人员|人士|信仰|活动参加))"
_PETITIONERS = r"(?:(?:去|到|往|进|赴)过?(?:北京|省城|省里|京(?![城剧])|中央|部里)|走访的|爱写信|上访|信访|访民|越级|赴省|进京|(?:到|去|往|向)(?:上面|上级|部里|中央|省里|市里|北京|县里|区里)[^，。；]{0,4}(?:反映|告|讨说法|递|走访)|告状|讨说法|写(?:举报|上告|告状)信|缠访|闹访)"
_WATCH = r"(?:轮流记|装作|吃住在|住(?:在|到|进)其家|何人来访|(?:车站|路口|半路)[^，。；]{0,6}(?:带回|截|拦)|(?:立即|马上|一律)带回|身份证[^，。；]{0,6}(?:代管|代为保管|收走|收缴)|通知其(?:子女|单位|家属)|记[下录]?[^。；]{0,30}(?:说了什么|姓名|来访|几点关灯)|专人跟|人跟着|劝阻[^，。；]{0,4}(?:出门|外出|出行)|(?:买票|乘车|购票|出行)[^，。；]{0,8}(?:上报|报告)|(?:登记|查清|摸清)[^，。；]{0,4}(?:信仰|信什么)|亲属去向|盯(?:守|梢|防|住|牢|紧|着)|盯人|死盯|跟随|尾随|跟踪|跟住|监视|看守|看管|看住|守住|蹲守|轮流(?:看|盯|守)|寸步不离|二十四小时|24小时|全天候?(?:看|跟|盯|守|掌握)|记(?:下|录)[^，。；]{0,20}(?:进出|来往|出入|行踪|去向|参加的?人|名单|聚会)|(?:掌握|摸清|上报|报告|打听|查|了解)[^，。；]{0,8}(?:行踪|去向)|劝返|逢会必|拦(?:截|下|住|回)|接回|截回|不(?:许|准|让)[^，。；]{0,6}(?:出门|外出|离开|出村|进京|参加聚会|信)|收(?:走|缴)[^，。；]{0,4}(?:身份证|经书|手机)|[一二两三四]人(?:包|盯|看)一|逐户登记|摸清[^，。；]{0,8}(?:人|户|底)|建(?:立)?(?:专门)?(?:名册|台账|档案)|列入[^，。；]{0,4}名单|装[^，。；]{0,3}定位|定位跟踪|(?:门口|门前|家门|对门|楼道|其家|住处|教堂|教会|寺|庙)[^，。；]{0,8}(?:架|装)[^，。；]{0,4}(?:探头|摄像头)|(?:架|装)[^，。；]{0,4}(?:探头|摄像头)(?:盯|对着|记|拍)|上传[^，。；]{0,4}行踪|盘问|拍照(?:上报|报告)|扣(?:下|留)[^，。；]{0,8}(?:身份证|证件)|专班定位|改信|退教|(?:单独|另外|专门|逐[一人户])?(?:建册|造册|登记在册|立档)|写清[^，。；]{0,6}(?:哪一种|什么)教|报(?:给)?(?:派出所|专班|综治)|(?:动员|要求|劝)[^，。；]{0,8}(?:不再信|放弃信))"
_PLACES = r"(?:教堂|教会|清真寺|寺庙|庙里|道观|基督|天主|佛教|道教|伊斯兰|宗教|信教|信仰)"
_REPRISAL = r"(?:记(?:下|录)[^，。；]{0,6}(?:名字|姓名|车牌|次数)|(?:列为|列入|纳入)[^，。；]{0,8}(?:关注|重点|名单|对象)|标记|重点名单|约谈|陌生面孔|底细|马上报告|[停断扣取][^，。；]{0,3}(?:低保|补助|救助|分红)|不再?发(?:补助|低保|救济)|影响[^，。；]{0,4}子女|路费[^，。；]{0,4}(?:本人|自理)|住到[^，。；]{0,6}(?:隔壁|对门)|串联|聚集|思想动态|一律不准|不配合的)"
_FAMILIAR = r"(?:少数民族|外来(?:租户|人员|人口|户)|流动(?:人口|商贩|人员)|外地(?:人|租客)|租客|刑满|刑释|矫正对象|(?:吸毒|戒毒)(?:人员|者)?|精神(?:病|障碍|残疾)(?:患者|人|者)?|感染者|退(?:伍|役)(?:老?兵|军人)|涉军|老兵|重点(?:人员|人口|人|对象)|[前有]科人员)"
_HARSH = r"(?:锁在|关在家|红牌|黑牌|挂牌|采集[^，。；]{0,6}(?:指纹|血样|虹膜)|指纹|血样|手机定位|定位打卡|天天打卡|盯防|摸排|串联|聚集|思想动态|都认得|聊天(?:内容|记录)|限期搬|通话记录|门口[^，。；]{0,4}(?:摄像头|探头)|黑名单|公布[^，。；]{0,6}(?:姓名|名单|住址|照片)|(?:名单|照片|姓名)[^，。；]{0,6}(?:公布|上墙)|发给各?楼长|稳控|管控)"
_MASTERED = (
    (_WATCHED, Sparse(rf"(?:{_PLACES}|{_BELIEVERS})[^。！？]{{0,60}}{_REPRISAL}|{_REPRISAL}[^。！？；]{{0,30}}(?:{_PLACES}|{_BELIEVERS})")),
    ("管控、劝返信访的人", Sparse(rf"{_PETITIONERS}[^。！？]{{0,60}}{_REPRISAL}|{_REPRISAL}[^。！？；]{{0,30}}{_PETITIONERS}")),
    ("对重点人员的监控", Sparse(rf"{_FAMILIAR}[^。！？]{{0,40}}{_HARSH}|{_HARSH}[^。！？；]{{0,20}}{_FAMILIAR}")),
    ("强制计划生育", Sparse(r"(?:孕检|查孕|[Bb]超|胎儿性别|出生人口性别|未婚先孕|计划外|二孩|三孩|[躲逃]生|生育证)[^。！？]{0,30}(?:才能|才给|提前上报|不给|不得评|罚|约谈|交社区|交站里|通报|限期)|(?:才能|不给|罚|约谈|防止)[^。！？；]{0,14}(?:孕检|查孕|胎儿性别|未婚先孕|计划外|躲生|逃生育)")),
    (_WATCHED, Sparse(rf"{_BELIEVERS}[^。！？]{{0,60}}{_WATCH}|{_WATCH}[^。！？；]{{0,40}}{_BELIEVERS}")),
    ("管控、劝返信访的人", Sparse(rf"{_PETITIONERS}[^。！？]{{0,60}}{_WATCH}|{_WATCH}[^。！？；]{{0,40}}{_PETITIONERS}")),
)
"""Who is watched × what is done to him, in one sentence, in either order: the words are many, the two sides are always there."""
_FREE = frozenset(why for why, _ in _MASTERED)
_ALLOWED = re.compile("不(?:是|写|搞|设|建|作)[^，。；]{0,8}(?:管控|重点|名单|台账|名册)|(?:不得|不准|严禁|禁止|不许|不能|不要|绝不|决不|防止|杜绝|不)(?:以任何[^，。；]{0,4}|对[^，。；]{0,12})?(?:盯|跟|监视|看守|看管|拦|截|收走|打听|登记信|歧视|干涉|强[制迫]|要求|劝返|打击报复)|依法(?:保护|保障|维护)[^，。；]{0,8}(?:权|利益|自由|信仰)|诵经声|噪声|香客|文物|火(?:灾|患|种|烛)")
"""What forbids such things, or looks after something else, may stand."""
_GOES_ON = re.compile(r"[”’）]?(?:(?:以上|上述)(?:情况|人员|名单|对象|家庭)|对(?:其|他们|她们|这些|上述|此类|拒不|拒绝|不(?:听|配合|服从|愿))|(?:其|他们|她们|这些|上述|此类|该)(?:人员|人|对象|家庭|家属|户)|他们|她们|其(?:家属|行踪|子女|住址)|一旦(?:发现|出现)|发现(?:异常|苗头|外出|动向)|做到(?:人盯人|底数清|早发现)|拒不|名单(?:如下|附后|报)|确保(?:不|无|人不)|实行(?:专人|一对一|包保))")
_SENTENCE = re.compile(r"[^。！？]*[。！？]?[”’）]?")


def unfit(title: str) -> str:
    """Return in Chinese why a text with this title is none for a public library as a whole, else ""."""
    why = next((why for why, pattern in _RULES if pattern.search(title)), "")
    return f"整篇不宜公开：{why}" if why else ""


def remove(blocks: Blocks) -> tuple[Blocks, Notes]:
    """Return the blocks without such sentences (table rows, headings), and each with its reason."""
    notes: list[Note] = []
    kept: list[Block] = []
    under = 0
    for block in blocks:
        if under and (block.kind != HEADING or block.level > under):
            notes.append(Note("sensitive", block.line, "没有放进草稿", "在不宜公开的标题下面", quote(block.text)))
            continue
        under = 0
        if block.kind == TABLE:
            rows = tuple(row for row in block.rows if not _reason("，".join(row), block.line, notes))
            if len(rows) > 1:
                kept.append(replace(block, rows=rows))
        elif block.kind == HEADING:
            if _reason(block.text, block.line, notes):
                under = block.level
            else:
                kept.append(block)
        else:
            parts = [part for part in _SENTENCE.findall(block.text) if part]
            text = "".join(_public(parts, block.line, notes))
            if text.strip() or not block.text:
                kept.append(block.with_text(_mended(text, block.text)))
    return _numbered(kept), tuple(notes)


def _public(parts: list[str], line: int, notes: list[Note]) -> Iterator[str]:
    """Yield the sentences that may stand: neither those that a rule knows, nor those that go on about the same people (对其……)."""
    left = False
    for part in parts:
        on = left and _GOES_ON.match(part) is not None
        if on:
            notes.append(Note("sensitive", line, "没有放进草稿", "接着上一句说的", quote(part)))
        left = on or _reason(part, line, notes)
        if not left:
            yield part


def _reason(text: str, line: int, notes: list[Note]) -> bool:
    if (_PLIGHT.search(text) and (_KNOWN_BY.search(text) or identity.is_someone(text))) or _is_exposed(text):
        notes.append(Note("sensitive", line, "没有放进草稿", _KNOWN, quote(text)))
        return True
    for why, pattern in _MASTERED:
        if pattern.search(text) and not _ALLOWED.search(text):
            notes.append(Note("sensitive", line, "没有放进草稿", why, quote(text)))
            return True
    for why, pattern in _RULES:
        if why in _FREE and _ALLOWED.search(text):
            continue
        if pattern.search(text) and not (why == _KNOWN and _FORBIDS.search(text)) and not (why == _WATCHED and _SAFETY.search(text)):
            notes.append(Note("sensitive", line, "没有放进草稿", why, quote(text)))
            return True
    return False


def _is_exposed(text: str) -> bool:
    """Tell whether a sentence shows to others who is poor, ill or harmed."""
    return all(part.search(text) for part in (_WEAK_ONES, _THEIRS, _SHOWN)) and not _FORBIDS.search(text)


def _mended(text: str, before: str) -> str:
    """Keep a paragraph that is only a number behind the cut out of the draft."""
    return "" if re.fullmatch(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[、.．]?", text.strip()) and text != before else text


def _numbered(blocks: list[Block]) -> Blocks:
    """Count the headings again, and drop those that have nothing left below them."""
    kept = [block for i, block in enumerate(blocks) if not (block.kind == "paragraph" and not block.text.strip())]
    counts = [0] * 6
    found = []
    for block in kept:
        if block.kind == HEADING:
            counts[block.level] += 1
            counts[block.level + 1 :] = [0] * (5 - block.level)
            block = block if block.value == counts[block.level] else replace(block, value=counts[block.level])
        elif block.kind == "attachment":
            counts = [0] * 6
        found.append(block)
    return tuple(found)
