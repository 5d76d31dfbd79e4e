-- The archive: what `dragoman keep` writes and `dragoman sql` asks, one DuckDB file.
--
-- A new archive is made from this file; an older one is brought here by the files in migrations/.
-- Columns carry the names they have everywhere else (record, Parquet, CSV, headings). To the columns of
-- `dragoman code --format parquet` every table adds `document_key` and `coder`, which say where a row
-- comes from: document, offsets, and the coder with its model, ontology and knowledge.
--
-- Offsets are [start, end) in Unicode code points of `documents.text`. Lists that say things about the
-- same items are aligned; an item that nothing is known of is null in its place. A list with nothing in
-- it is [] and never null. Days are DATE; what no calendar day can hold is null here and stands as the
-- coder wrote it in `documents.record`.
--
-- What people have corrected stands corrected in all tables but `documents.record`, `history` and those whose names
-- begin with coded_; `corrections` says who said what, and a view as events_as_coded has the coder's own answers.

-- What this file is. One row.
CREATE TABLE archive (
    schema_version INTEGER NOT NULL,     -- the version of this layout; a newer one is refused, an older one migrated
    made_with      VARCHAR NOT NULL      -- the version of dragoman that made the file
);

-- Each migration that was applied to this file. Empty for a file made at this version.
CREATE TABLE migrations (
    name       VARCHAR NOT NULL,         -- the file's name without its ending: 0002-stories
    applied_at TIMESTAMP NOT NULL        -- UTC
);

-- The coders whose work is here: what it takes to code a document again, byte for byte.
CREATE TABLE coders (
    coder     INTEGER NOT NULL,          -- its number in this file, from 1
    version   VARCHAR NOT NULL,          -- version of the package
    model     VARCHAR,                   -- model folder; null: rules alone
    ontology  VARCHAR NOT NULL,          -- version of the ontology
    knowledge VARCHAR NOT NULL           -- version of the knowledge base, with what the user has added
);

-- One row for each call of `keep` or `recode`.
CREATE TABLE runs (
    run        INTEGER NOT NULL,         -- its number in this file, from 1
    verb       VARCHAR NOT NULL,         -- keep, watch or recode
    coder      INTEGER NOT NULL,         -- who coded: coders.coder
    started_at TIMESTAMP NOT NULL,       -- UTC
    ended_at   TIMESTAMP,                -- UTC; null: still at work, or killed
    kept       BIGINT NOT NULL,          -- documents that were not here before
    replaced   BIGINT NOT NULL,          -- documents whose text, title, publisher or day had changed
    recoded    BIGINT NOT NULL,          -- documents of an earlier coder, coded again
    skipped    BIGINT NOT NULL,          -- documents kept before, not coded
    rejected   BIGINT NOT NULL           -- documents that could not be read or coded
);

-- Documents that could not be read or coded, until they can: each run tries them again.
CREATE TABLE rejects (
    source      VARCHAR NOT NULL,        -- file or URL, with its line: news.jsonl:7
    reason      VARCHAR NOT NULL,        -- in one line
    rejected_at TIMESTAMP NOT NULL       -- UTC, the last time it was tried
);

-- One row for each document, as it was last kept.
CREATE TABLE documents (
    document_key   BIGINT NOT NULL,      -- its number in this file, from 1; stays when it is coded again or changes
    coder          INTEGER NOT NULL,     -- who coded it: coders.coder
    identity       VARCHAR NOT NULL,     -- digest of what it is known by: its URL, else the id it was given, else its text
    content        VARCHAR NOT NULL,     -- digest of text, title, publisher, day and URL: two that agree are one document
    kept_at        TIMESTAMP NOT NULL,   -- UTC, when this coding of it was kept
    document_id    VARCHAR NOT NULL,     -- the document's id
    title          VARCHAR,              -- its title; null: none found
    publisher      VARCHAR,              -- who published it; null: not said
    url            VARCHAR,              -- its address; null: not given
    published      DATE,                 -- when; null: not said
    language       VARCHAR,              -- ISO 639-1; null: too short to tell
    source         VARCHAR,              -- the file or URL it was read from, with its line; null: given as a string
    relevant       BOOLEAN NOT NULL,     -- whether it holds any codable political interaction, as corrected
    entities       INTEGER NOT NULL,     -- how many there are, as corrected
    events         INTEGER NOT NULL,     -- how many there are, as corrected
    meetings       INTEGER NOT NULL,     -- how many there are, as corrected
    positions      INTEGER NOT NULL,     -- how many there are, as corrected
    warnings       VARCHAR[] NOT NULL,   -- what could not be done
    read_warnings  INTEGER NOT NULL,     -- how many of them, from the first, come from reading rather than coding
    coder_version  VARCHAR NOT NULL,     -- as in coders
    coder_model    VARCHAR,              -- as in coders; null: rules alone
    coder_ontology VARCHAR NOT NULL,     -- as in coders
    coder_knowledge VARCHAR NOT NULL,    -- as in coders
    text           VARCHAR USING COMPRESSION zstd NOT NULL,  -- the text all offsets count in
    record         VARCHAR USING COMPRESSION zstd NOT NULL   -- the whole record as it was coded, as JSON, all but the text
);

