-- A quote index, version 1 (PRAGMA user_version). Any SQL tool reads it: start with the views `quotes`, `speakers` and `days`.
--
-- Spans (span_start, span_end) count Unicode code points of documents.text from 0, the end exclusive. A span or a value that is
-- NULL is not known. `folded` columns hold the words beside them in lower case, without accents and punctuation, to compare by.
-- A document's own answers and what other documents of the collection lent are kept apart: the tables whose names begin with
-- `lent_` are the collection's, rewritten as a whole whenever the collection changes, and the views lay them over the rest.

CREATE TABLE settings (                 -- what the whole index rests on
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- the document's name in every answer: a path below the folder, or the id of a JSON line
    title TEXT,
    source TEXT,
    url TEXT,
    published TEXT,                     -- EDTF, as it was given
    clock TEXT,                         -- EDTF, when it was published as far as it says itself
    text TEXT NOT NULL,                 -- exactly as read; a lone surrogate, which SQLite cannot hold, is U+FFFD
    content_hash TEXT NOT NULL,         -- of the text and all that was known about it
    fingerprint TEXT NOT NULL           -- of the library and the settings that analysed it
);

CREATE TABLE people (                   -- everybody who is mentioned: persons, groups, organisations, documents
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                 -- the fullest form, without title
    type TEXT NOT NULL CHECK (type IN ('person', 'group', 'organization', 'document', 'unknown')),
    identifier TEXT,                    -- Wikidata's, say, from a file of known people
    document INTEGER REFERENCES documents (number) ON DELETE CASCADE, -- for somebody unnamed (“a resident”), who is nobody elsewhere
    folded TEXT NOT NULL
);
CREATE UNIQUE INDEX people_identity ON people (name, type, coalesce(identifier, ''), coalesce(document, 0));
CREATE INDEX people_document ON people (document);
CREATE INDEX people_folded ON people (folded);

CREATE TABLE aliases (                  -- other names of people, from a file of known people
    person INTEGER NOT NULL REFERENCES people (number) ON DELETE CASCADE,
    alias TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (person, alias)
) WITHOUT ROWID;

CREATE TABLE appearances (              -- a person in one document
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES people (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,          -- the order in the document
    gender TEXT CHECK (gender IN ('f', 'm'))
);
CREATE INDEX appearances_document ON appearances (document);
CREATE INDEX appearances_person ON appearances (person);

CREATE TABLE roles (                    -- the titles and roles that a document gives a person
    appearance INTEGER NOT NULL REFERENCES appearances (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (appearance, position)
) WITHOUT ROWID;

CREATE TABLE mentions (                 -- the phrases that stand for a person in a document
    number INTEGER PRIMARY KEY,
    appearance INTEGER NOT NULL REFERENCES appearances (number) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('name', 'pronoun', 'description')),
    folded TEXT NOT NULL
);
CREATE INDEX mentions_appearance ON mentions (appearance);
CREATE INDEX mentions_folded ON mentions (folded);

CREATE TABLE quotations (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- to cite by: the document's id and the span
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    parent TEXT REFERENCES quotations (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- the quotation around a nested one
    span_start INTEGER NOT NULL,        -- of the first segment, quotation marks included
    span_end INTEGER NOT NULL,          -- of the last segment
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'scare', 'title', 'other')),
    text TEXT NOT NULL,                 -- without the marks, segments joined with a space
    confidence REAL NOT NULL,           -- the probability that this is a quotation and its speaker is right
    speaker INTEGER REFERENCES people (number),
    speaker_type TEXT,                  -- NULL where nobody is named
    speaker_role TEXT,
    mention_start INTEGER,              -- the words that name the speaker here
    mention_end INTEGER,
    mention_text TEXT,
    cue_start INTEGER,                  -- the reporting words: “said”
    cue_end INTEGER,
    cue_text TEXT,
    addressee_start INTEGER,
    addressee_end INTEGER,
    addressee_text TEXT
);
CREATE INDEX quotations_document ON quotations (document, span_start);
CREATE INDEX quotations_speaker ON quotations (speaker);
CREATE INDEX quotations_parent ON quotations (parent) WHERE parent IS NOT NULL;

CREATE TABLE segments (                 -- the marked stretches of a quotation, marks included
    quotation INTEGER NOT NULL REFERENCES quotations (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (quotation, position)
) WITHOUT ROWID;

CREATE TABLE venues (                   -- on what occasion, in what place, through what medium
    quotation INTEGER NOT NULL REFERENCES quotations (number) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('occasion', 'place', 'medium')),
    text TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    folded TEXT NOT NULL,
    PRIMARY KEY (quotation, part)
) WITHOUT ROWID;

CREATE TABLE dates (                    -- the day the words were said
    quotation INTEGER PRIMARY KEY REFERENCES quotations (number) ON DELETE CASCADE,
    edtf TEXT NOT NULL,
    basis TEXT NOT NULL,                -- explicit, weekday, relative, reported, occasion, collection, published
    earliest TEXT,                      -- ISO days, NULL where the year is unknown
    latest TEXT,
    text TEXT,                          -- the words that gave it
    span_start INTEGER,
    span_end INTEGER
);
CREATE INDEX dates_earliest ON dates (earliest);

