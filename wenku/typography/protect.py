"""What typography must not touch: fields, addresses, code-like tokens. Masked character for character, so offsets stay."""

from __future__ import annotations

import re

FIELD_MARK = "\ue000"
"""Stands for each character of a `{{field}}`: counts as a Chinese word."""
TOKEN_MARK = "\ue001"
"""Stands for each character of an address, e-mail or code: counts as a Latin word."""

HAN = r"\u3400-\u9fff\u3007\U00020000-\U0003ffff"
"""The inside of a character class: Hanzi and 〇."""
WORD = HAN + FIELD_MARK
"""Hanzi or field."""

_FIELD = re.compile(r"\{\{[^{}\n]*\}\}")
_SPAN = r"`[^`\n\u3400-\u9fff]{1,80}`"
_URL = r"(?:https?|ftp|file)://[!-~]{1,2000}|(?<![A-Za-z0-9])www\.[!-~]{1,2000}"
_MAIL = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
_STANDARD = (
    r"(?<![A-Za-z0-9])(?:GB|GBZ|DB|JGJ|CJJ|MZ|WS|GA|JT|HJ|AQ|XF|SB|LB|TD|RB|NY|ISO|IEC|DA|CECS)"
    r"[0-9]{0,4}(?:/[A-Z]{1,3})? ?[0-9]{1,6}(?:\.[0-9]{1,3}){0,3}(?:[-—–][0-9]{2,4})?"
)
_CODE = r"(?<![A-Za-z0-9])[A-Za-z0-9]+(?:[-_/.:@#+=&?%][A-Za-z0-9]+)+"
_TOKENS = re.compile("|".join((_SPAN, _URL, _MAIL, _STANDARD, _CODE)))
_TAIL = ",.;:?!)'\"]}>"
_MEASURED = re.compile(r"[0-9.:]+-[0-9.:]+(?:k?g|[ckm]?m|ml|m?L|t|s|h|min|kWh|W|kW|V|GB|MB)\Z")
_DIGITS = re.compile(r"[0-9０-９](?:[ \-]?[0-9０-９]){6,}[Xx]?")


def mask(text: str) -> str:
    """Return the text, as long as it was, with fields and protected tokens replaced by their marks."""
    if "{{" in text:
        text = _FIELD.sub(lambda m: FIELD_MARK * len(m.group()), text)
    return _TOKENS.sub(_masked, text)


def quote(text: str, limit: int = 24) -> str:
    """Return a short quotation for a message: long runs of digits, which may be personal data, as asterisks."""
    text = _DIGITS.sub(lambda m: m.group()[0] + "*" * (len(m.group()) - 1), text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _masked(match: re.Match[str]) -> str:
    token = match.group()
    if token[0] == "`":
        return TOKEN_MARK * len(token)
    kept = token.rstrip(_TAIL)
    plain = not any(c.isalpha() for c in kept)
    if plain or _MEASURED.match(kept):
        return token
    return TOKEN_MARK * len(kept) + token[len(kept) :]
