// What may be asked about a job or a batch: how long to wait for its end, and in what detail.

import HTTPTypes
import Hummingbird
import Shared

/// `?wait=N` or `Prefer: wait=N`, and `?detail=`.
struct Asking {
    private(set) var wait = Duration.zero
    private(set) var detail = Detail.text
    private var preferred: Int?

    /// The longest that a request waits, in seconds.
    private static let longestPoll = 60

    init(_ request: Request) throws(APIError) {
        let preference = Preference(request.headers, atMost: .seconds(Self.longestPoll))
        if let seconds = preference.wait { (wait, preferred) = (.seconds(seconds), seconds) }
        for (name, value) in request.queryTexts {
            switch name {
            case "wait": (wait, preferred) = (try Self.pollTime(value), nil)
            case "detail": detail = try Detail(option: value)
            default: throw .invalidOption("There is no option '\(name.prefix(64))'. There are: wait, detail.")
            }
        }
    }

    /// Headers that say what was honoured.
    var headers: HTTPFields {
        guard let preferred else { return [:] }
        return [.preferenceApplied: "wait=\(preferred)"]
    }

    private static func pollTime(_ text: String) throws(APIError) -> Duration {
        guard let seconds = Preference.seconds(text), seconds >= 0 else {
            throw .invalidOption("wait must be a number of seconds, such as 10.")
        }
        return .seconds(min(seconds, longestPoll))
    }
}
