// `lectorctl jobs retry`, `cancel` and `delete`.

import ArgumentParser
import Shared

struct RetryJobsCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Queues failed or cancelled jobs again, with all their attempts.",
        discussion: "Not those whose image is gone: an image goes with its job's end, unless that was a failure."
    )
    static let access = StoreAccess.changing

    @OptionGroup var options: StoreOptions

    @Argument(help: "The jobs.")
    var ids: [JobID]

    func run(in session: Session) async throws {
        try await JobOperation.run(ids, done: "", in: session) { id in
            switch try await session.store.retry(id) {
            case .queued(let job): return Verdict(id: id, state: job.state)
            case .notNeeded(let state):
                let detail = "\(state.rawValue): there is nothing to try again"
                return Verdict(id: id, state: state, refusal: .init(reason: "not_needed", detail: detail))
            case .imageGone:
                let state = try await session.store.job(id)?.state
                return Verdict(id: id, state: state, refusal: .init(reason: "image_gone", detail: "its image is gone"))
            case .unknown: return .unknown(id)
            }
        }
    }
}

struct CancelJobsCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancels jobs that are not final; an engine that reads for nobody else stops at once."
    )
    static let access = StoreAccess.changing

    @OptionGroup var options: StoreOptions

    @Argument(help: "The jobs.")
    var ids: [JobID]

    func run(in session: Session) async throws {
        try await JobOperation.run(ids, done: "", in: session) { id in
            switch try await session.store.cancel(id) {
            case .cancelled(let job): return Verdict(id: id, state: job.state)
            case .alreadyFinal(let job):
                let detail = "\(job.state.rawValue) already"
                return Verdict(id: id, state: job.state, refusal: .init(reason: "already_final", detail: detail))
            case .unknown: return .unknown(id)
            }
        }
    }
}

struct DeleteJobsCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Deletes final jobs, and with the last job of a recognition its result and image."
    )
    static let access = StoreAccess.changing

    @OptionGroup var options: StoreOptions

    @Argument(help: "The jobs.")
    var ids: [JobID]

    func run(in session: Session) async throws {
        try await JobOperation.run(ids, done: "deleted", in: session) { id in
            switch try await session.store.delete(id) {
            case .deleted: return Verdict(id: id)
            case .notFinal(let state):
                let detail = "\(state.rawValue): it has to be cancelled first"
                return Verdict(id: id, state: state, refusal: .init(reason: "not_final", detail: detail))
            case .unknown: return .unknown(id)
            }
        }
    }
}
