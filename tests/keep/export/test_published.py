"""The formats of published event data: exact columns, one row a row, read back by programs that are not ours."""

from __future__ import annotations

import dataclasses
import io
import json
import re

import pandas
import pytest
from tests.factory import document, entity, event, record
from tests.keep.export.written import HOSTILE, worded, write, write_and_tell

from dragoman.keep.export.ids import make_event_key, make_number
from dragoman.records import Event, Place, Record, When

POLECAT = """Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country,
Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name,
Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw,
Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename,
Feature Type, Source, Publication Date, Story People, Story Organizations, Story Locations, Language, Version"""
ICEWS = """Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity,
Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, Province, Country,
Latitude, Longitude"""
ACTOR = (
    "Code, Name, CountryCode, KnownGroupCode, EthnicCode, Religion1Code, Religion2Code, Type1Code, Type2Code, Type3Code"
)
GEO = "Type, FullName, CountryCode, ADM1Code, ADM2Code, Lat, Long, FeatureID"
MENTIONS = """GLOBALEVENTID, EventTimeDate, MentionTimeDate, MentionType, MentionSourceName, MentionIdentifier,
SentenceID, Actor1CharOffset, Actor2CharOffset, ActionCharOffset, InRawText, Confidence, MentionDocLen, MentionDocTone,
MentionDocTranslationInfo, Extras"""
PLOVER = """id, has_event, date, time, enddate, endtime, actor, recipient, event, event_loc, event_text, quad_code,
event_scale, mode, context, link, text, text_info, cite_info, coder, coded_date, coded_time, comment"""
PLOVER_ENTITY = (
    """code, sector, entity_text, identifier_id, identifier_text, religion, ethnicity, office, gender, age"""
)
PLOVER_TEXT = "sequence, start, end, text_story"
PLOVER_CITE = """corpus, citation, url, title, language, publication, license, copyright, coder, codebook, version"""
PLOVER_PLACE = """extracted_place, resolved_place, geonameid, lat, lon, city, district, province, country, country_code,
feature_class, feature_code, resolution"""


def names(listed: str) -> list[str]:
    return re.split(r",\s+", listed)


