"""Stage 7: blanks of any form, names of places, years and dates of a text → fields; counts and sums are proposed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from pypinyin.phrases_dict import phrases_dict

from wenku import blanks
from wenku.importing.characters import MISSING
from wenku.importing.fieldnames import PLACES, Names
from wenku.importing.model import Note, Notes, quote
from wenku.importing.structure import SIGNATURE, TABLE, Block, Blocks
from wenku.needs import Sparse

_ADVISED = Sparse(r"\{\{([^{}]+)\}\}")
_FIXED = {"BLANK-1": "年份", "BLANK-8": "会议名称", "BLANK-12": "待定内容", "BLANK-9": ""}
_BOUND = "^|[，。；：、“（《》\\s年日月0-9]|[在由以把使与和对向到从为及经就]|结合|围绕|制[定订]|拟[定订]|成立|根据|按照|推进|加强|建设|打造|全体|我们|驻"
_PLACE = re.compile(rf"(?:{_BOUND})([\u4e00-\u9fff]{{2,5}}?)(社区|街道|村|镇|(?<!返家)乡|小区)(?!卫生|矫正|教育|民警|建设发|委|级|里|民|务|内|规|两|镇|的)")
_COMMON = re.compile(
    "我|本|各|全|该|个|和谐|平安|文明|绿色|示范|智慧|无毒|特色|精品|学习|星级|创建|美丽|先进|优秀|每|所在|所辖|下辖|辖区|城市|城乡|农村|老旧|新型|现代|我们|这|一|两|三|建设|服务"
    "|加强|推进|开展|深入|走进|进入|居民|党员|进|全国|全省|全市|省级|市级|区级|国家|科普|法律|文化|卫生|健康|生态|环保|节约|安全|防灾|宜居|幸福|温馨|民主|法治|的|了|为|在|对|与|和|及|由"
    "|规范|探索|型|年|集|发挥|完善|强化|提高|形成|细化|实现|促进|落实|做好|抓好|搞好|维护|构建|构筑|营造|创新|整治|动员|发动|引导|依托|利用|借助|围绕|立足|幼儿|养老|老年|儿童|青少年|残疾|志愿|未来"
    "|基层|组织|管理|发展|街道|乡镇|社区|单位|企业|学校|机关|驻|共建|新|老|大|小|空心|自然|行政|贫困|重点|中心|以|向|到|从|把|是|有|等|使|让|将|被|给|下|上|中|内|外|党|团|住宅|封闭|无物业|商品房|拆迁|安置|城中|工业|开发|园区|科技园|物业|关于|保护|爱护|治理"
)
_PLACE_END = re.compile("[园苑路湖山桥里庄寨坪城湾河江岭泉港洲屯沟堡营庙寺塘坡岗]$|新村$|花园$")
_SIGNED = re.compile("(?:^|街道|镇|乡|[区县])(?P<name>[\u4e00-\u9fff]{2,4})(?P<noun>社区|村)(?=居委会|居民委员会|村委会|村民委员会|党支部|党总支|党委|妇联|关工委|团支部|综治|网格|科普|$)")
"""Who signs: 幸福路社区居委会."""
_NO_NAME = re.compile("^(?:本|我|某|全|各|该|农|城市|街道)|街道|[×某]")
_NAMED_PLACE = Sparse(r"(?:(?<=[在到从至由于、，。：；（])|^)([\u4e00-\u9fff]{2,5}(?:花园|家园|新村|小区|公寓|大厦|广场|路口|苑(?=\d|小区|[，。、])|巷口|[路街巷]\d+号))")
"""What a reader of another place would change; only proposed."""
_PLACES_MOST = 3
"""Names of one noun that become fields: a list of twenty villages is no blank."""
_YEAR = Sparse(r"(?<!\d)(20\d\d)(?=\s*年|[—\-至]\d{4}年)")
_COUNT = Sparse(r"(?<![\d.第年月])(\d[\d,.]*)\s*(万元|亿元|元|余?人|余?名|余?户|余?次|余?场|余?份|余?处|余?个|平方米|公里|公斤|%|栋|座|支|册|篇|件|余?家)")
_COUNTS = 40
"""Counts listed in a report at most."""


def fill(title: str, blocks: Blocks) -> tuple[str, Blocks, Notes]:
    """Return (title, blocks) with fields, and notes with what each took the place of."""
    notes: list[Note] = []
    names = Names()
    places, year = _places(title, blocks), _year(title, blocks)

    def text(line: int, words: str) -> str:
        words = _blanks(words, line, names, notes)
        words = _named(words, line, places, notes)
        return _dated(words, line, year, notes)

    title = text(blocks[0].line if blocks else 0, title)
    filled = tuple(_block(block, text, notes) for block in blocks)
    return title, filled, tuple(notes) + _sites(filled) + _counts(blocks)


def bare(heading: str) -> str:
    """Return a heading without years and with the noun for a place instead of its field: {{社区名称}}科普计划 → 社区科普计划."""
    heading = re.sub(r"\{\{年份\}\}年?", "", heading)
    nouns = {field: noun for noun, field in reversed(PLACES.items())}
    return _ADVISED.sub(lambda match: nouns.get(match.group(1).rstrip("0123456789"), ""), heading)


def _block(block: Block, text: Callable[[int, str], str], notes: list[Note]) -> Block:
    if block.kind == TABLE:
        return replace(block, rows=tuple(tuple(text(block.line, cell) if cell else cell for cell in row) for row in block.rows))
    if block.kind == SIGNATURE:
        notes.append(Note("blanks", block.line, "落款设成字段", "单位和日期各地不同", quote(f"{block.unit} {block.text}")))
        return replace(block, unit="{{单位名称}}", text="{{成文日期}}")
    return block.with_text(text(block.line, block.text))


def _blanks(text: str, line: int, names: Names, notes: list[Note]) -> str:
    parts, at = [], 0
    for hit in blanks.scan(text):
        found = text[hit.start : hit.end]
        if hit.code == "BLANK-7":
            continue
        end = hit.end
        if hit.code in ("BLANK-6", "BLANK-11"):
            put = MISSING
        else:
            advised = _ADVISED.search(hit.right)
            base = _FIXED.get(hit.code) or (_told(found) if hit.code == "BLANK-9" else advised.group(1) if advised else "待填内容")
            base = "日期" if hit.code == "BLANK-10" else base
            put = f"{{{{{names.name(base)}}}}}"
            noun = next((noun for noun, field in PLACES.items() if field == base and text.startswith(noun, end)), "")
            end += len(noun)
        notes.append(Note("blanks", line, f"改成 {put}", "没有填的空白", quote(found)))
        parts += text[at : hit.start], put
        at = end
    return _once("".join([*parts, text[at:]]))


def _told(found: str) -> str:
    """Return the field that an instruction asks for: （此处填写活动地点） → 活动地点."""
    word = re.sub(r"请|此处|在此|这里|如实|填写|填入|填|插入|输入|补充|注明|写明|相应的?|具体的?|[^\u4e00-\u9fffA-Za-z0-9]", "", found)
    return word[:10] if word else "待填内容"


def _once(text: str) -> str:
    """Drop a field that directly follows itself."""
    return re.sub(r"(\{\{[^{}]+\}\})(?:[、，\s]*\1)+", r"\1", text)


def _places(title: str, blocks: Blocks) -> dict[str, str]:
    """Return names of places with their noun (红巾社区) → field: those that stand in the title or signature, or twice."""
    texts = [title, *(block.unit for block in blocks if block.unit), *(block.text for block in blocks), *(c for b in blocks for row in b.rows for c in row)]
    whole = "\n".join(texts)
    sure = "\n".join(texts[: 1 + sum(bool(block.unit) for block in blocks)])
    counted: Counter[tuple[str, str]] = Counter()
    for match in _PLACE.finditer(whole):
        if not _COMMON.search(match.group(1)):
            counted[match.group(1) + match.group(2), match.group(2)] += 1
    signed = {match["name"] + match["noun"]: match["noun"] for block in blocks if (match := _SIGNED.search(block.unit)) and not _NO_NAME.search(match["name"])}
    for name, noun in signed.items():
        counted[name, noun] += 1
    found: dict[str, str] = {}
    used: Counter[str] = Counter()
    for (name, noun), _ in sorted(counted.items(), key=lambda item: (item[0][0] not in sure, -whole.count(item[0][0]), item[0])):
        if (name in signed or _is_place(name.removesuffix(noun), name in sure, whole.count(name))) and used[PLACES[noun]] < _PLACES_MOST:
            used[PLACES[noun]] += 1
            found[name] = PLACES[noun] + (str(used[PLACES[noun]]) if used[PLACES[noun]] > 1 else "")
    return found


def _is_place(name: str, sure: bool, times: int) -> bool:
    """Tell a name from a verb before 社区: it ends like a place, or no dictionary has it as a word."""
    if _PLACE_END.search(name):
        return sure or times > 1
    common = name in phrases_dict or name[-2:] in phrases_dict or name[:2] in phrases_dict
    return (sure and name not in phrases_dict) or (times > 1 and not common)


def _named(text: str, line: int, places: dict[str, str], notes: list[Note]) -> str:
    for name in sorted(places, key=lambda name: (-len(name), name)):
        if name in text:
            text = text.replace(name, f"{{{{{places[name]}}}}}")
            notes.append(Note("blanks", line, f"改成 {{{{{places[name]}}}}}", "具体的地名，各地不同", name))
    return text


def _year(title: str, blocks: Blocks) -> str:
    """Return the year that a text is made for: that of its title, else the one named most; "" when none is."""
    own = _YEAR.findall(title)
    if own:
        return own[0]
    counted = Counter(year for block in blocks for year in _YEAR.findall(block.text))
    return sorted(counted, key=lambda year: (-counted[year], year))[0] if counted else ""


def _dated(text: str, line: int, year: str, notes: list[Note]) -> str:
    years = list(dict.fromkeys(_YEAR.findall(text)))
    for other in years:
        if other == year:
            notes.append(Note("blanks", line, "改成 {{年份}}", "文本所属的年份", other))
        else:
            notes.append(Note("blanks", line, "建议设成字段", "具体年份", other))
    return re.sub(rf"(?<!\d){year}(?=\s*年)", "{{年份}}", text) if year in years else text


def _sites(blocks: Blocks) -> Notes:
    """Propose fields for the names of places that are left: each once."""
    found: dict[str, int] = {}
    for block in blocks:
        for text in [block.text, *(cell for row in block.rows for cell in row)]:
            for match in _NAMED_PLACE.finditer(text):
                if not _COMMON.search(match.group(1)[:2]) or _PLACE_END.search(match.group(1)[:3]):
                    found.setdefault(match.group(1), block.line)
    return tuple(Note("blanks", line, f"建议设成字段（原值 {name}）", "像具体的地名，各地不同", name) for name, line in list(found.items())[:_COUNTS])


def _counts(blocks: Blocks) -> Notes:
    found = []
    for block in blocks:
        for text in [block.text, *(cell for row in block.rows for cell in row)]:
            for match in _COUNT.finditer(text):
                around = text[max(0, match.start() - 10) : match.end() + 8]
                found.append(Note("blanks", block.line, f"建议设成字段（原值 {match.group()}）", "别人的数字，核对或者改成字段", quote(around)))
    more = len(found) - _COUNTS
    return tuple(found[:_COUNTS]) + ((Note("blanks", found[_COUNTS].line, f"另有 {more} 处具体数字", "逐一核对"),) if more > 0 else ())
