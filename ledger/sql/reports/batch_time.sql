-- When a batch was recorded, UTC. Grain: one row, or none. $batch: its id.
select recorded_utc from truth.batch where batch_id = $batch;
