// Which Lector this is.

package enum Lector {
    /// Semantic version (semver.org) of all programs: they are built and released together.
    package static let version = "0.1.0"
}
