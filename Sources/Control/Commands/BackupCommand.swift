// `lectorctl backup`.

import ArgumentParser
import Glibc
import Shared

struct BackupCommand: StoreCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Writes a copy of jobs and results to a new file while everything goes on.",
        discussion: "Images that wait to be read are not in it. The file appears when it is whole."
    )
    static let access = StoreAccess.looking

    @OptionGroup var options: StoreOptions

    @Argument(help: "The new file; one that is there already is left alone.", completion: .file())
    var file: String

    func run(in session: Session) async throws {
        guard Glibc.access(file, F_OK) != 0 else { throw Failure(Failure.cannotCreate, "\(file) exists already") }
        let partial = "\(file).partial-\(getpid())"
        // Texts of strangers: for this user alone.
        umask(0o077)
        do {
            try await session.store.backup(to: partial)
            try await Blocking.run { Self.move(partial, to: file) }.get()
        } catch {
            unlink(partial)
            throw error is StoreError ? Failure(Failure.cannotCreate, "\(file): \(Failure.from(error).text)") : error
        }
        let size = Self.size(of: file)
        try await session.print(["\(file): \(Bytes.text(size))"]) { json in
            json.member("file", file)
            json.member("bytes", size)
        }
    }

    /// Gives the finished copy its name, durably; unlike rename(2), link(2) never takes that of another file.
    private static func move(_ partial: String, to file: String) -> Result<Void, Failure> {
        guard link(partial, file) == 0 else {
            return .failure(Failure(Failure.cannotCreate, "\(file): \(SystemError.last)"))
        }
        unlink(partial)
        let slash = file.lastIndex(of: "/")
        let folder = slash.map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor >= 0 {
            fsync(descriptor)
            close(descriptor)
        }
        return .success(())
    }

    private static func size(of file: String) -> Int64 {
        var status = stat()
        return stat(file, &status) == 0 ? Int64(status.st_size) : 0
    }
}
