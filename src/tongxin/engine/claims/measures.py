"""Units of figures: money, shares, multiples, lengths of time, classifiers; readable tables."""

import re
from collections.abc import Iterable


def _words(table: str) -> tuple[str, ...]:
    """Return the words of a table, line by line."""
    return tuple(table.split())


MONEY: dict[str, tuple[str, int]] = {
    # written: (canonical unit, how many of the written ones make one of it)
    "元人民币": ("元", 1),
    "块钱": ("元", 1),
    "毛钱": ("元", 10),
    "角钱": ("元", 10),
    "分钱": ("元", 100),
    "美元": ("美元", 1),
    "欧元": ("欧元", 1),
    "港元": ("港元", 1),
    "港币": ("港元", 1),
    "日元": ("日元", 1),
    "英镑": ("英镑", 1),
    "元钱": ("元", 1),
    "元": ("元", 1),
    "毛": ("元", 10),
    "角": ("元", 10),
}

POINTS = ("个百分点", "百分点")
PER_CENT = {"%": 100, "‰": 1000}

SIZED = "[大小整满](?=[本箱袋包摞张页捆车桶])"
"""A word of size between a number and its classifier: 六大本."""

DURATION: dict[str, str] = {
    # written: canonical unit
    "个工作日": "工作日",
    "工作日": "工作日",
    "个多小时": "时",
    "个小时": "时",
    "小时": "时",
    "个多月": "月",
    "个月": "月",
    "多个月": "月",
    "个星期": "周",
    "个礼拜": "周",
    "个季度": "季度",
    "个学期": "学期",
    "周年": "年",
    "学年": "年",
    "年": "年",
    "天": "天",
    "昼夜": "天",
    "分钟": "分",
    "秒钟": "秒",
    "周": "周",
}

CLASSIFIERS = _words(
    """
    人次 件次 场次 篇次 册次 家次 户次 批次 期次 班次 车次 架次 项次 个次 台次 艘次 条次 人份 部次
    份次 点次 平方公里 平方千米 平方米 立方米 公里 千米 厘米 毫米 公顷 公斤 千克 毫克 千瓦时 千瓦
    兆瓦 大类 大项 大块 小类 个 名 人 位 件 条 篇 份 次 场 项 家 期 户 只 头 棵 株 间 所 座 处 栋
    幢 套 台 辆 艘 架 支 队 批 类 种 部 册 本 卷 集 幅 张 块 片 亩 米 吨 斤 克 升 字 岁 分 轮 回
    遍 趟 堂 节 课 口 对 副 把 盏 根 枚 箱 包 袋 瓶 盒 桶 车 床 层 级 段 道 起 例 宗 桩 笔 单 封
    则 首 曲 幕 出 尊 面 杆 眼 孔 站 稿 章 款 届 班 组 代 股 匹 群 帧 版 页 度 票 家庭 圈 环 招 问
    讲 尾 羽 盆 筐 捆 筒 顶 扇 窝 杯 碗 颗 粒 滴 缕 束 团 席 桌 跳 艇 挂 版面 点 辑 编 门 餐 顿 方
    卡 刊 里 栏 步 路 拨 句 丈 分贝 学时 课时
    """
)
"""Classifiers and physical units; written as texts write them."""

VAGUE_CLASSIFIERS = frozenset(
    (
        "大类",
        "大项",
        "大块",
        *"组代道头口门手路层面起对把点团股届度笔片单版课出员圩屋院校室厅站班车跳包根节门编方刊里栏步路拨句",
    )
)
"""Classifiers that say a figure after Arabic numerals and after numerals above one, not after 一."""

BRACKETED = r"(?:[(（](?:次|系列|场|户|组|人次)[)）])?"
"""A bracket that belongs to the classifier: 人(次), 件（系列）."""

NOT_BEFORE: dict[str, str] = {
    # classifier: what makes it the beginning of another word, as a regular expression
    "分": "[之钟别秒]",
    "度": "[假过]",
    "级": "别",
    "次": "[日月年]",
    "期": "[间望待]",
    "项": "目(?!标)",
    "部": "[门委]",
    "批": "准|示(?!范)",
    "节": "[约能]",
    "户": "籍",
    "类": "似",
    "组": "[织建]",
    "站": "[点位]",
    "讲": "[述话]",
    "出": "[现台]",
    "集": "[中体]",
    "招": "[商聘募]",
    "起": "[来到步草]",
    "路": "[线口段边程灯由费面车公]",
    "句": "[号]",
    "里": "[面边头外程屋应站室的有挑拿没就共不最]",
    "步": "[骤行入伐走到]",
}

ONLY_BEFORE: dict[str, str] = {
    "点": "请求|看法|意见|建议|要求|希望|体会|思考|共识|经验|启示|举措|做法",
}
"""Classifiers that are one before certain words only; elsewhere they are something else, such as an hour."""


def alternation(words: Iterable[str]) -> str:
    """Return words as one alternative of a regular expression, the longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
