"""Prove the geometry of the Word files: python -m scripts.proof_word [TEXT …] [--out DIR]. Exit 0, 1 (off), or 2 (cannot measure).

LibreOffice turns blank files, and a specimen of nothing but Hanzi, into PDF; the places of the characters are compared with the
table of numbers. Its fonts differ from the reader's: fonts are asserted in the XML (tests/unit/test_word.py), geometry here.
"""

from __future__ import annotations

import ctypes
import dataclasses
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scripts.command import Parser
from wenku.document import Document, Paragraph
from wenku.export import word_paths
from wenku.library import read_library
from wenku.model import Text
from wenku.word import gbt9704 as g
from wenku.word.build import word_file
from wenku.word.filled import filled_file, with_examples
from wenku.word.geometry import LOWER_EDGE_MM, TOLERANCE_MM, Line, Sheet, faults

ROOT = Path(__file__).resolve().parent.parent
VARIABLE = "JICENG_SOFFICE"
SECONDS_PER_FILE, SECONDS_TO_START = 20, 90
SPECIMEN = "版心样张"
PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "C:/Program Files/LibreOffice/program/soffice.exe")
NO_OFFICE = (
    "没有找到 LibreOffice，不能量版面。Debian 或 Ubuntu 请运行：apt-get install --no-install-recommends libreoffice-writer poppler-utils\n"
    f"其他系统请从 libreoffice.org 安装，或者用环境变量 {VARIABLE} 指明 soffice 的位置。"
)
NO_READER = "没有装 pypdfium2，不能量版面。请运行 make test，它会装齐。"
FAILED = "LibreOffice 没有转换成功（{why}），它最后的输出是：\n{tail}"


class ProofError(RuntimeError):
    """Nothing can be measured; the message says what to do, in Chinese."""


def find_soffice(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return LibreOffice's command, or None."""
    if environ.get(VARIABLE):
        return shutil.which(environ[VARIABLE])
    return shutil.which("soffice") or shutil.which("libreoffice") or next((p for p in PLACES if Path(p).is_file()), None)


def convert(files: Sequence[Path], out: Path) -> dict[Path, Path]:
    """Turn .docx files into PDF in `out`, in a profile of our own and within a time limit. Raises ProofError."""
    soffice = find_soffice()
    if soffice is None:
        raise ProofError(NO_OFFICE)
    with tempfile.TemporaryDirectory(prefix="jiceng-soffice-") as profile:
        command = [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
        limit = SECONDS_TO_START + SECONDS_PER_FILE * len(files)
        made = {path: out / f"{path.stem}.pdf" for path in files}
        for pdf in made.values():
            pdf.unlink(missing_ok=True)  # one of an earlier run must not pass for this one's
        said = _run(command, limit)
    missing = [path.name for path, pdf in made.items() if not pdf.is_file()]
    if missing:
        raise ProofError(FAILED.format(why=f"缺少 {len(missing)} 个：{missing[0]}", tail=said[-600:]))
    return made


def _run(command: Sequence[str], limit: int) -> str:
    """Run to the end and return what was printed; past the limit end it with its children (soffice is a script). Raises ProofError."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "start_new_session": os.name != "nt"}
    with subprocess.Popen(command, text=True, errors="replace", **options) as process:  # type: ignore[call-overload]
        try:
            return process.communicate(timeout=limit)[0]
        except subprocess.TimeoutExpired as error:
            if os.name == "nt":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
            raise ProofError(FAILED.format(why=f"超过 {limit} 秒", tail="")) from error


@dataclasses.dataclass(frozen=True)
class _Character:
    """A character of a PDF: its baseline from the page's top, its ends and its size, in points."""

    text: str
    baseline: float
    left: float
    right: float
    size: float


def sheets(pdf: Path) -> tuple[Sheet, ...]:
    """Read the places of all characters of a PDF. Raises ProofError."""
    try:
        import pypdfium2
    except ImportError as error:
        raise ProofError(NO_READER) from error
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(_sheet(number, tuple(_characters(page))) for number, page in enumerate(document, 1))


def _characters(page: Any) -> Iterator[_Character]:
    from pypdfium2 import raw

    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, i))
        if character.strip() and not raw.FPDFText_IsGenerated(text, i):
            raw.FPDFText_GetCharOrigin(text, i, x, y)
            left, _, right, _ = text.get_charbox(i, loose=True)
            yield _Character(character, page.get_height() - y.value, left, right, raw.FPDFText_GetFontSize(text, i))


