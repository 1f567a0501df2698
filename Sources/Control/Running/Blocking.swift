// Where calls run that may wait for a person or a pipe: never on the cooperative pool.

import Dispatch

enum Blocking {
    private static let queue = DispatchQueue(label: "lectorctl.blocking", attributes: .concurrent)

    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }
}
