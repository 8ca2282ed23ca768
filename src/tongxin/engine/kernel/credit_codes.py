"""Check character of the unified social credit code (GB 32100)."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18


def check_character(body: str) -> str:
    """Return the 18th character for the first 17 (weights 3^(i-1) mod 31, GB 32100).

    Raises:
        ValueError: a character outside the alphabet (I, O, S, V and Z are not in it).
    """
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return ALPHABET[(31 - total % 31) % 31]


def is_plausible(code: str) -> bool:
    """Tell whether a code has the form and check character of the standard.

    Some early codes that are valid fail this test, so callers warn and never refuse.
    """
    if len(code) != _LENGTH or any(character not in ALPHABET for character in code):
        return False
    return check_character(code[:-1]) == code[-1]
