"""What a process counts for whoever watches it: no user, no chat, no text is ever a label (reliability 5)."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()
MOMENTS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15)
LATENESS = (1, 3, 6, 15, 60, 300, 900, 3600, 10800)

UPDATES_RECEIVED = Counter(
    "updates_received_total", "Updates stored, repeated ones included", ["kind"], registry=REGISTRY
)
UPDATES_PARKED = Counter("updates_parked_total", "Updates put aside as hopeless", registry=REGISTRY)
UPDATE_SECONDS = Histogram("update_process_seconds", "Serving one update", buckets=MOMENTS, registry=REGISTRY)
WEBHOOK_REFUSED = Counter(
    "webhook_refused_total", "Posts to the webhook that were refused", ["status"], registry=REGISTRY
)
WEBHOOK_PENDING = Gauge("webhook_pending", "Updates that wait at Telegram", registry=REGISTRY)
WEBHOOK_ERROR_AGE = Gauge(
    "webhook_last_error_age_seconds", "Since Telegram last failed to deliver to us", registry=REGISTRY
)

REMINDERS_DUE = Counter("reminders_due_total", "Reminders that fired", ["kind"], registry=REGISTRY)
REMINDER_LATENESS = Histogram(
    "reminder_lateness_seconds", "Firing after the due instant", buckets=LATENESS, registry=REGISTRY
)
SENDS = Counter("send_total", "Messages by what became of them", ["kind", "result"], registry=REGISTRY)
SEND_SECONDS = Histogram("send_seconds", "One call to Telegram", buckets=MOMENTS, registry=REGISTRY)
RATE_LIMITED = Counter("telegram_429_total", "Times Telegram asked for a pause", registry=REGISTRY)
CONFLICTS = Counter("telegram_409_total", "Polls that another process's poll ended", registry=REGISTRY)
RETRY_AFTER = Gauge("telegram_retry_after_seconds", "The last pause asked for", registry=REGISTRY)

DATABASE_RETRIES = Counter(
    "db_retry_total", "Transactions that the database asked to repeat", registry=REGISTRY
)
LOOP_LAG = Gauge("event_loop_lag_seconds", "How late the loop woke, last look", registry=REGISTRY)
CLOCK_SKEW = Gauge("clock_skew_seconds", "The database's clock minus this machine's", registry=REGISTRY)
ROLE_SILENCE = Gauge("role_silence_seconds", "Since a role last moved", ["role"], registry=REGISTRY)
BUILD = Gauge("tandem_info", "Versions, as labels", ["version", "tzdata"], registry=REGISTRY)
DISK_FREE = Gauge("disk_free_share", "Of the disk that holds our files", registry=REGISTRY)

# Of the whole database, whichever process is asked.
INBOX_DEPTH = Gauge("inbox_depth", "Updates that wait", registry=REGISTRY)
INBOX_OLDEST = Gauge("inbox_oldest_seconds", "Age of the oldest update that waits", registry=REGISTRY)
INBOX_PARKED = Gauge("inbox_parked", "Updates put aside, to be replayed or dropped", registry=REGISTRY)
OUTBOX_DEPTH = Gauge("outbox_depth", "Messages of the last day by status", ["status"], registry=REGISTRY)
OUTBOX_OLDEST = Gauge(
    "outbox_oldest_seconds", "Age of the oldest message that should have gone out", registry=REGISTRY
)
REMINDERS_MISSED = Gauge(
    "reminders_missed", "Reminders of the last day that never fired, by reason", ["reason"], registry=REGISTRY
)
BACKUP_AGE = Gauge(
    "backup_age_seconds", "Since the newest backup was taken; NaN before the first", registry=REGISTRY
)
LEASE_TERM = Gauge("lease_term", "How often a role has changed hands", ["role"], registry=REGISTRY)


def total(counter: Counter) -> float:
    """How far a counter without labels has come."""
    return sum(
        sample.value
        for metric in counter.collect()
        for sample in metric.samples
        if sample.name.endswith("_total")
    )
