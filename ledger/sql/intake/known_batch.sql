-- The standing batch that recorded this very input, or else the last one that recorded an announcement of
-- it. Grain: one row; NULL where there is none. $input_hash: sha256 of the bytes received.
select
    (select min(batch_id) from truth.batch where input_hash = $input_hash
        and batch_id not in (select batch_id from batch_undone)) as same_input,
    (select max(batch_id) from known_announcement where announcement_id in
        (select announcement_id from incoming_announcement)) as same_texts;
