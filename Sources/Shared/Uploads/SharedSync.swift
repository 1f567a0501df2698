// One fsync of a folder for all who need one at the same time.

/// Has a folder's names on disk. Callers that come while a sync is under way share the next one: theirs must begin
/// after their file was named.
actor SharedSync {
    private enum Turn: Sendable {
        case done(StoreError?)
        /// The sync before is over: lead the next one, for all who wait.
        case lead
    }

    private let folder: String
    private var waiting: [CheckedContinuation<Turn, Never>] = []
    private var underWay = false

    init(folder: String) { self.folder = folder }

    func sync() async throws(StoreError) {
        if underWay, case .done(let error) = await withCheckedContinuation({ waiting.append($0) }) {
            if let error { throw error }
            return
        }
        underWay = true
        let round = waiting
        waiting = []
        let error = await syncOnce()
        for follower in round { follower.resume(returning: .done(error)) }
        if waiting.isEmpty { underWay = false } else { waiting.removeFirst().resume(returning: .lead) }
        if let error { throw error }
    }

    private func syncOnce() async -> StoreError? {
        let path = folder
        do {
            try await FileSystemCalls.attempt { () throws(FileError) in try File.sync(path) }
            return nil
        } catch {
            return error
        }
    }
}
