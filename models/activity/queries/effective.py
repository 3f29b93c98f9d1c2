"""SQL that finds the activities that count: the highest revision of each, neither voided nor reversed."""

LATEST = """
NOT EXISTS (
    SELECT FROM activities AS later
    WHERE later.account_id = activity.account_id AND later.ledger_id = activity.ledger_id
      AND later.client_key = activity.client_key AND later.revision > activity.revision
)
"""
VERDICT = """
LEFT JOIN LATERAL (
    SELECT review.verdict, review.revision FROM activity_reviews AS review
    WHERE review.account_id = activity.account_id AND review.ledger_id = activity.ledger_id
      AND review.client_key = activity.client_key
    ORDER BY review.number DESC LIMIT 1
) AS review ON true
"""
COUNTS = f"{LATEST} AND NOT activity.voided AND review.verdict IS DISTINCT FROM 'reversed'"
"""For a query `FROM activities AS activity` joined with VERDICT."""
