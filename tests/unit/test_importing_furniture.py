"""Furniture that is known by what it does, not by its words: it recurs, counts on, speaks of a site, sells; and its innocent look-alikes."""

import pytest

from bench.importing import shorts
from wenku.importing import (
    characters,
    furniture,
    identity,
    judge,
    pagemarks,
    personal,
    plain,
    recurring,
    sensitive,
    tables,
)
from wenku.importing.model import Line, Note, Piece
from wenku.importing.structure import PARAGRAPH, TABLE, Block

LONG = "居民把旧书送到活动室，登记书名以后放上书架，谁想看谁拿，看完自己放回去，不收押金也不催还。"


def lines(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(text, n) for n, text in enumerate(texts, 1))


def left(*texts: str) -> list[str]:
    return [line.text for line in furniture.clean(lines(*texts))[0]]


@pytest.mark.parametrize(
    "junk",
    ["（试读结束　购买完整版请前往青桐书斋）", "卷首语：本集收录旧稿若干，按卷排列，供翻检。", "售后群：加微信备注“合集”，失效请联系补发。", "谢谢观看 THANKS", "【本页内容整理自会员投稿，若需撤稿请留言】",
     "请值班同志阅处", "※※※ 此处省去三张图，开通会员可见 ※※※", "——（小铺：买二送一，夜里也有人答）——", "回复“楼长”即可领取三十份表格", "本邮件由系统自动发出，请勿回复",
     "打不开的换个浏览器再试，更新日期见文件名。", "因搬家，低价转让书柜一只，自提优先，非诚勿扰。", "火锅店招服务员四名，月休四天，包吃住，面议。"],
)  # fmt: skip
def test_what_speaks_of_a_site_or_sells_goes(junk: str) -> None:
    assert left(LONG, "一" + LONG, "二" + LONG, junk, "三" + LONG, "四" + LONG, "五" + LONG) == [LONG, "一" + LONG, "二" + LONG, "三" + LONG, "四" + LONG, "五" + LONG]


@pytest.mark.parametrize(
    "own",
    ["养犬户免费领取牵引绳和拾便袋。", "上一次的活动记录要存档，下载以后打印一份。", "出租、出售电话卡和银行账户的，依法处罚。", "旧物交换以物换物，不收费，不转让票证。", "公众号每周推送一期，居民可以留言。",
     "社区图书室免费开放，会员证当场办。"],
)  # fmt: skip
def test_a_texts_own_words_on_such_things_stay(own: str) -> None:
    assert own in left(LONG, "一" + LONG, "二" + LONG, own, "三" + LONG, "四" + LONG, "五" + LONG)


@pytest.mark.parametrize(
    "junk",
    ["贡献者：远山 编号：55120 入库日期：2026-02-11 类型：DOC 共7页 18.4KB", "打分 ★★★☆　3.7 分　共 52 人打分　我要打分", "下面几份稿子由青桐的老师们精心挑选，盼能解您燃眉之急，快来看看吧！"],
)  # fmt: skip
def test_what_reads_like_a_site_goes(junk: str) -> None:
    """None of these has a pattern of its own: their characters tell."""
    assert left(LONG, "一" + LONG, "二" + LONG, junk, "三" + LONG, "四" + LONG, "五" + LONG) == [LONG, "一" + LONG, "二" + LONG, "三" + LONG, "四" + LONG, "五" + LONG]


@pytest.mark.parametrize("own", ["联系人：居委会民政干部　电话：每个工作日接听", "【征求意见】第二篇", "——在楼长会上的发言", "（讨论稿）", "楼道管理公约（3篇）", "三、下载登记表"])
def test_what_marks_or_names_a_text_stays(own: str) -> None:
    assert own in left(own, LONG, "一" + LONG, "二" + LONG)


def test_a_line_cut_at_the_right_edge_is_no_furniture() -> None:
    cut = "浏览器、客服、会员中心三处都"
    assert cut in left("遇到这样的事先不转账，聊天记录和页面都留着，交给民警，", cut, "不能告诉陌生人。")


def test_lines_that_count_pages_go_and_those_that_count_texts_stay() -> None:
    slides = left("幻灯片 1 / 3", LONG, "幻灯片 2 / 3", "一" + LONG, "邻里手册　七十三", "二" + LONG, "邻里手册　七十四", "三" + LONG)
    assert slides == [LONG, "一" + LONG, "二" + LONG, "三" + LONG]
    assert left("学习材料之 1", LONG, "学习材料之 2", "一" + LONG)[0] == "学习材料之 1"


