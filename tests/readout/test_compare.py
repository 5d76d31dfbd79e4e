"""Two accounts: whether they are of one meeting, what is in both, what is in one alone, and what differs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.factory import record as make_record

import dragoman
from dragoman.accounts import Comparison, Part, Statement, cut_sentences
from dragoman.errors import UsageError
from dragoman.evaluate.pairs import shift_days
from dragoman.readout.compare.denials import find_denial
from dragoman.readout.compare.differences import find_differences
from dragoman.readout.compare.figures import find_clashes
from dragoman.readout.compare.parts import find_parts
from dragoman.readout.compare.sameness import is_one_name, pick_meeting, tell
from dragoman.readout.compare.statements import find_statements
from dragoman.records import Document, Record, Span

OURS = """\
Foreign Minister of Ghana Ama Boateng met Foreign Minister of Togo Koffi Mensah in Accra on 3 May 2024.

Minister Boateng strongly condemned the smuggling of cocoa across the border.
She called on Togo to open the Aflao crossing.
They agreed to hold the next round in Lomé in July."""
THEIRS = """\
Foreign Minister of Togo Koffi Mensah held talks with his Ghanaian counterpart Ama Boateng in Accra on 3 May 2024.

Minister Boateng expressed concern over cocoa smuggling at the frontier.
Minister Mensah welcomed the new power line.
It was decided that the next round will take place in Lomé in July."""


def code(text: str, published: str = "2024-05-04", id: str = "d") -> Record:
    return dragoman.code(Document(id, text, published=published))


@pytest.fixture(scope="module")
def ours() -> Record:
    return code(OURS, id="ours")


@pytest.fixture(scope="module")
def theirs() -> Record:
    return code(THEIRS, id="theirs")


@pytest.fixture(scope="module")
def comparison(ours: Record, theirs: Record) -> Comparison:
    return dragoman.compare(ours, theirs)


def texts(comparison: Comparison) -> list[tuple[str, str]]:
    return [(a.text, b.text) for a, b in (matter.told for matter in comparison.in_all()) if a and b]


def test_two_accounts_of_one_meeting_are_of_one_meeting(comparison: Comparison) -> None:
    (same,) = comparison.sameness
    assert same.answer == "same"
    assert same.chance > 0.9
    assert {check.field: check.verdict for check in same.checks}["people"] == "agrees"
    assert "people" in same.reason


def test_the_same_people_a_month_later_met_another_time(ours: Record, theirs: Record) -> None:
    (same,) = dragoman.compare(ours, shift_days(theirs, 30)).sameness
    assert same.answer == "different"
    assert "date" in same.reason


def test_other_people_on_the_same_day_are_another_meeting(ours: Record) -> None:
    other = code(
        "Prime Minister of Peru Rosa Quispe met President of Chile Juan Soto in Lima on 3 May 2024. Quispe praised him."
    )
    assert dragoman.compare(ours, other).sameness[0].answer == "different"


def test_what_says_too_little_cannot_be_told(ours: Record) -> None:
    vague = replace(code("The ministers of Ghana and Togo met. Ghana condemned the smuggling of cocoa."), meetings=())
    vague = replace(vague, document=replace(vague.document, published=None))
    (same,) = dragoman.compare(ours, vague).sameness
    assert same.answer != "same"
    assert {check.field: check.verdict for check in same.checks}["people"] == "not told"


def test_texts_that_name_nobody_and_no_day_leave_it_open() -> None:
    rain = dragoman.code(Document("r", "Rain is expected over the weekend."))
    (same,) = dragoman.compare(rain, rain).sameness
    assert (same.answer, same.reason) == ("cannot tell", "too little is told")


def test_one_thing_in_other_words_is_in_both(comparison: Comparison) -> None:
    found = texts(comparison)
    assert any("smuggling of cocoa" in a and "cocoa smuggling" in b for a, b in found)
    assert any("next round" in a and "next round" in b for a, b in found)


def test_what_one_account_leaves_out_is_only_in_the_other(comparison: Comparison) -> None:
    (a, b) = ([one.told[n].text for one in comparison.only_in(n) if one.told[n]] for n in (0, 1))  # type: ignore[union-attr]
    assert any("Aflao" in text for text in a)
    assert not any("Aflao" in text for text in b)
    assert any("power line" in text for text in b)


def test_a_harder_word_for_the_same_is_a_difference(comparison: Comparison) -> None:
    (matter,) = (matter for matter in comparison.in_all() if "cocoa" in matter.label)
    assert matter.match == "differ"
    assert "condemned" in matter.differences[0]
    assert "expressed concern" in matter.differences[0]


def test_who_asked_is_the_side_that_demands(comparison: Comparison) -> None:
    (matter,) = (matter for matter in comparison.matters if "Aflao" in matter.label)
    assert matter.asked == ("GHA",)


def test_every_span_is_of_its_own_text(comparison: Comparison) -> None:
    for matter in comparison.matters:
        for account, one in enumerate(matter.told):
            if one:
                assert one.account == account
                assert " ".join(one.span.of(comparison.accounts[account].text).split()) == one.text


def test_every_statement_is_in_one_matter(comparison: Comparison, ours: Record, theirs: Record) -> None:
    for account, record in enumerate((ours, theirs)):
        told = [matter.told[account] for matter in comparison.matters if matter.told[account]]
        assert sorted(one.span for one in told if one) == sorted(one.span for one in find_statements(record, account))


def test_each_account_begins_with_its_first_matter(comparison: Comparison) -> None:
    for account, id in enumerate(comparison.first):
        spans = {matter.id: one.span for matter in comparison.matters if (one := matter.told[account])}
        assert id is not None
        assert spans[id] == min(spans.values())


def test_three_accounts_are_compared_pair_by_pair(ours: Record, theirs: Record) -> None:
    found = dragoman.compare(ours, theirs, ours)
    assert [(one.a, one.b) for one in found.sameness] == [(0, 1), (0, 2), (1, 2)]
    for matter in found.matters:
        # The third account is the first told again.
        assert (matter.told[0] and matter.told[0].span) == (matter.told[2] and matter.told[2].span)


def test_an_account_held_against_itself_has_no_difference(ours: Record) -> None:
    found = dragoman.compare(ours, ours)
    assert {matter.match for matter in found.matters} == {"same"}
    assert found.sameness[0].answer == "same"


def test_one_account_is_none_to_compare(ours: Record) -> None:
    with pytest.raises(UsageError, match="two accounts"):
        dragoman.compare(ours)


def test_the_same_records_give_the_same_bytes(comparison: Comparison, ours: Record, theirs: Record) -> None:
    again = dragoman.compare(Record.from_dict(json.loads(json.dumps(ours.to_dict()))), theirs)
    assert json.dumps(again.to_dict()) == json.dumps(comparison.to_dict())


def test_the_layout_stays_as_it_is(comparison: Comparison) -> None:
    plain = comparison.to_dict()
    assert list(plain) == ["accounts", "sameness", "participants", "matters", "first", "warnings"]
    assert list(plain["sameness"][0]) == ["a", "b", "answer", "chance", "reason", "checks"]
    assert list(plain["matters"][0]) == ("id label match told score differences asked agreed contexts parts".split())
    told = next(one for one in plain["matters"][0]["told"] if one)
    assert list(told) == "account kind text about span sentence force words sides contexts".split()


@pytest.mark.parametrize(
    ("a", "b", "is_one"),
    [
        ("Kanokwan Sirirattanakul", "Kanokwan SIRIRATTANAKOOL", True),
        ("V.P. Kuprin", "Valery Kuprin", True),
        ("McAllister", "Heather McAllister", True),
        ("Nebojša Ćirković", "Nebojsa Cirkovic", True),
        ("Kim Jong Un", "Lim Jae Hun", False),
        ("Maria Novak", "Maria Lind", False),
        ("", "Lind", False),
    ],
)
def test_names_are_one_however_spelled(a: str, b: str, is_one: bool) -> None:
    assert is_one_name(a, b) is is_one
    assert is_one_name(b, a) is is_one


def test_a_courtesy_is_no_statement() -> None:
    record = make_record()
    assert not any(span.meets(one.span) for one in find_statements(record) for span in record.boilerplate)


def test_a_record_without_a_meeting_still_tells_who_is_named(ours: Record) -> None:
    bare = replace(ours, meetings=())
    assert pick_meeting(bare) is None
    assert "Ama Boateng" in tell(bare).people
    assert tell(bare).days is not None


def statement(
    force: str | None, words: str, text: str = "", sides: tuple[str, ...] = ("NOR",), account: int = 0
) -> Statement:
    return Statement(account, "position", text or words, text or words, Span(0, 1), Span(0, 1), force, words, sides)


@pytest.mark.parametrize(
    ("a", "b", "difference"),
    [
        (statement("criticise", "expressed concern"), statement("reject", "firmly rejected"), "force"),
        (statement("demand", "urged"), statement("demand", "called on"), ""),
        (statement("state", "said", "4 percent"), statement("state", "said", "10 billion"), "figures"),
        (statement("state", "said", "by 2030"), statement("state", "said", "by 2035"), "dates"),
        (statement("state", "said", "the law of 2001"), statement("state", "said", "a law"), ""),
        (
            statement("reject", "said", "said it would not supply gas"),
            statement("commit", "said", "said it would supply gas", account=1),
            "denied in A, affirmed in B: “would not supply” against “would supply”",
        ),
        (
            statement("commit", "said", "said it would supply gas"),
            statement("reject", "said", "said it would not supply gas", account=1),
            "denied in B, affirmed in A: “would not supply” against “would supply”",
        ),
        (
            statement("state", "said", "peace comes first"),
            statement("demand", "said", "it must go"),
            "force: “said” (st",
        ),
        (
            statement("state", "said"),
            statement("state", "said", sides=("SWE",), account=1),
            "said by NOR in A, by SWE in B",
        ),
        (statement("welcome", "welcomed"), statement("criticise", "deplored"), "force"),
    ],
)
def test_a_difference_is_told_where_there_is_one(a: Statement, b: Statement, difference: str) -> None:
    found = find_differences((a, b))
    assert bool(found) is bool(difference)
    assert not found or found[0].startswith(difference)


def test_a_text_is_cut_at_its_sentences() -> None:
    text = 'Headline without stop\n\nMr. Lind met H. Aaltonen. He left.\n\n"Fine," she said.'
    assert [span.of(text) for span in cut_sentences(text)] == [
        "Headline without stop",
        "Mr. Lind met H. Aaltonen.",
        "He left.",
        '"Fine," she said.',
    ]
    assert cut_sentences("") == []


def test_reports_of_one_attack_are_not_called_different_meetings() -> None:
    told = "Boko Haram fighters attacked a village near Maiduguri in Nigeria on Monday, killing {} people, police said."
    one, two = (
        dragoman.code(Document(f"p{n}", told.format(n), published="2025-06-03", publisher=f"Paper {n}"))
        for n in (14, 22)
    )
    found = dragoman.compare(one, two).sameness[0]
    assert (found.answer, found.reason) == ("cannot tell", "neither tells of a meeting")


@pytest.mark.parametrize(
    ("a", "b", "which"),
    [
        ("to meet in March", "to meet in April", "dates"),
        ("to open the bridge by December", "to open the bridge by January", "dates"),
        ("to reopen the road by 1 July 2024", "to reopen the road by 15 July 2024", "dates"),
        ("that Togo withdraw by Friday", "that Togo withdraw by Monday", "dates"),
        ("to open two border posts", "to open three new border posts", "figures"),
        ("to pay 20 million euros in two instalments", "to pay 30 million euros in 2 instalments", "figures"),
        ("a fall of 19 per cent", "a fall of 12%", "figures"),
    ],
)
def test_other_days_and_numbers_of_the_same_are_a_difference(a: str, b: str, which: str) -> None:
    assert [kind for kind, _, _ in find_clashes(a, b)] == [which]
    assert [kind for kind, _, _ in find_clashes(b, a)] == [which]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("to meet in July", "to meet in Accra on 3 July 2025"),
        ("to pay 20 million euros", "to pay €20 million in two instalments"),
        ("five more islands", "5 more islands"),
        ("1.5 billion dollars", "1,500 million dollars"),
        ("the two sides will meet", "three border posts will open"),
        ("a decrease of 19%", "a decrease of 19 per cent by May"),
        ("one of them may march", "they may march on"),
    ],
)
def test_more_detail_and_another_spelling_are_none(a: str, b: str) -> None:
    assert not list(find_clashes(a, b))
    assert not list(find_clashes(b, a))


@pytest.mark.parametrize(
    ("denies", "affirms"),
    [
        ("would not supply gas to Croatia", "would supply gas to Croatia"),
        ("will never recognise the new border", "recognises the new border"),
        ("denied that its troops had crossed the river", "said that its troops had crossed the river"),
        ("no agreement was reached on fishing", "an agreement was reached on fishing"),
        ("ruled out joining the alliance", "would join the alliance"),
        ("isn't a party to the conflict", "is a party to the conflict"),
        ("called on Togo not to withdraw", "called on Togo to withdraw"),
        ("will not be able to attend the talks", "will attend the talks"),
        ("would send aid but not troops", "would send aid and troops"),
    ],
)
def test_what_one_denies_and_the_other_affirms_is_seen(denies: str, affirms: str) -> None:
    first, second = find_denial(denies, affirms), find_denial(affirms, denies)
    assert first
    assert second
    assert (first[2], second[2]) == (True, False)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("will not stop supplying gas", "will supply gas"),
        ("would stop supplying gas", "would not supply gas"),
        ("agreed not to use force", "agreed to refrain from using force"),
        ("called on Togo to stop attacking ships", "called on Togo to halt attacks on ships"),
        ("would not sign until the troops leave", "would sign once the troops leave"),
        ("not only trade but also energy", "trade and energy"),
        ("to reopen the road no later than July", "to reopen the road later in July"),
        ("there is no solution but a settlement in two states", "a settlement in two states is the solution"),
        ("condemned the use of force", "said that force must not be used"),
        ("lodged a protest over the survey", "no protest over it could be accepted"),
        ("would send aid but not troops", "would send aid"),
    ],
)
def test_what_only_looks_denied_is_not(a: str, b: str) -> None:
    assert find_denial(a, b) is None
    assert find_denial(b, a) is None


def test_each_side_keeps_its_own_words() -> None:
    a = statement("demand", "demanded", "Togo withdraw by Friday", ("GHA",))
    b = statement("demand", "demanded", "Ghana withdraw by Monday", ("TGO",), account=1)
    assert find_parts((a, b), differ=True) == (
        Part("asked", ("GHA",), "Togo withdraw by Friday", (0,)),
        Part("asked", ("TGO",), "Ghana withdraw by Monday", (1,)),
    )


def test_what_says_the_same_is_one_part() -> None:
    a = statement("commit", "agreed", "to open the crossing at Aflao", ("GHA",))
    b = statement("commit", "agreed", "to open the crossing", ("TGO", "GHA"), account=1)
    assert find_parts((a, b), differ=False) == (Part("agreed", ("GHA", "TGO"), "to open the crossing", (0, 1)),)


@pytest.mark.parametrize("force", ["reject", "state"])
def test_a_side_that_would_not_by_one_account_has_not_agreed(force: str) -> None:
    a = statement(force, "said", "would not send troops", ("GHA",))
    b = statement("commit", "said", "would send troops", ("GHA",), account=1)
    assert [(part.role, part.accounts) for part in find_parts((a, b), differ=True)] == [
        ("refused", (0,)),
        ("agreed", (1,)),
    ]


def test_a_denial_is_a_difference_and_nobody_agreed() -> None:
    met = "Foreign Minister of Ghana Ama Boateng met Foreign Minister of Togo Koffi Mensah in Accra on 3 May 2024. "
    found = dragoman.compare(
        code(met + "Ghana said it would not send troops to Mali.", id="a"),
        code(met + "Ghana said it would send troops to Mali.", id="b"),
    )
    (matter,) = found.in_all()
    assert (matter.match, matter.agreed) == ("differ", ())
    assert matter.differences == ("denied in A, affirmed in B: “would not send” against “would send”",)


def test_the_second_half_of_an_outcome_is_kept() -> None:
    met = "Foreign Minister of Ghana Ama Boateng met Foreign Minister of Togo Koffi Mensah in Accra on 3 May 2024. "
    told = find_statements(code(met + "The ministers agreed to reopen the road by 1 July 2024 and to pay 20 million."))
    assert [one.text for one in told] == ["agreed to reopen the road by 1 July 2024", "to pay 20 million"]