GDELT = [
    *names("GLOBALEVENTID, SQLDATE, MonthYear, Year, FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in names(ACTOR)),
    *names("IsRootEvent, EventCode, EventBaseCode, EventRootCode, QuadClass, GoldsteinScale"),
    *names("NumMentions, NumSources, NumArticles, AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in names(GEO)),
    *names("DATEADDED, SOURCEURL"),
]


def frame(data: bytes, columns: list[str] | None = None) -> pandas.DataFrame:
    """A tab-separated file as pandas reads it by default, all text."""
    header = None if columns else 0
    return pandas.read_csv(io.BytesIO(data), sep="\t", dtype=str, names=columns, header=header)


def gdelt(*records: Record, **asked: object) -> pandas.DataFrame:
    return frame(write("gdelt", *records, **asked), GDELT)


def coded(*events: Event, **given: object) -> Record:
    return record(events=events, **given)


def test_the_lists_have_the_published_lengths() -> None:
    lengths = [len(names(POLECAT)), len(names(ICEWS)), len(GDELT), len(names(MENTIONS)), len(names(PLOVER))]
    assert lengths == [40, 20, 61, 16, 23]


def test_polecat_has_its_columns_in_order() -> None:
    found = frame(write("polecat", record()))
    assert list(found.columns) == names(POLECAT)
    (row,) = found.to_dict("records")
    assert row["Event Date"] == "2024-05-14"
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("CONSULT", "visit", "VERBAL COOPERATION")
    assert (row["Actor Name"], row["Actor Country"], row["Recipient COW"]) == ("Tomasz Wierzba", "IGO", "385")
    assert row["Recipient Name Raw"] == "Foreign Minister Ingrid Solhaug"
    assert (row["Country"], row["Latitude"], row["GeoNames ID"]) == ("NOR", "59.91", "3143244")
    assert row["Story People"] == "Ingrid Solhaug; Tomasz Wierzba"


def test_what_polecat_has_and_the_record_lacks_comes_back_missing() -> None:
    (row,) = frame(write("polecat", record())).to_dict("records")
    for name in ("Wikipedia Actor ID", "Actor COW", "Raw Placename", "Feature Type", "City", "Story Locations"):
        assert pandas.isna(row[name]), name


def test_an_event_of_several_actors_is_one_row_of_polecat() -> None:
    several = coded(event(type="ACCUSE", actors=("e1", "e2", "e3"), recipients=()))
    (row,) = frame(write("polecat", several)).to_dict("records")
    assert row["Actor Country"] == "NOR; IGO; None"
    assert row["Actor COW"] == "385; None; None"
    assert row["Primary Actor Sector"] == "GOV; GOV; None"
    assert pandas.isna(row["Recipient Country"])


def test_icews_has_its_columns_in_order_and_codes_keep_their_zeros() -> None:
    found = frame(write("icews", record()))
    assert list(found.columns) == names(ICEWS)
    (row,) = found.to_dict("records")
    assert (row["CAMEO Code"], row["Event Text"]) == ("043", "Host a visit")
    assert (row["Source Name"], row["Target Name"]) == ("Tomasz Wierzba", "Ingrid Solhaug")
    assert (row["Target Sectors"], row["Target Country"], row["Country"]) == ("Government", "Norway", "Norway")
    assert row["Source Sectors"] == "International Government Organization,Government"
    assert pandas.isna(row["Sentence Number"])
    assert pandas.isna(row["Source Country"])


@pytest.mark.parametrize("format", ["icews", "gdelt"])
def test_two_party_formats_have_a_row_for_each_pair(format: str) -> None:
    accused = coded(event(type="ACCUSE", actors=("e1", "e2"), recipients=("e3",)))
    met = coded(event(type="CONSULT", actors=("e1", "e2"), recipients=()))
    assert [len(write(format, one).splitlines()) - (format == "icews") for one in (accused, met)] == [2, 2]


def test_those_who_met_face_each_other_both_ways() -> None:
    found = frame(write("icews", coded(event(actors=("e1", "e2"), recipients=()))))
    assert sorted(zip(found["Source Name"], found["Target Name"], strict=True)) == [
        ("Ingrid Solhaug", "Tomasz Wierzba"),
        ("Tomasz Wierzba", "Ingrid Solhaug"),
    ]


def test_a_delegation_does_not_face_itself() -> None:
    colleague = entity(id="e4", name="Per Lunde", office="State Secretary")
    found = frame(
        write(
            "icews",
            record(entities=(*record().entities, colleague), events=(event(actors=("e1", "e4", "e2"), recipients=()),)),
        )
    )
    assert len(found) == 4
    assert not {("Ingrid Solhaug", "Per Lunde")} & set(zip(found["Source Name"], found["Target Name"], strict=True))


def test_accusers_without_an_accused_face_nobody() -> None:
    found = frame(write("icews", coded(event(type="ACCUSE", actors=("e1", "e2"), recipients=()))))
    assert list(found["Target Name"].isna()) == [True, True]


@pytest.mark.parametrize("format", ["icews", "gdelt", "gdelt-mentions"])
def test_what_has_no_cameo_code_or_nobody_in_it_is_counted_as_left_out(format: str) -> None:
    given = coded(event(cameo=None), event(id="v2", actors=(), recipients=()))
    data, left_out = write_and_tell(format, [given])
    assert len(data.splitlines()) == (format == "icews")
    assert left_out == (
        "left out  events without a CAMEO code: 1",
        "left out  events without an actor or a recipient: 1",
    )


def test_gdelt_has_61_columns_and_no_header() -> None:
    data = write("gdelt", record())
    assert [line.count(b"\t") for line in data.splitlines()] == [60]
    (row,) = gdelt(record()).to_dict("records")
    assert [row[name] for name in GDELT[1:5]] == ["20240514", "202405", "2024", "2024.3671"]
    assert (row["Actor1Code"], row["Actor1Type1Code"], row["Actor1Name"]) == ("IGOSCE", "IGO", "TOMASZ WIERZBA")
    assert (row["Actor2Code"], row["Actor2CountryCode"], row["Actor2Type1Code"]) == ("NORGOV", "NOR", "GOV")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("043", "043", "04")
    assert (row["QuadClass"], row["GoldsteinScale"], row["NumMentions"], row["IsRootEvent"]) == ("1", "4.0", "1", "1")
    assert (row["ActionGeo_FullName"], row["ActionGeo_CountryCode"]) == ("Oslo, Norway", "NO")
    assert row["DATEADDED"] == "20240514000000"
    for name in ("AvgTone", "Actor1Geo_Type", "Actor2Geo_Lat", "Actor1EthnicCode", "SOURCEURL", "ActionGeo_FeatureID"):
        assert pandas.isna(row[name]), name


@pytest.mark.parametrize(
    ("country", "represents", "sectors", "cells"),
    [
        ("ROU", "ROU", ("GOV", "MIL"), ["ROMGOVMIL", "ROM", None, "GOV", "MIL", None]),
        ("UNO", "UNO", (), ["IGOUNO", None, "UNO", "IGO", None, None]),
        ("EUR", "EUR", ("GOV",), ["IGOEUREEC", "EUR", "EEC", "IGO", "GOV", None]),
        ("IGO", "NATO", (), ["IGOWSTNAT", "WST", "NAT", "IGO", None, None]),
        ("UNO", "UNICEF", ("MED",), ["IGOUNO", None, "UNO", "IGO", "HLH", None]),
        ("IGO", "BRICS", (), ["IGO", None, None, "IGO", None, None]),
        ("MNE", "MNE", ("GOV",), ["MTNGOV", "MTN", None, "GOV", None, None]),
        ("NGO", None, ("MED",), ["NGOHLH", None, None, "NGO", "HLH", None]),
        ("USA", "USA", ("JRN", "UNK"), ["USAMED", "USA", None, "MED", None, None]),
        (None, None, (), [None, None, None, None, None, None]),
    ],
)
def test_gdelt_writes_actors_in_cameo(
    country: str | None, represents: str | None, sectors: tuple[str, ...], cells: list[str | None]
) -> None:
    who = entity(country=country, represents=represents, sectors=sectors)
    (row,) = gdelt(record(entities=(who,), events=(event(actors=("e1",), recipients=()),))).to_dict("records")
    shown = [row[f"Actor1{name}"] for name in ("Code", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code")]
    shown.append(row["Actor1Type3Code"])
    assert [None if pandas.isna(cell) else cell for cell in shown] == cells


@pytest.mark.parametrize(
    ("granularity", "country", "kind"),
    [
        ("city", "NOR", "4"),
        ("city", "USA", "3"),
        ("region", "NOR", "5"),
        ("region", "USA", "2"),
        ("country", "NOR", "1"),
    ],
)
def test_gdelt_types_of_places(granularity: str, country: str, kind: str) -> None:
    place = Place("Somewhere", country, 1.0, 2.0, granularity=granularity)  # type: ignore[arg-type]
    assert list(gdelt(coded(event(place=place)))["ActionGeo_Type"]) == [kind]


def test_an_event_behind_the_first_paragraph_is_no_root_event() -> None:
    late = record().events[1]
    rows = gdelt(coded(dataclasses.replace(late, auxiliary="actual", cameo="0841")))
    assert list(rows["IsRootEvent"]) == ["0"]


def test_mentions_have_16_columns_and_the_numbers_of_the_events() -> None:
    twice = coded(event(sentences=(event().sentence, record().events[1].sentence)))
    found = frame(write("gdelt-mentions", twice), names(MENTIONS))
    assert len(found) == 2
    assert set(found["GLOBALEVENTID"]) == set(gdelt(twice)["GLOBALEVENTID"])
    text, first = record().document.text, found.iloc[0]
    assert text[int(first["ActionCharOffset"]) :].startswith("met")
    assert text[int(first["Actor2CharOffset"]) :].startswith("Foreign Minister Ingrid Solhaug")
    assert (first["InRawText"], first["Confidence"], first["MentionDocLen"]) == ("1", "80", str(len(text)))
    second = found.iloc[1]
    assert pandas.isna(second["ActionCharOffset"])
    assert second["InRawText"] == "0"


def test_a_page_of_the_web_is_mentioned_by_its_address() -> None:
    web = record(document=document(url="https://news.example.org/a?b=1"))
    (row,) = frame(write("gdelt-mentions", web), names(MENTIONS)).to_dict("records")
    assert (row["MentionType"], row["MentionSourceName"]) == ("1", "news.example.org")
    assert row["MentionIdentifier"] == "https://news.example.org/a?b=1"
    (row,) = frame(write("gdelt-mentions", record()), names(MENTIONS)).to_dict("records")
    assert (row["MentionType"], row["MentionSourceName"], row["MentionIdentifier"]) == ("2", "Fjord Wire", "d1")


def test_plover_records_have_all_fields_in_order() -> None:
    (line,) = write("plover", record()).decode().splitlines()
    found = json.loads(line)
    assert list(found) == names(PLOVER)
    assert all(found[name] for name in ("id", "date", "actor", "event"))
    assert list(found["actor"][0]) == names(PLOVER_ENTITY)
    assert list(found["text_info"]) == names(PLOVER_TEXT)
    assert list(found["cite_info"]) == names(PLOVER_CITE)
    assert list(found["event_loc"]) == names(PLOVER_PLACE)
    assert (found["event"], found["mode"], found["quad_code"], found["event_scale"]) == (["CONSULT"], ["visit"], 1, 4.0)


def test_plover_passes_words_on_only_where_they_may_be() -> None:
    (kept,) = map(json.loads, write("plover", record()).splitlines())
    assert (kept["text"], kept["event_text"], kept["text_info"]["text_story"]) == (None, [], None)
    assert "who is on a visit" not in json.dumps(kept)
    (told,) = map(json.loads, write("plover", record(), with_text=True).splitlines())
    assert told["text"].startswith("OSLO, May 14")
    assert told["text_info"]["text_story"] == record().document.text


@pytest.mark.parametrize(
    ("granularity", "resolution"),
    [("facility", 5), ("city", 4), ("district", 3), ("region", 2), ("country", 1), (None, None)],
)
def test_plover_says_how_exact_a_place_is(granularity: str | None, resolution: int | None) -> None:
    place = Place("Oslo", "NOR", 59.9, 10.7, granularity=granularity)  # type: ignore[arg-type]
    (found,) = map(json.loads, write("plover", coded(event(place=place))).splitlines())
    assert found["event_loc"]["resolution"] == resolution


@pytest.mark.parametrize("format", ["polecat", "icews", "gdelt", "gdelt-mentions", "plover", "dyads", "ftm"])
@pytest.mark.parametrize("auxiliary", ["future", "hypothetical", "historical", "negated"])
def test_published_formats_have_what_happened_unless_asked(format: str, auxiliary: str) -> None:
    given = coded(event(auxiliary=auxiliary))
    assert write(format, given) == write(format, record(events=()))
    assert write(format, given, auxiliaries=(auxiliary,)) != write(format, record(events=()))


def test_plover_says_what_did_not_happen_and_whose_word_it_is() -> None:
    given = coded(event(auxiliary="negated", said_by="e2", date=None))
    (found,) = map(json.loads, write("plover", given, auxiliaries=("negated",)).splitlines())
    assert found["comment"] == "auxiliary: negated; said by: Tomasz Wierzba; date: of publication"


@pytest.mark.parametrize(
    ("date", "published", "day"),
    [
        (When("2024-05-01", "2024-05-31", "in May"), "2024-06-02", "2024-05-01"),
        (None, "2024-06-02", "2024-06-02"),
        (None, None, None),
        (When("soon", "soon"), None, None),
    ],
)
def test_the_day_is_the_events_else_that_of_publication(
    date: When | None, published: str | None, day: str | None
) -> None:
    given = coded(event(date=date), document=document(published=published))
    days = [line.split("\t")[1] for line in write("polecat", given).decode().splitlines()[1:]]
    assert days == ([day] if day else [])


@pytest.mark.parametrize("format", ["polecat", "icews", "gdelt", "plover", "dyads"])
def test_what_has_no_day_is_counted_and_not_written(format: str) -> None:
    given = coded(event(date=None), document=document(published=None))
    written, told = write_and_tell(format, [given])
    assert len(written.splitlines()) == (0 if format in ("gdelt", "plover") else 1)
    assert told == ("left out  events without a day: 1",)


def test_ids_are_unique_and_the_same_again() -> None:
    given = [
        record(document=document(id=f"d{n}"), events=(event(actors=("e1", "e2", "e3"), recipients=()), event(id="v2")))
        for n in range(300)
    ]
    first = frame(write("icews", *given))["Event ID"]
    assert first.is_unique
    assert list(first) == list(frame(write("icews", *given))["Event ID"])
    assert all(0 < int(id) < 2**63 for id in first)
    assert set(gdelt(*given)["GLOBALEVENTID"]) == set(first)


def test_an_id_hangs_on_the_event_and_not_on_what_stands_around_it() -> None:
    base = record()
    again = record(events=(base.events[1], base.events[0]), positions=(), warnings=())
    ids = {make_event_key(base.document, one) for one in base.events}
    assert ids == {make_event_key(again.document, one) for one in again.events}
    moved = make_event_key(base.document, event(type="AGREE"))
    assert moved not in ids
    assert make_number(moved) != make_number(make_event_key(document(id="d2"), event(type="AGREE")))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("format", ["polecat", "icews", "gdelt", "gdelt-mentions"])
def test_hostile_words_leave_a_row_a_row(format: str, text: str) -> None:
    data = write(format, worded(text))
    columns = {"polecat": None, "icews": None, "gdelt": GDELT, "gdelt-mentions": names(MENTIONS)}[format]
    width = {"polecat": 40, "icews": 20, "gdelt": 61, "gdelt-mentions": 16}[format]
    lines = data.decode("utf-8").splitlines()
    assert [line.count("\t") for line in lines] == [width - 1] * len(lines)
    assert len(lines) == 1 + (columns is None)
    quoted, plain = (
        frame(data, columns),
        pandas.read_csv(io.BytesIO(data), sep="\t", dtype=str, names=columns, header=None if columns else 0, quoting=3),
    )
    assert quoted.equals(plain)
    assert quoted.shape == (1, width)


def test_words_in_any_script_survive() -> None:
    for text in ("مرحبا بالعالم", "🕊️ 北京", "=HYPERLINK(1)"):
        assert frame(write("icews", worded(text)))["Publisher"].item() == text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("format", ["plover", "ftm", "geojson"])
def test_hostile_words_survive_in_json(format: str, text: str) -> None:
    data = write(format, worded(text)).decode("utf-8")
    assert len(data.split("\n")) == len(write(format, worded("plain")).decode().split("\n"))
    told = text.replace("\ud800", "?")
    assert json.dumps(told, ensure_ascii=False)[1:-1] in data
    for line in data.splitlines() if format != "geojson" and "\u2028" not in text else []:
        json.loads(line)


def test_dyads_count_by_day_and_pair_of_countries() -> None:
    people = (entity(), entity(id="e2", country="SWE"), entity(id="e3", country="SWE"), entity(id="e4", country=None))
    events = (
        event(actors=("e1",), recipients=("e2", "e3")),
        event(id="v2", type="ACCUSE", quad=3, score=-2.0, actors=("e1",), recipients=("e2",)),
        event(id="v3", actors=("e2",), recipients=("e1",), date=When("2024-05-15", "2024-05-15")),
        event(id="v4", actors=("e1",), recipients=("e4",)),
    )
    data, left_out = write_and_tell("dyads", [record(entities=people, events=events)])
    found = pandas.read_csv(io.BytesIO(data))
    assert list(found.columns) == names(
        "date, actor, recipient, events, verbal_cooperation, material_cooperation, verbal_conflict, material_conflict, "
        "score_sum, score_mean, accuse, agree, aid, assault, coerce, concede, consult, cooperate, mobilize, protest, "
        "reject, request, retreat, sanction, support, threaten"
    )
    assert found.iloc[:, :10].values.tolist() == [
        ["2024-05-14", "NOR", "SWE", 2, 1, 0, 1, 0, 2.0, 1.0],
        ["2024-05-15", "SWE", "NOR", 1, 1, 0, 0, 0, 4.0, 4.0],
    ]
    assert found[["accuse", "consult"]].values.tolist() == [[1, 1], [0, 1]]
    assert left_out == ("left out  events without two known sides: 1",)


def test_a_country_is_no_formula() -> None:
    people = (entity(country="=1+1"), entity(id="e2", country="SWE"))
    data = write("dyads", record(entities=people, events=(event(actors=("e1",), recipients=("e2",)),)))
    assert pandas.read_csv(io.BytesIO(data))["actor"].item() == "'=1+1"


@pytest.mark.parametrize("given", [{"actors": ()}, {"actors": ("nobody",)}])
def test_plover_leaves_out_what_it_requires_more_of(given: dict[str, tuple[str, ...]]) -> None:
    data, left_out = write_and_tell("plover", [coded(event(**given))])
    assert (data, left_out) == (b"", ("left out  events without an actor: 1",))
    undated = coded(event(date=None), document=document(published=None))
    assert write_and_tell("plover", [undated]) == (b"", ("left out  events without a day: 1",))