-- Codings that were replaced, newest last. Nothing in the other tables comes from them.
CREATE TABLE history (
    document_key BIGINT NOT NULL,        -- documents.document_key
    coder        INTEGER NOT NULL,       -- who had coded it: coders.coder
    identity     VARCHAR NOT NULL,       -- as in documents
    content      VARCHAR NOT NULL,       -- as in documents
    kept_at      TIMESTAMP NOT NULL,     -- UTC, when that coding was kept
    replaced_at  TIMESTAMP NOT NULL,     -- UTC, when it was replaced
    reason       VARCHAR NOT NULL,       -- recoded: by another coder; changed: the document itself was another
    text         VARCHAR USING COMPRESSION zstd,          -- null: the row of documents, or a later row here, with this content holds it
    record       VARCHAR USING COMPRESSION zstd NOT NULL  -- the whole record as JSON, all but the text
);

-- Who and what a document speaks of, one row each.
CREATE TABLE entities (
    document_key   BIGINT NOT NULL,      -- documents.document_key
    coder          INTEGER NOT NULL,     -- coders.coder
    document_id    VARCHAR NOT NULL,     -- the document's id
    document_title VARCHAR,              -- its title; null: none found
    document_publisher VARCHAR,          -- who published it; null: not said
    document_published DATE,             -- when; null: not said
    document_source VARCHAR,             -- where it was read from; null: given as a string
    id             VARCHAR NOT NULL,     -- the entity's id in its document
    name           VARCHAR NOT NULL,     -- its name
    kind           VARCHAR NOT NULL,     -- person, office, organization, government, country, group, place, agreement, occasion
    office         VARCHAR,              -- the office as the text words it; null: none
    represents     VARCHAR,              -- ISO3 or organisation acronym it speaks for; null: not known
    country        VARCHAR,              -- ISO3 or PLOVER actor code; null: not known
    sectors        VARCHAR[] NOT NULL,   -- PLOVER sectors, primary first
    wikidata       VARCHAR,              -- Wikidata id; null: no source gave one
    mention_texts  VARCHAR[] NOT NULL,   -- the words that name it
    mention_starts INTEGER[] NOT NULL,   -- where they start
    mention_ends   INTEGER[] NOT NULL,   -- where they end
    confidence     DOUBLE NOT NULL,      -- 0 to 1
    reason         VARCHAR NOT NULL,     -- what the resolution rests on
    corrected      VARCHAR               -- confirmed, corrected or added by a person; null: as coded, and nobody has said anything
);

