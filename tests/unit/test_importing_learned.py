"""The model that tells a site's lines from a text's by their characters: how it reads a line, what it learns."""

from bench.importing import sitelines
from bench.importing.sitelines import Sample
from wenku.importing import learned
from wenku.importing.siteweights import SITE

SITES = ("点赞收藏不迷路，三千份模板等你来拿", "上一页 立即下载 猜你喜欢 投诉", "贡献者：远山 编号：55120 类型：DOC 共7页")
TEXTS = ("楼道里不停电动车，充电到棚里去。", "每月最后一个周六清扫院子。", "社区党支部组织党员认领微心愿。")


def test_numbers_and_spaces_are_alike() -> None:
    assert learned.buckets("浏览 1203  次") == learned.buckets("浏览 7 次")
    assert learned.buckets("甲乙") != learned.buckets("乙甲")
    assert max(learned.buckets("浏览 1203 次")) < learned.SIZE


def test_a_fit_tells_what_it_was_taught() -> None:
    given = [Sample(text, text, site) for site, texts in ((True, SITES), (False, TEXTS)) for text in texts]
    made = sitelines.model(*sitelines.fit(given))
    assert all(made.score(text) > 0 for text in SITES)
    assert all(made.score(text) < 0 for text in TEXTS)


def test_the_shipped_weights_tell_lines_that_were_not_taught() -> None:
    assert SITE.score("打分 ★★★☆　3.7 分　共 52 人打分　我要打分") > 1
    assert SITE.score("傍晚由值班的楼长把二楼走廊的窗关好。") < -3


def test_labelled_lines_of_the_tuning_half_are_samples() -> None:
    found = sitelines.labelled()
    assert 400 < sum(sample.site for sample in found) < len(found) / 4
    assert all(sample.text.strip() for sample in found)
