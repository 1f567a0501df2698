// Why a command did not do as asked, and the exit code that says so (sysexits.h).

import Shared

struct Failure: Error, Equatable {
    var code: Int32
    /// Nil where everything has been said.
    var message: String?

    init(_ code: Int32, _ message: String? = nil) {
        self.code = code
        self.message = message
    }

    /// Not all of it could be done, or an error was found.
    static let incomplete = Failure(1)

    static let usage: Int32 = 64
    static let data: Int32 = 65
    static let noInput: Int32 = 66
    static let software: Int32 = 70
    static let cannotCreate: Int32 = 73
    static let inputOutput: Int32 = 74
    static let tryAgain: Int32 = 75

    /// What anything that was thrown comes to.
    static func from(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let error as SettingsError: Failure(SettingsError.exitCode, error.description)
        case let error as StoreError: from(error)
        default: Failure(software, "\(error)")
        }
    }

    private static func from(_ error: StoreError) -> Failure {
        switch error {
        case .unavailable(let text): Failure(error.isDamage ? data : tryAgain, text)
        case .queueFull: Failure(tryAgain, "the queue is full")
        case .keyReused, .uploadMissing: Failure(software, "\(error)")
        }
    }
}

extension Failure {
    /// The message as part of another.
    var text: String { message ?? "it failed" }
}
