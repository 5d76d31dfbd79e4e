"""A time dates the act whose verb it hangs on, and no act that is told beside it; a count over a year dates nothing."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.coding import find_drafts
from dragoman.flow import understand
from dragoman.records import Document

# The verb or noun of an event, and its time's words, `None` where it must have none.
CASES = [
    # a time of a verb that describes something
    ("Georgian troops shelled a village occupied since 2022.", "shelled", None),
    ("Georgian troops shelled a village which Armenia has held since 2020.", "shelled", None),
    ("Peru recalled its envoy to Mexico, appointed last year.", "recalled", None),
    ("Ecuador arrested the former minister, wanted since 2019, on Monday.", "arrested", "Monday"),
    ("Norway, which in July pledged grain to Chad, called on Sudan to open the border.", "called", None),
    ("Kenya arrested five Ugandan traders at Busia, where patrols have been held since March.", "arrested", None),
    ("China freed two teachers who had been detained in Hainan since May.", "freed", None),
    ("Two villagers were killed there last week; Chad has denied the charge.", "denied", None),
    ("A court in Turkey banned a rally planned for Friday.", "banned", None),
    ("Kenya expelled an envoy invited for Monday.", "expelled", None),
    # a time ahead of what is told as done, and the day on which somebody tells of a deed
    ("The mayor called for strikes next week and urged Kenya to scrap the law.", "urged", None),
    ("Sudanese rebels killed 40 people in Gezira, a doctors' union said Tuesday.", "killed", None),
    ("Norway has expelled two Russian diplomats, a minister said on Monday.", "expelled", None),
    ("Sudanese rebels killed 40 people on Monday, a doctors' union said on Tuesday.", "killed", "Monday"),
    # a time of its own
    ("On Monday Peru recalled its envoy to Mexico, appointed last year.", "recalled", "Monday"),
    ("China has detained the Japanese businessman since March.", "detained", "March"),
    ("Three Malian soldiers were killed when rebels attacked a post on Tuesday.", "killed", "Tuesday"),
    ("In 2018 Norway expelled two Russian diplomats.", "expelled", "2018"),
    ("Norway said on Friday that Russian jets attacked a Ukrainian village.", "attacked", "Friday"),
    ("Syria lifted the curfew only last week.", "lifted", "last week"),
    # a count or a comparison over a stretch
    ("Peru summoned the Chilean ambassador for the third time this year.", "summoned", None),
    ("Peru summoned the Chilean ambassador, the fourth such summons since January.", "summoned", None),
    ("Estonia expelled a Russian diplomat, the fourth this year.", "expelled", None),
    ("Poland summoned the Russian ambassador in the worst crisis since 1990.", "summoned", None),
    ("Russia attacked Kharkiv in the heaviest raid in the past month.", "attacked", None),
    ("For the second time this month Iran condemned the raid.", "condemned", None),
    # not a count: the words before are of another clause, or the time is a day
    ("The first envoy left, and this year Peru expelled a second diplomat from Chile.", "expelled", "this year"),
    ("Peru expelled the first Chilean diplomat on 3 May.", "expelled", "3 May"),
    ("Iran has executed 40 protesters this year.", "executed", "this year"),
    # the only day of a sentence is the act's, though a participle stands nearer
    ("Rebels attacked a convoy escorted by Malian soldiers near Kayes on Monday.", "attacked", "Monday"),
    ("Rebels attacked a Malian convoy led by soldiers trained in 2019.", "attacked", None),
    # when a report was written is no act's day
    (
        "GORIS, Armenia, Nov 6 (Harbour Wire) - Armenian troops shelled a village late on Thursday.",
        "shelled",
        "Thursday",
    ),
    ("LIMA, 5 November (Agence Ponant with Harbour Wire) - Peru expelled two Chilean diplomats.", "expelled", None),
    # how long something is to last
    ("Nepal and Bhutan signed a plan for railways until 2030.", "signed", None),
    ("Egypt will close its border with Sudan until 5 June 2024.", "close", "5 June 2024"),
    # what words are about has a time of its own
    ("Kenya welcomed the release of the prisoners by Chad in December.", "welcomed", None),
    ("Both sides condemned the attack of Iran on Jordan on July 27.", "condemned", None),
    ("Norway deplored the shooting of two nurses by Chadian troops last week.", "deplored", None),
    ("In December Kenya welcomed the release of the prisoners by Chad.", "welcomed", "December"),
    ("Iran condemned the attack of Israel on Monday.", "condemned", "Monday"),
]


@pytest.mark.parametrize(("text", "trigger", "time"), CASES, ids=[f"{case[1]}: {case[0][:60]}" for case in CASES])
def test_a_time_dates_the_act_whose_verb_it_hangs_on(text: str, trigger: str, time: str | None) -> None:
    marked = understand(Document("d1", text, published="2024-05-14"), knowledge.load())
    draft = next(d for d in find_drafts(marked) if d.trigger.of(text) == trigger)
    assert (marked.times[draft.date].span.of(text) if draft.date is not None else None) == time