def test_a_chat_goes_and_the_texts_sent_in_it_stay() -> None:
    found = left("一叶轻舟 19:02:41", "谁手里有稿子", "山城小面 19:05:13", "楼道清理方案", LONG, "一叶轻舟 19:06:58", "收下了", "[抱拳] 多谢", "山城小面 19:11:30", "二" + LONG)
    assert found == ["楼道清理方案", LONG, "二" + LONG]


def test_a_programme_with_hours_is_no_chat() -> None:
    rows = ("开场锣鼓 19:00", "合唱 19:10", "快板 19:25", "猜谜 19:40")
    assert left(LONG, *rows, "一" + LONG) == [LONG, *rows, "一" + LONG]


def test_the_name_of_a_site_goes_wherever_it_stands() -> None:
    found = left("本文由春芽资料网整理提供", "春芽资料网 用得好请给五星", LONG + "春芽资料网chunya哪一本看的人多，明年多买。", "志愿服务驿站每天开门。")
    assert found == [LONG + "哪一本看的人多，明年多买。", "志愿服务驿站每天开门。"]


def test_a_sentence_that_a_page_ends_in_is_whole_again() -> None:
    assert left("先到的先办，发给临时取", "归档件　第 7 页", "暖的券，用完为止。") == ["先到的先办，发给临时取暖的券，用完为止。"]
    assert left("二、取暖券的发放", "第 7 页", "用完为止，不补发。") == ["二、取暖券的发放", "用完为止，不补发。"]
    assert left("先到的先办，办完为止。", "第 7 页", "用完为止，不补发。") == ["先到的先办，办完为止。", "用完为止，不补发。"]


def test_a_watermark_within_sentences_goes() -> None:
    mark = "＠清泉稿铺 SVIP"
    found = left(f"旧书送到{mark}活动室，登记书名。", f"谁想看{mark}谁拿，看完自己放回去。", "得分最高的★★★★三星楼院发一面旗。")
    assert found == ["旧书送到活动室，登记书名。", "谁想看谁拿，看完自己放回去。", "得分最高的★★★★三星楼院发一面旗。"]


def test_links_behind_their_heading_go_with_their_numbers() -> None:
    assert left(LONG, "【取暖倡议书】相关文章：", "1.节水倡议书范文", "2.护鸟倡议书", "3.社区禁烟公约") == [LONG]
    assert left(LONG, "青竹稿库推荐：取暖标语　节水手抄报", "一" + LONG) == [LONG, "一" + LONG]
    assert left(LONG, "推荐阅读：", "1.节水工作计划", "一" + LONG) == [LONG, "1.节水工作计划", "一" + LONG]
    assert left(LONG, "【推荐阅读】节水标语｜护鸟手抄报", "取暖工作计划", "各楼组长", "一" + LONG)[1:3] == ["取暖工作计划", "各楼组长"]  # it names its links itself


@pytest.mark.parametrize("record", ["流转记录：起草 → 会签 → 印发", "查询完成，共 14 条记录", "往期推荐：旧物集市｜停电通告", "节水标语大全 倡议书格式"])
def test_records_of_systems_and_rows_of_links_go(record: str) -> None:
    assert left(LONG, "一" + LONG, "二" + LONG, "三" + LONG, record, "四" + LONG, "五" + LONG, "六" + LONG, "七" + LONG) == [LONG, *(n + LONG for n in "一二三四五六七")]


def test_words_cut_for_filters_are_whole_again_and_blots_go() -> None:
    found, _ = characters.clean(lines("第一季读党-章，中-央新近的文件由书*记领读，到居委会■写个队名。", "周一-周五开门，北京-上海。", "甲■乙■丙■丁"), {})
    assert [line.text for line in found] == ["第一季读党章，中央新近的文件由书记领读，到居委会写个队名。", "周一-周五开门，北京-上海。", "甲■乙■丙■丁"]


def test_page_marks_in_cut_lines_go() -> None:
    row = "急的先救后补两天内先给一部分十个工作"
    body = [row] * 12
    found, notes = pagemarks.clean(lines(*body, "2、日内把手续补齐，不急的照平常的次", *body, "3、配一台可以升降的柜台。"))
    assert len(notes) == 2 and "工作日内把手续" in "".join(line.text for line in found)


