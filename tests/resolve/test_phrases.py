"""Phrases by themselves: who is meant, and who is not."""

from __future__ import annotations

import pytest

from dragoman.flow import code, resolve_phrase


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("Abkhaz authorities", "GEO", "GOV PRE"),
        ("the de facto authorities in Sukhumi", "GEO", "GOV PRE"),
        ("the Transnistrian authorities", "MDA", "GOV PRE"),
        ("Somaliland's government", "SOM", "GOV PRE"),
        ("Puntland's president", "SOM", "GOV PRE"),
        ("Abkhaz leader Ruslan Ardzinov", "GEO", "GOV PRE"),
        ("Turkish Cypriot leader Kemal Deniz", "CYP", "GOV PRE"),
        ("the Foreign Ministry of Nagorno-Karabakh", "AZE", "GOV PRE"),
        ("Artsakh Defence Army", "AZE", "MIL PRE"),
        ("Tiraspol", "MDA", "GOV PRE"),
        ("Tskhinvali", "GEO", "GOV PRE"),
        ("Stepanakert", "AZE", "GOV PRE"),
        ("the Turkish Republic of Northern Cyprus", "CYP", "PRE"),
        ("the Sahrawi Republic", "MAR", "PRE"),
        # And of no territory:
        ("Georgian authorities", "GEO", "GOV"),
        ("the Georgian minister for Abkhazia", "GEO", "GOV"),
        ("Russia's ambassador to Abkhazia", "RUS", "GOV"),
        ("Greenland's prime minister", "DNK", "GOV"),
        ("protesters in Sukhumi", "GEO", "CVL"),
    ],
)
def test_who_acts_for_a_breakaway_territory_is_of_its_claimant_with_pre(
    phrase: str, country: str, sectors: str
) -> None:
    found = resolve_phrase(phrase, "2019-05-01", kind="actor")
    assert (found.country, " ".join(found.sectors)) == (country, sectors)


def test_a_territory_and_the_state_that_claims_it_are_two() -> None:
    record = code("Abkhaz authorities arrested two men. Georgian authorities condemned the arrests.")
    told = {e.name: e.sectors for e in record.entities if e.kind == "government"}
    assert told == {"Abkhaz authorities": ("GOV", "PRE"), "Georgian authorities": ("GOV",)}
    assert [len(event.recipients) for event in record.events if event.type == "ACCUSE"] == [1]
    record = code("The Abkhaz president met the Georgian president in Geneva.")
    assert len(record.events[0].actors) == 2


@pytest.mark.parametrize(("phrase", "city"), [("Tiraspol", "Tiraspol"), ("Sukhumi", "Sukhumi")])
def test_where_a_territory_is_ruled_from_is_still_a_city(phrase: str, city: str) -> None:
    found = resolve_phrase(phrase, kind="place")
    assert (found.name, found.granularity, found.lat is not None) == (city, "city", True)