CREATE TABLE evidence (                 -- why an answer is what it is
    quotation INTEGER NOT NULL REFERENCES quotations (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,                -- span, speaker, name, kind, occasion, place, medium, date
    rule TEXT NOT NULL,
    spans TEXT NOT NULL,                -- JSON: [[start, end], …], the words that the rule leaned on
    rivals TEXT NOT NULL,               -- JSON: [[text, start, end, score], …], the candidates that lost
    document TEXT,                      -- the id of the document that lent the answer, where another did
    PRIMARY KEY (quotation, position)
) WITHOUT ROWID;

-- What the collection lends.

CREATE TABLE lent_speakers (            -- replaces the speaker of quotations; the mention stays the document's own
    quotation INTEGER PRIMARY KEY REFERENCES quotations (number) ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES people (number) ON DELETE CASCADE,
    type TEXT NOT NULL,
    role TEXT,
    lender INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,        -- where the lender says so
    span_end INTEGER NOT NULL
);
CREATE INDEX lent_speakers_person ON lent_speakers (person);
CREATE INDEX lent_speakers_lender ON lent_speakers (lender);

CREATE TABLE lent_venues (              -- replaces one part of a venue
    quotation INTEGER NOT NULL REFERENCES quotations (number) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('occasion', 'place', 'medium')),
    text TEXT NOT NULL,
    lender INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (quotation, part)
) WITHOUT ROWID;
CREATE INDEX lent_venues_lender ON lent_venues (lender);

CREATE TABLE lent_dates (               -- replaces a date; text is there where the words of the document are kept and only completed
    quotation INTEGER PRIMARY KEY REFERENCES quotations (number) ON DELETE CASCADE,
    edtf TEXT NOT NULL,
    basis TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    text TEXT,
    text_start INTEGER,
    text_end INTEGER,
    lender INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
);
CREATE INDEX lent_dates_lender ON lent_dates (lender);

CREATE TABLE lent_evidence (            -- comes after a quotation's own evidence
    quotation INTEGER NOT NULL REFERENCES quotations (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    rule TEXT NOT NULL,
    spans TEXT NOT NULL,
    rivals TEXT NOT NULL,
    document TEXT,
    PRIMARY KEY (quotation, position)
) WITHOUT ROWID;

-- Full-text search over the words said; the triggers keep it in step.

CREATE VIRTUAL TABLE quotations_search USING FTS5 (
    text, content="quotations", content_rowid="number", tokenize="unicode61 remove_diacritics 2", prefix="2 3"
);
CREATE TRIGGER quotations_search_add AFTER INSERT ON quotations BEGIN
    INSERT INTO quotations_search (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER quotations_search_remove AFTER DELETE ON quotations BEGIN
    INSERT INTO quotations_search (quotations_search, rowid, text) VALUES ('delete', old.number, old.text);
END;

-- Views with every answer laid out, what was lent over what the document says.

CREATE VIEW answers AS                  -- one row a marked span of any kind, with row numbers to join by
SELECT quotations.number AS number, quotations.document AS document,
    coalesce(lent_speakers.person, quotations.speaker) AS person,
    coalesce(lent_speakers.type, quotations.speaker_type) AS speaker_type,
    CASE WHEN lent_speakers.quotation IS NULL THEN quotations.speaker_role ELSE lent_speakers.role END AS role,
    coalesce(lent_dates.edtf, dates.edtf) AS edtf, coalesce(lent_dates.basis, dates.basis) AS basis,
    CASE WHEN lent_dates.quotation IS NULL THEN dates.earliest ELSE lent_dates.earliest END AS earliest,
    CASE WHEN lent_dates.quotation IS NULL THEN dates.latest ELSE lent_dates.latest END AS latest
FROM quotations
LEFT JOIN lent_speakers ON lent_speakers.quotation = quotations.number
LEFT JOIN dates ON dates.quotation = quotations.number
LEFT JOIN lent_dates ON lent_dates.quotation = quotations.number;

CREATE VIEW places AS                   -- the parts of venues as answered: quotation, part, text, folded
SELECT quotation, part, text, folded FROM lent_venues
UNION ALL
SELECT quotation, part, text, folded FROM venues
WHERE NOT EXISTS (SELECT 1 FROM lent_venues WHERE lent_venues.quotation = venues.quotation AND lent_venues.part = venues.part);

CREATE VIEW quotes AS                   -- who said what, where and when: one row an outermost quotation
SELECT quotations.id AS id, documents.id AS document, documents.title AS title, people.name AS speaker, answers.role AS role,
    quotations.text AS text,
    (SELECT text FROM places WHERE quotation = quotations.number AND part = 'occasion') AS occasion,
    (SELECT text FROM places WHERE quotation = quotations.number AND part = 'place') AS place,
    (SELECT text FROM places WHERE quotation = quotations.number AND part = 'medium') AS medium,
    answers.edtf AS date, answers.basis AS date_basis, answers.earliest AS earliest, answers.latest AS latest,
    quotations.kind AS kind, quotations.cue_text AS cue, quotations.confidence AS confidence
FROM quotations
JOIN answers ON answers.number = quotations.number
JOIN documents ON documents.number = quotations.document
LEFT JOIN people ON people.number = answers.person
WHERE quotations.parent IS NULL AND quotations.kind IN ('direct', 'mixed');

CREATE VIEW speakers AS                 -- everybody who is quoted: how often, in how many documents, between which days
SELECT people.name AS name, people.type AS type, people.identifier AS identifier, count(*) AS quotations,
    count(DISTINCT answers.document) AS documents, min(answers.earliest) AS first_day, max(answers.latest) AS last_day
FROM quotations
CROSS JOIN answers ON answers.number = quotations.number
CROSS JOIN people ON people.number = answers.person
WHERE quotations.parent IS NULL AND quotations.kind IN ('direct', 'mixed')
GROUP BY people.number;

CREATE VIEW days AS                     -- how much was said on each known day
SELECT answers.earliest AS day, count(*) AS quotations, count(DISTINCT answers.person) AS speakers
FROM quotations
CROSS JOIN answers ON answers.number = quotations.number
WHERE quotations.parent IS NULL AND quotations.kind IN ('direct', 'mixed') AND answers.earliest = answers.latest
GROUP BY answers.earliest;
