"""Measure Word files: python -m scripts.bench_word [--no-peers]. Built per second; filled per second in Python and in Chromium;
bytes of a text's page before and after its form is opened.

Peers in the same run, fetched into a scratch folder: docxtpl (Python) and docxtemplater with pizzip (browser) fill the same file.
"""

from __future__ import annotations

import base64
import functools
import gzip
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scripts.command import Parser
from wenku.document import Document, Heading, Paragraph
from wenku.export import variant_names, word_paths
from wenku.library import read_library
from wenku.model import Field, Text
from wenku.word.build import word_file
from wenku.word.filled import filled_file
from wenku.word.filler import fill_document
from wenku.word.package import DOCUMENT, unpack
from wenku.word.scripts import document_script

ROOT = Path(__file__).resolve().parent.parent
FIELDS, ROWS, REPEATS = 20, 200, 20
PEERS = {"docxtpl": "docxtpl==0.20.2", "npm": ("docxtemplater@3.71.0", "pizzip@3.3.0")}
NO_BROWSER = "没有找到浏览器，没有量浏览器里的部分。先运行 make test，它会安装一个。"
NO_PEER = "没有取到对照的 {name}（要联网），这一行没有量。"

FILL = """async ([address, rows]) => {
  const times = [], files = [];
  const begun = performance.now();
  for (const [i, values] of rows.entries()) {
    const start = performance.now();
    files.push({ name: `第${i}份.docx`, bytes: await jiceng.word.file({ address, values }) });
    times.push(performance.now() - start);
  }
  const filled = performance.now();
  const zip = jiceng.zip.archive(files);
  return { times, fill: filled - begun, zip: performance.now() - filled, size: zip.size };
}"""
PEER = """async ([docx, rows]) => {
  const bytes = Uint8Array.from(atob(docx), c => c.charCodeAt(0));
  const times = [], begun = performance.now();
  const all = new PizZip();
  for (const [i, values] of rows.entries()) {
    const start = performance.now();
    const made = new docxtemplater(new PizZip(bytes), { delimiters: { start: "{{", end: "}}" } });
    made.render(values);
    all.file(`第${i}份.docx`, made.getZip().generate({ type: "uint8array" }));
    times.push(performance.now() - start);
  }
  const filled = performance.now();
  all.generate({ type: "blob" });
  return { times, fill: filled - begun, zip: performance.now() - filled };
}"""


@dataclass(frozen=True)
class Row:
    """A line of the report: what was measured, the value with its unit, and how many times the peer's it is ("" for none)."""

    name: str
    value: str
    ratio: str = ""


def per_second(run: Callable[[], object], repeats: int) -> float:
    """Return how often a function runs in a second; once before, so that nothing is cold."""
    run()
    begun = time.perf_counter()
    for _ in range(repeats):
        run()
    return repeats / (time.perf_counter() - begun)


def specimen(text: Text) -> tuple[Text, dict[str, str]]:
    """Return a text with FIELDS fields, each used three times, and values for them."""
    fields = tuple(Field(f"字段{i}", f"字段{i}", "text", "例") for i in range(1, FIELDS + 1))
    body = [Heading(1, "{{字段1}}二十个字段的方案", "", "a", 1)]
    body += [Paragraph(f"第{n}段写明{{{{{field.key}}}}}的任务、时限和负责人，由承办人在月底以前办结并记录。" * 2, 2) for n in range(3) for field in fields]
    return replace(text, fields=fields, variants=(), document=Document(tuple(body))), {f.key: f"青禾社区第{i}项" for i, f in enumerate(fields)}


def building(texts: tuple[Text, ...]) -> list[Row]:
    """Files per second at build: the blank file and the script of each text and variant."""
    jobs = [(text, variant, path) for text in texts for variant, path in word_paths(text).items()]
    begun = time.perf_counter()
    for text, variant, path in jobs:
        document_script(path, word_file(text, variant, "r"))
        filled_file(text, variant, {}, "r")
    rate = len(jobs) / (time.perf_counter() - begun)
    return [Row(f"生成：{len(jobs)} 个空白文件和脚本", f"{rate:.1f} 个/秒")]


def filling(text: Text, values: dict[str, str], scratch: Path | None) -> list[Row]:
    """Fills of the document per second in Python, and docxtpl's on the same file."""
    stored = word_file(text, None, "r")
    xml = unpack(stored)[DOCUMENT].decode("utf-8")
    ours = per_second(lambda: fill_document(xml, values), REPEATS * 5)
    whole = per_second(lambda: filled_file(text, None, values, "r"), REPEATS)
    rows = [Row(f"填写 {FIELDS} 个字段，Python", f"{ours:.0f} 次/秒"), Row("其中连同重新生成整个文件", f"{whole:.0f} 个/秒")]
    peer = scratch and docxtpl(stored, values, scratch)
    if peer:
        rows[0] = replace(rows[0], ratio=f"docxtpl 的 {ours / peer:.1f} 倍（{peer:.0f} 次/秒）")
    return rows


def docxtpl(stored: bytes, values: dict[str, str], scratch: Path) -> float | None:
    """Return how many times a second docxtpl fills the file, None where it cannot be had."""
    python = scratch / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    (scratch / "a.docx").write_bytes(stored)
    (scratch / "values.json").write_text(json.dumps(values), "utf-8")
    code = (
        "import io,json,sys,time;from docxtpl import DocxTemplate;v=json.load(open(sys.argv[2]));n=int(sys.argv[3])\n"
        "def run():\n t=DocxTemplate(sys.argv[1]);t.render(v,autoescape=True);t.save(io.BytesIO())\n"
        "run();b=time.perf_counter()\nfor _ in range(n): run()\nprint(n/(time.perf_counter()-b))"
    )
    try:
        subprocess.run([sys.executable, "-m", "venv", str(scratch / "venv")], check=True, capture_output=True, timeout=300)
        subprocess.run([str(python), "-m", "pip", "install", "-q", str(PEERS["docxtpl"])], check=True, capture_output=True, timeout=300)
        done = subprocess.run([str(python), "-c", code, str(scratch / "a.docx"), str(scratch / "values.json"), str(REPEATS)], check=True, capture_output=True, text=True, timeout=300)
    except (OSError, subprocess.SubprocessError):
        print(NO_PEER.format(name="docxtpl"), file=sys.stderr)
        return None
    return float(done.stdout)


