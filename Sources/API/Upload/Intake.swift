// From an upload to its answer: one that is there, or a job.

import FoundationEssentials
import Shared

/// Decides what an upload needs.
///
/// An upload that was handed in is used up, whatever comes of it.
struct Intake: Sendable {
    let store: any JobStore
    let board: StatusBoard
    let cache: HotCache
    /// Of one image.
    let pixelLimit: Int
    let metrics: FrontMetrics

    enum Outcome {
        case known(ResultFragment)
        case job(Job)
    }

    /// What is asked of a file, and by whom.
    struct Order: Sendable {
        var file: ReceivedFile
        var asked: OptionReader.Asked
        var client: String
        var key: IdempotencyKey?
        var origin: RequestOrigin
    }

    /// The result where it is known: from memory, from the store.
    ///
    /// Otherwise a job; and always a job for a request with a key, which has to be remembered, and for one that wants
    /// what is kept with jobs: more than the text, the image.
    func answer(_ order: Order) async throws(APIError) -> Outcome {
        guard order.key == nil, !order.asked.needsJob else { return .job(try await job(order)) }
        let upload = try received(order)
        let status = board.status
        let fingerprint = fingerprint(upload, order.asked.recognition, status)
        if let status, let fingerprint {
            if let known = cache.result(for: fingerprint, generation: status.cacheGeneration) {
                await upload.discard()
                metrics.foundInMemory.increment()
                return .known(known)
            }
        }
        let image = try await image(of: upload)
        if let status, let fingerprint, let known = await stored(fingerprint, image, order, status) {
            await upload.discard()
            metrics.foundInStore.increment()
            return .known(known)
        }
        metrics.notFound.increment()
        return .job(try await enqueue(upload, image, order, fingerprint))
    }

    /// A job, whether the result is known or not.
    func job(_ order: Order) async throws(APIError) -> Job {
        let upload = try received(order)
        let image = try await image(of: upload)
        return try await enqueue(upload, image, order, fingerprint(upload, order.asked.recognition, board.status))
    }

    private func received(_ order: Order) throws(APIError) -> Upload {
        let upload = try order.file.content.get()
        metrics.uploadBytes.increment(by: upload.size)
        return upload
    }

    /// Nil as long as no worker has said what it reads with.
    private func fingerprint(_ upload: Upload, _ options: RecognitionOptions, _ status: StoreStatus?) -> Fingerprint? {
        status?.identity.flatMap { Fingerprint(image: upload.digest, options: options, identity: $0) }
    }

    private func image(of upload: Upload) async throws(APIError) -> ImageInfo {
        do throws(APIError) {
            let image = try await upload.imageInfo()
            // Not their product: two numbers of 32 bits may have one of 64.
            guard image.width <= pixelLimit / image.height else {
                throw .imageTooLarge(width: image.width, height: image.height, limit: pixelLimit)
            }
            return image
        } catch {
            await upload.discard()
            throw error
        }
    }

    /// The result in the store, kept in memory from now on.
    ///
    /// A store that does not answer is as one that has none.
    private func stored(
        _ fingerprint: Fingerprint,
        _ image: ImageInfo,
        _ order: Order,
        _ status: StoreStatus
    ) async -> ResultFragment? {
        guard let found = try? await store.cachedResult(for: fingerprint) else { return nil }
        let fragment = ResultFragment(found.result, image: image, language: order.asked.recognition.language)
        cache.keep(fragment, for: fingerprint, generation: status.cacheGeneration, freshFor: found.freshFor)
        return fragment
    }

    private func enqueue(
        _ upload: Upload,
        _ image: ImageInfo,
        _ order: Order,
        _ fingerprint: Fingerprint?
    ) async throws(APIError) -> Job {
        var submission = Submission(
            id: JobID(now: Date()),
            upload: upload,
            image: image,
            options: order.asked.recognition,
            fingerprint: fingerprint,
            filename: order.file.filename,
            client: order.client
        )
        submission.priority = order.asked.priority
        submission.keepsUpload = order.asked.pdf
        submission.idempotencyKey = order.key?.text
        submission.origin = order.origin
        do throws(StoreError) {
            return try await store.enqueue(submission)
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
    }
}
