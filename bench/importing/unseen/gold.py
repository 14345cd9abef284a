"""Gold labels of one raw file, read from YAML: its texts, and what must have gone.

    codec: gb18030              # the bytes that are made from the UTF-8 source; left out: the source's own bytes
    gone: [本文由……上传]          # furniture: in no draft
    private: [13800000000]      # in no draft and in no report
    left_out: [一段……]           # what a public library must not carry: in no draft
    texts:                      # [] for what is no model text
      - title: 社区阅览室管理制度   # as an editor names it, without 篇一; "" when the file has none; a list when two are right
        domain: wenjiao         # a list when two are right; so is kind
        kind: 制度
        head: [第一篇 社区阅览室管理制度]   # title, signature, date: may be gone or in another form
        lines: [……]             # its own words; ⟨…⟩: what is not counted whether it stays or goes: a name, date, count, blank,
                                # and what `private` and `left_out` ask after; | where a title stood
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Accepted = tuple[str, ...]
_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_VALUE = re.compile("⟨(.*?)⟩")


@dataclass(frozen=True)
class Label:
    """A text with its labels, each a tuple of what is accepted. lines: (level, words); below 0 not counted as words."""

    titles: Accepted
    domain: Accepted
    kind: Accepted
    lines: tuple[tuple[int, str], ...]

    @property
    def title(self) -> str:
        return self.titles[0]


@dataclass(frozen=True)
class Gold:
    """The labels of one raw file. codec: "" for the source's own bytes."""

    texts: tuple[Label, ...]
    gone: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    codec: str = ""


@cache
def read(path: Path) -> Gold:
    """Return the labels in a YAML file; a wrong shape raises KeyError or TypeError."""
    data = yaml.load(path.read_text("utf-8"), Loader=_SAFE)  # noqa: S506 — the safe loader, in C where it is built
    lists = {key: tuple(data.get(key, ())) for key in ("gone", "private", "left_out")}
    return Gold(tuple(map(_label, data["texts"])), codec=data.get("codec", ""), **lists)


def _label(data: dict[str, Any]) -> Label:
    own = [(0, _VALUE.sub("|", words)) for words in data["lines"]]
    filled = [(-1, "".join(_VALUE.sub(r"\1", words).split())) for words in data["lines"]]
    head = [(-1, words) for words in data.get("head", ())]
    return Label(accepted(data["title"]), accepted(data["domain"]), accepted(data["kind"]), (*head, *own, *filled))


def accepted(value: str | list[str]) -> Accepted:
    """Return one right answer, or several, as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)