@pytest.mark.parametrize(
    ("phrase", "day", "wanted"),
    [
        # Marks in the text and none on the list, hyphens for spaces and spaces for hyphens, capitals.
        ("Assimi Goïta", "2022-11-15", "MLI GOV President"),
        ("Gitanas Nausėda", "2022-11-15", "LTU GOV President"),
        ("Kim Jong-un", "2018-06-15", "PRK GOV Supreme Leader"),
        ("YOON SUK YEOL", "2023-06-15", "KOR GOV President"),
        ("Choe Son Hui", "2022-11-15", "PRK GOV Minister of Foreign Affairs"),
        ("Denis Sassou Nguesso", "2022-10-10", "COG GOV President"),
        # A surname of several words, and one that stands first.
        ("López Obrador", "2021-01-10", "MEX GOV President"),
        ("von der Leyen", "2022-01-10", "EUR GOV President of the European Commission"),
        ("President von der Leyen", "2022-01-10", "EUR GOV President of the European Commission"),
        ("de Croo", "2022-01-10", "BEL GOV Prime Minister"),
        ("Chairman Xi", "2022-11-15", "CHN GOV President"),
        ("President Moon", "2019-11-15", "KOR GOV President"),
        ("Foreign Minister Wang", "2022-06-01", "CHN GOV Minister of Foreign Affairs"),
        # A ruler by title and given name.
        ("King Charles", "2023-07-20", "GBR GOV King"),
        ("King Mohammed", "2023-07-20", "MAR GOV King"),
        ("Queen Elizabeth", "2015-07-20", "GBR GOV Queen"),
        ("Emir Tamim", "2022-06-01", "QAT GOV Emir"),
        # Who has left, with a title in his name as it may be.
        ("Nazarbayev", "2021-05-01", "KAZ GOV Chairman of the Security Council"),
        ("Nazarbayev", "2023-05-01", "KAZ ELI -"),
        ("former president Nazarbayev", "2021-05-01", "KAZ ELI President"),
        ("Sheikh Hasina", "2024-12-15", "BGD ELI -"),
        # Titles that do not fit, given names alone, and one of two: nobody.
        ("King Abdullah", "2012-11-20", "- GOV King"),
        ("Crown Prince Abdullah", "2003-11-20", "SAU GOV Crown Prince"),
        ("Prime Minister Abdullah", "2003-11-20", "- GOV Prime Minister"),
        ("President Modi", "2022-05-01", "- GOV President"),
        ("Sheikh Mohammed", "2019-07-20", "- - -"),
        ("Mohammed", "2019-07-20", "- - -"),
        ("Kim", "2018-06-15", "- - -"),
        # A state, a town, a group or a title inside a person's name.
        ("Prime Minister Luís Montenegro", "2024-11-15", "PRT GOV Prime Minister"),
        ("Thérèse Mbuyi Wagner", "2024-11-15", "- - -"),
        ("Richard Wagner", "2024-11-15", "- - -"),
        ("Chad Wolf", "2024-11-15", "- - -"),
        ("Israel Ganor", "2024-11-15", "- - -"),
        ("Ali Bagheri Kani", "2022-07-20", "IRN GOV Deputy Minister of Foreign Affairs"),
        ("Amir Ohanian", "2023-07-20", "- - -"),
        ("Emir Begović", "2023-07-20", "- - -"),
        # And where it is one.
        ("Wagner fighters", "2023-07-20", "RUS PRM -"),
        ("Chad soldiers", "2023-07-20", "TCD MIL -"),
        ("Jordan's ambassador", "2023-07-20", "JOR GOV Ambassador"),
        ("the Emir of Kuwait", "2022-06-01", "KWT GOV Emir"),
        # Each sector once, a state's office before a party's.
        ("Gen. Abdel Fattah al-Sisi", "2013-08-01", "EGY GOV MIL Minister of Defence"),
        ("Hu Jintao", "2010-08-15", "CHN GOV President"),
    ],
)
def test_a_short_name_means_whoever_it_fits_on_the_day(phrase: str, day: str, wanted: str) -> None:
    found = resolve_phrase(phrase, day, kind="actor")
    assert f"{found.country or '-'} {' '.join(found.sectors) or '-'} {found.office or '-'}" == wanted


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("the Pope", "VAT", "GOV REL"),
        ("the Taoiseach", "IRL", "GOV"),
        ("Hong Kong's Chief Executive", "HKG", "GOV"),
        ("the head of Russia's Foreign Intelligence Service", "RUS", "SPY"),
        ("the head of Egyptian intelligence", "EGY", "SPY"),
        ("the Secretary of the Security Council of Armenia", "ARM", "GOV"),
        ("secretary of Russia's Security Council", "RUS", "GOV"),
        ("the leader of Britain's opposition", "GBR", "OPP"),
        ("the head of Iran's parliament", "IRN", "LEG"),
        ("spokesman for the Israeli military", "ISR", "MIL"),
        ("Houthi fighters", "YEM", "REB"),
        ("Hezbollah militants", "LBN", "REB PTY"),
        ("Rohingya refugees in Cox's Bazar", "MMR", "REF"),
        ("Josep Borrell", "EUR", "GOV"),
        # Alike, and not so:
        ("Boeing's chief executive", "MNC", "BUS"),
        ("the president of the UN Security Council", "UNO", "GOV"),
        ("the Security Council", "UNO", ""),
        ("head of the Kenyan delegation", "KEN", "GOV"),
        ("the director of Kenya's Public Health Institute", "KEN", "GOV"),
        ("Kurdish fighters", None, "UAF"),
        ("Taliban fighters", "AFG", "UAF"),
        ("refugees in Cox's Bazar", "BGD", "REF"),
        ("Kurdish refugees in Germany", "DEU", "REF"),
    ],
)
def test_offices_and_groups_have_the_sector_of_what_they_lead_or_belong_to(
    phrase: str, country: str | None, sectors: str
) -> None:
    found = resolve_phrase(phrase, "2021-02-05", kind="actor")
    assert (found.country, " ".join(found.sectors)) == (country, sectors)