-- Who did what to whom, one row for each event of each document.
CREATE TABLE events (
    document_key   BIGINT NOT NULL,      -- documents.document_key
    coder          INTEGER NOT NULL,     -- coders.coder
    first_day      DATE,                 -- date_start, else the day of publication unless it is of the past; null: neither
    last_day       DATE,                 -- date_end, else as first_day
    actor_codes    VARCHAR NOT NULL,     -- every country and body that actors are of or speak for, sorted, each between spaces: " AZE IGO OSCE "; " ": none known
    recipient_codes VARCHAR NOT NULL,    -- the same of the recipients
    document_id    VARCHAR NOT NULL,     -- the document's id
    document_title VARCHAR,              -- its title; null: none found
    document_publisher VARCHAR,          -- who published it; null: not said
    document_published DATE,             -- when; null: not said
    document_source VARCHAR,             -- where it was read from; null: given as a string
    id             VARCHAR NOT NULL,     -- the event's id in its document
    type           VARCHAR NOT NULL,     -- PLOVER type
    modes          VARCHAR[] NOT NULL,   -- PLOVER modes
    contexts       VARCHAR[] NOT NULL,   -- PLOVER contexts
    auxiliary      VARCHAR NOT NULL,     -- actual, future, hypothetical, historical or negated
    actors         VARCHAR[] NOT NULL,   -- entity ids of who did it; []: nobody is named
    actor_names    VARCHAR[] NOT NULL,   -- their names
    actor_offices  VARCHAR[] NOT NULL,   -- their offices
    actor_represents VARCHAR[] NOT NULL, -- whom they speak for
    actor_countries VARCHAR[] NOT NULL,  -- their countries
    actor_sectors  VARCHAR[] NOT NULL,   -- their sectors, an item each: "GOV MIL"
    recipients     VARCHAR[] NOT NULL,   -- entity ids of to whom; []: nobody is named, or the actors did it together
    recipient_names VARCHAR[] NOT NULL,  -- their names
    recipient_offices VARCHAR[] NOT NULL, -- their offices
    recipient_represents VARCHAR[] NOT NULL, -- whom they speak for
    recipient_countries VARCHAR[] NOT NULL, -- their countries
    recipient_sectors VARCHAR[] NOT NULL, -- their sectors, an item each
    date_start     DATE,                 -- first day; null: the text dates it not, or not so that it could be resolved
    date_end       DATE,                 -- last day, equal to the first for one day; null: as date_start
    date_text      VARCHAR,              -- the words the date rests on; null: none
    date_granularity VARCHAR,            -- day, week, month, quarter, season, half, year, decade or span; null: no date
    place_name     VARCHAR,              -- where; null: not said
    place_country  VARCHAR,              -- its country, ISO3; null: not said, or of no one country
    place_lat      DOUBLE,               -- degrees north; null: not in the gazetteer
    place_lon      DOUBLE,               -- degrees east; null: as place_lat
    place_geonames BIGINT,               -- GeoNames id; null: as place_lat
    place_granularity VARCHAR,           -- city, district, region, country, area, water or facility; null: not known
    said_by        VARCHAR,              -- entity id of whose word it is; null: the document's own
    said_by_name   VARCHAR,              -- their name; null: as said_by
    said_by_country VARCHAR,             -- their country; null: as said_by, or not known
    quad           TINYINT NOT NULL,     -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
    score          DOUBLE NOT NULL,      -- conflict (-10) to cooperation (+10)
    cameo          VARCHAR,              -- nearest CAMEO code, leading zeros kept; null: none is near
    trigger        VARCHAR NOT NULL,     -- the word that says it
    trigger_start  INTEGER NOT NULL,     -- where it starts
    trigger_end    INTEGER NOT NULL,     -- where it ends
    sentence       VARCHAR NOT NULL,     -- the sentence that proves it
    sentence_start INTEGER NOT NULL,     -- where it starts
    sentence_end   INTEGER NOT NULL,     -- where it ends
    sentence_texts VARCHAR[] NOT NULL,   -- every sentence that reports it
    sentence_starts INTEGER[] NOT NULL,  -- where they start
    sentence_ends  INTEGER[] NOT NULL,   -- where they end
    confidence     DOUBLE NOT NULL,      -- 0 to 1
    reason         VARCHAR NOT NULL,     -- the rule that made it
    corrected      VARCHAR               -- as in entities; also corrected where one it names was; null: as coded
);