def test_a_quoted_mail_is_read_without_its_marks() -> None:
    assert [line.text for line in plain.txt("> 转发几个稿子\n> 积分管理办法\n> 一、做一件算一件。\n> > 发自我的手机").lines] == ["转发几个稿子", "积分管理办法", "一、做一件算一件。", "发自我的手机"]
    assert plain.txt("大于号\n> 5 分的算优秀\n其余的算合格\n").lines[1].text == "> 5 分的算优秀"


def test_a_register_an_article_and_a_list_of_links_are_no_texts() -> None:
    register = Line("", 1, rows=(("姓名", "性别", "住址"), ("荀改枝", "女", "梧桐巷17号3单元402室"), ("闵德水", "男", "梧桐巷22号1单元101室"), ("蔺小娥", "女", "柳絮路5号2单元301室")))
    assert "名册" in judge.judge(Piece("低保户名册", (register,), ""))
    links = Line("", 1, rows=(("名称", "网址"), ("政务服务入口", "https://a.example.com/zw"), ("医保查询", "https://a.example.com/yb"), ("公积金", "https://a.example.com/gjj")))
    assert "网址" in judge.judge(Piece("办事网址速查", (links,), ""))
    article = lines("天一热，饮料就成了抢手货。营养师提醒，很多人第一步就错了，口渴了才喝水，其实身体早已缺水，清晨起床先来一杯温白开比什么都强。", "市面上新推出的电解质水究竟值不值得买？走访了三家超市，发现同样一瓶的价格相差近一倍。")
    assert judge.judge(Piece("三伏天这样喝水才对", article, ""), removed=2)
    turns = Line("", 1, rows=(("岗位", "日期", "职责"), ("楼长", "周一", "开门"), ("网格员", "周二", "巡查"), ("保洁员", "周三", "清扫")))
    assert judge.judge(Piece("值班安排", (turns, *lines(LONG, LONG)), "")) == ""


def test_private_columns_of_a_list_of_people_become_fields() -> None:
    rows = (("组别", "姓名", "手机", "微信", "住址"), ("玻璃组", "邬长庚", "13500007712", "wcg_1968", "柳絮路5号后院"), ("灯泡组", "待定", "", "—", "活动室"))
    blocks = (Block(TABLE, 1, rows=rows), Block("paragraph", 2, "报销的钱打到6222020000001234567，开户人邬长庚，写信到wcg@example.com，座机05140000812。"))
    known = personal.roster(blocks)
    _, found, notes = personal.remove("", blocks, known)
    assert found[0].rows[1:] == (("玻璃组", "{{负责人岗位}}", "{{联系电话}}", "{{联系方式}}", "{{地址}}"), ("灯泡组", "待定", "", "—", "活动室"))
    assert found[1].text == "报销的钱打到{{账号}}，开户人{{联系人岗位}}，写信到{{联系邮箱}}，座机{{联系电话}}。"
    assert "邬长庚" in known and personal.blotted(Note("split", 1, "没有收进草稿", "", "邬长庚开的户"), known).quoted == "***开的户"
    assert "长庚" not in str(notes)


def test_a_name_is_known_by_an_age_or_a_number_behind_it() -> None:
    found = {text[start:end] for text in ("詹小满，十一岁，随奶奶住。", "找卞启元13500007712。", "调解员鲁长庚包了最难的，他的电话13700008815开着。") for start, end, _ in identity.find(text) if start < end - 1 and end - start == 3}
    assert found == {"詹小满", "卞启元", "鲁长庚"}
    for text in ("钱花在师傅的车马费上。", "上周有老人被挤下路牙。", "老师傅自己也不许看。", "高血压，六十岁以上的优先。"):
        assert not identity.names_someone(text), text


@pytest.mark.parametrize(
    "told",
    ["对信奉某教门的三户人家，由网格员轮流盯守，每天记下进出的人。", "对常去上面反映拆迁的苏某，安排专人全天跟随。", "去省里告状的，三人包一，拦在车站。", "参加祷告的人家，逐户登记。"],
)
def test_watching_believers_and_petitioners_goes_in_any_words(told: str) -> None:
    blocks, notes = sensitive.remove((Block("paragraph", 1, "先说工作。" + told),))
    assert blocks[0].text == "先说工作。" and notes


