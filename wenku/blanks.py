"""Blanks that are not fields: what a copied text leaves where a name, a year or a number must stand (issue 3, point 3).

A blank of this library is a field `{{社区名称}}`, which the page, Word and the search know. Everything else is a finding,
with the field that should stand there. In an attachment 〔填写〕 is a space for the hand and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenku.model import ERROR, WARNING
from wenku.needs import Sparse
from wenku.prose import Hit
from wenku.typography.protect import FIELD_MARK, TOKEN_MARK, mask, quote

CODES: dict[str, tuple[str, str, str, bool]] = {
    "BLANK-1": ("年份空白", "20xx年、20__年是别人文稿里抹去的年份，读者无法填写，也查不到。", ERROR, False),
    "BLANK-2": ("XX、××、某某", "用叉号、某某占位的名称要改成字段，填写时才不会漏。", ERROR, False),
    "BLANK-3": ("某社区、某单位", "“某”加单位名是没有填的名称；“某一”“某些”“某种”不算。", ERROR, False),
    "BLANK-4": ("横线空白", "横线上该写什么，读者猜不到，改成字段。", ERROR, False),
    "BLANK-5": ("圈号空白", "〇〇、○○、OO是没有填的名称。", ERROR, False),
    "BLANK-6": ("方框", "正文里的□是空白，或者是转码时丢了的字。", ERROR, False),
    "BLANK-7": ("勾选框", "附件表格里的勾选框可以留，正文里不用。", WARNING, False),
    "BLANK-8": ("抹去届次的会议", "“党的xx大”抹去了届次，引用会议要写准确的届次。", ERROR, False),
    "BLANK-9": (
        "填写说明当正文",
        "（此处填写…）、【名称】一类的话会原样印出去，改成字段，说明写进字段的提示。",
        ERROR,
        False,
    ),
    "BLANK-10": ("日期空白", "空着数字的年、月、日改成日期字段。", ERROR, False),
    "BLANK-11": ("空的引号、括号", "引号、书名号里没有字，多半是复制时丢了内容。", ERROR, False),
    "BLANK-12": ("待定、待补充", "没有定下来的内容改成字段；定不下来的写由谁在什么时候定。", ERROR, False),
}

_X = "xXＸｘ×✕╳＊"
_C = "○◯〇〇OＯ◇△"
_DIGIT = "一二三四五六七八九零十百"
_YEAR = Sparse(
    rf"(?<![0-9A-Za-z])(?:19|20)(?:[{_X}○◯〇OoＯ＿_*]{{1,4}}|[0-9][{_X}○◯＿_*])(?![0-9A-Za-z])|20(?<![0-9].{{2}})[-—－]{{1,4}}(?=年)|二[〇○零0][{_X}○◯＿_*]{{1,4}}"
)
_PARTY = Sparse(
    rf"(?:党的|十?[{_X}＿_○〇O]{{1,4}}届|中共)[“ ]?(?:[{_X}＿_○◯〇OＯ*]{{1,4}}|某{{1,2}}|…{{1,2}})[ ]?(?:大(?![学型量街道])|届|中全会)"
    rf"|(?<![A-Za-z])[{_X}＿_○]{{1,4}}大(?=精神|报告)|(?<![A-Za-z])[{_X}＿_○]{{1,4}}届(?=[{_DIGIT}{_X}＿_]{{1,4}}[中次]|[中历]|全国)|党的大(?=精神|和|、|报告|召开)|党的、"
)
_CROSS = Sparse(
    rf"[{_X}](?<![A-Za-z0-9].)[{_X}]{{1,20}}(?![A-Za-z])|某某|[xX×](?<![A-Za-z0-9].) [xX×](?=[\u4e00-\u9fff])"
    r"|\*{2,4}(?<!\*{5})(?=社区|街道|小区|单位|公司|同志|[年月村镇乡市县区])(?![^*\n]{0,40}\*\*)"
)
_ONE_X = Sparse(
    rf"[{_X}](?<![A-Za-z0-9{_X}*].)(?=[年月日号时人户名元万场次届]|社区|街道|村|镇|乡|[市县区](?![域间])|同志)"
)
_SOME = Sparse("某(?<!某.)(?!某)")
_KIND_OF = "一二两几些种个项类次位人事时地日天年月处方件条户名段点级层家口块栋楼甲乙丙份样期股门只张笔"
_UNITS = "社区|街道|镇|乡|市|县|区|省|村|单位|公司|小区|学校|中学|小学|幼儿园|同志|中心|局|支部|物业|医院|路|活动|办事处|居委会|村委会"
_ANON = re.compile(r"[\u4e00-\u9fff]某")
_LINE = Sparse(
    r"[-－](?<![-－A-Za-z0-9].)[-－]{2,9}(?=街道|社区|[村镇乡市县区年月])|[_＿]{2,}|[_＿](?<=[年月].)(?=[月日])"
)
_CIRCLE = Sparse(rf"[{_C}]{{2,20}}")
_BOX = re.compile("[□☐▢]+")
_LABEL = re.compile(r"[\u4e00-\u9fff]")
_NOTE = Sparse(
    r"[（(【\[［](?:此处|请在?此|在此|请)?(?:如实)?(?:填写|填入|填(?!写)|插入|输入|补充|注明|写明)(?![了的]|完毕|后|时|人|单位|日期|说明|要求|表)[^（）()【】\[\]\n]{0,40}[）)】\]］]"
    r"|[（(【\[［](?:此处|在此|这里)[^（）()【】\[\]\n]{0,20}(?:填|写|略)[^（）()【】\[\]\n]{0,20}[）)】\]］]"
    r"|【[^【】\n]{0,12}(?:名称|姓名|日期|时间|地点|电话|年份|单位|社区|街道|数量|金额|人数|户数)】|[\[（][\u4e00-\u9fff]{2,5}(?:名称|姓名)[\]）]|(?<!\{)\{[^{}\n]{0,5}[\u4e00-\u9fff][^{}\n]{0,2}\}(?!\})|[<＜][^<>＜＞/\n]{0,10}(?:名称|姓名|填写|日期)[>＞]"
)
_DATE = Sparse(
    r"第[ 　]{2,8}[次期届号季]|年(?:[ 　]{1,12}|…{1,4}|\.{3,6}|[-—－]{2,4})月(?:(?:[ 　]{1,12}|…{1,4}|\.{3,6}|[-—－]{2,4})[日号])?|月(?:[ 　]{2,12}|…{1,4}|\.{3,6})[日号]|…{1,2}年(?=[…  　\d]{0,4}月|度|，|工作)"
    r"|20[ 　]{2,8}年"
)
_EMPTY = Sparse(r"“[ 　]*”|‘[ 　]*’|《[ 　]*》|「[ 　]*」|【[ 　]*】|（[ 　]*）|\([ 　]{0,20}\)")
_PENDING = Sparse(
    r"(?P<w>待(?:确定|确认|核实|明确|落实)(?![的人])|待定(?![损点量罪价岗级性向额制])|待补充?(?![贴助偿缴办齐种])|待填写?|待完善(?![的制体机])|TBD|TODO|FIXME|tbd|N/A)"
)
_BEFORE = re.compile(
    r"(?:\A|[：:，。；（(【\[「『“〔|、为尚均还暂])[ ]?\Z|(?:时间|地点|人员|人选|金额|日期|名单|数量|方案|标准|内容|主题)\Z"
)
_AFTER = re.compile(r"[ ]?(?:\Z|[）)】\]」』”〕。，；、|])")
_MASKED = ("{{", ".", "@", "`", "_", "/")
_QUOTED = re.compile("(?:写|改成|改为|填|例如|比如|譬如|如|不用|避免|把)[：:]?“[^”]*\\Z")
_FIELDS = (
    ("社区", "社区名称"), ("居委会", "社区名称"), ("街道", "街道名称"), ("办事处", "街道名称"), ("村", "村名称"), ("镇", "乡镇名称"),
    ("乡", "乡镇名称"), ("小区", "小区名称"), ("市", "城市名称"), ("县", "区县名称"), ("区", "区县名称"), ("省", "省份名称"),
    ("年", "年份"), ("月", "日期"), ("日", "日期"), ("时", "时间"), ("户", "户数"), ("人", "人数"), ("名", "人数"), ("元", "金额"),
    ("万", "金额"), ("次", "次数"), ("场", "场次"), ("号", "编号"), ("%", "比例"), ("支部", "党支部名称"), ("党", "党组织名称"),
    ("学校", "学校名称"), ("中学", "学校名称"), ("小学", "学校名称"), ("公司", "企业名称"), ("物业", "物业企业名称"), ("同志", "负责人岗位"),
    ("书记", "负责人岗位"), ("主任", "负责人岗位"), ("路", "道路名称"), ("活动", "活动名称"),
)  # fmt: skip
_LABELS = (
    ("联系人", "联系人岗位"), ("负责人", "负责人岗位"), ("组长", "负责人岗位"), ("姓名", "岗位"), ("电话", "联系电话"), ("时间", "时间"),
    ("日期", "日期"), ("地点", "地点"), ("地址", "办公地点"), ("单位", "单位名称"), ("金额", "金额"), ("共", "数量"), ("约", "数量"),
)  # fmt: skip


def scan(text: str) -> Iterator[Hit]:
    """Yield the blanks of a piece that are not fields, in order; of two that overlap the first and longer one."""
    masked = mask(text) if any(mark in text for mark in _MASKED) else text
    at = 0
    for hit in sorted(_all(masked), key=lambda hit: (hit.start, -hit.end, int(hit.code[6:]))):
        if hit.start >= at:
            yield hit
            at = hit.end


def _all(text: str) -> Iterator[Hit]:
    for finder in (_year, _meeting, _crosses, _some, _lines, _boxes, _told):
        yield from finder(text)


def _year(text: str) -> Iterator[Hit]:
    for m in _YEAR.finditer(text):
        if m.group().startswith("20") and m.group()[2:].strip("〇") == "":
            continue
        yield _hit(m.start(), m.end(), text, "BLANK-1", "年份是空白", "写“{{年份}}”，由读者填写")


def _meeting(text: str) -> Iterator[Hit]:
    for m in _PARTY.finditer(text):
        if m.group() == "党的、" and "届" not in text[m.end() : m.end() + 8]:
            continue
        yield _hit(m.start(), m.end(), text, "BLANK-8", "会议的届次是空白", "按现行表述写准届次，没有把握就不引用")


def _crosses(text: str) -> Iterator[Hit]:
    for pattern in (_CROSS, _ONE_X):
        for m in pattern.finditer(text):
            if m.group() == "某某" and _QUOTED.search(text[max(0, m.start() - 30) : m.start()]):
                continue
            yield _hit(m.start(), m.end(), text, "BLANK-2", "占位符不是字段", _advice(text, m.start(), m.end()))
    for m in _CIRCLE.finditer(text):
        beside = text[m.start() - 1 : m.start()] + text[m.end() : m.end() + 1]
        latin = "O" in m.group() and any(c.isascii() and c.isalnum() for c in beside)
        if not latin and not any(c in _DIGIT for c in beside):
            yield _hit(m.start(), m.end(), text, "BLANK-5", "圈号不是字段", _advice(text, m.start(), m.end()))


def _some(text: str) -> Iterator[Hit]:
    for m in _SOME.finditer(text):
        after = text[m.end() : m.end() + 3]
        unit = re.match(_UNITS, after)
        if not unit and (
            after[:1] in _KIND_OF
            or not _LABEL.match(after)
            or after.startswith(("部门", "领导", "因", "与", "和", "、"))
        ):
            continue
        named = _ANON.match(text, m.start() - 1) if m.start() else None
        if not unit and named and text[m.start() - 1] not in "的在和与“及由等":
            continue
        if re.search(
            "例如|比如|譬如|假如|假设|如果|好比|不写|某[\u4e00-\u9fff]\\Z", text[max(0, m.start() - 8) : m.start()]
        ):
            continue
        end = m.end() + (len(unit.group()) if unit else 0)
        yield _hit(m.start(), end, text, "BLANK-3", "“某”是没有填的名称", _advice(text, m.start(), m.end()))


def _lines(text: str) -> Iterator[Hit]:
    for m in _LINE.finditer(text):
        left, right = text[max(0, m.start() - 1) : m.start()], text[m.end() : m.end() + 1]
        if all(c and (c == TOKEN_MARK or (c.isascii() and c.isalnum())) for c in (left, right)):
            continue
        yield _hit(m.start(), m.end(), text, "BLANK-4", "横线不是字段", _advice(text, m.start(), m.end()))


def _boxes(text: str) -> Iterator[Hit]:
    for m in _BOX.finditer(text):
        left, right = text[max(0, m.start() - 1) : m.start()], text[m.end() : m.end() + 1]
        near = _BOX.search(text, max(0, m.start() - 14), m.start()) or _BOX.search(text, m.end(), m.end() + 14)
        option = (
            (left == "" or left in "□☐：:；;，、。 　（()）|” ")
            and (_LABEL.match(right) is not None or _LABEL.match(text[m.end() :].lstrip()[:1]) is not None)
            and right not in "年月日"
        )
        labelled = _LABEL.match(left) is not None and (right == "" or right in "；;，、。 　）)〔|" or near)
        if len(m.group()) == 1 and (option or labelled or FIELD_MARK in (left, right)):
            yield _hit(
                m.start(), m.end(), text, "BLANK-7", "勾选框", "正文里改成字段（选择类）；附件表格里的勾选框可以保留"
            )
        else:
            yield _hit(m.start(), m.end(), text, "BLANK-6", "方框是空白或者丢了的字", _advice(text, m.start(), m.end()))


def _told(text: str) -> Iterator[Hit]:
    for m in _NOTE.finditer(text):
        yield _hit(
            m.start(), m.end(), text, "BLANK-9", "填写说明不是字段", "改成字段，如“{{单位名称}}”，说明写进字段的提示"
        )
    for m in _DATE.finditer(text):
        yield _hit(m.start(), m.end(), text, "BLANK-10", "日期是空白", "写日期字段，如“{{成文日期}}”")
    for m in _EMPTY.finditer(text):
        if m.group() != "()" or not text[max(0, m.start() - 1) : m.start()].isascii():
            yield _hit(m.start(), m.end(), text, "BLANK-11", "里面没有字", "补上内容，或者写字段")
    for m in _PENDING.finditer(text):
        if _QUOTED.search(text[max(0, m.start() - 30) : m.start()]):
            continue
        if _BEFORE.search(text[max(0, m.start() - 3) : m.start()]) and _AFTER.match(text, m.end()):
            yield _hit(m.start(), m.end(), text, "BLANK-12", "内容没有定下来", "写字段，或者写明由谁在什么时候定")


def _hit(start: int, end: int, text: str, code: str, what: str, right: str) -> Hit:
    shown = quote(text[max(0, start - 2) : end + 4].replace(FIELD_MARK, ""))
    return Hit(start, end, code, f"“{shown}”：{what}", right)


def _advice(text: str, start: int, end: int) -> str:
    """Propose a field from the noun after the blank, else from the label before it."""
    after, before = text[end : end + 4], text[max(0, start - 8) : start]
    for nouns, where in ((_FIELDS, after), (_LABELS, before)):
        for noun, field in nouns:
            if where.startswith(noun) if where is after else noun in where:
                return f"写字段“{{{{{field}}}}}”"
    return "写字段，如“{{单位名称}}”，名称说明要填什么"