-- Who met whom, one row for each encounter that a document tells.
CREATE TABLE meetings (
    document_key   BIGINT NOT NULL,      -- documents.document_key
    coder          INTEGER NOT NULL,     -- coders.coder
    first_day      DATE,                 -- date_start, else the day of publication unless it is of the past; null: neither
    last_day       DATE,                 -- date_end, else as first_day
    participant_codes VARCHAR NOT NULL,  -- every country and body that participants are of or speak for, each between spaces
    document_id    VARCHAR NOT NULL,     -- the document's id
    document_title VARCHAR,              -- its title; null: none found
    document_publisher VARCHAR,          -- who published it; null: not said
    document_published DATE,             -- when; null: not said
    document_source VARCHAR,             -- where it was read from; null: given as a string
    id             VARCHAR NOT NULL,     -- the meeting's id in its document
    participants   VARCHAR[] NOT NULL,   -- entity ids of who met
    participant_names VARCHAR[] NOT NULL, -- their names
    participant_offices VARCHAR[] NOT NULL, -- their offices
    participant_represents VARCHAR[] NOT NULL, -- whom they speak for
    participant_countries VARCHAR[] NOT NULL, -- their countries
    participant_sectors VARCHAR[] NOT NULL, -- their sectors, an item each
    form           VARCHAR NOT NULL,     -- visit, bilateral, phone, video, multilateral, sidelines, credentials or other
    host           VARCHAR,              -- code of the hosting side; null: not said, or nobody hosts
    country        VARCHAR,              -- where, ISO3; null: not said
    city           VARCHAR,              -- where; null: not said
    date_start     DATE,                 -- first day; null: the text dates it not, or not so that it could be resolved
    date_end       DATE,                 -- last day, equal to the first for one day; null: as date_start
    date_text      VARCHAR,              -- the words the date rests on; null: none
    date_granularity VARCHAR,            -- as in events; null: no date
    status         VARCHAR NOT NULL,     -- held, planned, cancelled or past-reference
    agenda         VARCHAR[] NOT NULL,   -- subjects, as the text words them
    agenda_contexts VARCHAR[] NOT NULL,  -- their contexts, an item each
    agenda_starts  INTEGER[] NOT NULL,   -- where they start
    agenda_ends    INTEGER[] NOT NULL,   -- where they end
    outcomes       VARCHAR[] NOT NULL,   -- results, as the text words them
    outcome_starts INTEGER[] NOT NULL,   -- where they start
    outcome_ends   INTEGER[] NOT NULL,   -- where they end
    events         VARCHAR[] NOT NULL,   -- ids of the events it is
    sentence_texts VARCHAR[] NOT NULL,   -- every sentence that reports it
    sentence_starts INTEGER[] NOT NULL,  -- where they start
    sentence_ends  INTEGER[] NOT NULL,   -- where they end
    confidence     DOUBLE NOT NULL,      -- 0 to 1
    corrected      VARCHAR               -- as in events; null: as coded
);

-- Who said what for whom, one row each.
CREATE TABLE positions (
    document_key   BIGINT NOT NULL,      -- documents.document_key
    coder          INTEGER NOT NULL,     -- coders.coder
    document_id    VARCHAR NOT NULL,     -- the document's id
    document_title VARCHAR,              -- its title; null: none found
    document_publisher VARCHAR,          -- who published it; null: not said
    document_published DATE,             -- when; null: not said
    document_source VARCHAR,             -- where it was read from; null: given as a string
    id             VARCHAR NOT NULL,     -- the position's id in its document
    speaker        VARCHAR,              -- entity id of who said it; null: nobody can be named
    speaker_name   VARCHAR,              -- their name; null: as speaker
    speaker_office VARCHAR,              -- their office; null: as speaker, or none
    speaker_country VARCHAR,             -- their country; null: as speaker, or not known
    speaker_sectors VARCHAR[] NOT NULL,  -- their sectors
    represents     VARCHAR,              -- the side it was said for; null: not known
    explicit       BOOLEAN NOT NULL,     -- whether the sentence names the speaker
    quoted         BOOLEAN NOT NULL,     -- whether it is direct speech
    force          VARCHAR NOT NULL,     -- state, welcome, support, criticise, demand, reject, commit, warn or inform
    about          VARCHAR NOT NULL,     -- the proposition
    about_start    INTEGER NOT NULL,     -- where it starts
    about_end      INTEGER NOT NULL,     -- where it ends
    target         VARCHAR,              -- entity id of whom it is aimed at; null: nobody
    target_name    VARCHAR,              -- their name; null: as target
    target_country VARCHAR,              -- their country; null: as target, or not known
    contexts       VARCHAR[] NOT NULL,   -- PLOVER contexts
    cue            VARCHAR NOT NULL,     -- the words that make it a position
    cue_start      INTEGER NOT NULL,     -- where they start
    cue_end        INTEGER NOT NULL,     -- where they end
    sentence       VARCHAR NOT NULL,     -- the sentence that proves it
    sentence_start INTEGER NOT NULL,     -- where it starts
    sentence_end   INTEGER NOT NULL,     -- where it ends
    boilerplate    BOOLEAN NOT NULL,     -- whether it is a courtesy without content
    confidence     DOUBLE NOT NULL,      -- 0 to 1
    reason         VARCHAR NOT NULL,     -- what an inferred side rests on
    corrected      VARCHAR               -- as in events; null: as coded
);

