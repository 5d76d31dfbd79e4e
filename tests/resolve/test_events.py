"""Drafts settle into events: merged, seated, gated; and made-up sentences give the events they must."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from dragoman import knowledge
from dragoman.coding import find_drafts
from dragoman.flow import code, resolve, understand
from dragoman.inference.ranker import Ranker
from dragoman.records import (
    Document,
    Draft,
    Entity,
    Event,
    Marked,
    Mention,
    Place,
    Resolved,
    Sentence,
    Span,
    When,
)
from dragoman.resolve import pointing
from dragoman.resolve.events import settle_events
from dragoman.resolve.surety import drop_unsure

CASES = Path(__file__).parent.parent / "cases"
MADE_UP = tomllib.loads((CASES / "events.toml").read_text(encoding="utf-8"))
NEGATIVE = tomllib.loads((CASES / "events_negative.toml").read_text(encoding="utf-8"))
Row = list[str]


@cache
def settled(text: str) -> tuple[dict[str, Entity], tuple[Event, ...]]:
    """The entities and events of a text."""
    base = knowledge.load()
    marked = understand(Document("d1", text, published="2015-06-01"), base)
    resolved = resolve(marked, base)
    return {e.id: e for e in resolved.entities}, settle_events(marked, find_drafts(marked), resolved)


def told(text: str) -> tuple[Event, ...]:
    """The events that the whole coder tells of a text, its reader included."""
    return code(Document("d1", text, published="2015-06-01")).events


def code_of(entity: Entity) -> str:
    """The code an entity stands for, as the cases name it."""
    body = {"EU": "EUR", "UN": "UNO"}.get(entity.represents or "", entity.represents)
    return body or entity.country or (entity.sectors[0] if entity.sectors else entity.name)


def is_role(wanted: str, found: tuple[str, ...], entities: dict[str, Entity]) -> bool:
    codes = {code_of(entities[i]) for i in found}
    return wanted == "*" or (bool(codes) if wanted == "?" else codes == set(wanted.split()))


def is_found(row: Row) -> bool:
    """Whether one of the events of a case's sentence is the one the case asks for."""
    text, types, actors, recipients, auxiliary = row
    entities, events = settled(text)
    for wanted in types.split("|"):
        type_name, _, mode = wanted.partition(":")
        for event in events:
            if event.type != type_name or (mode and mode not in event.modes):
                continue
            roles = is_role(actors, event.actors, entities) and is_role(recipients, event.recipients, entities)
            if roles and auxiliary in ("*", event.auxiliary):
                return True
    return False


@pytest.mark.parametrize("row", MADE_UP["made_up"], ids=lambda row: row[0][:60])
def test_a_sentence_gives_its_event(row: Row) -> None:
    assert is_found(row), settled(row[0])[1]


@pytest.mark.parametrize("row", MADE_UP["known_failures"], ids=lambda row: row[0][:60])
@pytest.mark.xfail(strict=True, reason="not read yet")
def test_a_sentence_that_is_not_read_yet(row: Row) -> None:
    assert is_found(row)


@pytest.mark.parametrize("row", MADE_UP["reported"], ids=lambda row: row[0][:60])
def test_what_somebody_says_is_his_word(row: Row) -> None:
    text, types, source = row
    entities, events = settled(text)
    type_name, _, mode = types.partition(":")
    said = [e.said_by for e in events if e.type == type_name and (not mode or mode in e.modes)]
    assert [code_of(entities[s]) for s in said if s] == [source]


@pytest.mark.parametrize("text", [t for texts in NEGATIVE["negative"].values() for t in texts])
def test_a_sentence_without_an_event_gives_none(text: str) -> None:
    assert told(text) == ()


@pytest.mark.parametrize("text", NEGATIVE["known_failures"])
@pytest.mark.xfail(strict=True, reason="not told apart yet")
def test_a_sentence_not_yet_told_from_an_event(text: str) -> None:
    assert told(text) == ()


# -- settling alone, on hand-made drafts

