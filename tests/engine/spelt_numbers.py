"""Numbers in every spelling that Chinese texts use, written by a second program than the one under test."""

DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def chinese(number):
    """Write a whole number below 10**12 in Chinese."""
    if number == 0:
        return "零"
    parts, below = [], False
    for great, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        section = number // size % 10**4
        if section:
            text = section_of(section)
            if parts and (section < 1000 or below):
                text = "零" + text
            parts.append(text + great)
            below = False
        elif parts:
            below = True
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text


def section_of(number):
    """Write a number below ten thousand."""
    text, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + unit
            gap = False
        elif text:
            gap = True
    return text


def with_liang(text):
    """Say 两 for 二 before hundreds, thousands and greater, as people do."""
    for unit in "百千万亿":
        text = text.replace(f"二{unit}", f"两{unit}")
    return text.replace("十两万", "十二万").replace("十两亿", "十二亿")


def spellings(number):
    """Return how a whole number may be written."""
    found = [
        str(number),
        f"{number:,}",
        str(number).translate(WIDE),
        chinese(number),
        with_liang(chinese(number)),
    ]
    for great, size in (("万", 10**4), ("亿", 10**8)):
        if number >= size and number % (size // 100) == 0:
            found.append(f"{number / size:.2f}".rstrip("0").rstrip(".") + great)
    return found
