"""What the speakers of a language call it."""

from __future__ import annotations

from typing import Final

_OWN_NAMES: Final = {
    "en": "English",
    "hak": "客語",
    "id": "Bahasa Indonesia",
    "ja": "日本語",
    "ko": "한국어",
    "my": "မြန်မာ",
    "nan": "台語",
    "th": "ภาษาไทย",
    "fil": "Filipino",
    "tl": "Filipino",
    "vi": "Tiếng Việt",
    "zh": "中文",
    "zh-CN": "简体中文",
    "zh-TW": "中文",
}
_SHORT_NAMES: Final = {"id": "Indonesia", "th": "ไทย", "vi": "Việt"}


def own_name(language: str) -> str:
    """What its speakers call a language such as "zh-TW"; the tag if not known here."""
    main = language.split("-")[0]
    return _OWN_NAMES.get(language) or _OWN_NAMES.get(main) or language


def short_name(language: str) -> str:
    """The same in one word, where there is no room for more."""
    return _SHORT_NAMES.get(language) or own_name(language)


def is_known(language: str) -> bool:
    """Whether we know the name of exactly this language."""
    return language in _OWN_NAMES
