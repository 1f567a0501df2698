// What `lectorctl` asks of a store that nobody else does.

/// A store as the command line sees it.
package protocol ControlStore: OperatorStore {
    /// What stands behind a job; nil where there is none.
    func background(of id: JobID) async throws(StoreError) -> JobBackground?

    /// How many jobs `purge` would delete, by state.
    func countEnded(_ states: Set<JobState>, endedBefore age: Duration) async throws(StoreError) -> [JobState: Int]
}

/// What operators see of a job beyond the job itself.
package struct JobBackground: Sendable, Equatable {
    package var client: String
    package var recognition: Int64
    package var epoch: Int64
    /// The id of the worker that has it.
    package var worker: String?
    /// SHA-256 of the image, in hexadecimal.
    package var upload: String
    /// Whether the image is still there: without it nothing can be tried again.
    package var isImageKept: Bool
}

extension Duration {
    /// A time as settings have it: `500ms`, `30s`, `5m`, `24h`, `7d`; nil for anything else.
    package init?(settingText text: String) {
        guard let duration = try? SettingValue.duration(text, name: "") else { return nil }
        self = duration
    }
}