@pytest.mark.parametrize("own", ["下午到水池边玩水，四个大人看管，一样学两个礼拜。", "来信访的，不得跟踪、不得拦截，当天登记答复。", "向上级反映情况，一周内答复本人。", "老人全天有人看护。"])
def test_ordinary_care_and_what_forbids_watching_stays(own: str) -> None:
    assert sensitive.remove((Block("paragraph", 1, own),))[0][0].text == own


@pytest.mark.parametrize(("half", "left_over", "lost"), [("tuning", 0, 0), ("heldback", 11, 2)])
def test_lines_of_sites_and_files_go_and_those_that_look_alike_stay(half: str, left_over: int, lost: int) -> None:
    told = list(shorts.furnished(half))
    kinds = [what for what, _ in told]
    assert len(shorts.furniture_lines(half)[0]) > 60
    assert kinds.count("gone") <= left_over and kinds.count("stays") <= lost, told if half == "tuning" else len(told)


@pytest.mark.parametrize("told", ["把抑郁学生的名字告诉全班。", "失独家庭的名册人手一份。", "戒毒人员的照片上墙。", "孤儿小满，父亲坐牢。", "三栋的李某得了梅毒。", "对外来租户采集指纹。", "不配合的上访人，影响其子女入学。"])
def test_who_is_weak_is_not_shown_to_others(told: str) -> None:
    assert sensitive.remove((Block("paragraph", 1, "先说工作。" + told),))[0][0].text == "先说工作。"


@pytest.mark.parametrize("own", ["受助学生的名字不上墙，不在会上念。", "不写“重点人员”名册，也不定位。", "避孕药具在卫生站自取，不登记姓名。", "低保名单公示时不写住址。"])
def test_what_keeps_them_hidden_stays(own: str) -> None:
    assert sensitive.remove((Block("paragraph", 1, own),))[0][0].text == own


@pytest.mark.parametrize("size", [16, 20, 28])
def test_text_cut_at_the_right_edge_loses_no_word(size: int) -> None:
    whole = "每月第一个星期六为大件日。旧床垫、旧沙发和旧马桶，周五晚上八点以后抬到画线的地方。上级若要求下载量、关注量，照实说明，安装由本人决定。聊天记录、转账页面不删除，由本人交给民警。客服不会问您的密码，网店退款不用点链接。"
    cut = [whole[at : at + size] for at in range(0, len(whole), size)]
    assert "".join(left(*cut)) == whole


def test_a_list_of_recipients_goes_and_what_only_shares_its_words_stays() -> None:
    for told in ("受资助学生名单：臧小禾，母亲肺癌晚期，资助四千元。", "三栋的李某患红斑狼疮。"):
        assert sensitive.remove((Block("paragraph", 1, "先说工作。" + told),))[0][0].text == "先说工作。", told
    for own in ("答对三题就能领取环保袋一只。", "流动人口的服务事项在窗口公布办理条件。", "受助学生名单由两人保管，不外传。"):
        assert sensitive.remove((Block("paragraph", 1, own),))[0][0].text == own, own
    assert any("召集人鲍小芬主持。"[start:end] == "鲍小芬" for start, end, _ in identity.find("召集人鲍小芬主持。"))


def test_names_are_known_by_their_company_and_their_post() -> None:
    told = {"楼长：1号楼 冷学文，2号楼 池秀莲。": {"冷学文", "池秀莲"}, "党员柏青松捐了一千元，褚时明捐了五百元。": {"柏青松", "褚时明"}, "联系人 - 白玉霞 - 13712345678": {"白玉霞"}, "带队老师姓方，叫方晓蕾。": {"方晓蕾"}}
    for text, who in told.items():
        assert who <= {text[start:end] for start, end, _, _ in personal._found(text)}, text
    for text in ("查了家里，改好家里，难在哪里。", "楼长：李秀莲，高血压、糖尿病的老人先看。", "会计每月对账，出纳管钱。", "党员带头，居民捐书。"):
        assert not {text[start:end] for start, end, _, _ in personal._found(text)} - {"李秀莲"}, text