-- All reports of one happening, one row each. Written by the room `relate`; empty until stories are joined.
CREATE TABLE stories (
    story          VARCHAR NOT NULL,     -- the story's id, the same whenever the same reports are joined
    type           VARCHAR,              -- PLOVER type of the event they report; null: they are joined by their texts alone
    first_day      DATE,                 -- first day of the happening; null: not known
    last_day       DATE,                 -- last day; null: not known
    place_name     VARCHAR,              -- where; null: not known
    place_country  VARCHAR,              -- its country, ISO3; null: not known
    first_seen     DATE,                 -- the earliest day of publication among its reports; null: none states its day
    record         VARCHAR NOT NULL      -- the whole story as JSON, with its parties and contradictions
);

-- Which event of which document belongs to which story. Written by the room `relate`.
CREATE TABLE story_reports (
    story          VARCHAR NOT NULL,     -- stories.story
    document_key   BIGINT NOT NULL,      -- documents.document_key
    event          VARCHAR,              -- events.id in that document; null: the document as a whole
    duplicate_of   BIGINT,               -- documents.document_key of the report it copies; null: a report of its own
    score          DOUBLE,               -- how sure the join is, 0 to 1; null: the story's first report
    reason         VARCHAR NOT NULL      -- what the join rests on
);

-- How far the joining of stories has come: one row, or none before the first time.
CREATE TABLE story_state (
    upto      BIGINT NOT NULL,           -- documents up to this document_key are joined
    changed   BIGINT NOT NULL,           -- of these so many were coded again or have changed since, and left their stories
    open      VARCHAR[] NOT NULL,        -- stories that may still grow: stories.story
    state     BLOB NOT NULL              -- all that joining goes on from, compressed
);

-- What people have said of the coder's answers, newest last; none is ever taken out. The rows of entities, events,
-- meetings and positions are as corrected: those that were rejected are not among them.
CREATE SEQUENCE correction_ids;
CREATE TABLE corrections (
    id           INTEGER NOT NULL DEFAULT nextval('correction_ids'),  -- its number in this file, from 1
    document_key BIGINT NOT NULL,        -- documents.document_key
    item         VARCHAR NOT NULL,       -- what it is of: entity, event, meeting or position
    verdict      VARCHAR NOT NULL,       -- confirmed, corrected, rejected, added, or withdrawn: an earlier one is taken back
    added        INTEGER,                -- of one that the coder had missed, its number among these in the document; null: the coder's
    anchor       VARCHAR NOT NULL,       -- what the item is about, as JSON: by this it is found in another coding
    before       VARCHAR,                -- the item as it was coded, as JSON; null: the coder had missed it
    changes      VARCHAR NOT NULL,       -- the fields told otherwise and their values, as JSON; {}: none
    refers       VARCHAR NOT NULL,       -- what the entity ids and offsets in before and changes stand for, as JSON
    made_by      VARCHAR NOT NULL,       -- who said so
    made_at      TIMESTAMP NOT NULL,     -- UTC
    note         VARCHAR,                -- why, in their own words; null: nothing was noted
    supersedes   INTEGER,                -- corrections.id in whose place it stands; null: the first of its item
    standing     BOOLEAN NOT NULL,       -- whether it counts: not superseded, and not withdrawn
    item_id      VARCHAR,                -- the id of its item in the present coding; null: it is not applied
    reason       VARCHAR                 -- why it could not be applied to the present coding; null: it is, or does not stand
);

