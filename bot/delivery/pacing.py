"""How fast we post: a bucket a tenant and a bucket a conversation, in this process.

Teams: 7 a second in a conversation, a rate a tenant that is halved when the platform says 429 and grows back. Slack:
one a second a channel. Times are seconds of a monotonic clock.
"""

from collections import OrderedDict
from dataclasses import dataclass

CONVERSATION_RATE = {"teams": 7.0, "slack": 1.0}
"""Messages a second in one conversation (each platform's documented limit)."""
BURST_SECONDS = 1.0
"""A bucket holds one second of its rate, and one message at least."""
RECOVERY_PER_SECOND = 0.02
"""How fast a halved rate grows back: a fiftieth of the full rate a second."""
BUCKETS_KEPT = 20_000


@dataclass(slots=True)
class Bucket:
    """Messages that may go now (``level``), as of ``at``; negative when some were already promised later."""

    level: float
    at: float


class Pacing:
    """Says how long each message must wait. ``tenant_rate`` is messages a second a tenant."""

    def __init__(self, tenant_rate: float) -> None:
        self._full = tenant_rate
        self._slowed: dict[str, tuple[float, float]] = {}
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def reserve(self, channel: str, tenant: str, conversation: str, now: float) -> float:
        """Seconds until this message may go; it is counted as gone then."""
        tenant_key = f"{channel}:{tenant}"
        by_tenant = self._take(tenant_key, self._rate(tenant_key, now), now)
        by_conversation = self._take(f"{tenant_key}:{conversation}", CONVERSATION_RATE.get(channel, 1.0), now)
        return max(by_tenant, by_conversation)

    def slow_down(self, channel: str, tenant: str, now: float) -> None:
        """The platform said 429: half the rate for this tenant, growing back."""
        key = f"{channel}:{tenant}"
        self._slowed[key] = (self._rate(key, now) / 2, now)

    def _rate(self, key: str, now: float) -> float:
        if key not in self._slowed:
            return self._full
        halved, since = self._slowed[key]
        rate = halved + self._full * RECOVERY_PER_SECOND * (now - since)
        if rate >= self._full:
            del self._slowed[key]
            return self._full
        return max(rate, 0.1)

    def _take(self, key: str, rate: float, now: float) -> float:
        most = max(1.0, rate * BURST_SECONDS)
        bucket = self._buckets.pop(key, None) or Bucket(most, now)
        bucket.level = min(most, bucket.level + (now - bucket.at) * rate) - 1.0
        bucket.at = now
        self._buckets[key] = bucket
        if len(self._buckets) > BUCKETS_KEPT:
            self._buckets.popitem(last=False)
        return max(0.0, -bucket.level / rate)