@pytest.mark.parametrize(
    ("what", "title", "text"),
    [
        ("菜谱", "红烧肉的做法", "五花肉切成块，冷水下锅焯三分钟，放冰糖炒到枣红色，下肉翻炒上色。加生抽两勺、料酒三勺，倒开水没过肉，小火炖五十分钟，大火收汁，撒葱花出锅，配米饭吃，隔夜更入味，喜欢软烂的可以再多炖一会儿，孩子也爱吃，老人也咬得动。"),
        ("新闻", "老街里的修鞋匠", "清晨六点，老街口的卷帘门拉开了。今年七十二岁的修鞋匠在这里守了四十年。“只要还有人来，我就修。”他笑着对前来采访的记者说。据介绍，老街将于明年启动改造，摊位如何安排备受关注，不少市民表示希望留住它，摊子前面的小凳子从早到晚没有空过。"),
        ("小说", "雨夜", "她推开门，雨水顺着伞骨滴在地板上，屋里没有开灯。“你回来了。”父亲的声音从里屋传来。她没有答话，把湿透的鞋子放在炉边。许多年后她还会想起那个晚上，想起窗外那棵被风吹弯的槐树，和桌上那碗凉透了的面，还有收音机里沙沙的声音。"),
    ],
)  # fmt: skip
def test_what_else_people_keep_is_no_text(what: str, title: str, text: str) -> None:
    assert what in judge.judge(Piece(title, lines(text), ""))
    assert judge.judge(Piece(title, lines("各位居民：", text, "特此通知。"), "")) == ""


def test_what_an_assistant_says_around_a_text_goes() -> None:
    found = left("好的，下面是为您拟写的换书启事：", "换书启事", LONG, "一" + LONG, "二" + LONG, "如果您告诉我时间和地点，我还可以帮您补一份通知。需要我继续吗？")
    assert found == ["换书启事", LONG, "一" + LONG, "二" + LONG]
    kept = "如果您发现书页脱落，请告诉我们，我们来修补。"
    assert kept in left(LONG, "一" + LONG, kept)


@pytest.mark.parametrize("junk", ["看过换书启事的人还看了：1.旧衣倡议书　2.年终小结", "换书启事大全04-11　　旧衣倡议书12-02　　社火主持词05-19", "—— 您正在阅读的文章由青竹文档库提供 ——", "转发自 楼长交流群", "[此消息已被3个群聊转发，长按可收藏]"])
def test_links_and_stamps_of_those_who_passed_a_text_on_go(junk: str) -> None:
    assert left(LONG, "一" + LONG, "二" + LONG, junk) == [LONG, "一" + LONG, "二" + LONG]


def test_a_numbered_sentence_that_a_page_cuts_is_whole_again() -> None:
    found = left("（一）借书的人在本子上写下书名和日期，看完放回原处。", "（二）一次借书不超过两", "第 3 页 / 青竹分享", "本，到期可以再借。")
    assert found[1] == "（二）一次借书不超过两本，到期可以再借。"


def test_rows_that_frame_a_table_are_lines_of_the_text() -> None:
    rows = (("借书时间表",), ("周几", "几点"), ("周六", "九点"), ("借书带证。",), ("", "看完放回原处。"))
    found = tables.unframed((Line("", 3, rows=rows),))
    assert [(line.text, line.rows) for line in found] == [("借书时间表", ()), ("", (("周几", "几点"), ("周六", "九点"))), ("借书带证。", ()), ("看完放回原处。", ())]


def test_numbers_with_a_space_only_get_their_mark_where_they_count_on() -> None:
    def mended(*texts: str) -> list[str]:
        return [line.text for line in characters.clean(lines(*texts), {})[0]]

    assert mended("1  借书办法", LONG, "2  还书办法", LONG)[::2] == ["1、借书办法", "2、还书办法"]
    assert mended("第一 借书办法", LONG, "第二 还书办法", LONG)[::2] == ["一、借书办法", "二、还书办法"]
    assert mended("13 名志愿者轮流开门", LONG) == ["13 名志愿者轮流开门", LONG]


@pytest.mark.parametrize(
    ("text", "names"),
    [("会议由主任浦建国主持。", "浦建国"), ("12栋詹德厚大爷腿脚不便。", "詹德厚"), ("3栋302室闵秋娥长年卧床，其子卞小龙在外打工。", "闵秋娥 卞小龙"), ("同意将戎家辉、岑丽萍两名同志列为候选人。", "戎家辉 岑丽萍"), ("派人守着瞿福生一家。", "瞿福生"), ("高丽华，女，40岁", "高丽华")],
)  # fmt: skip
def test_names_are_told_by_where_they_stand_whatever_the_surname(text: str, names: str) -> None:
    assert {text[start:end] for start, end, _ in identity.find(text)} >= set(names.split())


