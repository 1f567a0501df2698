// `lectorctl purge`.

import ArgumentParser
import Shared

struct PurgeCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge",
        abstract: "Deletes final jobs with their results, and empties the caches of all APIs.",
        discussion: "Without --yes it says what it would do, asks on a terminal, and ends with 64 unless told y."
    )
    static let access = StoreAccess.changing

    /// The states that can be purged.
    enum Final: String, CaseIterable, ExpressibleByArgument {
        case succeeded, failed, cancelled

        var state: JobState {
            switch self {
            case .succeeded: .succeeded
            case .failed: .failed
            case .cancelled: .cancelled
            }
        }
    }

    @OptionGroup var options: StoreOptions

    @Option(name: .customLong("state"), help: "Only jobs in this state; may be repeated. Default: all of them.")
    var states: [Final] = []

    @Option(
        help: ArgumentHelp("Only jobs that ended so long ago or longer, such as 24h.", valueName: "time"),
        transform: Time.parse
    )
    var olderThan: Duration?

    @Flag(help: "Do it without asking.")
    var yes = false

    func run(in session: Session) async throws {
        let chosen = Set((states.isEmpty ? Final.allCases : states).map(\.state))
        let age = olderThan ?? .zero
        if !yes { try await confirm(chosen, age, session) }
        let count = try await session.store.purge(chosen, endedBefore: age)
        try await session.print(["\(Plural.text(count, "job")) deleted"]) { $0.member("deleted", count) }
    }

    private func confirm(_ states: Set<JobState>, _ age: Duration, _ session: Session) async throws {
        let counts = try await session.store.countEnded(states, endedBefore: age)
        let what = describe(counts, states, age)
        if !session.json, let answer = await session.console.ask("Delete \(what)? [y/N] ") {
            guard ["y", "Y", "yes"].contains(answer) else { throw Failure(Failure.usage, "nothing deleted") }
            return
        }
        try await session.print(["would delete \(what)"]) { json in
            json.member("deleted", 0)
            json.member("would_delete", counts.values.reduce(0, +))
        }
        throw Failure(Failure.usage, "nothing deleted: --yes does it")
    }

    private func describe(_ counts: [JobState: Int], _ states: Set<JobState>, _ age: Duration) -> String {
        let parts = JobState.allCases.filter(states.contains).map { "\(counts[$0] ?? 0) \($0.rawValue)" }
        let limit = age == .zero ? "" : " that ended more than \(age.age) ago"
        return "\(Plural.text(counts.values.reduce(0, +), "job"))\(limit) (\(parts.joined(separator: ", ")))"
    }
}

enum Time {
    static func parse(_ text: String) throws -> Duration {
        guard let duration = Duration(settingText: text) else {
            throw ValidationError("'\(text)' is not a time such as 500ms, 30s, 5m, 24h or 7d.")
        }
        return duration
    }
}
