// What a command works with.

import Shared

struct Session: Sendable {
    let store: any ControlStore
    let console: Console
    /// The path of the database, to show.
    let database: String
    /// Whether JSON is asked for.
    let json: Bool

    /// Prints what a command has to say, in the form asked for.
    func print(_ text: [String], json members: (inout JSONWriter) -> Void) async throws {
        if json {
            var writer = JSONWriter()
            writer.object(members)
            try await console.print(JSONText.harmless(writer.bytes))
        } else {
            for line in text { try await console.print(line) }
        }
    }
}
