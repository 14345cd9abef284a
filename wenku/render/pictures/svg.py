"""SVG elements as text."""

from __future__ import annotations

from html import escape


def element(name: str, *children: str, **attributes: object) -> str:
    """Return an element. `children` are finished markup; text goes through `words` first.

    Attributes: "_" in a name stands for "-", one at its end is dropped (class_); None leaves the attribute out.
    """
    listed = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{listed}>{''.join(children)}</{name}>" if children else f"<{name}{listed}/>"


def words(text: object) -> str:
    """Return text as markup."""
    return escape(str(text), quote=False)


def percent(value: float) -> str:
    """Return a place or length across the picture."""
    return f"{value:.4g}%"


def em(value: float) -> str:
    """Return a place or length down the picture, or around the middle of a column."""
    return f"{value:.4g}em"


def text(x: str, y: str, *content: str, class_: str | None = None) -> str:
    """Return a text element with its line's foot at y; `content` is finished markup."""
    return element("text", *content, x=x, y=y, class_=class_)


def rect(x: str, y: str, width: str, height: str, class_: str | None = None) -> str:
    """Return a rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, class_=class_)


def column(x: str, *content: str) -> str:
    """Return content whose own places are measured in em from x, where a column has its middle."""
    return element("svg", *content, x=x, overflow="visible")
