"""Which language a text is in, as far as it takes to turn away what is not English.

Counting English function words settles most English texts at once; py3langid's model (about half a
second to load, then about 1,300 texts of 2,000 characters a second) is asked about the others only. It
is given up to 2,000 characters, half from the start and half from the middle, so that a French text
under an English headline is still French. The rules:

* at least 8 in 100 words are English function words: "en";
* fewer than 20 words with one small word of English among them, fewer than 6 words in any case, or
  the model is less than 95% sure: no language is given, and the text is read;
* otherwise the model's answer; anything but English is turned away;
* letters of another script (Cyrillic, Arabic, Chinese, ...) are no matter of word counts: a text
  more than half of whose letters are not Latin is turned away whatever its length, from 10 letters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple


class Verdict(NamedTuple):
    """An ISO 639 code where it can be told, and whether the text is surely not English."""

    code: str | None
    foreign: bool = False

    @property
    def name(self) -> str:
        """The language as a reader would call it, with its code: "French (fr)"."""
        if self.code is None:
            return "a script other than Latin"
        return f"{_NAMES[self.code]} ({self.code})" if self.code in _NAMES else f'language "{self.code}"'


# Words frequent in English prose that other languages of the Latin script share little with. Left out
# for that: "in", "is", "of", "had", "over", "been", "we" (Dutch), "an", "will", "not" (German), "on", "or",
# "as" (French, Portuguese), "for", "at", "have", "under" (Danish), "has", "he", "a", "me" (Spanish).
_ENGLISH = frozenset(
    """the and that with from this which were are would their they his its she said says after about between into
    when than who but also there these those other should could being during against our you your""".split()
)
_WORD = re.compile(r"[^\W\d_]+")
# Running English has about twice this share of these words, short items full of names less, other languages hardly
# any. Set low so that English with long quotations in another language passes; what falls below goes to the model.
MIN_ENGLISH_SHARE = 0.08
# Below 20 words names decide: the model calls English headlines Bikol, Pidgin, Aragonese or German.
MIN_LANGUAGE_WORDS = 20
# What a short English text seldom lacks; many are words of other languages too, so they only ever speak for
# reading on; where there is none, the model is asked.
_SMALL = _ENGLISH | frozenset("of to by was it been".split())
MIN_SHORT_WORDS = 6
# The model's own probability. Its mistakes on short English are less sure than this, its right answers on other
# languages mostly surer; a choice on the side of reading on, not a swept value.
MIN_CONFIDENCE = 0.95
MIN_FOREIGN_LETTERS = 10
MAX_LANGUAGE_CHARS = 2_000
# Close enough to English that the model takes one for the other.
_NEAR_ENGLISH = frozenset({"en", "pcm"})


def find_language(text: str) -> Verdict:
    """The language of a text under the rules above.

    >>> find_language("The minister said that they had met in Geneva.")
    Verdict(code='en', foreign=False)
    >>> find_language("Bayramov, Schmid, Baku")
    Verdict(code=None, foreign=False)
    >>> find_language("Министры встретились в Женеве").foreign
    True
    """
    sample = _sample(text)
    # Most English passes even with the words that punctuation hides; the costly count is for the rest.
    split = sample.lower().split()
    if split and sum(map(_ENGLISH.__contains__, split)) >= MIN_ENGLISH_SHARE * len(split):
        return Verdict("en")
    words = _WORD.findall(sample)
    if not words:
        return Verdict(None)
    known = sum(1 for word in words if word.lower() in _ENGLISH)
    if known >= MIN_ENGLISH_SHARE * len(words):
        return Verdict("en")
    letters = "".join(words)
    foreign = _is_foreign_script(letters)
    if not foreign and _is_too_short(words):
        return Verdict(None)
    code, confidence = _model().classify(sample)
    if foreign:
        return Verdict(str(code) if confidence >= MIN_CONFIDENCE and code not in _NEAR_ENGLISH else None, True)
    if confidence < MIN_CONFIDENCE:
        return Verdict(None)
    return Verdict("en") if code in _NEAR_ENGLISH else Verdict(str(code), True)


def _is_too_short(words: list[str]) -> bool:
    """Whether there are too few words to ask the model."""
    if len(words) < MIN_SHORT_WORDS:
        return True
    return len(words) < MIN_LANGUAGE_WORDS and any(word.lower() in _SMALL for word in words)


def _sample(text: str) -> str:
    if len(text) <= MAX_LANGUAGE_CHARS:
        return text
    half, middle = MAX_LANGUAGE_CHARS // 2, len(text) // 2
    return text[:half] + "\n" + text[middle : middle + half]


def _is_foreign_script(letters: str) -> bool:
    """Whether more than half of the letters lie beyond the Latin blocks (also those of Vietnamese)."""
    if letters.isascii() or len(letters) < MIN_FOREIGN_LETTERS:
        return False
    beyond = sum(1 for c in letters if c > "\u024f" and not "\u1e00" <= c <= "\u1eff")
    return beyond * 2 > len(letters)


@cache
def _model() -> Any:
    """py3langid's identifier with probabilities; the same text gives the same answer each time."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


_NAMES = dict(
    pair.split("=")
    for pair in """af=Afrikaans am=Amharic an=Aragonese ar=Arabic arz=Arabic as=Assamese az=Azerbaijani ba=Bashkir
    be=Belarusian bg=Bulgarian bn=Bengali br=Breton bs=Bosnian ca=Catalan cs=Czech cy=Welsh da=Danish de=German
    dz=Dzongkha el=Greek en=English eo=Esperanto es=Spanish et=Estonian eu=Basque fa=Persian fi=Finnish fo=Faroese
    fr=French fy=Frisian ga=Irish gd=Gaelic gl=Galician gu=Gujarati ha=Hausa he=Hebrew hi=Hindi hr=Croatian
    ht=Haitian hu=Hungarian hy=Armenian id=Indonesian ig=Igbo is=Icelandic it=Italian ja=Japanese jv=Javanese
    ka=Georgian kk=Kazakh km=Khmer kn=Kannada ko=Korean ku=Kurdish ky=Kyrgyz la=Latin lb=Luxembourgish
    ln=Lingala lo=Lao lt=Lithuanian lv=Latvian mg=Malagasy mk=Macedonian ml=Malayalam mn=Mongolian mr=Marathi
    ms=Malay mt=Maltese my=Burmese ne=Nepali nl=Dutch nn=Norwegian nb=Norwegian no=Norwegian oc=Occitan om=Oromo
    or=Odia pa=Punjabi pl=Polish ps=Pashto pt=Portuguese qu=Quechua ro=Romanian ru=Russian rw=Kinyarwanda
    sa=Sanskrit sd=Sindhi si=Sinhala sk=Slovak sl=Slovenian sn=Shona so=Somali sq=Albanian sr=Serbian
    st=Sotho sv=Swedish sw=Swahili ta=Tamil te=Telugu tg=Tajik th=Thai tk=Turkmen tl=Tagalog tr=Turkish
    tt=Tatar ug=Uyghur uk=Ukrainian ur=Urdu uz=Uzbek vi=Vietnamese wo=Wolof wuu=Chinese xh=Xhosa yo=Yoruba
    yue=Cantonese zh=Chinese zu=Zulu""".split()
)
