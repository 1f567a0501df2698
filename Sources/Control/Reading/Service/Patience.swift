// How long is waited for what.

import Shared

struct Patience: Sendable {
    /// How long one question after a job waits for its end, in seconds; the service's longest is 60.
    var poll = 30
    /// Between two tries to reach the service.
    var backOff = BackOff(first: .milliseconds(250), limit: .seconds(5))
    /// How long a service that never answered is tried for.
    var firstContact = Duration.seconds(3)
    /// How long one that did answer may be away: time enough to be started again.
    var outage = Duration.seconds(60)
    /// The longest pause that a service may ask for.
    var pause = Duration.seconds(600)
    /// Of all pauses in a row that one request is asked for.
    var pauses = Duration.seconds(1800)
    /// Where it asks for a pause and does not say how long.
    var unnamedPause = Duration.seconds(5)
    /// How long a request under way may go on after Ctrl-C, so that no job is made that nobody knows of.
    var grace = Duration.seconds(2)
    /// For a whole request that is not a question after a job.
    var transfer = Duration.seconds(600)
}
