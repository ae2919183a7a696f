"""How fast we post: a bucket a tenant and a bucket a conversation, in this process.

Teams: 7 a second and 1,800 an hour in a conversation, a channel being one whatever its threads; a rate a tenant that is
halved when the platform says 429 and grows back. Slack: one a second a channel. Times are seconds of a monotonic clock.
"""

from collections import OrderedDict
from dataclasses import dataclass

CONVERSATION_RATE = {"teams": 7.0, "slack": 1.0}
"""Messages a second in one conversation (each platform's documented limit)."""
HOURLY = {"teams": 1800.0}
"""Messages in any hour in one conversation, where a platform counts those too. Half of them may go as fast as it takes
them, the other half is spread over the hour."""
HOUR_SECONDS = 3600.0
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
        counted = self._counted(channel, tenant, conversation, now)
        return max(self._take(key, rate, most, now) for key, rate, most in counted)

    def give_back(self, channel: str, tenant: str, conversation: str, now: float) -> None:
        """The message reserved won't go after all: what waits behind it need not wait for it."""
        for key, rate, most in self._counted(channel, tenant, conversation, now):
            self._take(key, rate, most, now, count=-1.0)

    def _counted(self, channel: str, tenant: str, conversation: str, now: float) -> list[tuple[str, float, float]]:
        """Each bucket a message is counted in: its key, its rate a second, how much it holds."""
        of_tenant = f"{channel}:{tenant}"
        here = f"{of_tenant}:{conversation}"
        rates = [(of_tenant, self._rate(of_tenant, now)), (here, CONVERSATION_RATE.get(channel, 1.0))]
        counted = [(key, rate, max(1.0, rate * BURST_SECONDS)) for key, rate in rates]
        if channel in HOURLY:
            half = HOURLY[channel] / 2
            counted.append((f"{here}:hour", half / HOUR_SECONDS, half))
        return counted

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

    def _take(self, key: str, rate: float, most: float, now: float, count: float = 1.0) -> float:
        bucket = self._buckets.pop(key, None) or Bucket(most, now)
        bucket.level = min(most, bucket.level + (now - bucket.at) * rate) - count
        bucket.at = now
        self._buckets[key] = bucket
        if len(self._buckets) > BUCKETS_KEPT:
            self._buckets.popitem(last=False)
        return max(0.0, -bucket.level / rate)