def test_who_speaks_is_named_alone_on_a_line() -> None:
    assert personal.roster((Block(PARAGRAPH, 1, "郜志刚"), Block(PARAGRAPH, 2, LONG))) == {"郜志刚"}
    assert not personal.roster((Block(PARAGRAPH, 1, "同志们"), Block(PARAGRAPH, 2, LONG)))


def test_the_name_of_a_site_between_rules_parts_texts_and_goes_wherever_it_stands() -> None:
    found, _ = furniture.clean(characters.clean(lines("———青竹文库———", "换书办法", LONG, "———青竹文库———", "借书办法", f"一{LONG[:20]}青竹文库qzwk.invalid{LONG[20:]}"), {})[0])
    assert [line.text for line in found] == ["换书办法", LONG, "借书办法", "一" + LONG] and found[2].ruled == "above"


def test_where_a_text_is_said_to_come_from_is_a_site() -> None:
    assert left("来源：青竹写作吧　作者：佚名", LONG, "【青竹写作吧】一个只做公文的地方", "一" + LONG, "青竹写作吧 联系站长 | 投稿须知") == [LONG, "一" + LONG]


def test_behind_a_heading_of_links_at_the_end_only_links_stand() -> None:
    assert left(LONG, "一" + LONG, "【换书启事5则】延伸阅读：", "读书感言 | 捐书讲话稿 | 活动简讯", "换书启事怎么写") == [LONG, "一" + LONG]


@pytest.mark.parametrize("junk", ["领导批示：原则同意，请综治办抓紧落实", "阅读提示：双击屏幕自动滚动", "本文标题：换书启事.docx 链接地址：见内页", "与【换书启事5则】相关的文章："])
def test_stamps_and_notes_of_sites_go(junk: str) -> None:
    assert left(LONG, junk, "一" + LONG, "二" + LONG) == [LONG, "一" + LONG, "二" + LONG]


def test_buttons_and_calls_within_a_line_go() -> None:
    assert left("换书活动办法　【字体：大 中 小】　收藏 打印 举报", LONG)[0] == "换书活动办法"
    assert left("旧书登记以后放上书架，点击加入资料群，每日更新，谁想看谁拿。")[0] == "旧书登记以后放上书架，谁想看谁拿。"


def test_a_paragraph_cut_by_a_page_goes_on_where_all_paragraphs_are_indented() -> None:
    paragraphs = [line for n, sign in enumerate("甲乙丙丁戊己庚辛") for line in (Line(f"{sign}{LONG[:-1]}", 2 * n, gap=1), Line("写在本子上，月底看一遍。", 2 * n + 1))]
    found = furniture.clean((*paragraphs, Line("值日的人", 30, gap=1), Line("—5—", 31, gap=1), Line("上岗以前先看一遍登记本。", 32), *paragraphs))[0]
    assert recurring.indents(tuple(paragraphs)) and "值日的人上岗以前先看一遍登记本。" in [line.text for line in found]


def test_page_marks_of_which_every_other_is_written_otherwise_go_too() -> None:
    wrapped = [f"　　{n}借书的人先在本子上写下书名、日期和楼号，看完放回原处，不催" for n in "甲乙丙丁戊己庚辛壬癸"]
    found = pagemarks.clean(tuple(Line(text, n) for n, text in enumerate([*wrapped[:4], "不收押金，每季清点", "2、一回。", *wrapped, *wrapped, "值日的人早晚各看一", "4、遍。", *wrapped, *wrapped, "坏了的书粘好再借给", "6、人。", *wrapped[:3]], 1)))[0]
    assert [line.text for line in found if line.text.endswith(("一回。", "一遍。", "给人。"))] == ["不收押金，每季清点一回。", "值日的人早晚各看一遍。", "坏了的书粘好再借给人。"]


@pytest.mark.parametrize(
    ("text", "names"),
    [("请找综治办柴丽娜，办公电话85627713。", "柴丽娜"), ("对骆小军、庹志伟公布照片。", "骆小军 庹志伟"), ("冉金凤因拆迁多次外出。", "冉金凤"), ("可与社区残协专委阮秋实联系。", "阮秋实"), ("物业负责人申屠明列席。", "申屠明"),
     ("找乐正秀兰或者申屠巧云登记。", "乐正秀兰 申屠巧云"), ("后院的鲜于守礼已经搬走。", "鲜于守礼"), ("名单由徐泊舟保管。", "徐泊舟"), ("捐款名单：田家英500元、钱大海300元。", "田家英 钱大海")],
)  # fmt: skip
def test_names_before_numbers_in_pairs_and_at_the_head_of_clauses_are_told(text: str, names: str) -> None:
    assert {text[start:end] for start, end, *_ in personal._found(text)} >= set(names.split())


