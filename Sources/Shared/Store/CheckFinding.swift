// What `lectorctl check` says.

/// What a look at the whole store found.
package struct CheckFinding: Sendable, Equatable {
    package enum Severity: String, Sendable {
        case ok
        /// Worth a look.
        case warning
        /// Something is broken.
        case error
    }

    /// What was looked at, in a word.
    package var check: String
    package var severity: Severity
    package var detail: String
}
