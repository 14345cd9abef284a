"""Generate a library of any size for measuring: python -m bench.corpus --texts 1000 --out DIR [--seed 1].

The texts are ours, of no use to a reader, and in the closed format; text number i depends on the seed and i alone, so a
smaller library is the beginning of a larger one. Same seed, same vocabularies: same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from pypinyin import lazy_pinyin
from rich.console import Console
from rich.progress import track

from bench import words
from bench.words import Matter
from wenku.check.headings import written_form
from wenku.data import FOLDER, Data, read_data
from wenku.model import Day, Kind, Law

ROOT = Path(__file__).resolve().parent.parent
COMMON_FIELDS = ("单位名称", "年份", "成文日期", "负责人岗位", "联系人岗位", "联系电话", "办公地点")
OPTIONAL_FIELDS = ("承办岗位", "协办单位", "经费来源", "登记数量", "统计日期", "回访人数", "试行期限")
SMALLEST, LARGEST = 1, 10_000
LENGTHS = (920, 1360)
"""Hanzi of a body, from … to …; the last paragraph may go a little over."""

_SLOT = re.compile(r"(?<!\{)\{([a-z]+)\}(?!\})")
_FIELD = re.compile(r"\{\{(\w+)\}\}")
_HANZI = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Sources:
    """What generated texts refer to: the vocabularies and the blank forms that there are."""

    data: Data
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What text number i is about."""

    number: int
    matter: Matter
    scope: int
    kind: Kind

    @property
    def title(self) -> str:
        """The title, like no other in the library."""
        return f"{words.SCOPES[self.scope][0]}{self.matter.name}{words.TITLES[self.kind.id][0]}"

    @property
    def path(self) -> str:
        """The file's path relative to docs."""
        slug = "-".join((pinyin(self.matter.name), pinyin(words.SCOPES[self.scope][0]), self.kind.id))
        return f"plans/{self.matter.domain}/{slug}.md"

    @property
    def code(self) -> str:
        """The code: letter of the domain and four digits."""
        return f"{words.LETTERS[self.matter.domain]}{self.number // len(words.LETTERS) + 1:04d}"


@cache
def pinyin(name: str) -> str:
    """Return a name in pinyin, for addresses."""
    return "".join(lazy_pinyin(name))


def sources(docs: Path) -> Sources:
    """Read what texts may refer to out of a docs folder."""
    forms = sorted(p.relative_to(docs / "templates").as_posix().removesuffix(".md") for p in docs.glob("templates/*/*.md"))
    return Sources(read_data(docs / FOLDER), tuple(forms))


@cache
def _order(seed: int, domain: str) -> tuple[tuple[int, int, int], ...]:
    """Return all (matter, scope, kind) of a domain in an order of their own for each seed."""
    own = sum(matter.domain == domain for matter in words.matters())
    every = [(m, s, k) for m in range(own) for s in range(len(words.SCOPES)) for k in range(len(words.TITLES))]
    Random(f"{seed}:{domain}").shuffle(every)
    return tuple(every)


