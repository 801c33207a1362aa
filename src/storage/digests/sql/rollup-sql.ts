/**
 * The rollup of a programme's week: what the digest $1 counted, by role, as it was stamped. One index holds all it
 * reads, so that its cost is the week's alone, however many reflections and programmes there are.
 */
export const rollupSql = `
select role,
       count(*) filter (where counted_as = 'week')::int as answered,
       count(*) filter (where counted_as = 'late')::int as late,
       count(counted_satisfaction) filter (where counted_as = 'week')::int as n,
       count(distinct person_id) filter (where counted_as = 'week' and counted_satisfaction is not null)::int as people,
       coalesce(sum(counted_satisfaction) filter (where counted_as = 'week'), 0)::int as total,
       count(*) filter (where counted_as = 'week' and counted_satisfaction = 5)::int as s5,
       count(*) filter (where counted_as = 'week' and counted_satisfaction = 4)::int as s4,
       count(*) filter (where counted_as = 'week' and counted_satisfaction = 3)::int as s3,
       count(*) filter (where counted_as = 'week' and counted_satisfaction = 2)::int as s2,
       count(*) filter (where counted_as = 'week' and counted_satisfaction = 1)::int as s1
from reflections where digest_id = $1 group by role`;
