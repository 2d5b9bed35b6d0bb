-- The figures of lines that differ between two positions. Grain: one row per line and level.
-- position_before, position_after: temporary tables of positions. Bounds in the line's unit; a high
-- of NULL is open; was_there, is_there: whether the line had a position at all. said_*: how many
-- records speak of the level, 0 = nobody has; of what is only worked out, 1.
with pair as (
    select coalesce(a.line_id, b.line_id) as line_id, coalesce(a.donor, b.donor) as donor,
        coalesce(a.recipient, b.recipient) as recipient,
        coalesce(a.item_label, b.item_label) as item_label, coalesce(a.unit, b.unit) as unit,
        b.line_id is not null as was_there, a.line_id is not null as is_there,
        [
            {'n': 1, 'level': 'promised', 'bl': b.promised_low, 'bh': b.promised_high,
                'al': a.promised_low, 'ah': a.promised_high,
                'bn': b.pledge_count + b.shipped_count + b.delivered_count + b.installed_count,
                'an': a.pledge_count + a.shipped_count + a.delivered_count + a.installed_count},
            {'n': 2, 'level': 'outstanding', 'bl': b.outstanding_low, 'bh': b.outstanding_high,
                'al': a.outstanding_low, 'ah': a.outstanding_high,
                'bn': b.pledge_count,
                'an': a.pledge_count},
            {'n': 3, 'level': 'in transit', 'bl': b.transit_low, 'bh': b.transit_high,
                'al': a.transit_low, 'ah': a.transit_high,
                'bn': b.shipped_count,
                'an': a.shipped_count},
            {'n': 4, 'level': 'delivered', 'bl': b.delivered_low, 'bh': b.delivered_high,
                'al': a.delivered_low, 'ah': a.delivered_high,
                'bn': b.delivered_count + b.installed_count,
                'an': a.delivered_count + a.installed_count},
            {'n': 5, 'level': 'installed', 'bl': b.installed_low, 'bh': b.installed_high,
                'al': a.installed_low, 'ah': a.installed_high,
                'bn': b.installed_count,
                'an': a.installed_count},
            {'n': 6, 'level': 'cancelled', 'bl': b.cancelled_low, 'bh': b.cancelled_high,
                'al': a.cancelled_low, 'ah': a.cancelled_high,
                'bn': (b.cancelled_high is distinct from 0)::int,
                'an': (a.cancelled_high is distinct from 0)::int},
            {'n': 7, 'level': 'written off', 'bl': b.written_off_low, 'bh': b.written_off_high,
                'al': a.written_off_low, 'ah': a.written_off_high,
                'bn': 1,
                'an': 1},
            {'n': 8, 'level': 'lost or returned', 'bl': b.exited_low, 'bh': b.exited_high,
                'al': a.exited_low, 'ah': a.exited_high,
                'bn': (b.exited_high is distinct from 0)::int,
                'an': (a.exited_high is distinct from 0)::int},
            {'n': 9, 'level': 'unpledged', 'bl': b.unpledged_low, 'bh': b.unpledged_high,
                'al': a.unpledged_low, 'ah': a.unpledged_high,
                'bn': b.shipped_count + b.delivered_count + b.installed_count,
                'an': a.shipped_count + a.delivered_count + a.installed_count},
            {'n': 10, 'level': 'overdue', 'bl': b.overdue_low, 'bh': b.overdue_high,
                'al': a.overdue_low, 'ah': a.overdue_high,
                'bn': b.pledge_count,
                'an': a.pledge_count}
        ] as levels
    from position_before b
    full join position_after a on a.line_id = b.line_id
    where a is distinct from b
)
select p.line_id, p.donor, p.recipient, p.item_label, p.unit, p.was_there, p.is_there, u.v.level,
    u.v.bl as low_before, u.v.bh as high_before, u.v.al as low_after, u.v.ah as high_after,
    coalesce(u.v.bn, 0)::bigint as said_before, coalesce(u.v.an, 0)::bigint as said_after
from pair p, unnest(p.levels) u(v)
where (u.v.bl, u.v.bh) is distinct from (u.v.al, u.v.ah)
    -- A line that comes or goes: only the levels of which it has any.
    and (p.was_there and p.is_there
        or coalesce(u.v.bh, u.v.ah, 1) > 0)
order by p.donor, p.recipient, p.item_label, p.line_id, u.v.n;
