"""Invented names of people, places and firms."""

from random import Random

SURNAMES = "韦黄陆农覃梁李何马卢林陈苏许方莫凌蒙潘周罗杨邓唐曾零玉班岑甘"
MIDDLES = "建志文秀美丽春国家立永海玉凤光明少云振福雪兰桂成世德庆金彩慧"
LASTS = "华明芳军英勇平强珍霞辉萍龙燕斌玲峰娟宁杰莲波梅武琼才松丹旺清"
PROFESSIONS = (
    "农业技术",
    "教学管理",
    "临床医疗",
    "企业管理",
    "法律服务",
    "文化艺术",
    "水利工程",
    "财务审计",
    "电子商务",
)
EDUCATION = ("大学本科", "研究生", "大专", "高中")
ETHNICITIES = ("壮族", "壮族", "壮族", "壮族", "汉族", "汉族", "瑶族")
TOWNSHIPS = (
    "城厢镇",
    "南圩镇",
    "雁江镇",
    "那桐镇",
    "乔建镇",
    "丁当镇",
    "古潭乡",
    "都结乡",
    "布泉乡",
    "屏山乡",
)
# Eleven rooms for ten townships: one serves a farm area that lies in two of them.
ROOMS = (*TOWNSHIPS, "浪湾片区")
GROUPS = (
    "农业农村",
    "教育体育",
    "卫生健康",
    "工商经济",
    "科技文化",
    "政法统战",
    "工青妇",
    "住建生态",
    "民族事务",
)
STATIONS = (
    *("宝塔社区", "蝶城社区", "江滨社区", "城北社区", "城南社区", "兴阳社区", "那元社区"),
    *("东安社区", "震东社区", "龙江社区", "新兴社区", "金穗社区", "朝阳社区", "碧水社区"),
)
CONSULTATION_ROOMS = ("震东片区", "宝塔片区")
FIRMS = (
    *("谷盛农业", "禾源果业", "绿岭香蕉", "丰泽火龙果", "稻香粮油", "蝶城食品", "江畔物流"),
    *("山水文旅", "明德建材", "恒信机电", "青禾电商", "百合养殖", "新源林业", "安康医药"),
)
DEPARTMENTS = (
    *("发展和改革局", "教育局", "工业和信息化局", "民政局", "财政局", "人力资源和社会保障局", "自然资源局"),
    *(
        "住房和城乡建设局",
        "交通运输局",
        "水利局",
        "农业农村局",
        "文化旅游和体育局",
        "卫生健康局",
        "退役军人事务局",
    ),
    *("应急管理局", "审计局", "市场监督管理局", "统计局", "医疗保障局", "林业局", "乡村振兴局", "投资促进局"),
    *("公安局", "司法局"),
)
BASES = (
    ("rural_revitalisation", "火龙果产业示范"),
    ("rural_revitalisation", "香蕉标准化种植"),
    ("rural_revitalisation", "富硒稻米"),
    ("rural_revitalisation", "林下养殖"),
    ("rural_revitalisation", "农村电商"),
    ("reading", "蝶城书屋"),
    ("reading", "江滨读书角"),
    ("reading", "职工书屋"),
    ("red_education", "右江红色展馆"),
    ("red_education", "都结红色驿站"),
    ("ethnic_unity", "那文化传承"),
    ("ethnic_unity", "石榴籽工作室"),
    ("employment", "就业帮扶车间"),
    ("employment", "返乡创业园"),
    ("service", "法律服务"),
    ("service", "健康义诊"),
)


def people(random: Random, count: int) -> list[str]:
    """Return names of which no two are alike."""
    found: dict[str, None] = {}
    while len(found) < count:
        middle = random.choice(MIDDLES) if random.random() < 0.85 else ""
        found[random.choice(SURNAMES) + middle + random.choice(LASTS)] = None
    return list(found)
