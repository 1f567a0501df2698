// From errors to HTTP: the only place that decides on statuses and codes.

import HTTPTypes
import Shared

extension Problem {
    init(_ error: APIError) {
        switch error {
        case .invalidRequest(let reason):
            self.init(.badRequest, "invalid_request", "The request is not as it should be", reason)
        case .invalidOption(let reason):
            self.init(.badRequest, FailureCode.invalidOption, reason)
        case .unsupportedFormat:
            let formats = ImageFormat.allCases.map(\.rawValue).joined(separator: ", ")
            self.init(.badRequest, "unsupported_format", "Not an image that is read", "What is read: \(formats).")
        case .invalidImage(let reason):
            self.init(.badRequest, FailureCode.invalidImage, reason)
        case .unsupportedMediaType:
            let types = "Send multipart/form-data, or the image itself as image/* or application/octet-stream."
            self.init(.unsupportedMediaType, "unsupported_media_type", "The type of the body is not supported", types)
        case .fileTooLarge(let limit):
            self.init(tooLarge: "A file may have at most \(limit) bytes.")
        case .requestTooLarge(let limit):
            self.init(tooLarge: "A request may have at most \(limit) bytes.")
        case .tooManyFiles(let limit):
            self.init(tooLarge: "A request may have at most \(limit) files.")
        case .imageTooLarge(let width, let height, let limit):
            let size = "The image says it has \(width) × \(height) pixels; \(limit) in all are allowed."
            self.init(.contentTooLarge, FailureCode.imageTooLarge, size)
        case .routeNotFound:
            self.init(.notFound, "not_found", "Not found", "There is nothing at this path. GET / lists what there is.")
        case .methodNotAllowed(let allowed):
            let methods = allowed.joined(separator: ", ")
            self.init(.methodNotAllowed, "method_not_allowed", "Method not allowed", "Allowed here: \(methods).")
            headers[.allow] = methods
        case .unknownID(let kind):
            self.init(.notFound, "not_found", "Not found", "There is no \(kind.rawValue) of this id.")
        case .keyReused:
            let reason = "This Idempotency-Key was sent before with another image or other options."
            self.init(.conflict, "conflict", "The key is in use", reason)
        case .expired(let kind):
            let reason = "The \(kind.rawValue) was deleted some time after its end."
            self.init(.gone, "expired", "No longer kept", reason)
        case .jobAlreadyFinal(let state):
            self.init(.conflict, "conflict", "Not possible in this state", "The job is \(state.rawValue) already.")
        case .batchAlreadyFinal:
            self.init(.conflict, "conflict", "Not possible in this state", "All of the batch is final already.")
        case .resultNotThere(let state, let wait):
            let reason = "The job is \(state.rawValue): its result is not there yet."
            self.init(.conflict, "conflict", "Not possible in this state", reason)
            headers[.retryAfter] = String(wait.wholeSeconds)
        case .noResult(let reason):
            self.init(.conflict, "conflict", "Not possible in this state", reason)
        case .imageNotKept:
            let reason = "A searchable PDF holds the image, which is not kept: ask for it with the job, by pdf=true."
            self.init(.conflict, "conflict", "Not possible in this state", reason)
        case .pdfNotMade: self = .unexpected
        case .notAcceptable(let formats):
            let list = "There are: \(formats.joined(separator: ", "))."
            self.init(.notAcceptable, "not_acceptable", "There is no such format", list)
        case .jobCancelled:
            self.init(.conflict, "conflict", "Not possible in this state", "The job was cancelled.")
        case .jobFailed(let failure):
            self.init(failure)
        case .rateLimited(let receipt):
            let allowed = "\(receipt.quota) requests in \(receipt.window) seconds are allowed."
            self.init(.tooManyRequests, "rate_limited", "Too many requests", allowed)
            headers = receipt.fields
            headers[.retryAfter] = String(receipt.reset)
        case .queueFull(let wait):
            self.init(.serviceUnavailable, "queue_full", "Too many jobs wait", "Try again later.")
            headers[.retryAfter] = String(wait.components.seconds)
        case .storeUnavailable:
            self.init(unavailable: "store_unavailable", "The job store cannot be used now.", retryAfter: 5)
        case .noWorker:
            self.init(unavailable: "unavailable", "No worker is running.", retryAfter: 1)
        case .shuttingDown:
            self.init(unavailable: "unavailable", "This server is shutting down.", retryAfter: 1)
        case .clientGone:
            let status = HTTPResponse.Status(code: 499, reasonPhrase: "Client Closed Request")
            self.init(status, "client_gone", "The client went away", "Nobody waits for the answer.")
        }
    }

    init(_ failure: JobFailure) {
        switch failure.code {
        case .invalidImage, .invalidOption: self.init(.badRequest, failure.code, failure.message)
        case .imageTooLarge: self.init(.contentTooLarge, failure.code, failure.message)
        case .recognitionTimeout, .outOfMemory: self.init(.unprocessableContent, failure.code, failure.message)
        case .recognitionFailed, .workerLost: self.init(.internalServerError, failure.code, failure.message)
        case .queueTimeout:
            self.init(.serviceUnavailable, failure.code, failure.message)
            headers[.retryAfter] = "60"
        }
    }

    /// Something that should not have happened.
    ///
    /// The client learns nothing of what.
    static let unexpected = Problem(.internalServerError, "internal", "Internal error", "Something went wrong here.")

    private init(_ status: HTTPResponse.Status, _ code: FailureCode, _ detail: String) {
        self.init(status, code.rawValue, code.title, detail)
    }

    private init(_ status: HTTPResponse.Status, _ code: String, _ title: String, _ detail: String) {
        self.init(status: status, code: code, title: title, detail: detail)
    }

    private init(tooLarge detail: String) {
        self.init(.contentTooLarge, "payload_too_large", "Too large", detail)
    }

    private init(unavailable code: String, _ detail: String, retryAfter seconds: Int) {
        self.init(.serviceUnavailable, code, "Not available now", detail)
        headers[.retryAfter] = String(seconds)
    }
}

extension FailureCode {
    fileprivate var title: String {
        switch self {
        case .invalidImage: "The image cannot be decoded"
        case .invalidOption: "An option is unknown or has a bad value"
        case .imageTooLarge: "The image has too many pixels"
        case .recognitionTimeout: "Recognition took too long"
        case .outOfMemory: "Recognition took too much memory"
        case .recognitionFailed: "Recognition failed"
        case .workerLost: "The workers that had the job vanished"
        case .queueTimeout: "The job waited too long"
        }
    }
}