def plan(seed: int, number: int, data: Data) -> Plan:
    """Return what text `number` (from 0) is about; the domains take turns."""
    domain = tuple(words.LETTERS)[number % len(words.LETTERS)]
    matter, scope, kind = _order(seed, domain)[number // len(words.LETTERS)]
    own = [m for m in words.matters() if m.domain == domain]
    return Plan(number, own[matter], scope, data["kinds"][tuple(words.TITLES)[kind]])


def texts(seed: int, count: int, found: Sources) -> Iterator[tuple[str, str]]:
    """Yield (path relative to docs, content) of the first `count` texts."""
    for number in range(count):
        yield text(seed, number, found)


def text(seed: int, number: int, found: Sources) -> tuple[str, str]:
    """Return (path relative to docs, content) of one text."""
    about = plan(seed, number, found.data)
    rng = Random(f"{seed}:text:{number}")
    levels = rng.choice(words.LEVEL_SETS)
    variants = levels if len(levels) > 1 and rng.random() < 0.5 else ()
    laws = _laws(about.matter.domain, rng, found.data)
    body = _body(about, variants, laws, rng)
    instead = plan(seed, number - len(words.LETTERS), found.data).path if number >= 26 and number % 97 == 0 else None
    front = _front(about, levels, variants, laws, body, rng, found, instead)
    return about.path, "---\n" + "\n".join(front) + "\n---\n\n" + body + "\n"


def _laws(domain: str, rng: Random, data: Data) -> tuple[Law, ...]:
    rows = [law for law in data["laws"].values() if law.citable and law.kind in ("法律", "行政法规") and "、" not in law.name]
    near = [law for law in rows if domain in law.domains]
    chosen = rng.sample(near, min(len(near), rng.choice((0, 1, 1, 2, 2, 3))))
    if rng.random() < 0.2 and data["laws"]["gerenxinxi-baohufa"] not in chosen:
        chosen.append(data["laws"]["gerenxinxi-baohufa"])
    return tuple(chosen)


# Front matter


def _front(about: Plan, levels: Sequence[str], variants: Sequence[str], laws: Sequence[Law], body: str, rng: Random,
           found: Sources, instead: str | None) -> list[str]:  # fmt: skip
    matter, scope = about.matter, words.SCOPES[about.scope][0]
    one, two = rng.sample(matter.actions, 2)
    days = _days(matter.domain, rng, found.data)
    months = sorted(rng.sample(range(1, 13), rng.choice((1, 1, 2, 3)))) if rng.random() < 0.35 else []
    templates = [form for form in found.forms if form.startswith(f"{about.kind.id}/")]
    english = _english(about, found.data) if about.number % 2 else []
    added = f"2026-{rng.randint(1, 10):02d}-{rng.randint(1, 28):02d}"
    reviewed = f"2026-11-{rng.randint(1, 22):02d}"
    changes = [f'{{date: "{added}", what: 首次发布}}']
    if rng.random() < 0.3:
        changes.append(f'{{date: "{reviewed}", what: 按居民意见改写“{one}”一节}}')
    archived = f'{{date: "{reviewed}", reason: 内容已经并入另一份文本, instead: {(instead or "").removesuffix(".md")}}}'
    lines: list[str | None] = [
        f"code: {about.code}",
        f"title: {about.title}",
        *english[:1],
        f"summary: {'、'.join(levels)}在{scope}办理{matter.name}时使用，写明{one}、{two}由谁办、什么时候办完、怎样核对，以及办不成怎样答复。",
        *english[1:],
        f"kind: {about.kind.name}",
        f"level: {_list(levels)}",
        f"horizon: {rng.choice(words.TITLES[about.kind.id][1])}",
        f"topics: {_list(_topics(matter, rng))}",
        f"aliases: {_list(_aliases(about, rng))}",
        f"laws: {_list([law.id for law in laws])}",
        f"days: {_list([day.id for day in days])}" if days else None,
        f"months: {_list(months)}" if months else None,
        f"lead_days: {rng.choice((15, 20, 30, 45, 60))}" if days or months else None,
        f"variants: {_list(variants)}" if variants else None,
        "fields:",
        *_fields(body),
        f"template: {templates[0]}" if templates else None,
        f"suits: 需要在{scope}安排{matter.name}、已经确定承办人员和经费来源的{'、'.join(levels)}。",
        f"not_for: 由执法部门或者专业机构依法办理的事项；与{matter.subject}无关的一般性检查。",
        f'added: "{added}"',
        f'reviewed: "{reviewed}"',
        f"review_in: {rng.choice((6, 12, 12, 24))}",
        f"status: {'archived' if instead else 'published'}",
        f"archived: {archived}" if instead else None,
        f"changes: [{', '.join(changes)}]",
    ]
    return [line for line in lines if line is not None]


def _list(values: Sequence[object]) -> str:
    return f"[{', '.join(map(str, values))}]"


def _english(about: Plan, data: Data) -> list[str]:
    topic = data.by_name["topics"][about.matter.topics[0]].name_en
    place = words.SCOPES[about.scope][1]
    return [
        f"title_en: {json.dumps(f'{about.kind.name_en} {about.code}: {topic} in {place}')}",
        f"summary_en: {json.dumps(f'{topic} in {place}: who does what, by when, and how it is counted.')}",
    ]


def _topics(matter: Matter, rng: Random) -> list[str]:
    near = sorted({t for m in words.matters() if m.domain == matter.domain for t in m.topics} - set(matter.topics))
    return [*matter.topics, *rng.sample(near, min(len(near), rng.choice((0, 1, 1, 2, 3))))]


def _aliases(about: Plan, rng: Random) -> list[str]:
    name, scope = about.matter.name, words.SCOPES[about.scope][0]
    known = [f"{name}{about.kind.name}", f"{scope}{name}", f"{name}怎么写", f"{name}范文", f"{rng.choice(about.matter.actions)}办法"]
    return rng.sample(known, rng.randint(2, 5))


def _days(domain: str, rng: Random, data: Data) -> list[Day]:
    near = [day for day in data["days"].values() if domain in day.domains]
    return rng.sample(near, min(len(near), rng.choice((1, 1, 2)))) if rng.random() < 0.25 else []


def _fields(body: str) -> list[str]:
    used = set(_FIELD.findall(body))
    common = [f"  - {name}" for name in COMMON_FIELDS if name in used]
    return common + [f"  - {record}" for name, record in words.OWN_FIELDS.items() if name in used]


# Body


@dataclass(frozen=True)
class _Pen:
    """What sentences are made of for one text."""

    about: Plan
    rng: Random
    roles: tuple[str, ...]
    follow_ups: tuple[str, ...]

    def fill(self, phrase: str) -> str:
        """Return a phrase with its slots filled; fields stay."""
        rng, matter = self.rng, self.about.matter
        values = {
            "subject": matter.subject, "matter": matter.name, "scope": words.SCOPES[self.about.scope][0], "unit": matter.unit,
            "n": str(rng.randint(2, 20)), "years": str(rng.randint(2, 5)), "days": str(rng.randint(2, 7)),
        }  # fmt: skip
        return _SLOT.sub(lambda match: values[match.group(1)], phrase)

    def when(self) -> str:
        """Return a time."""
        rng = self.rng
        return rng.choice((
            f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日前", f"每月{rng.randint(1, 28)}日前", f"收到登记后{rng.randint(1, 15)}个工作日内",
            f"每季度第{rng.choice('一二三')}个月", f"每周{rng.choice('一二三四五')}", f"活动前{rng.randint(2, 20)}日",
        ))  # fmt: skip

    def action(self) -> str:
        """Return one action of the matter."""
        return self.rng.choice(self.about.matter.actions)

    def measure(self) -> str:
        """Return how something is counted."""
        return self.fill(self.rng.choice(words.MEASURES))

    def sentence(self) -> str:
        """Return who does what, by when, and how it is counted."""
        who, what, when, how = self.rng.choice(self.roles), self.action(), self.when(), self.measure()
        more = self.fill(self.rng.choice(self.follow_ups))
        return self.rng.choice((
            f"{when}，{who}{what}，{how}。", f"{what}由{who}承担，{when}完成，{how}。", f"{who}{when}{what}；{more}。",
            f"{when}没有{what}的，由{who}说明原因；{more}。", f"{who}负责{what}，{when}办完；{how}。",
        ))  # fmt: skip

    def paragraph(self) -> str:
        """Return two or three sentences."""
        return "".join(self.sentence() for _ in range(self.rng.choice((2, 2, 3))))

    def rows(self, count: int) -> list[str]:
        """Return the rows of a task table."""
        actions = self.rng.sample(self.about.matter.actions, count)
        return [f"| {what} | {self.rng.choice(self.roles)} | {self.when()} | {self.measure()} |" for what in actions]


def _body(about: Plan, variants: Sequence[str], laws: Sequence[Law], rng: Random) -> str:
    without = rng.sample(OPTIONAL_FIELDS, 2)
    pen = _Pen(about, rng, _allowed(words.ROLES, without), _allowed(words.FOLLOW_UPS, without))
    sections = [_opening(pen, laws), *(_section(pen, at, variants) for at in range(1, len(about.kind.parts)))]
    goal = rng.randint(*LENGTHS)
    size = len(_HANZI.findall("".join(block for section in sections for block in section)))
    while size < goal:
        paragraph = pen.paragraph()
        rng.choice(sections[1:]).append(paragraph)
        size += len(_HANZI.findall(paragraph))
    title = f"# {{{{单位名称}}}}{{{{年份}}}}年{about.title}"
    blocks = [title, *(block for section in sections for block in section), *_ending(pen)]
    return "\n\n".join(blocks)


def _allowed(phrases: Sequence[str], without: Sequence[str]) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases if not set(_FIELD.findall(phrase)) & set(without))


