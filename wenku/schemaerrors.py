"""A JSON Schema error as two Chinese sentences: what is wrong with the data and what is right."""

from __future__ import annotations

from typing import Any

_TYPES = {"string": "字符串", "integer": "整数", "boolean": "true 或 false", "array": "列表", "object": "键值", "null": "null"}
_LIMITS = {
    "minItems": "至少写 {} 项", "maxItems": "最多写 {} 项", "uniqueItems": "删去重复的一项", "minLength": "至少写 {} 个字",
    "maxLength": "最多写 {} 个字", "minimum": "不小于 {}", "maximum": "不大于 {}",
}  # fmt: skip


def explained(error: Any) -> tuple[str, str]:
    """Return (what is wrong, what is right) in Chinese for a jsonschema error."""
    where = "·".join(f"第 {step + 1} 项" if isinstance(step, int) else step for step in error.path) or "文件"
    value = str(error.instance)[:40]
    rule = error.validator_value
    if error.validator == "additionalProperties":
        allowed = list(error.schema.get("properties", ()))
        extra = "、".join(sorted(set(error.instance) - set(allowed)))
        return f"多出了不认识的键 {extra}", f"只用这些键：{'、'.join(allowed)}"
    if error.validator == "required":
        missing = "、".join(key for key in rule if key not in error.instance)
        return f"缺少键 {missing}", "补上这些键，没有内容时写 null"
    if error.validator == "type":
        types = [rule] if isinstance(rule, str) else rule
        return f"{where} 的值“{value}”类型不对", f"应当是{'或'.join(_TYPES.get(t, t) for t in types)}；日期和编号加英文双引号"
    if error.validator == "enum":
        return f"{where} 的值“{value}”不在允许的范围里", f"只能是 {'、'.join(map(str, rule))}"
    if error.validator in ("pattern", "format"):
        return f"{where} 的值“{value}”格式不对", error.schema.get("description", f"应当符合 {rule}")
    limit = _LIMITS.get(error.validator, "对照 docs/_data/schemas 里的结构文件改正").format(rule)
    return f"{where} 的值“{value}”不符合要求", limit
