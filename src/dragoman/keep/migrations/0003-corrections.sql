-- People correct the coder's answers, beside which theirs are kept. Explained in schema.sql.
DROP VIEW told_events;
ALTER TABLE entities ADD COLUMN corrected VARCHAR;
ALTER TABLE events ADD COLUMN corrected VARCHAR;
ALTER TABLE meetings ADD COLUMN corrected VARCHAR;
ALTER TABLE positions ADD COLUMN corrected VARCHAR;
CREATE VIEW told_events AS
SELECT (SELECT min(r.story) FROM story_reports r
        WHERE r.document_key = e.document_key AND (r.event = e.id OR r.event IS NULL)) AS story, e.*
FROM events e;

CREATE SEQUENCE correction_ids;
CREATE TABLE corrections (
    id           INTEGER NOT NULL DEFAULT nextval('correction_ids'),
    document_key BIGINT NOT NULL,
    item         VARCHAR NOT NULL,
    verdict      VARCHAR NOT NULL,
    added        INTEGER,
    anchor       VARCHAR NOT NULL,
    before       VARCHAR,
    changes      VARCHAR NOT NULL,
    refers       VARCHAR NOT NULL,
    made_by      VARCHAR NOT NULL,
    made_at      TIMESTAMP NOT NULL,
    note         VARCHAR,
    supersedes   INTEGER,
    standing     BOOLEAN NOT NULL,
    item_id      VARCHAR,
    reason       VARCHAR
);

CREATE TABLE amended (
    document_key BIGINT NOT NULL,
    relevant     BOOLEAN NOT NULL,
    entities     INTEGER NOT NULL,
    events       INTEGER NOT NULL,
    meetings     INTEGER NOT NULL,
    positions    INTEGER NOT NULL,
    record       VARCHAR USING COMPRESSION zstd NOT NULL
);

CREATE TABLE coded_entities AS FROM entities LIMIT 0;
CREATE TABLE coded_events AS FROM events LIMIT 0;
CREATE TABLE coded_meetings AS FROM meetings LIMIT 0;
CREATE TABLE coded_positions AS FROM positions LIMIT 0;

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