def _sheet(number: int, characters: Iterable[_Character]) -> Sheet:
    rows: dict[float, list[_Character]] = {}
    for character in characters:
        rows.setdefault(round(character.baseline, 1), []).append(character)
    lines = [_line(baseline, sorted(row, key=lambda one: one.left)) for baseline, row in sorted(rows.items())]
    body = tuple(line for line in lines if line.size == g.BODY_PT)
    return Sheet(number, body, next((line for line in lines if line.baseline > LOWER_EDGE_MM), None))


def _line(baseline: float, row: Sequence[_Character]) -> Line:
    return Line(g.mm(baseline), g.mm(row[0].left), g.mm(row[-1].right), round(row[0].size, 1), "".join(one.text for one in row))


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
    """Write the specimen, and the blank files of all variants of the texts, then those filled with their examples."""
    made, filled = {SPECIMEN: specimen(texts[0])}, {}
    for text in texts:
        for variant, path in word_paths(text).items():
            name = path.replace("/", "_").removesuffix(".docx")
            made[name] = filled_file(text, variant, {}, "")
            filled[f"{name}.filled"] = filled_file(text, variant, with_examples(text, {}, variant), "", fonts="official")
    made |= filled
    for name, docx in made.items():
        (folder / f"{name}.docx").write_bytes(docx)
    return [folder / f"{name}.docx" for name in made]


def _report(pdfs: Sequence[Path]) -> int:
    bad, gap = 0, stroke_gap(pdfs[0])
    print(f"标准：每面 {g.LINES} 行，每行 {g.CHARACTERS} 字，天头 {g.MARGIN_TOP_MM}，地脚 {g.MARGIN_BOTTOM_MM}，订口 {g.MARGIN_LEFT_MM}（毫米，差 {TOLERANCE_MM} 以内）")
    print("页数 满页 行数 字数   天头   地脚   订口   页码边距  文件")
    for pdf in pdfs:
        pages = sheets(pdf)
        full, lines = [page for page in pages if page.full], max(len(page.body) for page in pages)
        columns = max((line.columns or 0 for page in pages for line in page.body), default=0)
        edges = f"{full[0].top:6.2f} {full[0].bottom:6.2f}" if full else "     —      —"
        left = min((line.left for page in pages for line in page.body), default=0.0)
        print(f"{len(pages):4} {len(full):4} {lines:4} {columns:4} {edges} {left:6.2f} {pages[0].aside:9.2f}  {pdf.stem}")
        said = faults(pages)
        if pdf.stem == SPECIMEN and (lines, columns) != (g.LINES, g.CHARACTERS):
            said.append(f"满页是 {lines} 行、{columns} 字")
        print("".join(f"      不合：{fault}\n" for fault in said), end="")
        bad += bool(said)
    print(f"页码一字线在版心下边缘之下 {gap:.2f} 毫米" if gap is not None else "没有 pdftoppm（poppler-utils），没有量页码一字线的高度")
    return bad + (gap is not None and abs(gap - g.PAGE_NUMBER_GAP_MM) > TOLERANCE_MM)


def main(argv: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = Parser(prog="python -m scripts.proof_word", description="用 LibreOffice 转成 PDF，量 Word 文件的版面。")
    parser.add_argument("texts", nargs="*", metavar="文本", help="路径里的一段，如 minzheng/；不写就是全部")
    parser.add_argument("--docs", metavar="文件夹", type=Path, default=ROOT / "docs", help="docs 文件夹")
    parser.add_argument("--out", metavar="文件夹", type=Path, help="把 Word 和 PDF 留在这个文件夹里")
    args = parser.parse_args(argv)
    texts = [text for text in read_library(args.docs.resolve()).texts if not args.texts or any(part in text.path for part in args.texts)]
    if not texts:
        print("没有这样的文本。", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="jiceng-proof-") as scratch:
        folder = args.out or Path(scratch)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return 1 if _report(list(convert(write_files(texts, folder), folder).values())) else 0
        except ProofError as error:
            print(error, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main())
