"""Prove the geometry of the Word files: python -m scripts.proof_word [TEXT …] [--out DIR]. Exit 0, 1 (off), or 2 (cannot measure).

LibreOffice turns blank files, and a specimen of nothing but Hanzi, into PDF; the places of their characters are compared with
the table of numbers. Its fonts differ from the reader's, so fonts are asserted in the XML (tests/unit/test_word.py), geometry here.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wenku.document import Document, Paragraph
from wenku.library import read_library
from wenku.model import Text
from wenku.word import gbt9704 as g
from wenku.word.build import word_file, word_paths
from wenku.word.package import blank

ROOT = Path(__file__).resolve().parent.parent
VARIABLE = "JICENG_SOFFICE"
TOLERANCE_MM = 0.5
RIGHT_EDGE_MM, LOWER_EDGE_MM = g.PAGE_WIDTH_MM - g.MARGIN_RIGHT_MM, g.MARGIN_TOP_MM + g.TYPE_HEIGHT_MM
SECONDS_PER_FILE, SECONDS_TO_START = 20, 90
SPECIMEN = "版心样张"
PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "C:/Program Files/LibreOffice/program/soffice.exe")
NO_OFFICE = (
    "没有找到 LibreOffice，不能量版面。Debian 或 Ubuntu 请运行：\n"
    "  apt-get install --no-install-recommends libreoffice-writer poppler-utils fonts-noto-cjk\n"
    f"其他系统请从 libreoffice.org 安装，或者用环境变量 {VARIABLE} 指明 soffice 的位置。"
)
NO_READER = "没有装 pdfminer.six，不能量版面。请运行：python -m pip install pdfminer.six"
FAILED = "LibreOffice 没有转换成功（{why}），它最后的输出是：\n{tail}"


class ProofError(RuntimeError):
    """Nothing can be measured; the message says what to do, in Chinese."""


@dataclass(frozen=True)
class Line:
    """Characters on one baseline: its depth from the page's top, its ends, all in mm, and what it reads."""

    baseline: float
    left: float
    right: float
    size: float
    text: str

    @property
    def columns(self) -> int | None:
        """Number of characters where all are as wide as a Hanzi, else None. A mark that hangs does not count."""
        wide = all(unicodedata.east_asian_width(c) in "WFA" for c in self.text)
        return len(self.text) - self.hangs if wide else None

    @property
    def hangs(self) -> bool:
        """True when a mark hangs in the margin: LibreOffice 7.4 reads overflowPunct the wrong way round."""
        return self.right > RIGHT_EDGE_MM + TOLERANCE_MM and unicodedata.category(self.text[-1]).startswith("P")


@dataclass(frozen=True)
class Sheet:
    """One page: lines in body size, and the line of the page number."""

    number: int
    body: tuple[Line, ...]
    folio: Line | None

    @property
    def top(self) -> float:
        """Upper edge of the first line: the Hanzi (0.88 above, 0.12 below the baseline) stands in the middle of it."""
        return self.body[0].baseline - g.mm(0.88 * g.BODY_PT + (g.LINE_PT - g.BODY_PT) / 2)

    @property
    def bottom(self) -> float:
        """Distance of the last line's lower edge from the page's."""
        return g.PAGE_HEIGHT_MM - self.body[-1].baseline - g.mm(0.12 * g.BODY_PT + (g.LINE_PT - g.BODY_PT) / 2)

    @property
    def full(self) -> bool:
        """True when body lines alone fill the page."""
        return len(self.body) == g.LINES

    @property
    def beside_folio(self) -> float:
        """Distance of the page number from its side of the type area: right on odd pages, left on even ones."""
        assert self.folio
        return RIGHT_EDGE_MM - self.folio.right if self.number % 2 else self.folio.left - g.MARGIN_LEFT_MM


