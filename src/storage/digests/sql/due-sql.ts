/**
 * Whether a reflection is waited for, of a session `s`, a seat `seat` and its enrolment `e`: everybody with a place
 * who agreed to be asked, and mentors until they say otherwise, unless they left before the end.
 */
export const isDue = `(seat.attendance = 'expected' and s.state in ('planned', 'held', 'missed')
    and (e.consent = 'agreed' or (e.role = 'mentor' and e.consent = 'unanswered'))
    and (e.ended_at is null or e.ended_at > s.ends_at))`;
