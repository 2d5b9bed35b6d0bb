-- What names this state of the truth in citations: changes with every entry, decision and batch.
select substr(md5(concat_ws('|',
    (select count(*) from truth.batch), (select max(batch_id) from truth.batch),
    (select bit_xor(hash(claim_id, action, entry_no)) from truth.claim_entry),
    (select bit_xor(hash(decision_id)) from truth.decision))), 1, 8);
