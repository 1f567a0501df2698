// Several images that were handed in together.

package import FoundationEssentials

/// Jobs that go by one id, in the order in which their files were sent.
///
/// The id has the form of a job's, so that it tells its age.
package struct Batch: Sendable {
    package enum Content: Sendable {
        case job(Job)
        /// The job was deleted some time after its end.
        case expired(JobID)
        /// The file made no job; what the client was told, as JSON.
        case refused([UInt8])
    }

    package struct Item: Sendable {
        package var filename: String?
        package var content: Content

        package init(filename: String?, content: Content) { (self.filename, self.content) = (filename, content) }

        package var job: Job? {
            if case .job(let job) = content { job } else { nil }
        }
    }

    package var id: JobID
    package var createdAt: Date
    package var items: [Item]

    package init(id: JobID, createdAt: Date, items: [Item]) {
        (self.id, self.createdAt, self.items) = (id, createdAt, items)
    }

    package var jobs: [Job] { items.compactMap(\.job) }

    /// Whether nothing will change any more.
    package var isFinal: Bool { jobs.allSatisfy(\.state.isFinal) }

    /// 0 to 1: the mean over its files, of which those that have ended count whole.
    package var progress: Double {
        guard !items.isEmpty else { return 1 }
        let sum = items.reduce(0) { sum, item in sum + (item.job.map { $0.state.isFinal ? 1 : $0.progress } ?? 1) }
        return sum / Double(items.count)
    }

    /// When the last of its jobs ended; nil as long as one has not.
    package var finishedAt: Date? { isFinal ? jobs.compactMap(\.finishedAt).max() ?? createdAt : nil }
}
