"""Names of things in the three languages the house speaks."""

from dataclasses import dataclass

LANGUAGES = ("zh-hans", "zh-hant", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One name in Simplified Chinese, Traditional Chinese and English."""

    zh_hans: str
    zh_hant: str
    en: str

    def text(self, language: str) -> str:
        """Return the wording for a language tag.

        Args:
            language: ``zh-hans``, ``zh-hant`` or ``en``; anything else reads as Simplified Chinese,
                the first language of the product.
        """
        if language == "en":
            return self.en
        return self.zh_hant if language == "zh-hant" else self.zh_hans


def plain(text: str) -> Label:
    """Return a label that reads the same in all languages, such as a proper name."""
    return Label(zh_hans=text, zh_hant=text, en=text)
