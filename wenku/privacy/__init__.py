"""Personal data in texts (个人信息保护法, art. 4 and 28): numbers that identify a person, home addresses, likely names.

A finding never shows what it found: messages hold masked data only (138****0000, 3****************X, 张*).
Public hotlines (110, 12345 …), 95xxx and 400 numbers are no personal data. Fields are opaque.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenku.model import ERROR, WARNING
from wenku.needs import Sparse
from wenku.privacy import names, numbers
from wenku.prose import Hit

CODES: dict[str, tuple[str, str, str, bool]] = {
    "PRIV-1": ("身份证号码", "身份证号码是个人信息，范本里写字段，填报时也只在必需的表里填。", ERROR, False),
    "PRIV-2": ("手机号码", "个人手机号不进范本；对外公布用办公电话。", ERROR, False),
    "PRIV-3": ("固定电话", "别处的电话会被照抄出去；写字段。公共服务热线除外。", ERROR, False),
    "PRIV-4": ("车牌号码", "车牌可以找到车主，范本里不写。", ERROR, False),
    "PRIV-5": ("银行卡号、账号", "金融账户是敏感个人信息（个人信息保护法第二十八条）。", ERROR, False),
    "PRIV-6": ("护照等证件号码", "证件号码是个人信息，写字段。", ERROR, False),
    "PRIV-7": ("家庭住址", "写到栋、单元、室或者组、号就能找到一户人家。", ERROR, False),
    "PRIV-8": ("电子邮箱", "个人邮箱写字段；机关公开邮箱（gov.cn）除外。", WARNING, False),
    "PRIV-9": ("QQ号、微信号", "个人社交账号写字段。", ERROR, False),
    "PRIV-10": ("疑似姓名", "范本里写岗位，不写姓名。", WARNING, False),
}
_WHAT = {
    "PRIV-1": ("疑似身份证号码", "删去；确需登记的写字段“{{证件号码}}”"),
    "PRIV-2": ("疑似手机号码", "写字段“{{联系电话}}”，填办公电话"),
    "PRIV-3": ("疑似固定电话号码", "写字段“{{联系电话}}”"),
    "PRIV-4": ("疑似车牌号码", "删去，或者写字段“{{车牌号}}”"),
    "PRIV-5": ("疑似银行卡号或者账号", "删去；账户信息不写进范本"),
    "PRIV-6": ("疑似护照等证件号码", "删去；确需登记的写字段“{{证件号码}}”"),
    "PRIV-7": ("疑似家庭住址", "删去门牌，或者写字段“{{地址}}”"),
    "PRIV-8": ("疑似个人邮箱", "写字段“{{联系邮箱}}”，填单位邮箱"),
    "PRIV-9": ("疑似QQ号、微信号", "写字段“{{联系方式}}”"),
    "PRIV-10": ("疑似姓名", "写岗位，不写姓名，如“{{联系人岗位}}”"),
}
_FIELD = re.compile(r"\{\{[^{}\n]*\}\}")
_URL = re.compile(r"(?:https?|ftp)://[!-~]{1,2000}")
_HALF = {ord("０") + i: str(i) for i in range(10)} | {ord("Ｘ"): "X", ord("＠"): "@", ord("－"): "-"}
_WIDE = Sparse("[０-９Ｘ＠－]+")


def scan(text: str) -> Iterator[Hit]:
    """Yield likely personal data in a piece, in order, each place once; the surest kind wins."""
    opaque = _FIELD.sub(lambda m: "\ue000" * len(m.group()), text) if "{{" in text else text
    opaque = _WIDE.sub(lambda m: m.group().translate(_HALF), opaque)
    opaque = _URL.sub(lambda m: "\ue001" * len(m.group()), opaque) if "://" in opaque else opaque
    taken = bytearray(len(text))
    hits = []
    for start, end, code in (*numbers.find(opaque), *names.find(opaque)):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            what, right = _WHAT[code]
            hits.append(Hit(start, end, code, f"{what}“{mask(opaque[start:end], code)}”", right))
    yield from sorted(hits)


def redacted(text: str, mark: str = "*") -> str:
    """Return the text, as long as it was, with all likely personal data as marks: for quotations by other checks."""
    parts, at = [], 0
    for hit in scan(text):
        parts += text[at : hit.start], mark * (hit.end - hit.start)
        at = hit.end
    return "".join([*parts, text[at:]])


def mask(found: str, code: str) -> str:
    """Return a finding's text with the personal part as asterisks."""
    if code == "PRIV-10":
        kept = max(1, names.surname(found))
        return found[:kept] + "*" * (len(found) - kept)
    if code == "PRIV-7":
        return re.sub(
            "[0-9一二三四五六七八九十百]", "*", re.sub(r"[\u4e00-\u9fff]+?(?=[路街巷弄里村屯寨庄])", "**", found)
        )
    if code == "PRIV-8":
        return found[0] + "***@" + "*" * 4
    plain = re.sub(r"[ \-—–－·•.・()（）+]", "", found)
    head, tail = {"PRIV-1": (1, 1), "PRIV-2": (3, 4), "PRIV-4": (2, 1), "PRIV-5": (0, 4)}.get(code, (1, 1))
    if code == "PRIV-2":
        plain = plain[-11:]
    return plain[:head] + "*" * max(4, len(plain) - head - tail) + plain[len(plain) - tail :]
