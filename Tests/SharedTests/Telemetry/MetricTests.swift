// What is counted, and how Prometheus sees it.

import CoreMetrics
import Testing

@testable import Shared

@Suite struct MetricTests {
    private let registry = MetricRegistry()

    @Test func `the same name and labels are the same counter`() {
        MetricFamily.requests.counter([("status", "200")], in: registry).increment()
        MetricFamily.requests.counter([("status", "200")], in: registry).increment(by: 2)
        MetricFamily.requests.counter([("status", "404")], in: registry).increment()
        #expect(
            registry.samples() == [
                MetricSample(.requests, [("status", "200")], 3), MetricSample(.requests, [("status", "404")], 1),
            ]
        )
    }

    @Test func `a histogram counts in each bucket all that is not above it`() {
        let timer = MetricFamily.requestDuration.timer([("route", "/")], in: registry)
        // On a bound, between two, and above them all.
        for milliseconds in [5, 20, 90_000] { timer.recordMilliseconds(milliseconds) }
        let text = PrometheusText.render(registry.samples())
        let lines = text.split(separator: "\n")
        #expect(lines[1] == "# TYPE lector_http_request_duration_seconds histogram")
        #expect(lines.contains(#"lector_http_request_duration_seconds_bucket{route="/",le="0.005"} 1"#))
        #expect(lines.contains(#"lector_http_request_duration_seconds_bucket{route="/",le="0.01"} 1"#))
        #expect(lines.contains(#"lector_http_request_duration_seconds_bucket{route="/",le="0.025"} 2"#))
        #expect(lines.contains(#"lector_http_request_duration_seconds_bucket{route="/",le="60"} 2"#))
        #expect(lines.contains(#"lector_http_request_duration_seconds_bucket{route="/",le="+Inf"} 3"#))
        #expect(lines.contains(#"lector_http_request_duration_seconds_sum{route="/"} 90.025"#))
        #expect(lines.last == #"lector_http_request_duration_seconds_count{route="/"} 3"#)
    }

    @Test func `a gauge goes up and down`() {
        let gauge = MetricFamily.openRequests.meter(in: registry)
        gauge.increment(by: 3)
        gauge.decrement()
        #expect(registry.samples() == [MetricSample(.openRequests, 2)])
    }

    @Test func `what is not in the catalogue is not counted`() {
        Counter(label: "http_requests_total", factory: registry).increment()
        CoreMetrics.Timer(label: "lector_pages_total", factory: registry).recordSeconds(1)
        #expect(registry.samples().isEmpty)
    }

    @Test func `labels are escaped as Prometheus wants it`() {
        #expect(MetricSample.text([("a", "x\"y\\z\n"), ("b", "é")]) == #"a="x\"y\\z\n",b="é""#)
    }

    @Test func `metrics come one after the other, with what they are`() {
        let text = PrometheusText.render([
            MetricSample(.slots, 2), MetricSample(.jobs, [("state", "queued")], 1),
            MetricSample(.jobs, [("state", "running")], 0.5), MetricSample("unheard_of", "", 1),
        ])
        #expect(
            text == """
                # HELP lector_jobs Jobs that are kept, by state.
                # TYPE lector_jobs gauge
                lector_jobs{state="queued"} 1
                lector_jobs{state="running"} 0.5
                # HELP lector_slots Images that these can read at a time.
                # TYPE lector_slots gauge
                lector_slots 2

                """
        )
    }

    @Test func `names are what Prometheus takes, and say their unit`() {
        for family in MetricFamily.all {
            #expect(family.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") })
            if case .counter = family.kind { #expect(family.name.hasSuffix("_total")) }
            if case .histogram(let bounds) = family.kind { #expect(bounds == bounds.sorted()) }
        }
    }
}
