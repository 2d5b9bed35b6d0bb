-- The vocabulary and the policy as the writer knew them: replaced as a whole when their files change.
create table item (
    item_code varchar primary key,
    label varchar not null,
    parent_code varchar not null,          -- '' = a root
    nsc varchar not null,                  -- NATO supply class; '' = none
    unit varchar not null,
    is_installable boolean not null,
    sector varchar not null
);

create table party (
    party_code varchar primary key,        -- alpha-3 for countries, else the party's code
    label varchar not null,
    kind varchar not null                  -- country | ministry | agency | multilateral | ngo ...
);

create table place (
    place_code varchar primary key,        -- ISO 3166-2
    label varchar not null,
    country varchar not null,
    latitude decimal(8, 4),                -- centroid, degrees
    longitude decimal(8, 4)
);

create table unit (
    unit_code varchar not null,            -- UN/CEFACT; currencies by ISO 4217
    label varchar not null,
    kind varchar not null,                 -- count | mass | ... | money
    primary key (unit_code, kind)          -- STN is the short ton and the dobra: ask for kind too
);

-- The choices behind every figure (data/policies).
create table policy (
    key varchar primary key,
    value varchar not null,
    meaning varchar not null
);

-- Facts about this ledger file: what it was posted with.
create table ledger_fact (
    key varchar primary key,               -- vocabulary_hash | posted_utc | as_of | revision | parser
    value varchar not null
);