TEXT = "Aria meets Boro. Aria met Boro. Aria met Boro again."
KENYA = Entity("e1", "Aria", "person", office="president", represents="KEN", country="KEN", sectors=("GOV",))
UGANDA = Entity("e2", "Boro", "person", office="president", represents="UGA", country="UGA", sectors=("GOV",))
SHOP = Entity("e3", "Coro Ltd", "organization", country="KEN", sectors=("BUS",))
STATE = Entity("e4", "Kenya", "country", represents="KEN", country="KEN")
STATE_OF_RWANDA = Entity("e5", "Rwanda", "country", represents="RWA", country="RWA")


def marked_of(entities: tuple[Entity, ...], times: int = 0) -> tuple[Marked, Resolved]:
    """Three sentences, and one mention for each entity."""
    spans = [Span(0, 16), Span(17, 31), Span(32, 52)]
    sentences = tuple(
        Sentence(span, i, i, Span(0, 0), "headline" if i == 0 else "body") for i, span in enumerate(spans)
    )
    mentions = tuple(Mention(Span(0, 4), "person", 0, Span(0, 4), "name") for _ in entities)
    ids = tuple(e.id for e in entities)
    resolved = Resolved(entities, ids, tuple((i,) for i in ids), (None,) * times, places=(None,) * len(entities))
    return Marked(Document("d1", TEXT), sentences=sentences, mentions=mentions), resolved


def draft(sentence: int, actors: tuple[int, ...], recipients: tuple[int, ...] = (), **given: object) -> Draft:
    made = Draft("CONSULT", sentence, Span(5, 10), actors=actors, recipients=recipients, confidence=0.8)
    return replace(made, **given)  # type: ignore[arg-type]


def test_headline_and_body_tell_one_meeting_and_the_body_proves_it() -> None:
    marked, resolved = marked_of((KENYA, UGANDA))
    events = settle_events(marked, (draft(0, (0, 1)), draft(1, (0, 1)), draft(2, (0, 1))), resolved)
    assert [e.id for e in events] == ["v1"]
    assert events[0].sentence == marked.sentences[1].span
    assert len(events[0].sentences) == 3


def test_a_visit_told_elsewhere_says_who_was_host() -> None:
    marked, resolved = marked_of((KENYA, UGANDA))
    events = settle_events(marked, (draft(0, (0, 1)), draft(1, (0,), (1,), modes=("visit",))), resolved)
    assert [(e.actors, e.recipients, e.modes) for e in events] == [(("e1",), ("e2",), ("visit",))]


def test_the_place_of_a_meeting_says_who_was_host() -> None:
    marked, resolved = marked_of((KENYA, UGANDA))
    resolved = replace(resolved, places=(Place("Kampala", "UGA"), None))
    (event,) = settle_events(marked, (draft(1, (0, 1), place=0),), resolved)
    assert (event.actors, event.recipients, event.modes) == (("e1",), ("e2",), ("visit",))


def test_of_three_sides_the_one_in_whose_country_they_meet_is_the_host() -> None:
    given = "The foreign minister of Algeria met her Libyan and Tunisian colleagues in Algiers on 3 May 2024."
    (event,) = (event for event in code(Document("d1", given)).events if event.type == "CONSULT")
    entities = {entity.id: entity for entity in code(Document("d1", given)).entities}
    assert [entities[i].represents for i in event.recipients] == ["DZA"]
    assert event.modes == ("visit",)


@pytest.mark.parametrize(
    "given",
    [
        "In Vilnius, the foreign ministers of Latvia, Estonia and Lithuania met on 3 May 2024.",
        "During the UN General Assembly in New York, Minister Salim Harthy of Oman met the foreign ministers of Peru "
        "and the United States.",
        "On the sidelines of a forum, the ministers of Peru, Chile and Japan met in Tokyo.",
    ],
)
def test_of_three_sides_none_is_host_where_others_meet_or_the_place_is_a_guess(given: str) -> None:
    assert {event.modes for event in code(Document("d1", given)).events if event.type == "CONSULT"} == {
        ("multilateral",)
    }


def test_a_body_hosts_at_its_seat() -> None:
    marked, resolved = marked_of((KENYA, replace(UGANDA, represents="AU", country="IGO")))
    resolved = replace(resolved, places=(Place("Addis Ababa", "ETH"), None))
    (event,) = settle_events(marked, (draft(1, (0, 1), place=0),), resolved)
    assert (event.actors, event.recipients, event.modes) == (("e1",), ("e2",), ("visit",))