def find_soffice(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return LibreOffice's command, or None."""
    if environ.get(VARIABLE):
        return shutil.which(environ[VARIABLE])
    commands = (shutil.which(name) for name in ("soffice", "libreoffice"))
    return next((found for found in commands if found), None) or next((p for p in PLACES if Path(p).is_file()), None)


def convert(files: Sequence[Path], out: Path) -> dict[Path, Path]:
    """Turn .docx files into PDF in `out`, in a profile of our own and within a time limit. Raises ProofError."""
    soffice = find_soffice()
    if soffice is None:
        raise ProofError(NO_OFFICE)
    with tempfile.TemporaryDirectory(prefix="jiceng-soffice-") as profile:
        command = [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
        try:
            limit = SECONDS_TO_START + SECONDS_PER_FILE * len(files)
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=limit)
        except subprocess.TimeoutExpired as error:
            raise ProofError(FAILED.format(why=f"超过 {limit} 秒", tail="")) from error
    made = {path: out / f"{path.stem}.pdf" for path in files}
    missing = [path.name for path, pdf in made.items() if not pdf.is_file()]
    if missing:
        raise ProofError(FAILED.format(why=f"缺少 {len(missing)} 个：{missing[0]}", tail=(done.stdout + done.stderr)[-600:]))
    return made


def sheets(pdf: Path) -> tuple[Sheet, ...]:
    """Read the places of all characters of a PDF. Raises ProofError."""
    try:
        from pdfminer.high_level import extract_pages
    except ImportError as error:
        raise ProofError(NO_READER) from error
    pages = extract_pages(str(pdf), laparams=None)
    return tuple(_sheet(number, page) for number, page in enumerate(pages, 1))


def _characters(item: Any) -> Iterator[Any]:
    if hasattr(item, "fontname"):
        yield item
    elif isinstance(item, Iterable):
        for inner in item:
            yield from _characters(inner)


def _sheet(number: int, page: Any) -> Sheet:
    rows: dict[float, list[Any]] = {}
    for char in _characters(page):
        if char.get_text().strip():
            rows.setdefault(round(page.height - char.matrix[5], 1), []).append(char)
    lines = []
    for baseline, chars in sorted(rows.items()):
        chars.sort(key=lambda char: char.x0)
        words = "".join(char.get_text() for char in chars)
        lines.append(Line(g.mm(baseline), g.mm(chars[0].x0), g.mm(chars[-1].x1), round(chars[0].size, 1), words))
    body = tuple(line for line in lines if line.size == g.BODY_PT)
    return Sheet(number, body, next((line for line in lines if line.baseline > LOWER_EDGE_MM), None))


def faults(pages: Sequence[Sheet]) -> list[str]:
    """Return what is off on the pages of one file, in Chinese."""
    said = []
    for page in pages:
        at = f"第{page.number}页"
        columns = max((line.columns or 0 for line in page.body), default=0)
        if len(page.body) > g.LINES or columns > g.CHARACTERS:
            said.append(f"{at}有 {len(page.body)} 行、每行 {columns} 字")
        left = min((line.left for line in page.body), default=g.MARGIN_LEFT_MM) - g.MARGIN_LEFT_MM
        right = max((line.right for line in page.body if not line.hangs), default=RIGHT_EDGE_MM) - RIGHT_EDGE_MM
        if left < -TOLERANCE_MM or right > TOLERANCE_MM:
            said.append(f"{at}左右超出版心")
        if page.full and max(abs(page.top - g.MARGIN_TOP_MM), abs(page.bottom - g.MARGIN_BOTTOM_MM)) > TOLERANCE_MM:
            said.append(f"{at}天头 {page.top:.2f} 毫米、地脚 {page.bottom:.2f} 毫米")
        if page.folio is None or page.folio.text != f"—{page.number}—":
            said.append(f"{at}没有页码")
        elif abs(page.beside_folio - g.mm(g.PAGE_NUMBER_INDENT_CHARACTERS * g.PAGE_NUMBER_PT)) > TOLERANCE_MM:
            said.append(f"{at}页码距版心边 {page.beside_folio:.2f} 毫米")
    return said


def stroke_gap(pdf: Path) -> float | None:
    """Return how far below the type area the stroke beside page 1's number lies, in mm; None without pdftoppm."""
    tool, folio = shutil.which("pdftoppm"), sheets(pdf)[0].folio
    if tool is None or folio is None:
        return None
    dots = 300
    image = subprocess.run([tool, "-gray", "-r", str(dots), "-l", "1", str(pdf)], capture_output=True, timeout=60).stdout
    _, size, _, pixels = image.split(b"\n", 3)
    width = int(size.split()[0])
    x = round((folio.left + 2) / 25.4 * dots)  # within the first dash, which is 4.9 mm long
    ink = [y for y in range(round(LOWER_EDGE_MM / 25.4 * dots), len(pixels) // width) if pixels[y * width + x] < 128]
    return (ink[0] + ink[-1] + 1) / 2 / dots * 25.4 - LOWER_EDGE_MM if ink else None


def specimen(text: Text) -> bytes:
    """Return a Word file of one long paragraph: three pages of Hanzi."""
    body = Document((Paragraph("国" * (g.LINES * g.CHARACTERS * 3 - g.FIRST_LINE_CHARACTERS), 1),))
    return word_file(dataclasses.replace(text, document=body), None, "")


def write_files(texts: Sequence[Text], folder: Path) -> list[Path]:
    """Write the blank files of all variants of the texts, and the specimen."""
    made = {SPECIMEN: specimen(texts[0])}
    for text in texts:
        made |= {path.replace("/", "_").removesuffix(".docx"): blank(word_file(text, v, "")) for v, path in word_paths(text).items()}
    for name, docx in made.items():
        (folder / f"{name}.docx").write_bytes(docx)
    return [folder / f"{name}.docx" for name in made]


def _report(pdfs: Sequence[Path]) -> int:
    bad = 0
    print(f"标准：每面 {g.LINES} 行，每行 {g.CHARACTERS} 字，天头 {g.MARGIN_TOP_MM}，地脚 {g.MARGIN_BOTTOM_MM}，订口 {g.MARGIN_LEFT_MM}（毫米，差 {TOLERANCE_MM} 以内）")
    print("页数 满页 行数 字数   天头   地脚   订口   页码边距  文件")
    for pdf in pdfs:
        pages = sheets(pdf)
        full = [page for page in pages if page.full]
        lines = max(len(page.body) for page in pages)
        columns = max((line.columns or 0 for page in pages for line in page.body), default=0)
        edges = f"{full[0].top:6.2f} {full[0].bottom:6.2f}" if full else "     —      —"
        left = min((line.left for page in pages for line in page.body), default=0)
        aside = pages[0].beside_folio if pages[0].folio else 0
        print(f"{len(pages):4} {len(full):4} {lines:4} {columns:4} {edges} {left:6.2f} {aside:9.2f}  {pdf.stem}")
        said = faults(pages)
        if pdf.stem == SPECIMEN and (lines, columns) != (g.LINES, g.CHARACTERS):
            said.append(f"满页是 {lines} 行、{columns} 字")
        for fault in said:
            print(f"      不合：{fault}")
        bad += bool(said)
    gap = stroke_gap(pdfs[0])
    print(f"页码一字线在版心下边缘之下 {gap:.2f} 毫米" if gap is not None else "没有 pdftoppm（poppler-utils），没有量页码一字线的高度")
    return bad + (gap is not None and abs(gap - g.PAGE_NUMBER_GAP_MM) > TOLERANCE_MM)


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m scripts.proof_word", description="用 LibreOffice 转成 PDF，量 Word 文件的版面。")
    parser.add_argument("texts", nargs="*", metavar="文本", help="路径里的一段，如 minzheng/；不写就是全部")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="docs 文件夹")
    parser.add_argument("--out", type=Path, help="把 Word 和 PDF 留在这个文件夹里")
    args = parser.parse_args(argv)
    texts = [text for text in read_library(args.docs.resolve()).texts if not args.texts or any(part in text.path for part in args.texts)]
    if not texts:
        print("没有这样的文本。", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="jiceng-proof-") as scratch:
        folder = args.out or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            return 1 if _report(list(convert(write_files(texts, folder), folder).values())) else 0
        except ProofError as error:
            print(error, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
