// Random sequences of operations: much of what is usual, some of what is rare.

extension Operation {
    static func random(_ count: Int, _ generator: inout SplitMix64) -> [Operation] {
        (0..<count).map { _ in random(&generator) }
    }

    private static func random(_ generator: inout SplitMix64) -> Operation {
        switch Int.random(in: 0..<100, using: &generator) {
        case 0..<28: enqueue(&generator)
        case 28..<46:
            .claim(
                worker: pick([0, 1, 2], &generator),
                limit: pick([1, 1, 2, 3], &generator),
                lease: pick([10, 30, 60], &generator)
            )
        case 46..<50:
            .renew(
                worker: pick([0, 1, 2], &generator),
                claims: recent(pick([0, 1, 2, 3], &generator), &generator),
                lease: pick([10, 60], &generator),
                percent: pick([20, 70], &generator)
            )
        case 50..<60: .finish(claim: recent(&generator), newer: generator.chance(15))
        case 60..<65: .fail(claim: recent(&generator), code: Int.random(in: 0..<5, using: &generator))
        case 65..<69: .delay(claim: recent(&generator), seconds: pick([0, 5, 20], &generator))
        case 69..<72: .giveBack(claims: recent(pick([1, 1, 2], &generator), &generator))
        case 72..<77: .cancel(job: recent(&generator))
        case 77..<82: .retry(job: recent(&generator))
        case 82: .retryFailed(code: Int.random(in: 0..<6, using: &generator))
        case 83: .delete(job: recent(&generator))
        case 84: .purge(states: Int.random(in: 0..<64, using: &generator), age: pick([0, 20, 100], &generator))
        case 85: .pause(true)
        case 86..<88: .pause(false)
        case 88..<95: .advance(seconds: pick([1, 5, 10, 10, 30, 61, 101, 301], &generator))
        case 95: .stepWallClock(seconds: pick([-3600, -10, 10, 3600], &generator))
        case 96: .reboot
        case 97: .restart
        default: .maintain
        }
    }

    private static func enqueue(_ generator: inout SplitMix64) -> Operation {
        .enqueue(
            image: pick([0, 1, 2, 3, 4, 5], &generator),
            mode: pick([3, 3, 3, 6], &generator),
            client: pick([0, 0, 1, 2], &generator),
            priority: pick([2, 2, 2, 0, 4], &generator),
            key: pick([0, 0, 0, 0, 1, 2], &generator),
            fingerprinted: generator.chance(80)
        )
    }

    private static func pick<Value>(_ values: [Value], _ generator: inout SplitMix64) -> Value {
        values[Int.random(in: values.indices, using: &generator)]
    }

    /// Mostly the newest few.
    private static func recent(_ generator: inout SplitMix64) -> Int {
        pick([0, 0, 0, 1, 1, 2, 3, 4, 6, 9], &generator)
    }

    private static func recent(_ count: Int, _ generator: inout SplitMix64) -> [Int] {
        (0..<count).map { _ in recent(&generator) }
    }
}