-- The documents whose answer is another than the coder's. What they were coded as stands in documents.record and in the
-- tables coded_entities, coded_events, coded_meetings and coded_positions.
CREATE TABLE amended (
    document_key BIGINT NOT NULL,        -- documents.document_key
    relevant     BOOLEAN NOT NULL,       -- documents.relevant as it was coded
    entities     INTEGER NOT NULL,       -- how many the coder had found
    events       INTEGER NOT NULL,       -- how many the coder had found
    meetings     INTEGER NOT NULL,       -- how many the coder had found
    positions    INTEGER NOT NULL,       -- how many the coder had found
    record       VARCHAR USING COMPRESSION zstd NOT NULL  -- the whole record as corrected, as JSON, all but the text
);

-- The rows of amended documents as they were coded, in the columns of the tables without coded_.
CREATE TABLE coded_entities AS FROM entities LIMIT 0;
CREATE TABLE coded_events AS FROM events LIMIT 0;
CREATE TABLE coded_meetings AS FROM meetings LIMIT 0;
CREATE TABLE coded_positions AS FROM positions LIMIT 0;

-- Searches that people saved, to come back to or to be told of what is new in them. Gone once deleted.
CREATE SEQUENCE search_ids;              -- no number is given twice, so that a feed never becomes another's
CREATE TABLE searches (
    id       INTEGER NOT NULL DEFAULT nextval('search_ids'),  -- its number in this file, from 1
    name     VARCHAR NOT NULL,           -- what it was called, on one line; each name once
    query    VARCHAR NOT NULL,           -- what is asked, as in the address of a page: actor=AZE&type=ACCUSE
    saved_at TIMESTAMP NOT NULL          -- UTC, when it was saved, or saved anew
);

-- Every event with the story it is told in; story is null where stories were not joined since.
CREATE VIEW told_events AS
SELECT (SELECT min(r.story) FROM story_reports r
        WHERE r.document_key = e.document_key AND (r.event = e.id OR r.event IS NULL)) AS story, e.*
FROM events e;

-- All rows as they were coded, whatever people have said.
CREATE VIEW entities_as_coded AS FROM entities ANTI JOIN amended USING (document_key) UNION ALL FROM coded_entities;
CREATE VIEW events_as_coded AS FROM events ANTI JOIN amended USING (document_key) UNION ALL FROM coded_events;
CREATE VIEW meetings_as_coded AS FROM meetings ANTI JOIN amended USING (document_key) UNION ALL FROM coded_meetings;
CREATE VIEW positions_as_coded AS FROM positions ANTI JOIN amended USING (document_key) UNION ALL FROM coded_positions;
CREATE VIEW documents_as_coded AS
SELECT d.* REPLACE (
    coalesce(a.relevant, d.relevant) AS relevant, coalesce(a.entities, d.entities) AS entities,
    coalesce(a.events, d.events) AS events, coalesce(a.meetings, d.meetings) AS meetings,
    coalesce(a.positions, d.positions) AS positions
)
FROM documents d LEFT JOIN amended a USING (document_key);

-- Who sat at the table, one row each.
CREATE VIEW participants AS
SELECT document_key, id AS meeting, document_id, unnest(participants) AS entity, unnest(participant_names) AS name,
       unnest(participant_offices) AS office, unnest(participant_represents) AS represents,
       unnest(participant_countries) AS country, unnest(participant_sectors) AS sectors
FROM meetings;

-- What was on the agenda of a meeting, one row each.
CREATE VIEW agenda AS
SELECT document_key, id AS meeting, document_id, unnest(agenda) AS text, unnest(agenda_contexts) AS contexts,
       unnest(agenda_starts) AS span_start, unnest(agenda_ends) AS span_end
FROM meetings;

-- What a meeting led to, one row each.
CREATE VIEW outcomes AS
SELECT document_key, id AS meeting, document_id, unnest(outcomes) AS text,
       unnest(outcome_starts) AS span_start, unnest(outcome_ends) AS span_end
FROM meetings;

-- Where an entity is named, one row each.
CREATE VIEW mentions AS
SELECT document_key, id AS entity, document_id, unnest(mention_texts) AS text,
       unnest(mention_starts) AS span_start, unnest(mention_ends) AS span_end
FROM entities;
