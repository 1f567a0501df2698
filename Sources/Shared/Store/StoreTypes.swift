// What goes into and comes out of a job store.

import FoundationEssentials

/// A request to be written as a job.
package struct Submission: Sendable {
    package var id: JobID
    package var upload: Upload
    package var image: ImageInfo
    package var options: RecognitionOptions
    /// Nil as long as no worker has published what it reads with: then nothing is looked up.
    package var fingerprint: Fingerprint?
    package var filename: String?
    /// Who asked, as the API names clients.
    package var client: String
    /// Among the jobs of the same client, the highest goes first.
    package var priority = JobPriority.normal
    /// Whether the image stays as long as the job.
    package var keepsUpload = false
    /// A client's own name for the request: the same name makes no second job as long as the first is kept.
    package var idempotencyKey: String?
    /// The request that made it.
    package var origin: RequestOrigin?

    package init(
        id: JobID,
        upload: Upload,
        image: ImageInfo,
        options: RecognitionOptions,
        fingerprint: Fingerprint?,
        filename: String?,
        client: String
    ) {
        self.id = id
        self.upload = upload
        self.image = image
        self.options = options
        self.fingerprint = fingerprint
        self.filename = filename
        self.client = client
    }
}

/// A result that was there already.
package struct CachedResult: Sendable, Equatable {
    package var result: RecognitionResult
    /// How long it may still be reused.
    package var freshFor: Duration

    package init(result: RecognitionResult, freshFor: Duration) {
        self.result = result
        self.freshFor = freshFor
    }
}

/// The pages of a result as they are stored: JSON, which engines write.
package struct StoredPages: Sendable {
    package var json: [UInt8]

    package init(json: [UInt8]) { self.json = json }

    /// Takes seconds for a thousand pages: not for the cooperative pool.
    package func decoded() throws(StoreError) -> [ResultPage] {
        do {
            var pages = try JSONDecoder().decode([ResultPage].self, from: Data(json))
            for index in pages.indices { pages[index].bringIntoRange() }
            return pages
        } catch {
            throw StoreError(error)
        }
    }
}

/// How a job stands, as far as it is cheap to tell.
package struct JobStanding: Sendable, Equatable {
    package var id: JobID
    package var state: JobState
    package var attempts: Int
    /// 0 to 1.
    package var progress: Double

    package init(id: JobID, state: JobState, attempts: Int, progress: Double) {
        (self.id, self.state, self.attempts, self.progress) = (id, state, attempts, progress)
    }
}

/// What became of a cancellation.
package enum Cancellation: Sendable, Equatable {
    case cancelled(Job)
    case alreadyFinal(Job)
    case unknown
}

/// A recognition that a worker may work on until its lease is over.
package struct Claim: Sendable, Equatable {
    package var recognition: Int64
    /// The fencing token: every write about this claim carries it.
    package var epoch: Int64
    /// 1 for the first.
    package var attempt: Int
    /// SHA-256 of the image, in hexadecimal.
    package var upload: String
    package var options: RecognitionOptions
    /// In the queue; nil where that cannot be told.
    package var waited: Duration?
}

/// A recognition that a worker holds.
package struct Holding: Sendable, Hashable {
    package var recognition: Int64
    package var epoch: Int64

    package init(recognition: Int64, epoch: Int64) {
        self.recognition = recognition
        self.epoch = epoch
    }
}

extension Claim {
    package var holding: Holding { Holding(recognition: recognition, epoch: epoch) }
}

/// How far a recognition is.
package struct Progress: Sendable, Equatable {
    package var holding: Holding
    /// 0 to 1.
    package var fraction: Double

    package init(_ holding: Holding, fraction: Double) {
        self.holding = holding
        self.fraction = fraction
    }
}

/// What an engine made of an image.
package struct Outcome: Sendable {
    package var result: RecognitionResult
    /// Pages → blocks → lines → words as the engine writes them: JSON, stored as it is.
    package var pages: [UInt8]
    /// What really read the image: the stored fingerprint is made of it.
    package var identity: RecognitionIdentity

    package init(result: RecognitionResult, pages: [UInt8], identity: RecognitionIdentity) {
        self.result = result
        self.pages = pages
        self.identity = identity
    }
}

/// What an API needs to know now and then.
package struct StoreStatus: Sendable, Equatable {
    /// Jobs queued or delayed.
    package var waiting: Int
    /// Slots of the workers that are alive.
    package var slots: Int
    /// What one recognition takes, on average of late; nil before the first.
    package var serviceTime: Duration?
    /// What the workers read with, as the newest of them published it.
    package var identity: RecognitionIdentity?
    /// Raised by every purge of the cache.
    package var cacheGeneration: Int64
}

/// The random name of a worker process.
package struct WorkerID: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init() { description = UUID().uuidString.lowercased() }
}

/// A worker as it publishes itself.
package struct WorkerRecord: Sendable {
    package var id: WorkerID
    package var host: String
    package var pid: Int32
    package var version: String
    package var slots: Int
    package var identity: RecognitionIdentity

    package init(
        id: WorkerID,
        host: String,
        pid: Int32,
        version: String,
        slots: Int,
        identity: RecognitionIdentity
    ) {
        self.id = id
        self.host = host
        self.pid = pid
        self.version = version
        self.slots = slots
        self.identity = identity
    }
}

/// Who is to be woken.
package enum WakeRole: String, Sendable, CaseIterable {
    case api
    case worker
}

/// What has been committed.
package enum WakeHint: Sendable, Equatable {
    /// There may be something to claim.
    case work
    /// A claim may have been lost: read the holdings again.
    case cancelled
    /// These jobs are final.
    case settled([JobID])
    /// A worker came or the cache was purged: read the status again.
    case status
}
