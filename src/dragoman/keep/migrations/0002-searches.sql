-- Searches that people saved are kept in the archive. Explained in schema.sql.
CREATE SEQUENCE search_ids;
CREATE TABLE searches (
    id       INTEGER NOT NULL DEFAULT nextval('search_ids'),
    name     VARCHAR NOT NULL,
    query    VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL
);
