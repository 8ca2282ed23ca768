"""Keep the message catalogues in step with templates and code.

English texts are the message ids. People write ``zh_Hans``; ``zh_Hant`` is made from it by
OpenCC (Hong Kong forms) and then corrected by ``zh_Hant/reviewed.toml``; ``en`` repeats the
ids, so that English never falls back to another language.

Usage: python scripts/messages.py [--check]
"""

from __future__ import annotations

import io
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po
from opencc import OpenCC

Texts: TypeAlias = str | tuple[str, ...]

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tongxin"
LOCALE = PACKAGE / "web" / "locale"
METHODS = [("web/templates/**.html", "jinja2"), ("web/templates/**.txt", "jinja2"), ("**.py", "python")]
# As in tongxin.web.jinja: white space inside {% trans %} belongs to the message id.
OPTIONS = {
    f"web/templates/**.{ending}": {
        "extensions": "jinja2.ext.i18n",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "newstyle_gettext": "true",
        "silent": "false",
    }
    for ending in ("html", "txt")
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]")
PLURALS = {
    "zh_Hans": "nplurals=1; plural=0;",
    "zh_Hant": "nplurals=1; plural=0;",
    "en": "nplurals=2; plural=(n != 1);",
}
HEADER = """# Messages of Tongxin, {language}. Kept in step by `make messages`.
# {advice}
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"

"""
ADVICE = {
    "zh_Hans": "Write translations here.",
    "zh_Hant": "Do not edit: made from zh_Hans; corrections go into reviewed.toml.",
    "en": "Do not edit: repeats the message ids.",
}


def extract() -> Catalog:
    """Return every message that templates and code ask for."""
    found = Catalog(charset="utf-8")
    messages = extract_from_dir(
        PACKAGE, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for filename, _line, message, comments, context in messages:
        found.add(message, None, [(filename, 0)], auto_comments=comments, context=context)
    return found


def empty(language: str) -> Catalog:
    """Return a catalogue without messages."""
    return Catalog(locale=language, charset="utf-8")


def read(language: str) -> Catalog:
    """Return a language's catalogue as it is in the checkout."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return empty(language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def texts(message: Message) -> tuple[str, ...]:
    """Return the translations of a message, one for each plural form."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def entries(catalog: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalogue in a lasting order, without the header."""
    kept = [message for message in catalog if message.id]
    yield from sorted(kept, key=lambda message: (str(message.id), message.context or ""))


def rebuild(template: Catalog, language: str, translate: Callable[[Message], Texts]) -> Catalog:
    """Return a catalogue of the template's messages with ``translate(message)`` as texts."""
    made = empty(language)
    for message in entries(template):
        made.add(
            message.id,
            translate(message),
            sorted(set(message.locations)),
            flags=message.flags - {"fuzzy"},
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return made


def simplified(template: Catalog) -> Catalog:
    """Return zh_Hans: the translations people wrote, for today's messages."""
    written = read("zh_Hans")

    def translate(message: Message) -> Texts:
        known = written.get(message.id, message.context)
        if known is None or known.fuzzy:
            return ("",) if message.pluralizable else ""
        return texts(known)[:1] if message.pluralizable else texts(known)[0]

    return rebuild(template, "zh_Hans", translate)


def reviewed() -> dict[str, dict[str, str]]:
    """Return the reviewed corrections: ``words`` within texts and whole ``messages``."""
    path = LOCALE / "zh_Hant" / "reviewed.toml"
    tables = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return {name: dict(tables.get(name, {})) for name in ("words", "messages")}


def key(message: Message) -> str:
    """Return a message's English text, the key in ``reviewed.toml``."""
    return message.id if isinstance(message.id, str) else message.id[0]


def traditional(source: Catalog) -> Catalog:
    """Return zh_Hant: zh_Hans in Hong Kong forms with the reviewed corrections."""
    converter = OpenCC("s2hk")
    corrections = reviewed()

    def convert(text: str) -> str:
        converted: str = converter.convert(text)
        for wrong, right in corrections["words"].items():
            converted = converted.replace(wrong, right)
        return converted

    def translate(message: Message) -> Texts:
        whole = corrections["messages"].get(key(message))
        converted = tuple(whole or convert(text) for text in texts(message))
        return converted if message.pluralizable else converted[0]

    return rebuild(source, "zh_Hant", translate)


def english(template: Catalog) -> Catalog:
    """Return en: each message id as its own translation."""
    return rebuild(
        template, "en", lambda message: message.id if isinstance(message.id, str) else tuple(message.id)
    )


def as_text(language: str, catalog: Catalog) -> str:
    """Return the catalogue file's text; it holds no date, so that it changes only with its messages."""
    body = io.BytesIO()
    write_po(
        body,
        catalog,
        width=100,
        omit_header=True,
        include_lineno=False,
        ignore_obsolete=True,
        sort_output=True,
    )
    header = HEADER.format(language=language, plurals=PLURALS[language], advice=ADVICE[language])
    return header + body.getvalue().decode("utf-8").lstrip("\n")


def faults(catalogs: dict[str, Catalog]) -> Iterator[str]:
    """Yield what is wrong with the catalogues' contents, in words."""
    written = list(entries(catalogs["zh_Hans"]))
    yield from (
        f"zh_Hans: not translated: {key(message)!r}" for message in written if not all(texts(message))
    )
    yield from (f"zh_Hans: fuzzy: {key(message)!r}" for message in entries(read("zh_Hans")) if message.fuzzy)
    for language, catalog in catalogs.items():
        yield from (f"{language}: {fault}" for fault in placeholder_faults(catalog))
    unused = set(reviewed()["messages"]) - {key(message) for message in written}
    yield from (f"zh_Hant/reviewed.toml: no such message: {name!r}" for name in sorted(unused))


def placeholder_faults(catalog: Catalog) -> Iterator[str]:
    """Yield translations that would break when Jinja or Python fills them in."""
    for message in entries(catalog):
        from_template = any(not str(place).endswith(".py") for place, _line in message.locations)
        if not (message.python_format or from_template):
            continue
        allowed = set(
            PLACEHOLDER.findall(" ".join([message.id] if isinstance(message.id, str) else message.id))
        )
        for text in texts(message):
            unknown = set(PLACEHOLDER.findall(text)) - allowed
            if unknown or "%" in PLACEHOLDER.sub("", text).replace("%%", ""):
                yield f"placeholders differ, or a percent sign is not doubled: {key(message)!r}: {text!r}"


def main() -> int:
    """Write the catalogues, or with ``--check`` only say what is out of date."""
    checking = "--check" in sys.argv[1:]
    template = extract()
    written = simplified(template)
    catalogs = {"zh_Hans": written, "zh_Hant": traditional(written), "en": english(template)}
    problems = list(faults(catalogs))
    for language, catalog in catalogs.items():
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        text = as_text(language, catalog)
        if path.exists() and path.read_text("utf-8") == text:
            continue
        if checking:
            problems.append(f"{language}: out of step with the code; run `make messages`")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    print("\n".join(problems) or f"{len(list(entries(template)))} messages, all translated")
    return 1 if problems and checking else 0


if __name__ == "__main__":
    sys.exit(main())
