"""Words in which a numeral counts nothing: 一律, 统一, 千方百计; they are passed over."""

import re

WORDS = """
一线 一律 一样 一般 一起 一致 一体 一边 一旦 一些 一点 一定 一直 一方面 一道 一贯 一流 一把手 一心 一同 一如既往 一再 一时 一向
一下 一切 一系列 一批 一盘棋 一抓到底 一目了然 一对一 一对多 一一 一步 一并 一举 一手 一口气 一路 一味 一经 一面 一头 一番 一旁 一应
一条龙 一条心 一门心思 一张网 一张图 一张蓝图 一班人 一家人 一家亲 一股劲 一股绳 一站式 一网通办 一窗受理 一次性 一部分 一段时间
一阵风 一刀切 一言堂 一锤子 一竿子 一揽子 一窝蜂 一步到位 一次过 一分耕耘 一分为二 一丝不苟 一马当先 一心一意 一五一十 一帆风顺
一个样 一个不落 一个不少 一个都不 一个也不 一件件 一字一句 一点一滴 一针见血 一举多得 一举两得 一脉相承 一以贯之 一鼓作气 一如
一笔一笔 一件一件 一个一个 一户一户 一步一步 一项一项 一村一村 一家一户 一草一木 一砖一瓦 一言一行 一举一动 一茬接着一茬 一年又一年
一年一度 一代又一代 一届接着一届 一件接着一件 一任接着一任 一天到晚 一朝一夕 一分一秒 一层层 一条条 一份份 一篇篇 一次次 一张张
一户户 一项项 一个个 一位位 一名名 一场场 一幕幕 一遍遍 一趟趟 一声声 一户不漏 一人不漏 一议了之 一转了之 一发了之 一品
三番五次 三言两语 三令五申 三五成群 三天两头 四面八方 四通八达 四平八稳 四处 四周 四季 五湖四海 五花八门 五颜六色 六神无主 七嘴八舌
八方 九牛一毛 十分 十全十美 十足 十字 百花齐放 百家争鸣 百姓 百折不挠 百尺竿头 百年大计 百舸争流 百炼成钢 百业 百货 百科 百般 百倍
千方百计 千家万户 千头万绪 千万不 千万别 千百年 千千万万 千军万马 千辛万苦 千言万语 千锤百炼 千秋 千里
万众一心 万一 万分 万物 万家 万里 万户 万象 万丈 万千 万万 万紫千红 亿万 数以 成千上万 成百上千 成千上百 上万上亿
两岸 两旁 两地 两侧 两边 两手 两头 两难 两极 二维码 二手 二次元 三角 三轮车 三甲 三伏 三餐 四肢 五谷 五金 五官 六畜 八仙
零距离 零门槛 零散 零星 零售 零钱 零食 零件 零工 零碎 零时 零下 零和 零基础 零花 零容忍 零废 零碳 零起步 零延误 零接触
半天 半夜 半数以下 一半天 一会儿 一会 一天天 一年年 一日三餐 独一无二 接二连三 不一 丢三落四 低三下四 说一不二 数一数二 合二为一
双双 一朵 一身 一角 一隅 一带 一度 一枝 一种 一声 一眼 一方 一处 一词 一事 一文 一书 一语
第一时间 第一线 第一手 第一方阵 第一要务 第一位 第一关 第一责任人 第三方 第二天 第三产业 第二产业 第一产业 第一资源 第一动力 第一生产力
""".split()

ONE_COUNTS_NOT_AFTER = "统唯单专划如合逐万惟纯均守归初周期首齐这那某每任哪再同之又始于"
"""Characters before 一 with which it makes a word (统一, 进一步), and determiners (这一, 每一)."""

_COUNTS_AFTER = frozenset("于又同再每")
"""Of them those that are followed by a count all the same: 同上一堂课, 每一户."""

_PATTERN = re.compile("|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)))
_DOUBLED = re.compile(r"一([\u4e00-\u9fff])(?:一|又一|接着一|接一)?\1")
_DETERMINED = re.compile(r"[上下新前后](?:的)?一(?:年|届|次|期|轮|季|阶段|任|级|步|代|批|月|周|场|个)")


def spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of words, and of determiners such as 新一轮, in which a numeral counts nothing."""
    found = [match.span() for match in _PATTERN.finditer(text) if _stands_alone(text, match)]
    found += [match.span() for match in _DETERMINED.finditer(text)]
    return found + [match.span() for match in _DOUBLED.finditer(text)]


def _stands_alone(text: str, match: "re.Match[str]") -> bool:
    """Tell whether a word is not the tail of a greater number, as 十分 in 得五十分 is."""
    before = text[match.start() - 1 : match.start()]
    return before not in _NUMERALS or not before


_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几数0123456789.")


def one_is_a_word(text: str, start: int) -> bool:
    """Tell whether 一 belongs to the character before it: 统一, 唯一, 进一步.

    Args:
        text: the view.
        start: where 一 stands.
    """
    before = text[start - 1 : start]
    return bool(before) and before in ONE_COUNTS_NOT_AFTER and before not in _COUNTS_AFTER
