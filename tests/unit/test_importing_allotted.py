"""Texts that only the table of contents names: their words part them, each to its title."""

from wenku.importing import allotted, split
from wenku.importing.model import Line, Lines

CONTENTS = ("图书漂流活动方案", "楼道充电管理制度", "春季灭鼠工作总结")
BOOKS = (
    "把家里看完的图书放上漂流架，贴一张卡片写上推荐的话，下一位读者看完再传给别人，一本书能走几十户人家。",
    "漂流架放在活动室门口，孩子看的图书摆在低处，读者拿书不登记，看完放回任何一个架子都行。",
    "每月最后一个周六晒书，破了的图书由读者带回去补，补好再放上漂流架。",
)
CHARGING = (
    "第一条　电动车不推进楼道，电瓶不提上楼充电，充电一律到棚里的插座去。",
    "第二条　充电棚的插座定时断电，充满的车推到白线里面，不占别人充电的位置。",
    "第三条　发现楼道里拉线充电的，先拔下来再敲门说明，劝两回还不听的请消防员来讲。",
)
RATS = (
    "入春以来老鼠多，居民反映下水口和粮店后墙都有鼠洞，我们用一个月灭鼠，情况这样。",
    "堵鼠洞四十个，放灭鼠毒饵站六十处，毒饵站都上锁，猫狗够不着，死鼠当天收走深埋。",
    "灭鼠以后再查一遍，粮店后墙的鼠洞没有了，下水口还要换两块篦子。",
)


def lines(*texts: str) -> Lines:
    return tuple(Line(text, n) for n, text in enumerate(texts, 1))


def test_texts_without_a_mark_are_parted_by_their_words() -> None:
    assert allotted.starts(lines(*BOOKS, *CHARGING, *RATS), CONTENTS) == [3, 6]


def test_the_pieces_have_the_titles_of_the_contents() -> None:
    pieces, _ = split.split(lines(*BOOKS, *CHARGING, *RATS), CONTENTS)
    assert [(piece.title, len(piece.lines)) for piece in pieces] == [(title, 3) for title in CONTENTS]


def test_chapters_in_a_table_of_contents_part_nothing() -> None:
    assert allotted.starts(lines(*BOOKS, *CHARGING, *RATS), ("一、怎么漂流", "二、怎么充电", "三、怎么灭鼠")) == []
    assert allotted.starts(lines(*BOOKS, *BOOKS[::-1]), ("拔河比赛通知", "献血倡议书", "选楼长公告")) == []
