// What an API counts.

import CoreMetrics
import HTTPTypes
import Shared

/// Series that have few labels are there from the start, at zero.
struct FrontMetrics: Sendable {
    let registry: MetricRegistry
    let open: Meter
    let foundInMemory: Counter
    let foundInStore: Counter
    let notFound: Counter
    let rateLimited: Counter
    let uploadBytes: Counter
    let workerRestarts: Counter

    /// Clients may invent any number of others.
    private static let methods: Set<HTTPRequest.Method> = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
    ]

    init(_ registry: MetricRegistry = MetricRegistry()) {
        self.registry = registry
        open = MetricFamily.openRequests.meter(in: registry)
        foundInMemory = MetricFamily.cacheLookups.counter([("result", "memory")], in: registry)
        foundInStore = MetricFamily.cacheLookups.counter([("result", "store")], in: registry)
        notFound = MetricFamily.cacheLookups.counter([("result", "miss")], in: registry)
        rateLimited = MetricFamily.rateLimited.counter(in: registry)
        uploadBytes = MetricFamily.uploadBytes.counter(in: registry)
        workerRestarts = MetricFamily.workerRestarts.counter(in: registry)
    }

    /// The route is the pattern of the path, nil where nothing is there; the time is that to the head of the answer.
    func answered(_ method: HTTPRequest.Method, _ route: String?, _ status: HTTPResponse.Status, in time: Duration) {
        let name = Self.methods.contains(method) ? method.rawValue : "other"
        let labels = [("method", name), ("route", route ?? "none")]
        MetricFamily.requests.counter(labels + [("status", "\(status.code)")], in: registry).increment()
        MetricFamily.requestDuration.timer(labels, in: registry).recordNanoseconds(time.nanoseconds)
    }
}