def test_a_third_country_is_nobodys_visit() -> None:
    marked, resolved = marked_of((KENYA, UGANDA))
    resolved = replace(resolved, places=(Place("Geneva", "CHE"), None))
    (event,) = settle_events(marked, (draft(1, (0, 1), place=0),), resolved)
    assert (event.recipients, event.modes, event.score) == ((), ("third-party",), 1.0)


def test_meetings_on_different_days_stay_two() -> None:
    marked, resolved = marked_of((KENYA, UGANDA), times=2)
    days = (When("2024-05-01", "2024-05-01"), When("2024-05-03", "2024-05-03"))
    resolved = replace(resolved, dates=days)
    assert len(settle_events(marked, (draft(1, (0, 1), date=0), draft(2, (0, 1), date=1)), resolved)) == 2


def test_what_happened_and_what_did_not_stay_two() -> None:
    marked, resolved = marked_of((KENYA, UGANDA))
    drafts = (draft(1, (0, 1)), draft(2, (0, 1), auxiliary="negated"))
    assert [e.auxiliary for e in settle_events(marked, drafts, resolved)] == ["actual", "negated"]


def test_companies_alone_make_no_event() -> None:
    marked, resolved = marked_of((SHOP, replace(SHOP, id="e5", name="Doro plc")))
    assert drop_unsure(settle_events(marked, (draft(1, (0, 1)),), resolved)) == ()


def test_a_state_gives_way_to_its_own_minister() -> None:
    marked, resolved = marked_of((KENYA, UGANDA, STATE))
    (event,) = settle_events(marked, (draft(1, (0, 1)), draft(2, (2, 1))), resolved)
    assert event.actors == ("e1", "e2")


def test_roles_nobody_can_name_are_left_out() -> None:
    marked, resolved = marked_of((KENYA, UGANDA))
    resolved = replace(resolved, entity_of=("e1", None), members=(("e1",), ()))
    assert drop_unsure(settle_events(marked, (draft(1, (0, 1)),), resolved)) == ()


def test_aid_needs_somebody_to_receive_it() -> None:
    marked, resolved = marked_of((KENYA,))
    assert settle_events(marked, (draft(1, (0,), type="AID"),), resolved) == ()
    marked, resolved = marked_of((KENYA, UGANDA))
    (event,) = settle_events(marked, (draft(1, (0,), (1,), type="AID"),), resolved)
    assert (event.quad, event.score, event.cameo) == (2, 10.0, "070")


def test_who_only_hosts_joins_the_meeting_of_his_sentence() -> None:
    marked, resolved = marked_of((KENYA, UGANDA, STATE_OF_RWANDA))
    host = draft(1, (2,), modes=("multilateral",), trigger=Span(22, 26))
    (event,) = settle_events(marked, (draft(1, (0, 1), trigger=Span(17, 21)), host), resolved)
    assert event.actors == ("e1", "e2", "e5")


def test_two_promises_told_by_different_words_stay_two() -> None:
    marked, resolved = marked_of((KENYA, UGANDA))
    first = draft(1, (0,), (1,), type="AGREE", reason="verb 'invite' as AGREE")
    second = draft(2, (0,), (1,), type="AGREE", reason="verb 'pledge' as AGREE")
    assert len(settle_events(marked, (first, second), resolved)) == 2


def test_acts_of_two_sentences_stay_two_unless_both_say_when() -> None:
    marked, resolved = marked_of((KENYA, UGANDA), times=1)
    resolved = replace(resolved, dates=(When("2015-05-31", "2015-05-31"),))
    first, second = draft(1, (0,), (1,), type="SANCTION"), draft(2, (0,), (1,), type="SANCTION")
    assert len(settle_events(marked, (first, second), resolved)) == 2
    dated = (replace(first, date=0), replace(second, date=0))
    assert len(settle_events(marked, dated, resolved)) == 1
    headline = draft(0, (0,), (1,), type="SANCTION")
    assert len(settle_events(marked, (headline, second), resolved)) == 1


