"""The engines that are compared, each as a folder to serve and a script that asks it: window.ask(text) → addresses, best first;
window.first and window.ten come back as soon as the first result, or the first ten, can be shown.

Ours and Pagefind 1.6.0 extended, as it comes and asked in folded bigrams, and Material's own search with jieba, all over pages of
the same texts. Peers are fetched on demand into a cache outside the repository.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from scripts.bench import Cost, measured
from wenku.library import Library
from wenku.render.scripts import ENGINE, joined
from wenku.search.build import search_files
from wenku.search.fold import fold
from wenku.search.records import Record, records

ROOT = Path(__file__).resolve().parent.parent.parent
OURS, PAGEFIND, BIGRAMS, MATERIAL = "本库", "Pagefind 原样", "Pagefind 二字", "Material + jieba"
PAGEFIND_VERSION, JIEBA_VERSION = "1.6.0", "0.42.1"
NO_PEER = "取不到 {name}：{reason}\n不比较它：加选项 --no-peers；或者换一台连得上软件源的机器。"
_PAGE = '<!doctype html><html lang="zh"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><body>{}</body></html>\n'
_ASK_OURS = """<script>
let coming;
window.jicengSearch = (name, data) => { jicengSearch.manifest = data; };
const load = (address) => new Promise((done) => {
  const script = document.createElement("script");
  script.onload = done;
  script.src = address;
  document.head.append(script);
});
const engine = () => coming = coming || Promise.all(["assets/search-engine.js", "search/manifest.js"].map(load)).then(() => jicengSearch.open("./"));
const urls = (result) => result.hits.map((hit) => hit.url);
window.ask = (text) => engine().then((own) => own.query(text)).then(urls);
window.first = (text) => engine().then((own) => own.query(text, {first: true, early: () => false})).then(urls);
window.ten = (text) => engine().then((own) => own.query(text, {early: () => false})).then(urls);
</script>"""
_ASK_PAGEFIND = """<script type="module">
let coming;
const answer = (most) => async (text) => {
  coming = coming || import("./pagefind/pagefind.js");
  const found = await (await coming).search(text);
  const shown = await Promise.all(found.results.slice(0, most).map((one) => one.data()));
  return shown.map((one) => new URL(one.url, location.href).pathname.slice(1));
};
window.first = answer(1);
window.ten = window.ask = answer(10);
</script>"""
_ASK_MATERIAL = """<script>
let worker, waiting;
const start = () => fetch("search/search_index.json").then((got) => got.json()).then((index) => new Promise((ready) => {
  worker = new Worker("WORKER");
  worker.onmessage = (event) => { if (event.data.type === 1) ready(); else if (event.data.type === 3) waiting(event.data.data); };
  worker.postMessage({type: 0, data: {config: index.config, docs: index.docs, options: {suggest: false}}});
}));
let coming;
window.first = window.ten = window.ask = async (text) => {
  coming = coming || start();
  await coming;
  const found = await new Promise((done) => { waiting = done; worker.postMessage({type: 2, data: text}); });
  return (found.items || []).slice(0, 10).map((group) => group[0].location.split("#")[0]);
};
</script>"""


class PeerError(RuntimeError):
    """A peer cannot be had or run; the message is for the reader."""


@dataclass(frozen=True)
class Engine:
    """An engine ready to be asked: the folder that is served with ask.html in it, how a query is put to it, and what its index took.

    `cost` is None where an engine shares another's index; `size` is (bytes, files) of the index.
    """

    name: str
    folder: Path
    bigrams: bool
    cost: Cost | None
    size: tuple[int, int]

    def put(self, typed: str) -> str:
        """Return a query as this engine is asked it."""
        return as_bigrams(typed) if self.bigrams else typed


def as_bigrams(typed: str) -> str:
    """Return a query folded, each run of Hanzi as its pairs: what makes Pagefind find Chinese at all."""
    def pairs(match: re.Match[str]) -> str:
        run = match.group()
        return f" {' '.join(run[at : at + 2] for at in range(len(run) - 1)) or run} "

    return re.sub("[\u3400-\u9fff]+", pairs, fold(typed)).strip()


def ours(library: Library, scratch: Path) -> Engine:
    """Build our index; its cost is that of the index alone, the library being read already as in every build of the site."""
    folder = scratch / "ours"
    wall, cpu = time.monotonic(), time.process_time()
    files = search_files(library)
    cost = Cost(time.monotonic() - wall, time.process_time() - cpu, 0)
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8", newline="\n")
    (folder / "assets").mkdir()
    (folder / ENGINE.path).write_text(engine_script(), encoding="utf-8", newline="\n")
    (folder / "ask.html").write_text(_PAGE.format(_ASK_OURS), encoding="utf-8")
    return Engine(OURS, folder, False, cost, (sum(len(text.encode()) for text in files.values()), len(files)))


def engine_script() -> str:
    """Return the script of our engine as it is served."""
    modules = (ROOT / "overrides" / ENGINE.folder).glob("*.js")
    return joined(ENGINE, {path.stem: path.read_text("utf-8") for path in modules})


def peers(library: Library, docs: Path, size: int, cache: Path) -> list[Engine]:
    """Return Pagefind as it comes, Pagefind asked in bigrams, and Material, over pages of the same texts. Raises PeerError.

    Built once for a library and kept with what building took; docs tells one library from another.
    """
    folder = cache / f"peers-{size}-{_digest(docs)}"
    site, costs = folder / "material", folder / "costs.json"
    if not costs.exists():
        folder.mkdir(parents=True, exist_ok=True)
        took = {MATERIAL: asdict(_build_material(library, folder, cache)), PAGEFIND: asdict(_build_pagefind(site, cache))}
        costs.write_text(json.dumps(took), encoding="utf-8")
    known = {name: Cost(**cost) for name, cost in json.loads(costs.read_text("utf-8")).items()}
    worker = next(site.glob("assets/javascripts/workers/search.*.js")).relative_to(site).as_posix()
    (site / "ask.html").write_text(_PAGE.format(_ASK_MATERIAL.replace("WORKER", worker)), encoding="utf-8")
    (site / "find.html").write_text(_PAGE.format(_ASK_PAGEFIND), encoding="utf-8")
    files = [path for path in (site / "pagefind").rglob("*") if path.is_file()]
    indexed = (sum(path.stat().st_size for path in files), len(files))
    return [
        Engine(PAGEFIND, site, False, known[PAGEFIND], indexed), Engine(BIGRAMS, site, True, None, indexed),
        Engine(MATERIAL, site, False, known[MATERIAL], ((site / "search/search_index.json").stat().st_size, 1)),
    ]  # fmt: skip


def _digest(docs: Path) -> str:
    """Return a name for the texts of a library."""
    found = hashlib.sha256(f"{PAGEFIND_VERSION} {JIEBA_VERSION}".encode())
    for path in sorted(docs.rglob("*.md")):
        found.update(path.relative_to(docs).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:12]


def _build_material(library: Library, folder: Path, cache: Path) -> Cost:
    """Build the pages by Material with its search and jieba; return the difference to a build without search."""
    docs, site, jieba = folder / "peer-docs", folder / "material", fetch_jieba(cache)
    peer_docs(records(library.texts), docs)
    costs = [_mkdocs(docs, out, plugins, jieba) for out, plugins in ((folder / "plain", []), (site, [{"search": {"lang": ["zh"]}}]))]
    for done in (docs, folder / "plain"):
        shutil.rmtree(done)
    return Cost(costs[1].wall - costs[0].wall, costs[1].cpu - costs[0].cpu, costs[1].memory)


def _build_pagefind(pages: Path, cache: Path) -> Cost:
    """Index the finished pages by Pagefind."""
    binary = fetch_pagefind(cache)
    try:
        return measured([str(binary), "--site", str(pages), "--root-selector", "article"], {})
    except Exception as error:
        raise PeerError(NO_PEER.format(name="Pagefind", reason=error)) from error


def page_of(engine: Engine) -> str:
    """Return the page from which an engine is asked."""
    return "find.html" if engine.name in (PAGEFIND, BIGRAMS) else "ask.html"


def peer_docs(found: Sequence[Record], out: Path) -> None:
    """Write a page for each text: title, summary, aliases and topics, all sections, as plain Markdown."""
    for record in found:
        text = record.text
        lines = [f"# {text.title}", text.title_en, text.summary, "、".join(text.aliases), "、".join(record.topics), text.suits]
        for section in record.sections:
            lines += [f"## {section.heading}" if section.heading else "", *section.lines]
        path = out / text.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(filter(None, lines)) + "\n", encoding="utf-8")
    (out / "index.md").write_text("# 首页\n", encoding="utf-8")


def fetch_jieba(cache: Path) -> Path:
    """Return a folder to import jieba from. Raises PeerError."""
    folder = cache / f"jieba-{JIEBA_VERSION}"
    if not (folder / "jieba").is_dir():
        _run([sys.executable, "-m", "pip", "install", "-q", "--target", str(folder), f"jieba=={JIEBA_VERSION}"], cache, "jieba")
    return folder


def fetch_pagefind(cache: Path) -> Path:
    """Return Pagefind's program. Raises PeerError."""
    folder = cache / f"pagefind-{PAGEFIND_VERSION}"
    pattern = "node_modules/@pagefind/*/bin/pagefind_extended*"
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _run(["npm", "install", "--silent", "--prefix", str(folder), f"pagefind@{PAGEFIND_VERSION}"], folder, "Pagefind")
    binary = next((path for path in folder.glob(pattern) if path.suffix in ("", ".exe")), None)
    if binary is None:
        raise PeerError(NO_PEER.format(name="Pagefind", reason="安装以后没有找到它的程序"))
    return binary


def _mkdocs(docs: Path, site: Path, plugins: list[object], jieba: Path) -> Cost:
    config = site.with_suffix(".yml")
    settings = {
        "site_name": "bench", "docs_dir": str(docs), "site_dir": str(site), "use_directory_urls": False, "plugins": plugins,
        "theme": {"name": "material", "language": "zh", "font": False}, "markdown_extensions": ["tables"],
        "exclude_docs": "!/templates/", "nav": ["index.md"], "not_in_nav": "*",
    }  # fmt: skip
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    env = {"PYTHONPATH": str(jieba), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    try:
        return measured([sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config)], env)
    except Exception as error:
        raise PeerError(NO_PEER.format(name="Material", reason=error)) from error


def _run(command: list[str], folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerError(NO_PEER.format(name=name, reason=error)) from error
    if done.returncode:
        raise PeerError(NO_PEER.format(name=name, reason=(done.stderr or done.stdout)[-500:]))
