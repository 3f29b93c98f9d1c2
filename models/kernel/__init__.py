"""What every domain stands on: time, ids, errors, the actor, the unit of work, the outbox, the audit log."""
