-- What was received and said, append-only. Everything in schema main is derived from these tables.
-- Times are UTC without zone. Offsets are code points, half-open, into announcement.text.
-- Numbers fit DECIMAL(18): wider ones are stored as 128 bits and read twenty times slower.
-- Orphans are found by validation/checks, not by foreign keys: DuckDB refuses harmless changes to
-- a referenced row, and a bulk append would pay for each key.
create schema if not exists truth;

-- One act of import; can be undone.
create table truth.batch (
    batch_id varchar primary key,          -- B-0001, in order of recording
    kind varchar not null,                 -- add | import | init | undo | reread
    input_name varchar not null,           -- file name as given, '-' for standard input
    input_hash varchar not null,           -- sha256 of the bytes received
    recorded_utc timestamp not null,
    announcement_count bigint not null,    -- written by this batch, not merely seen
    claim_count bigint not null,
    problem_count bigint not null,
    note varchar not null
);

-- One published text. A changed text under the same source key is a further version (row).
create table truth.announcement (
    announcement_id varchar primary key,   -- A- + hash of source key and text
    source_key varchar not null,           -- URL, or publisher, date and title where there is none
    publisher varchar not null,
    title varchar not null,
    url varchar not null,
    published_on date,                     -- null: not stated
    language varchar not null,             -- ISO 639-1
    text varchar not null,                 -- as received
    text_hash varchar not null,            -- sha256 of the text
    origin_hash varchar not null,          -- of the text without case, space and punctuation: one origin
    recorded_utc timestamp not null,
    batch_id varchar not null
);

-- What one place in an announcement says. Never changed once written.
create table truth.claim (
    claim_id varchar primary key,          -- C- + hash of source key, sentence, offset in it, reading
    announcement_id varchar not null,      -- the version in which it was first read
    stage varchar not null,                -- data/vocabulary/stages.csv
    is_planned boolean not null,           -- an expected installation
    reporting varchar not null check (reporting in ('flow', 'total')),
    additional varchar not null check (additional in ('yes', 'no', 'unknown')),
    donors varchar[] not null,             -- alpha-3 or party code, sorted; several = jointly
    recipients varchar[] not null,
    speaker varchar not null,
    speaker_side varchar not null,         -- donor | recipient | third | ''
    handover_point varchar not null,       -- DESIGN.md 4; '' = unknown
    item_text varchar not null,            -- as written
    item_code varchar not null,            -- '' = stands in no vocabulary
    variant varchar not null,              -- make or model
    quantity_low decimal(18, 3),           -- null low and high: not stated, which is not zero
    quantity_high decimal(18, 3),          -- null with a low: open above
    qualifier varchar not null,            -- exact | at_least | at_most | about | range | unspecified
    quantity_text varchar not null,
    unit varchar not null,                 -- UN/CEFACT code; the currency for money alone
    amount_low decimal(18, 2),
    amount_high decimal(18, 2),
    currency varchar not null,             -- ISO 4217; '' = no money stated
    amount_basis varchar not null,
    is_per_unit boolean not null,          -- the amount is a price per piece
    is_aggregate boolean not null,         -- restates or sums other claims of the same announcement
    start_on date,                         -- both days included; what they mean depends on the stage
    end_on date,
    date_text varchar not null,
    places varchar[] not null,             -- ISO 3166-2 codes: a set, never split
    place_precision varchar not null,
    confidence decimal(4, 3) not null,
    rule varchar not null,
    origin varchar not null,               -- parser | csv | editor
    evidence_start bigint not null,
    evidence_end bigint not null,
    evidence_text varchar not null,
    sentence_start bigint not null,
    sentence_end bigint not null,
    spans varchar not null                 -- JSON: field -> [start, end], or null where inferred
);

-- The log of which readings stand: the last entry of a claim at or before a time decides.
create table truth.claim_entry (
    entry_no bigint primary key,           -- order of recording
    claim_id varchar not null,
    action varchar not null check (action in ('hold', 'drop')),
    recorded_utc timestamp not null,
    batch_id varchar not null,
    reason varchar not null
);

-- A person's ruling.
create table truth.decision (
    decision_id varchar primary key,
    kind varchar not null,                 -- accept | reject | edit | same | different | pad | write_off
    subject_id varchar not null,           -- claim or record
    other_id varchar not null,             -- the second record of same/different; else ''
    value varchar not null,                -- JSON of the ruling's own fields
    who varchar not null,
    why varchar not null,
    recorded_utc timestamp not null,
    batch_id varchar not null
);

-- What is wrong with an input, with the input itself, so that it can be mended and given again.
create table truth.problem (
    problem_id varchar primary key,
    batch_id varchar not null,
    announcement_id varchar not null,      -- '' where no announcement came of it
    code varchar not null,                 -- validation/problems.csv
    severity varchar not null check (severity in ('error', 'warning', 'info')),
    row_number bigint,                     -- record in the file, header = 1; null for a single text
    column_name varchar not null,
    span_start bigint,                     -- into the announcement's text; null for a row
    span_end bigint,
    found varchar not null,
    expected varchar not null,
    fix varchar not null,
    raw varchar not null,                  -- JSON of the row as read; '' for a span
    recorded_utc timestamp not null
);
