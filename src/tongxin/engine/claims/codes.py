"""Codes: telephone, document, proposal, room and post numbers."""

import re
from collections.abc import Iterator

from tongxin.engine.claims.found import Found, Kind

_RULES = (
    ("code.document", re.compile(r"[〔\[【(（](?:19|20)\d\d[〕\]】)）]第?\d+号")),
    (
        "code.numbered",
        re.compile(
            r"第\d+号|(?<=[（(])第[〇零一二三四五六七八九十百千]+号(?=[）)])|第[〇零一二三四五六七八九十百千]+号(?=提案|建议|议案|文件|令|公告)"
        ),
    ),
    (
        "code.telephone",
        re.compile(
            r"(?<!\d)(?:\d{3,4}[-—]\d{7,8}(?:-\d{1,4})?|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?![\d元个件条名人万亿%.])"
        ),
    ),
    (
        "code.line",
        re.compile(
            r"(?:(?<=电话)|(?<=热线)|(?<=传真)|(?<=邮编)|(?<=手机)|(?<=邮政编码)|(?<=账号)|(?<=号码)|(?<=[:：、]))\d{5,12}(?![\d元个件条名人万亿%.])"
        ),
    ),
    (
        "code.line",
        re.compile(
            r"(?<![\d.])\d{5}(?=(?:政务|市长|便民|服务)?(?:热线|平台))|(?<![\d.])1[12]\d(?=(?:电话|热线|指挥|报警|急救))"
        ),
    ),
    ("code.line", re.compile(r"(?<![\d.])\d{7,12}(?![\d元个件条名人万亿%.,，多余次])")),
    (
        "code.room",
        re.compile(
            r"(?<![\d.])\d{1,3}号楼\d{1,4}室|(?<![\d.])\d{1,4}(?:号楼|号院|号房|室(?!内|外)|号(?=[，。、；）)]|会议室|展厅|厅|公馆|院|门)|号令)"
        ),
    ),
    ("code.proposal", re.compile(r"(?<=提案)\d{1,5}号|(?<![\d.])\d{1,5}号(?=提案|建议|议案|文件)")),
)


def find_codes(text: str) -> Iterator[Found]:
    """Find codes: figures that count nothing."""
    for rule, pattern in _RULES:
        for match in pattern.finditer(text):
            yield Found(*match.span(), Kind.CODE, rule, core=match.span())
