"""Stage 4, rules of thumb for where a text begins, weighed by hand: one of the features that the fitted weights go by."""

from __future__ import annotations

import re
from collections.abc import Collection

from wenku.importing import heads, restarts, titles
from wenku.importing.model import Lines, hanzi
from wenku.importing.patterns import END, SURE, UNIT, is_dated, is_title, number

ENOUGH = 3.0
"""Weight from which these rules alone see a new text."""
ATTACHED = re.compile(r"^(?:附件|附[：:表]|附\d|抄送|（此件|联系人|主题词|注[：:])")
INTRO = re.compile(r"(?:特?(?:制[定订]|拟[定订])|如下|以下(?:计划|方案|安排|意见|总结)|现将|现就|提出[^。]{0,16}(?:意见|方案|计划))")
OPENS = re.compile(
    r"^(?:为(?:了|进一步|深入|全面|认真|切实|加强|做好|更好|使|贯彻|落实|提高|规范|保障|推进|推动|确保|丰富|营造|有效|扎实)|根据|按照|依据|结合|随着|尊敬的|各位|同志们|各(?:社区|村|科室|居民|支部|单位|党)|[^，。；]{2,12}：$|(?:20|19)\d?[\dxX_]{1,3}年)"
)


def weighed(lines: Lines, at: int, since: int, wanted: Collection[str] = ()) -> float:
    """Return how much speaks for a text that begins at an index, given where the one before it began: 3 and more mostly is one."""
    line, before = lines[at], lines[at - 1]
    if line.rows or ATTACHED.match(line.text) or is_title(before.text) and at - 1 > since and is_title(line.text):
        return 0.0
    weight = 0.0

    def add(by: float) -> None:
        nonlocal weight
        weight += by

    own = titles.own(line.text)
    opens = OPENS.match(line.text) is not None
    if own:
        add(2 if re.search(f"(?:{SURE})", own[0][-8:]) and len(own[0]) > 5 else 1 if len(own[0]) > 5 else 0.5)
        add(1 if not own[1] and heads.ADDRESSED.match(lines[at + 1].text if at + 1 < len(lines) else "") else 0)
        add(1 if line.strong or line.level else 0)
        add(-3 if line.text in lines[since].text and line.text != lines[since].text else 0)
        add(3 if heads.ISSUED.match(before.text) else 0)
        add(3 if titles.tidy(own[0]) in wanted else 0)
        add(3 if line.ruled and not own[1] else 1 if line.gap > 2 else 0)
    elif line.level == 1 and any(other.level == 1 for other in lines[:at]) and number(line.text) is None:
        add(2)
    elif number(line.text) is None and not opens:
        return 0.0
    addressed = heads.ADDRESSED.match(line.text) is not None and OPENS.match(line.text) is not None
    signed = is_dated(before.text) or addressed and UNIT.match(before.text) is not None
    ended = before.text[-1:] in END or (own is not None and (bool(before.rows) or UNIT.match(before.text) is not None or (line.gap and len(before.text) <= 20 and before.text[-1] not in "，、：")))
    add(1 if own and not own[1] and ended and len(own[0]) > 5 and _stands_out(lines, at, since) else 0)
    anew = restarts.weighed(lines, at, since, own is not None)
    add(anew)
    numbered = number(before.text) is not None and anew > 2
    broken = 0.5 if numbered and not own else -0.5 if own and anew >= 2 else -1.5
    add(2 if signed else 0.5 if ended else 0 if before.rows else broken)
    if not own and opens:
        add(1.0 if INTRO.search(line.text) or (signed and (addressed or hanzi(line.text) > 20)) else -0.5)
    return weight


def _stands_out(lines: Lines, at: int, since: int) -> bool:
    """Tell whether a line is the only short one without a number or an end since the text's title, and a paragraph follows."""
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    short = [line for line in lines[since + 1 : at] if not line.rows and line.text[-1] not in END and number(line.text) is None and not is_dated(line.text) and not UNIT.match(line.text)]
    return titles.own(lines[since].text) is not None and not short and len(after) > 20 and after[-1] in END
