"""What the words a person is called by say of "he" or "she": "Ms. Okoye", "His Excellency", "the queen".

A given name alone says nothing here: "Nicola" is a man in Rome and a woman in Edinburgh.
"""

from __future__ import annotations

import re

_HE = frozenset(
    """mr mr. sir lord king prince sultan emir sheikh sheik shaykh shaikh pope pontiff patriarch archbishop bishop
    cardinal ayatollah chairman spokesman businessman congressman crown-prince monsieur señor father son husband
    brother father-in-law son-in-law grandson nephew widower baron duke count don dato dato' datuk alhaji shri
    man gentleman policeman""".split()
)
_SHE = frozenset(
    """ms ms. mrs mrs. miss madam madame dame lady queen princess sheikha baroness duchess countess chairwoman
    spokeswoman businesswoman congresswoman mother daughter wife sister widow niece granddaughter smt smt. begum daw
    woman señora first-lady policewoman""".split()
)
_WORDS = re.compile(r"[\w'’.-]+")
_PRONOUNS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
_STYLES = {"his": "he", "her": "she"}
_STYLED = frozenset("excellency majesty highness holiness eminence beatitude royal imperial serene".split())


def gender_of(words: str) -> str | None:
    """Which of `he` and `she` the words a person is called by take; `None` where they take either.

    >>> gender_of("Her Excellency Ms. Kanokwan"), gender_of("Prince Faisal bin Farhan"), gender_of("Nicola Rossi")
    ('she', 'he', None)
    >>> gender_of("her Brazilian counterpart"), gender_of("Queen's Counsel Mr. Hill")
    (None, 'he')
    """
    found = _WORDS.findall(words.lower())
    for word, after in zip(found, [*found[1:], ""], strict=True):
        if word in _STYLES and after in _STYLED:
            return _STYLES[word]
        if word in _HE or word in _SHE:
            return "he" if word in _HE else "she"
    return None


def pronoun_gender(word: str) -> str | None:
    """`he` or `she` for the pronouns of one person.

    >>> pronoun_gender("Her"), pronoun_gender("they")
    ('she', None)
    """
    return _PRONOUNS.get(word.lower())