def test_harm_that_a_side_itself_warns_of_is_a_threat() -> None:
    marked, resolved = marked_of((KENYA, UGANDA, STATE))
    said = draft(1, (2,), (1,), type="SANCTION", modes=("expel",), auxiliary="hypothetical", said_by=0)
    (event,) = settle_events(marked, (said,), resolved)
    assert (event.type, event.modes, event.auxiliary) == ("THREATEN", ("expel",), "actual")


FISHERMEN = Entity("e6", "Kenyan fishermen", "group", represents="KEN", country="KEN")
TRADERS = Entity("e7", "Ugandan traders", "group", represents="UGA", country="UGA")


@pytest.mark.parametrize(
    ("accused", "hurt", "done_by"),
    [((4,), (2,), ("e5",)), ((4,), (3,), ("e4",)), ((), (2,), ("e4",))],
    ids=["its own: the accused did it", "others: as told", "nobody accused: as told"],
)
def test_harm_to_its_own_of_which_a_side_complains_is_the_others(
    accused: tuple[int, ...], hurt: tuple[int, ...], done_by: tuple[str, ...]
) -> None:
    marked, resolved = marked_of((KENYA, STATE, FISHERMEN, TRADERS, STATE_OF_RWANDA))
    blame = draft(1, (0,), accused, type="ACCUSE", trigger=Span(17, 21))
    arrest = draft(1, (1,), hurt, type="COERCE", modes=("arrest",), trigger=Span(22, 26), said_by=0)
    found = {event.type: event for event in settle_events(marked, (blame, arrest), resolved)}
    assert found["COERCE"].actors == done_by


def test_an_abduction_and_a_killing_in_one_sentence_are_two() -> None:
    marked, resolved = marked_of((KENYA, UGANDA, STATE_OF_RWANDA))
    taken = draft(1, (0,), (1,), type="ASSAULT", modes=("abduct",), trigger=Span(17, 21))
    killed = draft(1, (0,), (1,), type="ASSAULT", trigger=Span(22, 26))
    assert len(settle_events(marked, (taken, killed), resolved)) == 2
    assert len(settle_events(marked, (replace(taken, modes=()), killed), resolved)) == 1


def fill_with(monkeypatch: pytest.MonkeyPatch, weights: dict[str, float]) -> None:
    monkeypatch.setattr(pointing, "load_ranker", lambda name: Ranker(weights))


def test_a_role_left_open_is_filled_from_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    marked, resolved = marked_of((STATE, STATE_OF_RWANDA))
    told = draft(1, (), (1,), type="SANCTION", modes=("expel",))
    fill_with(monkeypatch, {"no actor": 9.0})
    (event,) = settle_events(marked, (told,), resolved)
    assert (event.actors, event.recipients) == ((), ("e5",))
    fill_with(monkeypatch, {"actor named first": 9.0})
    (event,) = settle_events(marked, (told,), resolved)
    assert (event.actors, event.recipients) == (("e4",), ("e5",))


def test_who_tells_of_his_own_act_is_no_source_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    marked, resolved = marked_of((STATE, STATE_OF_RWANDA))
    fill_with(monkeypatch, {"actor named first": 9.0})
    (event,) = settle_events(marked, (draft(0, (), (1,), type="ACCUSE", said_by=0),), resolved)
    assert (event.actors, event.said_by) == (("e4",), None)


def test_violence_against_traders_is_the_surer_the_better_the_reader_sees_it() -> None:
    traders = Entity("e1", "nine vendors", "group", country="SDN", sectors=("BUS",), confidence=0.9)
    marked, resolved = marked_of((traders,))
    resolved = replace(resolved, places=(Place("Omdurman", "SDN"),))
    drafts = [draft(0, (), (0,), type="ASSAULT", seen=seen, place=0) for seen in (0.95, 0.4)]
    well, hardly = (settle_events(marked, (told,), resolved)[0] for told in drafts)
    assert well.confidence > hardly.confidence


def test_equals_named_in_another_order_do_one_thing() -> None:
    text = (
        "Kenya and Uganda begin joint patrols\n\n"
        "NAIROBI, 3 May 2024 - Uganda and Kenya began joint patrols on Lake Victoria on Monday."
    )
    entities, events = settled(text)
    assert [event.type for event in events] == ["COOPERATE"]
    assert [code_of(entities[i]) for i in (*events[0].actors, *events[0].recipients)] == ["UGA", "KEN"]
