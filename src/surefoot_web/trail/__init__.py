"""The audit trail: one event per action, one hash chain per clinic."""
