"""
Which tables belong to an account, and what points to what within it.

The database gets from here: the primary key (account_id, id) of each table, and foreign keys (account_id, column) that
cannot leave the account. Tortoise has no composite keys, so migrations apply this list (`server/migrate.py`).
The ledger points to nobody: its `ledger_id` outlives the person. `outbox_rows` is plumbing and keeps its plain key.
"""

Reference = tuple[str, str]

ACCOUNT_TABLES: dict[str, list[Reference]] = {
    "audit_entries": [],
    "audit_keys": [("person_id", "people")],
    "teams": [],
    "people": [("team_id", "teams"), ("import_id", "imports")],
    "past_homes": [("person_id", "people")],
    "pauses": [("person_id", "people")],
    "person_skills": [("person_id", "people")],
    "qualifications": [],
    "person_qualifications": [("person_id", "people"), ("qualification_id", "qualifications")],
    "organization_nodes": [("parent_id", "organization_nodes")],
    "memberships": [("person_id", "people"), ("node_id", "organization_nodes"), ("team_id", "teams")],
    "consents": [("person_id", "people")],
    "guardian_consents": [("person_id", "people")],
    "sign_in_requests": [("person_id", "people")],
    "sessions": [("person_id", "people")],
    "greeting_leases": [("person_id", "people")],
    "greeting_steps": [("person_id", "people")],
    "suppressed_addresses": [("person_id", "people")],
    "push_subscriptions": [("person_id", "people")],
    "phone_proofs": [("person_id", "people")],
    "webhook_receipts": [],
    "imports": [],
    "erasure_certificates": [],
    "erased_addresses": [],
    "activities": [],
    "activity_reviews": [],
    "activity_flags": [],
    "ledger_entries": [],
    "activity_notes": [("person_id", "people")],
    "formulas": [],
    "tasks": [("host_person_id", "people")],
    "shifts": [("task_id", "tasks")],
    "assignments": [("shift_id", "shifts"), ("person_id", "people")],
    "match_runs": [],
    "task_match_runs": [("task_id", "tasks"), ("run_id", "match_runs")],
    "match_prices": [("run_id", "match_runs"), ("task_id", "tasks"), ("shift_id", "shifts")],
    "matches": [("run_id", "match_runs"), ("task_id", "tasks"), ("shift_id", "shifts"), ("person_id", "people")],
    "match_shards": [("run_id", "match_runs")],
    "match_turns": [("run_id", "match_runs")],
    "chance_fits": [],
    "chance_pages": [("fit_id", "chance_fits")],
    "chance_models": [],
    "seasons": [],
    "team_goals": [("team_id", "teams")],
    "posts": [("team_id", "teams"), ("person_id", "people")],
    "post_reports": [("post_id", "posts"), ("person_id", "people")],
    "news": [],
    "region_standings": [],
    "fixtures": [],
    "badge_sets": [],
    "badge_progress": [("person_id", "people")],
    "badges": [("person_id", "people")],
    "appeals": [("task_id", "tasks")],
    "appeal_waves": [("appeal_id", "appeals")],
    "asks": [("person_id", "people"), ("task_id", "tasks"), ("shift_id", "shifts"), ("appeal_id", "appeals")],
    "shift_invitations": [("shift_id", "shifts")],
    "ask_rounds": [],
    "ask_decisions": [("round_id", "ask_rounds")],
    "thanks_signers": [("person_id", "people")],
    "ask_signers": [("person_id", "people")],
    "newcomer_thanks": [("person_id", "people")],
    "deliveries": [("person_id", "people"), ("ask_id", "asks"), ("sign_in_request_id", "sign_in_requests")],
    "personal_askers": [("person_id", "people")],
    "ask_cards": [("ask_id", "asks"), ("person_id", "people")],
    "mailbox_messages": [("person_id", "people")],
    "attention": [("person_id", "people")],
}

PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(ACCOUNT_TABLES, ("account_id", "id")),
    "attention": ("account_id", "person_id"),
    "shift_invitations": ("account_id", "shift_id"),
    "totals": ("account_id", "kind", "window_kind", "window_start", "member_id"),
}

PERSON_TABLES: list[str] = [
    table for table in reversed(ACCOUNT_TABLES) if ("person_id", "people") in ACCOUNT_TABLES[table]
]
"""Every table whose rows are a person's own, in the order in which they can be deleted: erasure goes by this list."""

LEDGER_TABLES: list[str] = ["activities", "activity_reviews", "activity_flags", "ledger_entries"]
"""Tables that know people by their pseudonym alone (`ledger_id`): they outlive an erasure."""

PERSON_MENTIONS: list[Reference] = [
    ("tasks", "host_person_id"),
    ("tasks", "created_by"),
    ("appeals", "asked_by"),
    ("asks", "asked_by"),
    ("ask_cards", "asker_person_id"),
    ("ask_rounds", "asked_by"),
    ("audit_entries", "actor_person_id"),
    ("greeting_leases", "greeter_person_id"),
    ("greeting_steps", "greeter_person_id"),
    ("newcomer_thanks", "signed_by"),
    ("team_goals", "set_by"),
    ("post_reports", "reported_by"),
    ("news", "written_by"),
    ("guardian_consents", "recorded_by"),
    ("person_qualifications", "confirmed_by"),
]
"""Columns in which other people's rows name a person: erasure empties them."""