@pytest.mark.parametrize("phrase", ["Tomasz Wierzba", "the Verity Foundation", "Envoy Tomasz Wierzba"])
def test_a_name_of_which_nothing_is_known_is_no_sure_answer(phrase: str) -> None:
    assert resolve_phrase(phrase, "2021-02-05", kind="actor").confidence <= 0.4


@pytest.mark.parametrize(
    ("phrase", "country", "granularity"),
    [
        # What lies in an occupied part, and by its owner.
        ("Hebron in the occupied West Bank", "PSE", "city"),
        ("Nablus in the occupied West Bank", "PSE", "city"),
        ("Mérida in Mexico's Yucatán state", "MEX", "city"),
        # An article that is part of the name, and one that is none.
        ("The Hague", "NLD", "city"),
        ("in The Hague", "NLD", "city"),
        ("the Bronx", "USA", "city"),
        ("the White House", None, None),
        # A city only much like the name, where nothing else is.
        ("Izium", "UKR", "city"),
        ("Beit Hanoun", "PSE", "city"),
        ("Deir al-Balah, Gaza", "PSE", "city"),
        ("Barkin", None, None),
        # Small places asked for as places, and refugee camps, which are settlements; a base is none.
        ("Srebrenica", "BIH", "city"),
        ("Chibok", "NGA", "city"),
        ("Dadaab refugee camp", "KEN", "region"),
        ("the Jabalia refugee camp", "PSE", "region"),
        ("Nellis Air Force Base", None, None),
        ("Tripoli", None, None),
        ("Birmingham", None, None),
    ],
)
def test_a_place_by_itself_is_the_one_its_words_leave(
    phrase: str, country: str | None, granularity: str | None
) -> None:
    found = resolve_phrase(phrase, kind="place")
    assert (found.country, found.granularity) == (country, granularity)


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("the US fiscal year 2024", ("2023-10-01", "2024-09-30")),
        ("India's fiscal year 2022-23", ("2022-04-01", "2023-03-31")),
        ("Japan's fiscal 2024", ("2024-04-01", "2025-03-31")),
        ("fiscal year 2024 in the United States", ("2023-10-01", "2024-09-30")),
        ("India's Independence Day", ("2023-08-15", "2023-08-15")),
        ("Thursday evening local time", ("2024-03-14", "2024-03-14")),
        ("half past nine on Tuesday", ("2024-03-12", "2024-03-12")),
        ("overnight from Sunday to Monday", ("2024-03-10", "2024-03-11")),
        ("overnight into Monday", ("2024-03-10", "2024-03-11")),
        ("48 hours ago", ("2024-03-12", "2024-03-12")),
        ("week 10 of 2024", ("2024-03-04", "2024-03-10")),
        ("Novruz 2023", ("2023-03-21", "2023-03-21")),
        # What the words leave open stays open.
        ("fiscal year 2023", None),
        ("36 hours ago", None),
        ("some 10 days ago", None),
        ("week 60 of 2024", None),
        ("overnight from Sunday to Friday", None),
        ("the Iran deal", None),
    ],
)
def test_a_time_by_itself_is_the_days_its_words_leave(phrase: str, days: tuple[str, str] | None) -> None:
    assert resolve_phrase(phrase, "2024-03-14", kind="date").date == days
