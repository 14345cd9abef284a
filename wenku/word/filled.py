"""A filled Word file: the stored file's document with values in it, in a package of the font profile and header asked for."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import cache

import docx

from wenku.examples import example_in
from wenku.model import Text
from wenku.word import gbt9704 as g
from wenku.word.build import word_file
from wenku.word.filler import fill_document
from wenku.word.package import CORE, DOCUMENT, pack, unpack
from wenku.word.template import template

FONTS = {"system": g.SYSTEM_FONTS, "official": g.OFFICIAL_FONTS}
"""Font profiles by the names that the command line and the page use."""
FONT_PARTS, HEADER_PARTS = ("word/fontTable.xml", "word/styles.xml"), ("word/header1.xml", "word/header2.xml")
STAMP = "示例·数据为虚构"
"""What every page of a file with examples carries in its header, and its name at its end (DESIGN §2)."""

_EMPTY_HEADER = re.compile(r"</w:pPr></w:p></w:hdr>")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_NAME_LIMIT = 80
UNITS = ("社区名称", "村名称", "单位名称")
"""Fields whose value a file's name begins with: the first that has one."""


def filled_file(text: Text, variant: str | None, values: Mapping[str, str], release: str, *, fonts: str = "system", examples: bool = False) -> bytes:
    """Return the Word file of a text's variant with checked values by field (wenku.fill.values).

    Fields without a value stay visible blanks 【字段】; with `examples` they take their examples, and every page is stamped.
    """
    return fill_stored(word_file(text, variant, release), with_examples(text, values, variant) if examples else values, fonts, STAMP if examples else "")


def with_examples(text: Text, values: Mapping[str, str], variant: str | None) -> dict[str, str]:
    """Return values for all fields: examples of the variant where none is given. For files with a stamp only."""
    return {**{field.key: example_in(field, text, variant) for field in text.fields}, **values}


def fill_stored(stored: bytes, values: Mapping[str, str], fonts: str = "system", stamp: str = "") -> bytes:
    """Return a stored Word file (build.word_file) with values, in a font profile, with a stamp on every page or ""."""
    parts = unpack(stored)
    document = fill_document(parts[DOCUMENT].decode("utf-8"), values).encode("utf-8")
    return pack({**shared_parts(fonts, stamp), CORE: parts[CORE], DOCUMENT: document})


@cache
def shared_parts(fonts: str, stamp: str) -> Mapping[str, bytes]:
    """Return the parts that all Word files of a font profile share, by name: all but document.xml and core.xml."""
    out = io.BytesIO()
    docx.Document(io.BytesIO(template(FONTS[fonts]))).save(out)  # python-docx writes XML its own way, as in every file
    parts = {name: part for name, part in unpack(out.getvalue()).items() if name not in (CORE, DOCUMENT)}
    return {**parts, **{name: stamped(parts[name].decode("utf-8"), stamp).encode("utf-8") for name in HEADER_PARTS if stamp}}


def stamped(header: str, stamp: str) -> str:
    """Return a header part whose empty paragraph carries the stamp."""
    run = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>{stamp}</w:t></w:r>'
    return _EMPTY_HEADER.sub(f"</w:pPr>{run}</w:p></w:hdr>", header)


def file_name(text: Text, variant: str | None, values: Mapping[str, str], examples: bool = False) -> str:
    """Return a name for a filled file: the unit, the title, the variant where there are several, the stamp where it has examples."""
    unit = next((values[key] for key in UNITS if values.get(key)), "")
    return clean_name(unit + text.title, (f"（{variant}）" if variant else "") + (f"（{STAMP}）" if examples else "")) + ".docx"


def clean_name(name: str, end: str = "") -> str:
    """Return a file's name without what Windows forbids, and with an end that is never cut; at most 80 characters."""
    return (_FORBIDDEN.sub("_", name).strip(" .")[: _NAME_LIMIT - len(end)] or "文件") + end
