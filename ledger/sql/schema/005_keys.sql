-- Claims and announcements without the index of a key: it cost half of the time of appending a
-- million of them. That no id stands twice is the writer's own work (ledger/store/append.py) and
-- is looked after by validation/checks/twice.sql. What the columns mean stands in 001_truth.sql.
-- Nothing large may be appended in the transaction of this step, see ledger/store/write.py.
create temp table kept_announcement as from truth.announcement;
create temp table kept_claim as from truth.claim;
drop table truth.announcement;
drop table truth.claim;

create table truth.announcement (
    announcement_id varchar not null,
    source_key varchar not null,
    publisher varchar not null,
    title varchar not null,
    url varchar not null,
    published_on date,
    language varchar not null,
    text varchar not null,
    text_hash varchar not null,
    origin_hash varchar not null,
    recorded_utc timestamp not null,
    batch_id varchar not null
);

create table truth.claim (
    claim_id varchar not null,
    announcement_id varchar not null,
    stage varchar not null,
    is_planned boolean not null,
    reporting varchar not null check (reporting in ('flow', 'total')),
    additional varchar not null check (additional in ('yes', 'no', 'unknown')),
    donors varchar[] not null,
    recipients varchar[] not null,
    speaker varchar not null,
    speaker_side varchar not null,
    handover_point varchar not null,
    item_text varchar not null,
    item_code varchar not null,
    variant varchar not null,
    quantity_low decimal(18, 3),
    quantity_high decimal(18, 3),
    qualifier varchar not null,
    quantity_text varchar not null,
    unit varchar not null,
    amount_low decimal(18, 2),
    amount_high decimal(18, 2),
    currency varchar not null,
    amount_basis varchar not null,
    is_per_unit boolean not null,
    is_aggregate boolean not null,
    start_on date,
    end_on date,
    date_text varchar not null,
    places varchar[] not null,
    place_precision varchar not null,
    confidence decimal(4, 3) not null,
    rule varchar not null,
    origin varchar not null,
    evidence_start bigint not null,
    evidence_end bigint not null,
    evidence_text varchar not null,
    sentence_start bigint not null,
    sentence_end bigint not null,
    spans varchar not null
);

insert into truth.announcement by name from kept_announcement;
insert into truth.claim by name from kept_claim;
drop table kept_announcement;
drop table kept_claim;
