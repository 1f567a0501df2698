"""How long a committed job waits for an engine that has nothing else to do."""

from bench import images
from bench.plan import Bench
from bench.probe import probing
from bench.report import Outcome, Row
from bench.service import lector
from bench.stats import percentile

WARM_UP = 5


def measure(bench: Bench) -> Outcome:
    image = images.tiny()
    with lector(bench, bench.work / "pickup") as service:
        service.warm_up([image] * 2 * service.slots())
        with probing(service) as probe:
            for _ in range(WARM_UP):
                probe.pickup_ms(image)
            values = [probe.pickup_ms(image) for _ in range(bench.plan.pickups)]
            table = probe.accept_to_claim_ms(len(values))
    p50, p99 = percentile(values, 50), percentile(values, 99)
    row = Row(
        "commit of a job → its engine starts, idle worker",
        f"p50 {p50:.2f} ms, p99 {p99:.2f} ms",
        aim="p50 ≤ 3 ms, p99 ≤ 20 ms",
    )
    notes = [
        f"{len(values)} jobs one after the other; shortest {min(values):.2f} ms, longest {max(values):.2f} ms",
        f"by the table, from accepting (the upload is still to be written to disk) to the claim: "
        f"p50 {percentile(table, 50):.0f} ms, p99 {percentile(table, 99):.0f} ms",
    ]
    return Outcome([row], notes)
