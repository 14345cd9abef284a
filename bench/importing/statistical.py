"""Would a statistical model help? python -m bench.importing.statistical: naive Bayes (complement, on pairs of Hanzi) over the library's texts, beside the rules.

It is asked for the domain alone, and where the rules are less sure than a bound. Files are those of bench-import that nobody trained on.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from bench.importing.measures import accepted, grams
from scripts.bench_import import GROUPS, raws
from scripts.tables import ROOT
from wenku.importing.model import Refused
from wenku.importing.pipeline import context, import_file
from wenku.library import read_library

BOUNDS = (0.3, 0.55)
Weights = Mapping[str, Mapping[str, float]]


def pairs(text: str) -> Counter[str]:
    """Return the pairs of Hanzi of a text."""
    hanzi = "".join(re.findall("[\u4e00-\u9fff]+", text))
    return Counter(hanzi[i : i + 2] for i in range(len(hanzi) - 1))


def trained(texts: Mapping[str, list[str]]) -> Weights:
    """Return the weight of each pair for each label: how rare it is in the texts of all others (Rennie et al. 2003)."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for label, own in texts.items():
        for text in own:
            counts[label].update({pair: 1 + math.log(n) for pair, n in pairs(text).items()})  # type: ignore[arg-type]
    whole = Counter[str]()
    for count in counts.values():
        whole.update(count)
    weights = {}
    for label, count in counts.items():
        rest = {pair: whole[pair] - count[pair] + 0.5 for pair in whole}
        total = sum(rest.values())
        weights[label] = {pair: -math.log(n / total) for pair, n in rest.items()}
    return weights


def likeliest(weights: Weights, text: str) -> str:
    """Return the label that a text's pairs speak for most."""
    found = {pair: 1 + math.log(n) for pair, n in pairs(text).items()}
    return max(sorted(weights), key=lambda label: sum(weights[label].get(pair, 0.0) * n for pair, n in found.items()))


def main() -> None:
    """Print for each group of files the share of right domains: by rules, by the model, by both."""
    library = read_library(ROOT / "docs")
    bodies = {entry.path: entry.front.body for entry in library.entries if entry.is_text}
    texts: dict[str, list[str]] = defaultdict(list)
    for text in library.texts:
        if text.domain:
            texts[text.domain.id].append(text.title * 5 + bodies.get(text.path, ""))
    weights, shared = trained(texts), context(library.data, {})
    for name, corpus, half in GROUPS:
        if corpus == "library":
            continue  # what it was trained on
        right, total = Counter[str](), 0
        for path, raw, golds, _ in raws(corpus, half):
            try:
                drafts = import_file(path, raw, shared).drafts
            except Refused:
                continue
            for gold in golds:
                own = grams("".join(words for _, words in gold.lines))
                draft = max(drafts, key=lambda draft: len(own & grams(draft.source)))
                rules, model = draft.profile.domain, likeliest(weights, draft.title * 3 + draft.source.split("---\n", 2)[2])
                total += 1
                ways = {"规则": rules.value, "模型": model, **{f"规则把握低于 {bound:.0%} 用模型": model if rules.confidence < bound else rules.value for bound in BOUNDS}}
                right.update(way for way, value in ways.items() if value in accepted(gold.domain))
        print(f"{name}：{total} 篇，领域正确 " + "，".join(f"{way} {right[way] / max(1, total):.3f}" for way in ("规则", "模型", *(f"规则把握低于 {b:.0%} 用模型" for b in BOUNDS))))


if __name__ == "__main__":
    main()
