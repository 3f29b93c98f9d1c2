"""Who would rather be called by somebody than written to, and whether there is somebody who calls; in SQL, of a person `p`."""

from models.asks.rules.routing import MOST_LAPSES
from models.people.queries import AGREES

SAID_OF_CALLS = """
(SELECT granted FROM consents x WHERE x.account_id = p.account_id AND x.person_id = p.id AND x.purpose = 'asks'
 AND x.channel = 'person' ORDER BY x.at DESC, x.id DESC LIMIT 1)
"""
"""What they decided last about calls. NULL, they never did: their leader and organizers may call, nobody else."""
MAY_BE_CALLED = f"""
p.phone IS NOT NULL AND coalesce({SAID_OF_CALLS}, TRUE)
AND NOT EXISTS (SELECT FROM suppressed_addresses x
                WHERE x.account_id = p.account_id AND x.person_id = p.id AND x.channel = 'sms')
"""
WANTS_CALLS = f"""
({MAY_BE_CALLED} AND (p.phone_proven_at IS NOT NULL OR NOT {{texting}}) AND {AGREES})
""".replace("{purpose}", "'asks'").replace("{channel}", "'person'")
"""Who said yes to calls, and has a number that is theirs (where we cannot text a code to it, any); `born_before` as in `AGREES`."""
HAS_CALLER = f"""
EXISTS (SELECT FROM personal_askers k
        JOIN people q ON q.account_id = k.account_id AND q.id = k.person_id
        LEFT JOIN memberships m ON m.account_id = k.account_id AND m.person_id = k.person_id AND m.ended_at IS NULL
            AND m.role IN ('team_leader', 'organizer', 'admin')
        WHERE k.account_id = p.account_id AND k.person_id <> p.id AND k.lapses < {MOST_LAPSES} AND q.kind = 'volunteer'
          AND (q.team_id = p.team_id OR m.role = 'team_leader' AND m.team_id = p.team_id
               OR m.role <> 'team_leader' AND m.team_id IS NULL AND starts_with(p.region_path, m.region_path)))
"""
"""Whether somebody near offered to ask people; whether they have a card left today shows when the cards are given."""
