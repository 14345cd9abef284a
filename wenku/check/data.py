"""DATA: vocabularies and facts in docs/_data. All of it is found while reading (wenku.data)."""

from wenku.check.rules import declare
from wenku.workdays.check import CODES as DAY_CODES

declare("DATA-1", "数据文件读不出来", "词表坏了，用到它的文本都无法核对。")
declare("DATA-2", "数据文件里键重复", "YAML 会悄悄丢掉前一个。")
declare("DATA-3", "数据不符合结构", "每个数据文件都有一份 JSON Schema，写明有哪些键、什么类型。")
declare("DATA-4", "编号重复", "id 是永久的地址，不能共用。")
declare("DATA-5", "指向不存在的记录", "页面上会出现打不开的链接。")
declare("DATA-6", "替代关系绕成圈", "甲被乙替代、乙又被甲替代，就找不到现行的那一部。")
declare("DATA-7", "没有按 id 排序", "排好序，改动对照才看得清。")

for _code, (_title, _why, _severity, _fixable) in DAY_CODES.items():
    declare(_code, _title, _why, _severity, _fixable)
