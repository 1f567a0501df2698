// What can be done to a store, as values: what a run did can be printed, pasted as Swift, and done again.

/// One call, or one change of the clocks.
///
/// Jobs and claims are counted back from the newest, round and round: so any operation means something after others have
/// been left out.
enum Operation: Sendable, CustomStringConvertible {
    /// - Parameter key: 0 is none.
    case enqueue(image: Int, mode: Int, client: Int, priority: Int, key: Int, fingerprinted: Bool)
    case claim(worker: Int, limit: Int, lease: Int)
    case renew(worker: Int, claims: [Int], lease: Int, percent: Int)
    case finish(claim: Int, newer: Bool)
    case fail(claim: Int, code: Int)
    case delay(claim: Int, seconds: Int)
    case giveBack(claims: [Int])
    case cancel(job: Int)
    case retry(job: Int)
    case retryFailed(code: Int)
    case delete(job: Int)
    /// - Parameter states: Which of `JobState.allCases`, as bits.
    case purge(states: Int, age: Int)
    case pause(Bool)
    case advance(seconds: Int)
    case stepWallClock(seconds: Int)
    /// Another boot, and every process new.
    case reboot
    /// Every process new.
    case restart
    case maintain

    var description: String {
        switch self {
        case .enqueue(let image, let mode, let client, let priority, let key, let fingerprinted):
            ".enqueue(image: \(image), mode: \(mode), client: \(client), priority: \(priority), key: \(key), "
                + "fingerprinted: \(fingerprinted))"
        case .claim(let worker, let limit, let lease): ".claim(worker: \(worker), limit: \(limit), lease: \(lease))"
        case .renew(let worker, let claims, let lease, let percent):
            ".renew(worker: \(worker), claims: \(claims), lease: \(lease), percent: \(percent))"
        case .finish(let claim, let newer): ".finish(claim: \(claim), newer: \(newer))"
        case .fail(let claim, let code): ".fail(claim: \(claim), code: \(code))"
        case .delay(let claim, let seconds): ".delay(claim: \(claim), seconds: \(seconds))"
        case .giveBack(let claims): ".giveBack(claims: \(claims))"
        case .cancel(let job): ".cancel(job: \(job))"
        case .retry(let job): ".retry(job: \(job))"
        case .retryFailed(let code): ".retryFailed(code: \(code))"
        case .delete(let job): ".delete(job: \(job))"
        case .purge(let states, let age): ".purge(states: \(states), age: \(age))"
        case .pause(let isPaused): ".pause(\(isPaused))"
        case .advance(let seconds): ".advance(seconds: \(seconds))"
        case .stepWallClock(let seconds): ".stepWallClock(seconds: \(seconds))"
        case .reboot: ".reboot"
        case .restart: ".restart"
        case .maintain: ".maintain"
        }
    }
}
