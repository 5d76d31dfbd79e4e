"""Meetings of every form and status, one sentence each."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman import flow
from dragoman.records import Document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "meetings.toml").read_text(encoding="utf8"))


@pytest.mark.parametrize(("text", "form", "status", "sides"), CASES["made_up"])
def test_a_meeting_has_its_form_status_and_sides(text: str, form: str, status: str, sides: list[str]) -> None:
    found = flow.code(text).meetings
    assert [meeting.status for meeting in found] == [status]
    assert found[0].form in form.split("|")
    assert sorted(person.represents or "" for person in found[0].participants) == sides


@pytest.mark.parametrize("text", CASES["negative"])
def test_where_nobody_meets_there_is_no_meeting(text: str) -> None:
    assert flow.code(text).meetings == ()


def test_several_sentences_tell_one_meeting() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy in Muscat. "
        "The sides discussed maritime trade. The ministers signed a memorandum on fisheries."
    )
    found = flow.code(text).meetings
    assert len(found) == 1
    assert len(found[0].sentences) == 3
    assert [topic.text for topic in found[0].agenda] == ["maritime trade"]
    assert [outcome.text for outcome in found[0].outcomes] == ["signed a memorandum on fisheries"]


def test_another_person_of_the_same_side_is_another_meeting() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy in Muscat. "
        "Earlier in the day, Wako met Oman's Defence Minister Badr Lawati."
    )
    found = flow.code(text).meetings
    assert [sorted(person.name for person in meeting.participants) for meeting in found] == [
        ["Amina Wako", "Salim Harthy"],
        ["Amina Wako", "Badr Lawati"],
    ]


@pytest.mark.parametrize(
    "call",
    [
        "She later paid a courtesy call on the President of Oman.",
        "In the afternoon she was received by the President of Oman.",
        "She also called on the President of Oman.",
    ],
)
def test_a_call_on_another_is_a_meeting_of_its_own(call: str) -> None:
    text = f"Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy in Muscat. {call}"
    found = flow.code(text).meetings
    assert [sorted(person.name for person in meeting.participants) for meeting in found] == [
        ["Amina Wako", "Salim Harthy"],
        ["Amina Wako", "President of Oman"],
    ]


@pytest.mark.parametrize(
    ("text", "guests", "city"),
    [
        pytest.param(
            "Foreign Minister Salim Harthy of Oman invited Foreign Minister Amina Wako of Kenya to Muscat.",
            2,
            "Muscat",
            marks=pytest.mark.xfail(strict=True, reason="read right before the reader learned from whole texts"),
        ),
        ("Salim Harthy of Oman invited Amina Wako of Kenya to visit Oman at a convenient time.", 2, None),
        ("Oman's Minister Salim Harthy extended an invitation to Kenya's envoy to visit Muscat.", 2, "Muscat"),
        ("Kenya's Minister Amina Wako accepted the invitation of Oman's envoy to visit Muscat.", 2, "Muscat"),
        ("Kenya's Minister Amina Wako invited Oman's envoy to attend a conference in Nairobi.", 0, None),
        ("Kenya's Minister Amina Wako invited Oman's Minister Salim Harthy.", 0, None),
        ("Kenya's Minister Amina Wako could invite Oman's Minister Salim Harthy to visit Nairobi.", 0, None),
        ("Salim Harthy of Oman was invited by Amina Wako of Kenya to visit Nairobi but declined the offer.", 0, None),
        ("Salim Harthy of Oman was invited by Amina Wako of Kenya to visit Nairobi but refused to go.", 0, None),
        (
            "Oman's Minister Salim Harthy was invited by Kenya's Minister Amina Wako to visit Nairobi and declined to "
            "comment on the border.",
            2,
            "Nairobi",
        ),
    ],
)
def test_a_visit_somebody_is_invited_to_is_planned(text: str, guests: int, city: str | None) -> None:
    found = flow.code(text).meetings
    assert [(one.form, one.status, one.city, len(one.participants)) for one in found] == (
        [("visit", "planned", city, guests)] if guests else []
    )


@pytest.mark.xfail(strict=True, reason="those who talked are taken for those who meet")
def test_the_body_that_sat_is_who_meets_at_its_next_session() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako and Oman's Foreign Minister Salim Harthy held talks in Geneva. "
        "They praised the Joint Trade Committee, whose next meeting will be held in Muscat in May."
    )
    _, planned = flow.code(text).meetings
    assert [who.name for who in planned.participants] == ["Joint Trade Committee"]


def test_the_day_of_another_act_is_not_the_day_of_the_talks() -> None:
    text = (
        "On 12 July Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy. "
        "Both sides exchanged views on trade, and condemned the launch of a missile on 2 July."
    )
    (found,) = flow.code(Document("d", text, published="2025-07-13")).meetings
    assert found.date is not None
    assert found.date.start == "2025-07-12"


def test_views_exchanged_on_the_phone_are_of_the_call() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako spoke by phone with Oman's Foreign Minister Salim Harthy. "
        "They also exchanged views on fisheries."
    )
    assert [one.form for one in flow.code(text).meetings] == ["phone"]


def test_a_meeting_within_a_conference_is_on_its_sidelines() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy within the framework of the "
        "Ministerial Council, which is held in Geneva."
    )
    assert [one.form for one in flow.code(text).meetings] == ["sidelines"]


def test_what_was_held_was_not_held_on_a_day_to_come() -> None:
    text = "Kenya's Foreign Minister Amina Wako called on the President of Oman and is to meet the press on 22 June."
    (found,) = flow.code(Document("d", text, published="2025-06-20")).meetings
    assert found.date is None


def test_a_colon_ends_a_dateline() -> None:
    text = "Nairobi, 16 May 2024: Kenya's Foreign Minister Amina Wako today received Oman's envoy Salim Harthy."
    (found,) = flow.code(Document("d", text, published="2024-05-16")).meetings
    assert (found.host, found.city) == ("KEN", "Nairobi")


def test_held_meetings_name_their_events() -> None:
    record = flow.code("Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy in Muscat.")
    types = {event.id: event.type for event in record.events}
    assert [types[id] for id in record.meetings[0].events] == ["CONSULT"]


def test_a_meeting_agreed_in_passing_is_one_of_its_own() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy in Muscat. "
        "It was agreed that experts would meet in Nairobi in May."
    )
    held, planned = flow.code(text).meetings
    assert (held.status, held.host, held.city) == ("held", "OMN", "Muscat")
    assert (planned.status, planned.city, [who.name for who in planned.participants]) == (
        "planned",
        "Nairobi",
        ["experts"],
    )


def test_a_plan_without_time_or_place_is_no_meeting() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy in Muscat. "
        "It was agreed that experts would meet."
    )
    assert len(flow.code(text).meetings) == 1


def test_outcomes_end_before_what_is_told_of_them() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy. "
        "The ministers agreed to install a working group, which has no chair yet."
    )
    (found,) = flow.code(text).meetings
    assert [outcome.text for outcome in found.outcomes] == ["agreed to install a working group"]


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("Talks between Kenya and Oman were called off on Friday.", ["cancelled"]),
        ("The planned visit of the French president to Algeria has been cancelled.", ["cancelled"]),
        ("The visit of the Foreign Minister of Germany to Beijing planned for May has been cancelled.", []),
    ],
)
def test_a_meeting_that_was_called_off_is_no_event_that_happened(text: str, meetings: list[str]) -> None:
    record = flow.code(text)
    assert [event.auxiliary for event in record.events if event.type == "CONSULT"] == ["negated"]
    assert [meeting.status for meeting in record.meetings] == meetings


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "Kenya's Foreign Minister Amina Wako received Oman's envoy. They discussed the situation in Sudan.",
            "KEN",
        ),
        ("Talks between Kenya's Foreign Minister Amina Wako and Oman's envoy dealt with the war in Gaza.", None),
        ("Kenya's Foreign Minister Amina Wako met Oman's envoy in Geneva and discussed the war in Sudan.", "CHE"),
    ],
)
def test_a_meeting_is_not_held_where_what_it_is_about_happens(text: str, country: str | None) -> None:
    assert [meeting.country for meeting in flow.code(text).meetings] == [country]


def test_who_took_part_took_part_in_what_was_held() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy in Muscat. "
        "The ministers will meet again in Nairobi in May. "
        "The Ambassador of Kenya, Grace Mutua, participated in the meeting."
    )
    found = {meeting.status: [person.name for person in meeting.participants] for meeting in flow.code(text).meetings}
    assert "Grace Mutua" in found["held"]
    assert "Grace Mutua" not in found["planned"]


def test_who_holds_an_office_beside_another_is_the_one_of_the_headline() -> None:
    text = (
        "Foreign Minister Amina Wako meets Foreign Minister of Cambodia\n\n"
        "On 19 January 2025, Amina Wako, Minister of Foreign Affairs of Kenya, met Ouk Sereyvuth, "
        "Deputy Prime Minister and Minister of Foreign Affairs of Cambodia, in Nairobi."
    )
    (found,) = flow.code(Document("d", text, published="2025-01-20")).meetings
    assert sorted(person.name for person in found.participants) == ["Amina Wako", "Ouk Sereyvuth"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Talks between Kenya and Oman in Peru ended on Friday.", ["Kenya", "Oman"]),
        ("The talks between Kenya and Oman on Peru and Chad concluded in Geneva.", ["Kenya", "Oman"]),
        ("The Kenya-Oman summit on Peru was held in Geneva.", ["Kenya", "Oman"]),
        ("The Franco-German dialogue on Chad began last year.", ["France", "Germany"]),
        ("The meeting in Geneva between Kenya and Oman concluded on Friday.", ["Kenya", "Oman"]),
    ],
)
def test_what_talks_are_on_and_where_they_are_held_sits_in_none(text: str, who: list[str]) -> None:
    (found,) = flow.code(text).meetings
    assert sorted(person.name for person in found.participants) == who


@pytest.mark.parametrize(
    "text",
    [
        "The session of the UN General Assembly on Chad opened on Monday.",
        "The Commission of the African Union concluded that Chad supported the rebels.",
        "The Commission of the African Union started in March to investigate Chad.",
        "The Joint Commission of Kenya and Oman began on Friday to study the border.",
        "The Forum of Kenya and Oman resumed publishing.",
        "The trial of the summit bombers of Kenya and Oman concluded yesterday.",
    ],
)
def test_a_body_that_acts_and_a_sitting_of_one_side_are_no_meeting(text: str) -> None:
    assert flow.code(text).meetings == ()


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("and condemned the raid of 27 July 2023", None),
        ("in the afternoon of 27 July 2023", "2023-07-27"),
        ("on 27 July 2023", "2023-07-27"),
    ],
)
def test_the_day_of_what_is_spoken_of_is_not_the_meetings(told: str, day: str | None) -> None:
    (found,) = flow.code(f"Kenya's Minister Amina Wako held talks with Oman's Minister Salim Harthy {told}.").meetings
    assert (found.date.start if found.date else None) == day


def test_the_next_round_moved_to_another_month_is_of_those_who_have_just_met() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako spoke by phone with Oman's Foreign Minister Salim Harthy. "
        "The thirteenth round, originally foreseen for this week in Muscat, has been moved to July 2027."
    )
    call, round_ = flow.code(text).meetings
    assert (call.status, round_.status) == ("held", "planned")
    assert [person.name for person in round_.participants] == ["Kenya", "Oman"]
    assert round_.date is not None
    assert round_.date.start == "2027-07-01"


def test_who_offers_to_host_the_next_round_has_the_other_come() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy in Muscat. "
        "Minister Wako offered to host the next round of consultations in Nairobi."
    )
    _, next_ = flow.code(text).meetings
    assert (next_.status, next_.host, next_.city) == ("planned", "KEN", "Nairobi")
    assert sorted(person.name for person in next_.participants) == ["Kenya", "Oman"]


def test_a_joint_commission_sits_alone_and_is_of_two_sides() -> None:
    (found,) = flow.code("The Joint Commission concluded its session in Lome with the adoption of a plan.").meetings
    assert (found.form, found.status, found.city) == ("bilateral", "held", "Lomé")
    assert [person.name for person in found.participants] == ["Joint Commission"]
    assert found.outcomes == ()


@pytest.mark.parametrize(
    "how",
    [
        "held separate meetings with",
        "held a series of bilateral meetings in New York with",
        "had individual calls with",
        "met separately with",
    ],
)
def test_separate_meetings_are_one_each(how: str) -> None:
    text = f"Kenya's Foreign Minister Amina Wako {how} Oman's Minister Salim Harthy and Peru's Minister Rosa Quispe."
    found = flow.code(text).meetings
    assert [sorted(person.name for person in meeting.participants) for meeting in found] == [
        ["Amina Wako", "Salim Harthy"],
        ["Amina Wako", "Rosa Quispe"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's Foreign Minister Amina Wako held a round of talks with Oman's Minister Salim Harthy "
        "and Peru's Minister Rosa Quispe.",
        "Kenya's Foreign Minister Amina Wako held bilateral talks with Oman's Foreign Minister Salim Harthy "
        "and Oman's Defence Minister Badr Lawati.",
    ],
)
def test_talks_with_two_at_one_table_are_one_meeting(text: str) -> None:
    (found,) = flow.code(text).meetings
    assert len(found.participants) == 3


def test_separate_meetings_may_open_the_sentence() -> None:
    text = (
        "Separate meetings were held by Minister Amina Wako with Oman's Salim Harthy and Peru's Minister Rosa Quispe."
    )
    found = flow.code(text).meetings
    assert [len(meeting.participants) for meeting in found] == [2, 2]


def test_who_invited_is_met_unless_another_of_his_side_was() -> None:
    text = (
        "At the invitation of the President of Oman, Kenya's Foreign Minister Amina Wako paid a visit to Oman. "
        "During the visit she held talks with Oman's Foreign Minister Salim Harthy."
    )
    (found,) = flow.code(text).meetings
    assert sorted(person.name for person in found.participants) == ["Amina Wako", "Salim Harthy"]


@pytest.mark.parametrize(
    "how",
    [
        "met Oman's President Salim Harthy and Oman's Foreign Minister Badr Lawati in Muscat",
        "had meetings with the President of Oman, Salim Harthy, and with Oman's Foreign Minister Badr Lawati",
        "called on President Salim Harthy of Oman and on Speaker Badr Lawati of Oman",
    ],
)
def test_heads_of_one_state_are_met_one_after_the_other(how: str) -> None:
    found = flow.code(f"Kenya's Foreign Minister Amina Wako {how}.").meetings
    assert sorted(sorted(person.name for person in meeting.participants) for meeting in found) == [
        ["Amina Wako", "Badr Lawati"],
        ["Amina Wako", "Salim Harthy"],
    ]


@pytest.mark.parametrize(
    "told",
    [
        "The President of Kenya granted an audience, this Wednesday, to Ambassador Salim Harthy of Oman.",
        "The President of Kenya received in audience Ambassador Salim Harthy of Oman.",
    ],
)
def test_an_audience_is_a_visit_to_who_grants_it(told: str) -> None:
    (found,) = flow.code(told).meetings
    assert (found.status, found.host) == ("held", "KEN")
    assert sorted(person.represents or "" for person in found.participants) == ["KEN", "OMN"]


def test_those_in_whose_presence_it_was_and_who_presided_sat_there() -> None:
    text = (
        "Foreign Minister Amina Wako of Kenya met Foreign Minister Salim Harthy of Oman in Muscat, "
        "in the presence of Ambassador Peter Otieno of Kenya. The representative of Peru attended as observer."
    )
    (found,) = flow.code(text).meetings
    assert sorted(person.represents or "" for person in found.participants) == ["KEN", "KEN", "OMN", "PER"]


def test_states_within_the_name_of_a_round_are_its_parties() -> None:
    text = (
        "The Ninth Trilateral Meeting of Foreign Ministers of Kenya, Oman and Peru was convened in Lima, "
        "chaired by Rosa Quispe, Minister of Foreign Affairs of Peru. "
        "The Omani side undertook to host the tenth meeting in Muscat in May 2027."
    )
    met, ahead = flow.code(text).meetings
    assert sorted(person.represents or "" for person in met.participants) == ["KEN", "OMN", "PER"]
    assert (ahead.status, ahead.host, ahead.form) == ("planned", "OMN", "multilateral")
    assert sorted(person.represents or "" for person in ahead.participants) == ["KEN", "OMN", "PER"]


def test_who_receives_an_ambassador_is_the_host() -> None:
    (found,) = flow.code("Amina Wako, Foreign Minister of Kenya, met the Ambassador of Oman, Salim Harthy.").meetings
    assert (found.form, found.host) == ("bilateral", "KEN")


def test_a_title_tells_of_the_meeting_that_somebody_speaks_after() -> None:
    text = (
        "Remarks by Foreign Minister Amina Wako of Kenya after her talks with Foreign Minister Salim Harthy of Oman"
        "\n\nThe port of Lamu is open to all. Fishermen will be free to land there.\n"
    )
    (found,) = flow.code(text).meetings
    assert [person.name for person in found.participants] == ["Amina Wako", "Salim Harthy"]


@pytest.mark.parametrize(
    ("told", "people"),
    [
        ("The next round of consultations, scheduled for May 2027 in Nairobi, will be on trade.", ["Kenya", "Oman"]),
        ("They looked forward to the third round of consultations, to be held in Nairobi in 2027.", ["Kenya", "Oman"]),
        ("They discussed the second session of the Joint Committee, due in Nairobi in May 2027.", ["Joint Committee"]),
        ("They discussed trade ahead of the meeting, which is scheduled for 20 May 2027 in Nairobi.", []),
        ("The second round, planned for May 2027, will not be held.", []),
    ],
)
def test_a_round_named_with_its_day_is_planned(told: str, people: list[str]) -> None:
    met = "Kenya's Foreign Minister Amina Wako met Oman's Foreign Minister Salim Harthy in Geneva. "
    ahead = [meeting for meeting in flow.code(met + told).meetings if meeting.status == "planned"]
    assert [person.name for meeting in ahead for person in meeting.participants] == people


def test_the_last_meeting_of_those_who_spoke_by_telephone_was_no_call() -> None:
    text = (
        "Kenya's Foreign Minister Amina Wako spoke by phone with Oman's Foreign Minister Salim Harthy. "
        "The last meeting between the two ministers took place in Astana in October 2022."
    )
    found = flow.code(Document("d", text, published="2025-06-12")).meetings
    assert [meeting.status for meeting in found] == ["held", "past-reference"]
    assert found[1].form != "phone"


def test_a_title_tells_the_topic_of_the_only_meeting_that_comes_later() -> None:
    text = (
        "Communiqué adopted by the Council at its 412th meeting held on "
        "3 May 2024, on the situation in the Comoros.\n\nKenya's Foreign Minister Amina Wako met Oman's Foreign "
        "Minister Salim Harthy in Muscat."
    )
    (found,) = flow.code(text).meetings
    assert [topic.text for topic in found.agenda] == ["the situation in the Comoros"]
