// Times the store's own calls, without HTTP and without engines: what `make bench` feeds with full and empty databases.
//
//   lector-store-probe latencies DATABASE COUNT    claim, heartbeat and finish of COUNT jobs, one after the other
//   lector-store-probe writers DATABASE SECONDS    writes as fast as it can: run several side by side
//
// Prints milliseconds as JSON.

import FoundationEssentials
import Logging
import NIOCore
import Shared

@main
struct StoreProbe {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let number = Int(arguments[3]) else {
            print("lector-store-probe latencies|writers DATABASE NUMBER")
            return
        }
        let store = try SQLiteStore(path: arguments[2], policy: SQLiteStore.Policy(Settings()))
        let probe = StoreProbe(store: store)
        switch arguments[1] {
        case "latencies": try await probe.latencies(of: number)
        default: try await probe.writers(for: .seconds(number))
        }
    }

    let store: SQLiteStore

    private func latencies(of count: Int) async throws {
        var (claims, heartbeats, finishes) = (Times(), Times(), Times())
        let worker = WorkerID()
        try await store.register(record(worker))
        for index in 0..<count {
            _ = try await store.enqueue(submission(index))
            let claim = try await claims.measure {
                try await store.claim(for: worker, limit: 1, lease: .seconds(30))
            }
            guard let claim = claim.first else { continue }
            _ = try await heartbeats.measure {
                try await store.renew([claim.holding], for: worker, lease: .seconds(30), progress: [])
            }
            _ = try await finishes.measure { try await store.finish(claim, with: outcome) }
        }
        print(#"{"claim": \#(claims.json), "heartbeat": \#(heartbeats.json), "finish": \#(finishes.json)}"#)
    }

    /// What a write takes here is the wait for the others' to end, and its own.
    private func writers(for time: Duration) async throws {
        let (end, worker) = (ContinuousClock.now + time, record(WorkerID()))
        var writes = Times()
        while ContinuousClock.now < end { try await writes.measure { try await store.register(worker) } }
        print(#"{"write": \#(writes.json)}"#)
    }

    private func submission(_ index: Int) async throws -> Submission {
        var receiver = store.uploadReceiver()
        try await receiver.append(ByteBuffer(string: "image \(index) of \(UUID())"))
        return Submission(
            id: JobID(now: Date()),
            upload: try await receiver.finish(),
            image: ImageInfo(format: .png, width: 10, height: 10),
            options: RecognitionOptions(language: "eng"),
            fingerprint: nil,
            filename: nil,
            client: "probe"
        )
    }

    private func record(_ worker: WorkerID) -> WorkerRecord {
        WorkerRecord(id: worker, host: "probe", pid: 1, version: "0", slots: 1, identity: identity)
    }

    private var identity: RecognitionIdentity {
        RecognitionIdentity(pipeline: 1, tesseract: "5", traineddata: ["eng": "aa"])
    }

    private var outcome: Outcome {
        let result = RecognitionResult(
            text: "Read.",
            confidence: 1,
            wordCount: 1,
            preprocessing: [],
            duration: .milliseconds(1)
        )
        return Outcome(result: result, pages: Array("[]".utf8), identity: identity)
    }
}

/// How long calls took.
struct Times {
    private var milliseconds: [Double] = []

    @discardableResult
    mutating func measure<Value>(_ call: () async throws -> Value) async throws -> Value {
        let start = ContinuousClock.now
        let value = try await call()
        let time = start.duration(to: .now).components
        milliseconds.append(Double(time.seconds) * 1000 + Double(time.attoseconds) / 1e15)
        return value
    }

    var json: String {
        let sorted = milliseconds.sorted()
        guard let longest = sorted.last else { return "null" }
        func rank(_ percent: Int) -> Double { sorted[max(0, (sorted.count * percent + 99) / 100 - 1)] }
        return #"{"count": \#(sorted.count), "p50": \#(rank(50)), "p99": \#(rank(99)), "max": \#(longest)}"#
    }
}
