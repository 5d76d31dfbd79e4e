"""Which state "the country", "the kingdom" or "its neighbour" is, where no words before say it.

It is asked as the government of such a state would be: whose of the sides of the text fits best (`belonging`). The form
of a state says more: of two states of which one is a kingdom, "the kingdom" is that one.
"""

from __future__ import annotations

from dragoman.records import Mention
from dragoman.resolve.belonging import NO_STATES, Scene, weigh_by_words
from dragoman.resolve.descriptions import make_described
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party

_NEIGHBOURS = frozenset("neighbour neighbor".split())
_HOSTS = frozenset(["host"])
# What says no more of a state than that it is one, and what of which form it is.
_PLAIN = frozenset("country nation state homeland".split())
_OWN = frozenset("his her its their our my".split())
# Forms of states, by the codes of those that are called so.
_FORMS = {
    "kingdom": """BEL BHR BTN DNK ESP GBR JOR KHM LSO MAR NLD NOR SAU SWE SWZ THA TON""",
    "sultanate": "BRN OMN",
    "emirate": "ARE KWT QAT",
    "islamic republic": "AFG IRN MRT PAK",
    "island": """ATG BHR BHS BRB CPV COM CUB CYP DMA DOM FJI FSM GBR GRD GRL HTI IDN IRL ISL JAM JPN KIR KNA LCA LKA
        MDG MDV MHL MLT MUS NRU NZL PHL PLW PNG SGP SLB STP SYC TLS TON TTO TUV TWN VCT VUT WSM""",
}
FORMS = {form: frozenset(codes.split()) for form, codes in _FORMS.items()} | {
    "archipelago": frozenset(_FORMS["island"].split())
}
# Kingdoms that call themselves so, and leave their name out.
_CALLED_SO = frozenset("SAU JOR BHR MAR THA KHM BTN TON LSO SWZ".split())
# A state needs this chance.
MIN_CHANCE = 0.35
# One of two kingdoms, or of two neighbours, needs this one.
MIN_OF_TWO = 0.8


def is_owned(gathering: Gathering, index: int) -> bool:
    """Whether a mention is "his country": known as soon as it is known who he is."""
    mention = gathering.marked.mentions[index]
    words = gathering.words_of(mention).lower().split()
    return len(words) > 1 and words[0] in _OWN and words[-1] in _PLAIN and mention.number == "one"


def find_of_form(gathering: Gathering, index: int, scene: Scene) -> Party | None:
    """The only state of the text that is of the form a mention names: "the kingdom", "the small island nation"."""
    mention = gathering.marked.mentions[index]
    form = _form_of(gathering, mention)
    if form is None or not gathering.is_definite(mention):
        return None
    owners = _owners(gathering, index)
    states = [side for side in scene.sides if side in FORMS[form] and side not in owners]
    if len(states) > 1 and mention.head.of(gathering.marked.document.text)[0].isupper():
        states = _by_own_name(states, scene)  # "the Kingdom" in its own press
    return gathering.find_of_code(states[0]) if len(states) == 1 else None


def _by_own_name(states: list[str], scene: Scene) -> list[str]:
    """Of several kingdoms the one at home, or the one that calls itself so with a capital and nothing else."""
    return [scene.home] if scene.home in states else [side for side in states if side in _CALLED_SO]


def find_state(gathering: Gathering, index: int, scene: Scene) -> Party | None:
    """The state that a noun for one means; `None` where the text leaves it open, or the noun is for no state.

    "The steppe republic", "the former colony" and "its neighbour" are asked as "the country" is; of the states of which
    one is a kingdom "the kingdom" is that one, and nobody is his own neighbour.
    """
    mention = gathering.marked.mentions[index]
    if mention.number != "one" or mention.name is not None:
        return None
    lemma, owners = gathering.lemma_of(mention), _owners(gathering, index)
    states = [side for side in scene.sides if len(side) == 3 and side not in NO_STATES]
    if is_owned(gathering, index):
        return gathering.find_of_code(owners.pop()) if len(owners) == 1 else None
    if mention.kind != "country" and lemma not in _PLAIN:
        return None
    if not gathering.is_definite(mention) and lemma not in _HOSTS:
        return None
    form = _form_of(gathering, mention)
    fit = [side for side in states if side not in owners and (form is None or side in FORMS[form])]
    if lemma in _NEIGHBOURS and owners and len(fit) == 1:
        return gathering.find_of_code(fit[0])
    chances = [(side, chance) for side, chance in _weigh(gathering, index, scene) if side is None or side in fit]
    state, chance = max(chances, key=lambda one: one[1], default=(None, 0.0))
    total = sum(chance for _, chance in chances)
    told_apart = lemma not in _NEIGHBOURS and form is None
    least = MIN_CHANCE if told_apart or len(fit) == 1 else MIN_OF_TWO
    return gathering.find_of_code(state) if state is not None and chance >= least * total else None


def _form_of(gathering: Gathering, mention: Mention) -> str | None:
    """The form of state that a mention names, one of `FORMS`."""
    if mention.kind not in ("country", "group") or mention.number != "one" or mention.name is not None:
        return None
    words = gathering.words_of(mention).lower()
    return next((form for form in FORMS if form in words), None)


def _weigh(gathering: Gathering, index: int, scene: Scene) -> list[tuple[str | None, float]]:
    """The chances of the sides of the text for the government of the state that is meant."""
    party = make_described(gathering, index)
    party.kind, party.lemma = "government", "government"
    fits = weigh_by_words(gathering, party, scene)
    gathering.take_back(index)
    return fits


def _owners(gathering: Gathering, index: int) -> set[str]:
    """Whose neighbour it is: "its southern neighbour", "Chad's neighbour"."""
    owners = (gathering.party_of[i] for i in gathering.inside(index))
    told = (owner.represents or owner.country for owner in owners if owner is not None)
    return {code for code in told if code is not None}