def _heading(pen: _Pen, level: int, number: int, title: str) -> str:
    return f"{'#' * level} {written_form(level, number)}{title}"


def _opening(pen: _Pen, laws: Sequence[Law]) -> list[str]:
    matter = pen.about.matter.name
    named = "".join(f"《{law.name}》" for law in laws)
    basis = f"根据{named}，结合本地实际，就{matter}作如下安排。" if laws else f"现就{matter}作如下安排。"
    one, two = pen.rng.sample(words.LIMITS, 2)
    blocks = [
        _heading(pen, 2, 1, pen.about.kind.parts[0]),
        f"{pen.fill(pen.rng.choice(words.REASONS))}。{basis}实施范围：{{{{实施范围}}}}。",
        f"{pen.fill('{scope}')}办理{matter}，{one}；{two}。",
    ]
    if pen.rng.random() < 0.6:
        blocks += ["/// guidance | 写作提示", "\n".join(f"- {item}" for item in pen.rng.sample(words.GUIDANCE, pen.rng.randint(1, 3))), "///"]
    return blocks


def _section(pen: _Pen, at: int, variants: Sequence[str]) -> list[str]:
    """Return part `at` of the text: the second holds the variants, the third the steps, the fourth a table."""
    part = pen.about.kind.parts[at]
    title = f"{pen.about.matter.name}{part}" if at > 1 and "、" not in part and "的" not in part and pen.rng.random() < 0.4 else part
    blocks = [_heading(pen, 2, at + 1, title)]
    if at == 2:
        return blocks + _steps(pen, variants)
    blocks.append(pen.paragraph())
    if at == 1 and variants:
        blocks += [line for name in variants for line in _variant(pen, name)]
    if at == 3 and (pen.about.kind.task_table or pen.rng.random() < 0.5):
        rows = pen.rows(pen.rng.randint(3, 5))
        blocks.append("\n".join(["| 做什么 | 谁牵头 | 什么时候 | 怎样算做到 |", "|---|---|---|---|", *rows]))
    return blocks


