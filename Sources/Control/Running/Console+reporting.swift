// The one place where errors become exit codes.

import ArgumentParser

extension Console {
    /// Runs a command; where it fails, standard error says why.
    ///
    /// - Throws: `ExitCode`.
    func reporting(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch {
            let failure = Failure.from(error)
            if let message = failure.message { await complain("lectorctl: \(message)") }
            throw ExitCode(failure.code)
        }
    }
}
