-- The relations that users write SQL against, beside the tables that posting makes.

-- Every version of every text received. Grain: one row per version.
create or replace view announcement as
select announcement_id, source_key, publisher, title, url, published_on, language, text,
    text_hash, origin_hash, recorded_utc, batch_id
from truth.announcement;

-- The readings that stand now. Grain: one row per claim; see claim_as_of.
create or replace view claim as
select * from claim_as_of(timestamp '9999-12-31');

-- What is wrong with inputs. Grain: one row per problem.
create or replace view problem as select * from truth.problem;

-- Acts of import. Grain: one row per batch.
create or replace view batch as select * from truth.batch;