def _steps(pen: _Pen, variants: Sequence[str]) -> list[str]:
    actions = pen.rng.sample(pen.about.matter.actions, pen.rng.choice((2, 3)))
    blocks: list[str] = []
    for number, action in enumerate(actions, 1):
        blocks += [_heading(pen, 3, number, action)]
        if pen.rng.random() < 0.2:
            for deeper, name in enumerate(("事前准备", "当场办理"), 1):
                blocks += [_heading(pen, 4, deeper, name), pen.sentence()]
        else:
            blocks.append(pen.paragraph())
    if variants and pen.rng.random() < 0.4:
        for name in variants:
            own = [_heading(pen, 3, len(actions) + 1, f"{name}另外要做的事"), pen.sentence()]
            blocks += [f"/// variant | {name}", *own, "///"]
    return blocks


def _variant(pen: _Pen, name: str) -> list[str]:
    paragraph = f"{pen.fill(words.VARIANT_SENTENCES[name])}。{pen.sentence()}"
    if pen.rng.random() < 0.15:
        advice = ["/// guidance | 这一版怎样写", pen.rng.choice(words.GUIDANCE), "///"]
        return [f"//// variant | {name}", paragraph, *advice, "////"]
    return [f"/// variant | {name}", paragraph, "///"]


def _ending(pen: _Pen) -> list[str]:
    matter = pen.about.matter.name
    blocks = [f"{pen.about.title}的联系人为{{{{联系人岗位}}}}，电话{{{{联系电话}}}}，地点在{{{{办公地点}}}}，受理时间为{{{{服务时段}}}}。"]
    if pen.rng.random() < 0.85:
        blocks += ["/// signature", "{{单位名称}}", "{{成文日期}}", "///"]
    if pen.rng.random() < 0.3:
        table = "\n".join(["| 项目 | 填写内容 | 说明 |", "|---|---|---|", *(f"| {a} | 〔填写〕 | {pen.measure()} |" for a in pen.about.matter.actions)])
        headed = pen.rng.random() < 0.3
        inner = [_heading(pen, 2, 1, "登记"), table, _heading(pen, 2, 2, "核对"), pen.sentence()] if headed else [table]
        blocks += [f"/// attachment | {matter}登记表", *inner, "///"]
    return blocks


# Writing


def write(out: Path, count: int, seed: int = 1, docs: Path = ROOT / "docs") -> int:
    """Write a docs folder: the repository's own without its texts, and `count` generated ones. Return the bytes written."""
    shutil.copytree(docs, out, ignore=lambda folder, names: ["plans"] if Path(folder) == docs else [], dirs_exist_ok=True)
    rows: Iterator[tuple[str, str]] = texts(seed, count, sources(docs))
    if count >= 1000:
        console = Console(stderr=True)
        rows = iter(track(rows, description="生成文本", total=count, console=console, transient=True))
    size = 0
    for path, content in rows:
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        size += target.write_bytes(content.encode("utf-8"))
    return size


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description="生成测量用的文库。")
    parser.add_argument("--texts", type=int, default=1000, help=f"文本数量，{SMALLEST} 到 {LARGEST}")
    parser.add_argument("--out", type=Path, required=True, help="写到哪个文件夹（新的或者空的）")
    parser.add_argument("--seed", type=int, default=1, help="种子；种子相同，内容相同")
    args = parser.parse_args(argv)
    if not SMALLEST <= args.texts <= LARGEST:
        print(f"--texts 应当在 {SMALLEST} 到 {LARGEST} 之间。", file=sys.stderr)
        return 2
    if args.out.exists() and (not args.out.is_dir() or any(args.out.iterdir())):
        print(f"“{args.out}”不是空文件夹：换一个，或者先清空它。", file=sys.stderr)
        return 2
    size = write(args.out, args.texts, args.seed)
    print(f"已生成 {args.texts} 个文本，{size / 1e6:.1f} MB：{args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
