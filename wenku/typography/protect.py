"""What typography must not touch: fields, addresses, code-like tokens. Masked character for character, so offsets stay."""

from __future__ import annotations

import re

from wenku.needs import Sparse

FIELD_MARK = "\ue000"
"""Stands for each character of a `{{field}}`: counts as a Chinese word."""
TOKEN_MARK = "\ue001"
"""Stands for each character of an address, e-mail or code: counts as a Latin word."""

HAN = r"\u3400-\u9fff\u3007\U00020000-\U0003ffff"
"""The inside of a character class: Hanzi and 〇."""
WORD = HAN + FIELD_MARK
"""Hanzi or field."""

_FIELD = re.compile(r"\{\{[^{}\n]*\}\}")
_SPAN = re.compile(r"`[^`\n\u3400-\u9fff]{1,80}`")
_URL = r"(?:https?|ftp|file)://[!-~]{1,2000}|(?<![A-Za-z0-9])www\.[!-~]{1,2000}"
_MAIL = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
_CODE = r"(?<![A-Za-z0-9])[A-Za-z0-9]+(?:[-_/.:@#+=&?%][A-Za-z0-9]+)+"
_TOKENS = re.compile("|".join((_URL, _MAIL, _CODE)))
_RUN = re.compile(r"[!-~]{3,}")
_STANDARD = Sparse(
    r"[A-Z](?<![A-Za-z0-9].)[A-Z]{1,4}[0-9]{0,4}(?:/[A-Z]{1,3})? ?[0-9]{1,6}(?:\.[0-9]{1,3}){0,3}[-—–][0-9]{2,4}"
)
_ISSUERS = (
    "GB",
    "DB",
    "JG",
    "CJ",
    "MZ",
    "WS",
    "GA",
    "JT",
    "HJ",
    "AQ",
    "XF",
    "SB",
    "LB",
    "TD",
    "RB",
    "NY",
    "IS",
    "IE",
    "DA",
    "CE",
)
_ENTITY = re.compile("&#?[A-Za-z0-9]{1,31};")
_TAIL = ",.;:?!)'\"]}>"
_MEASURED = re.compile(r"[0-9.:]+-[0-9.:]+(?:k?g|[ckm]?m|ml|m?L|t|s|h|min|kWh|W|kW|V|GB|MB)\Z")
_LETTER = re.compile("[A-Za-z]")
_DIGITS = re.compile(r"[0-9０-９](?:[ \-]?[0-9０-９]){6,}[Xx]?")


def mask(text: str) -> str:
    """Return the text, as long as it was, with fields and protected tokens replaced by their marks."""
    if "{{" in text:
        text = _FIELD.sub(lambda m: FIELD_MARK * len(m.group()), text)
    if "`" in text:
        text = _SPAN.sub(_all, text)
    if "&" in text:
        text = _ENTITY.sub(_all, text)
    text = _STANDARD.sub(lambda m: _all(m) if m.group().startswith(_ISSUERS) else m.group(), text)
    return _RUN.sub(_run, text)


def quote(text: str, limit: int = 24) -> str:
    """Return a short quotation for a message: long runs of digits, which may be personal data, as asterisks."""
    text = _DIGITS.sub(lambda m: m.group()[0] + "*" * (len(m.group()) - 1), " ".join(text.split("\n")))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _all(match: re.Match[str]) -> str:
    return TOKEN_MARK * len(match.group())


def _run(match: re.Match[str]) -> str:
    run = match.group()
    return _TOKENS.sub(_token, run) if _LETTER.search(run) else run


def _token(match: re.Match[str]) -> str:
    token = match.group()
    kept = token.rstrip(_TAIL)
    if not _LETTER.search(kept) or _MEASURED.match(kept):
        return token
    return TOKEN_MARK * len(kept) + token[len(kept) :]
