-- What the account book keeps beside the truth; see DESIGN.md 5. Steps 001 and 002 stay as they are.

-- Every item with each item above it, however far. Replaced with the vocabulary.
create table item_ancestor (
    item_code varchar not null,
    ancestor_code varchar not null,
    primary key (item_code, ancestor_code)
);

-- Every policy that this program knows; table policy holds the one that is posted.
create table policy_choice (
    policy varchar not null,
    key varchar not null,
    value varchar not null,
    meaning varchar not null,
    primary key (policy, key)
);

-- What posting writes stands in a schema of its own: the views of schema main show it to readers, and
-- while something is posted, temporary tables stand before these views.
create schema book;

-- Announcements of nearly the same words, each with the smaller id first: copies of one origin.
-- Derived from the texts alone, so that it holds for every time of knowledge.
create table book.near_text (
    announcement_id varchar not null,
    other_id varchar not null
);

-- What posting writes; pledge and delivery are views of record. Columns are those of
-- ledger/published.py, and of told_record_as_of for record.
drop table if exists pledge;
drop table if exists delivery;
drop table if exists report;
drop table if exists position;
drop table if exists finding;

create table book.record (
    record_id varchar, line_id varchar, donor varchar, recipient varchar, item_code varchar,
    unit varchar, is_money boolean, reporting varchar, ladder varchar,
    quantity_high decimal(18, 3), is_about boolean, is_unstated boolean,
    has_rival_qualifiers boolean, has_rival_stages boolean,
    on_date date, first_published date, last_published date, start_on date, end_on date,
    due_on date, due_from_on date, date_text varchar, additional varchar, places varchar[],
    amount_low decimal(18, 2), amount_high decimal(18, 2), currency varchar,
    report_count bigint, origin_count bigint, claim_ids varchar[],
    verbs struct(kind varchar, verb_on date, quantity decimal(18, 3), decision_id varchar)[],
    quantity_low decimal(18, 3), outstanding_low decimal(18, 3), outstanding_high decimal(18, 3)
);

create table book.report (
    claim_id varchar, record_id varchar, line_id varchar, announcement_id varchar,
    origin_hash varchar, stage varchar, is_planned boolean, on_date date, published_on date,
    joined_by varchar
);

create table book.finding (
    finding_id varchar, code varchar, severity varchar, line_id varchar, record_id varchar,
    message varchar, expected varchar, found varchar, difference varchar, claim_ids varchar[]
);

create table book.position (
    line_id varchar, donor varchar, recipient varchar, item_code varchar, item_label varchar,
    sector varchar, unit varchar, is_money boolean, is_installable boolean, promised_low
    decimal(18,3), promised_high decimal(18,3), pledged_low decimal(18,3), pledged_high
    decimal(18,3), outstanding_low decimal(18,3), outstanding_high decimal(18,3), transit_low
    decimal(18,3), transit_high decimal(18,3), delivered_low decimal(18,3), delivered_high
    decimal(18,3), installed_low decimal(18,3), installed_high decimal(18,3), awaiting_low
    decimal(18,3), awaiting_high decimal(18,3), planned_low decimal(18,3), planned_high
    decimal(18,3), cancelled_low decimal(18,3), cancelled_high decimal(18,3), written_off_low
    decimal(18,3), written_off_high decimal(18,3), exited_low decimal(18,3), exited_high
    decimal(18,3), unpledged_low decimal(18,3), unpledged_high decimal(18,3), overdue_low
    decimal(18,3), overdue_high decimal(18,3), next_due_on date, is_about boolean,
    unstated_count bigint, pledge_count bigint, shipped_count bigint, delivered_count bigint,
    installed_count bigint, report_count bigint, first_on date, last_on date
);