def in_browser(site: Path, text: Text, values: dict[str, str], scratch: Path | None) -> list[Row]:
    """Fill time of one file and of ROWS in Chromium, and docxtemplater's on the same file; bytes of the page."""

    from playwright.sync_api import sync_playwright

    from scripts import browser

    path = browser.find()
    if path is None:
        return [Row("浏览器", NO_BROWSER)]
    (site / "bench").mkdir(exist_ok=True)
    stored = word_file(text, None, "r")
    (site / "bench" / "a.docx.js").write_text(document_script("bench/a", stored), "utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    rows = [{**values, "字段1": f"第{i}社区"} for i in range(ROWS)]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(path), args=["--no-sandbox", "--disable-gpu"])
        page = running.new_page()
        report = page_bytes(page, address)
        page.evaluate("() => ['zip', 'word'].reduce((before, name) => before.then(() => jiceng.load(`assets/${name}.js`)), Promise.resolve())")
        ours = page.evaluate(FILL, ["bench/a", rows])
        report.append(Row(f"浏览器填写一个 {FIELDS} 字段的文件（第一次）", f"{ours['times'][0]:.1f} 毫秒"))
        line = Row(f"浏览器填写 {ROWS} 行并打包", f"{ours['fill'] + ours['zip']:.0f} 毫秒，每个 {sorted(ours['times'])[ROWS // 2]:.1f} 毫秒，包 {ours['size'] / 1e6:.1f} MB")
        if scratch and npm(scratch):
            for script in ("pizzip/dist/pizzip.min.js", "docxtemplater/build/docxtemplater.min.js"):
                page.evaluate("code => { (0, eval)(code); }", (scratch / "node_modules" / script).read_text("utf-8"))
            peer = page.evaluate(PEER, [base64.b64encode(stored).decode(), rows])
            took, peers = ours["fill"] + ours["zip"], peer["fill"] + peer["zip"]
            line = replace(line, ratio=f"docxtemplater 的 {took / peers:.2f}（{peers:.0f} 毫秒）")
        running.close()
    server.shutdown()
    return [*report, line]


def npm(scratch: Path) -> bool:
    """Fetch the browser's peers; tell whether they are there."""
    try:
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", *PEERS["npm"]], cwd=scratch, check=True, capture_output=True, timeout=300)
    except (OSError, subprocess.SubprocessError):
        print(NO_PEER.format(name="docxtemplater"), file=sys.stderr)
        return False
    return True


def page_bytes(page: Any, address: str) -> list[Row]:
    """Bytes, compressed by gzip, of a text's page with all it loads: unopened, with the form open, and after a download."""
    text = next(t for t in read_library(ROOT / "docs").texts if t.code == "M04")
    loaded: dict[str, int] = {}
    page.on("response", lambda response: loaded.setdefault(response.url, len(gzip.compress(response.body(), 9, mtime=0))))
    page.goto(address + text.url)
    page.wait_for_load_state("networkidle")
    unopened = dict(loaded)
    page.click("button[data-action=fill]")
    page.wait_for_selector("#fill:not([hidden])")
    page.wait_for_load_state("networkidle")
    opened = dict(loaded)
    page.click("#fill button[data-action=word]")
    with page.expect_download():
        page.click("[data-word=filled]")
    scripts = sum(size for url, size in unopened.items() if url.endswith(".js"))
    own = next(size for url, size in unopened.items() if url.endswith(text.url))
    return [
        Row("文本页，没有打开填写（gzip）", f"{sum(unopened.values()) / 1000:.1f} kB，其中页面 {own / 1000:.1f}，脚本 {scripts / 1000:.1f}"),
        Row("打开填写以后另取", f"{(sum(opened.values()) - sum(unopened.values())) / 1000:.1f} kB"),
        Row("下载 Word 以后再取", f"{(sum(loaded.values()) - sum(opened.values())) / 1000:.1f} kB"),
    ]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class's name)
        pass


def main(argv: list[str] | None = None) -> int:
    """Print the table."""
    parser = Parser(prog="python -m scripts.bench_word", description="Word 文件：生成、填写的速度和页面的字节数。")
    parser.add_argument("--no-peers", action="store_true", help="不取、不量对照的程序")
    args = parser.parse_args(argv)
    texts = read_library(ROOT / "docs").texts
    text, values = specimen(texts[0])
    assert variant_names(text) == (None,)
    with tempfile.TemporaryDirectory(prefix="jiceng-bench-") as folder:
        scratch, site = Path(folder), Path(folder) / "site"
        print("正在生成网站……", file=sys.stderr)
        environment = {**os.environ, "LANGS": "zh", "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-f", "mkdocs.yml", "--site-dir", str(site)], cwd=ROOT, env=environment, check=True, capture_output=True)
        peers = None if args.no_peers else scratch
        rows = [*building(texts), *filling(text, values, peers), *in_browser(site, text, values, peers)]
    for row in rows:
        print(f"{row.name}：{row.value}" + (f"；{row.ratio}" if row.ratio else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