@pytest.mark.parametrize("text", ["继续做杨柳苑未签字业主的工作。", "（一）9点整，阳光花园小区3号楼烟雾报警。", "公园东门树林里每天挂满笼子。", "由高校教师负责讲解。", "东方红日照大江。", "第三周为进企业周。"])
def test_places_and_ordinary_words_are_no_names(text: str) -> None:
    assert not personal._found(text)


def test_words_that_look_like_names_stay() -> None:
    for text in ("老人常说晴带雨伞、饱带饥粮。", "花艺老师示范配色。", "拨打社区电话85627713。"):
        assert not personal._found(text) or not any(len(text[start:end]) < 5 for start, end, code, _ in personal._found(text) if code == "PRIV-10"), text


def test_a_name_that_fills_a_cell_is_one_whatever_the_column() -> None:
    table = Block(TABLE, 1, rows=(("摊位", "负责", "电话"), ("B12", "谷雨生", "17712350968"), ("C3", "安全员", "")))
    _, (found,), _ = personal.remove("", (table,))
    assert found.rows[1][1].startswith("{{") and found.rows[2][1] == "安全员"


def test_one_who_can_be_found_by_a_number_is_known_and_what_guards_his_data_stays() -> None:
    assert not [block.text for block in sensitive.remove((Block(PARAGRAPH, 1, "320923199110054326，丈夫服刑，每月领取救助金。"),))[0]]
    for text in ("低保家庭免材料费，名单只由教务一人掌握。",):
        assert [block.text for block in sensitive.remove((Block(PARAGRAPH, 1, text),))[0]] == [text]
    assert not sensitive.remove((Block(PARAGRAPH, 1, "严禁信教群众进入礼堂。"),))[0]


def test_what_is_private_is_blotted_out_of_notes_the_longer_name_first() -> None:
    known = frozenset(("阳建国", "欧阳建国", "13912345678"))
    assert personal.blotted(Note("clean", 1, "删去", "页码", "欧阳建国的号码 139123"), known).quoted == "****的号码 ******"
    assert personal.secrets((Block(PARAGRAPH, 1, "电话13912345678，欧阳建国接。"),)) == frozenset(("13912345678",))


@pytest.mark.parametrize("hostile", ["─" * 6000 + "x", "---" + " " * 20_000 + "x", "---" + "\t" * 8000 + "x", "社区工作计划" + "1" * 40 + "x", "社区工作计划" + "_ab" * 300 + "x", "欧阳" * 8000])
def test_no_line_takes_a_pattern_out_of_bounds(hostile: str) -> None:
    """Each of these took minutes before; the test hangs when one does again."""
    found, _ = characters.clean(lines(LONG, hostile, LONG), {})
    assert [line.text for line in furniture.clean(found)[0]][0] == LONG
    assert personal.remove("", (Block(PARAGRAPH, 1, hostile),))[1]


@pytest.mark.parametrize("own", ["网格员要为大家收集意见材料，逐条登记，月底汇总上报", "宣传栏的字大中小号要分清，标题用大字", "下一份：居民意见征求表"])
def test_duties_that_sound_like_a_site_stay(own: str) -> None:
    assert own in left(LONG, "一" + LONG, "二" + LONG, own, "三" + LONG, "四" + LONG, "五" + LONG)


def test_who_signs_a_text_is_no_site_whatever_he_is_called() -> None:
    texts = ("春晖调解工作室工作制度", LONG, "春晖调解工作室每周二开门", "一" + LONG, "春晖调解工作室", "2026年3月1日")
    assert left(*texts) == list(texts)


def test_the_report_has_the_same_order_whatever_the_seed() -> None:
    names = frozenset(("青桐文库", "红叶文库", "白杨文库"))
    texts = lines(*(f"旧书送到活动室。{name}整理谁想看谁拿。" for name in sorted(names)))
    found = recurring.stamps(texts, names)
    assert found == sorted(found, key=lambda stamp: (-len(stamp), stamp)) and {f"{name}整理" for name in names} <= set(found)
