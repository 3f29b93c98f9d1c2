"""What Prometheus reads at /metrics. Labels are route templates, never paths or people."""

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("groundswell_requests", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram(
    "groundswell_request_seconds",
    "Time from a request to the end of its response.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
JOBS_WAITING = Gauge("groundswell_outbox_jobs", "Jobs that wait in the outbox, due or not.")
POOL_CONNECTIONS = Gauge("groundswell_database_connections", "Connections of this process's pool.", ["state"])
