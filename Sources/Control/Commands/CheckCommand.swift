// `lectorctl check`.

import ArgumentParser
import Shared

struct CheckCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Looks at all of the store; ends with 1 where it finds an error.",
        discussion: "Takes a while where there is much, and harms nobody."
    )
    static let access = StoreAccess.looking

    @OptionGroup var options: StoreOptions

    func run(in session: Session) async throws {
        let findings = try await findings(session.store)
        let isSound = findings.allSatisfy { $0.severity != .error }
        try await session.print(lines(findings, session.console.screen())) { json in
            json.member("sound", isSound)
            json.array("findings", findings) { $0.write(to: &$1) }
        }
        guard isSound else { throw Failure.incomplete }
    }

    /// A file that is too damaged to be looked at is a finding too.
    private func findings(_ store: any ControlStore) async throws -> [CheckFinding] {
        do throws(StoreError) {
            return try await store.check()
        } catch {
            guard let damage = CheckFinding.damage(error) else { throw error }
            return [damage]
        }
    }

    /// Findings are read to their end: they are not cut.
    private func lines(_ findings: [CheckFinding], _ screen: Screen) -> [String] {
        let rows = findings.map { [Cell($0.severity.rawValue, $0.severity.style), Cell($0.check), Cell($0.detail)] }
        let columns = [Column(title: "LEVEL"), Column(title: "CHECK"), Column(title: "FINDING")]
        let lines = Table(columns: columns, rows: rows).lines(width: .max, hasColour: screen.hasColour)
        return Array(lines.dropFirst())
    }
}

extension CheckFinding {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("check", check)
        json.member("severity", severity.rawValue)
        json.member("detail", detail)
    }
}
