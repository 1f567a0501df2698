// An open file, read and written in small pieces beside the cooperative pool.

import FoundationEssentials
import Glibc

/// Closed when the last who has it lets go.
final class OpenFile: Sendable {
    /// Bytes read at once.
    static let chunk = 64 * 1024

    let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Does not wait for somebody to write to a pipe: `nextBytes` does that.
    static func open(_ path: String) async throws(ReadFailure) -> OpenFile {
        try await make { Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    }

    static func standardInput() async throws(ReadFailure) -> OpenFile {
        try await make { fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) }
    }

    /// A new file; it must not be there yet.
    static func create(_ path: String) async throws(ReadFailure) -> OpenFile {
        do throws(ReadFailure) {
            return try await make { Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
        } catch {
            throw .notWritten(error.detail)
        }
    }

    /// A file without a name, which is gone with its last user, for bytes that would take too much memory.
    static func temporary() async throws(ReadFailure) -> OpenFile {
        let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        let path = "\(folder)/lectorctl-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
        do throws(ReadFailure) {
            return try await make {
                let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
                if descriptor >= 0 { unlink(path) }
                return descriptor
            }
        } catch {
            throw .notWritten("\(folder): \(error.detail)")
        }
    }

    private static func make(_ open: @escaping @Sendable () -> Int32) async throws(ReadFailure) -> OpenFile {
        let outcome = await Blocking.run { () -> Result<OpenFile, ReadFailure> in
            var descriptor = open()
            while descriptor < 0, errno == EINTR { descriptor = open() }
            return descriptor < 0 ? .failure(.unreadable(SystemError.last)) : .success(OpenFile(descriptor))
        }
        return try outcome.get()
    }

    /// Up to `chunk` bytes; none behind the end.
    func bytes(at offset: Int64) async throws(ReadFailure) -> [UInt8] {
        let outcome = await Blocking.run { [descriptor] in
            Self.read { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
        }
        guard let bytes = try outcome.get() else { throw .unreadable(SystemError.text(EAGAIN)) }
        return bytes
    }

    /// Waits for a pipe to have something for a fifth of a second: nil where nothing has come, no bytes at its end.
    ///
    /// Nobody having come to write to it yet is not its end (pipe(7), poll(2)).
    func nextBytes() async throws(ReadFailure) -> [UInt8]? {
        let outcome = await Blocking.run { [descriptor] () -> Result<[UInt8]?, ReadFailure> in
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 200) > 0 else { return .success(nil) }
            return Self.read { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        }
        return try outcome.get()
    }

    func append(_ bytes: [UInt8]) async throws(ReadFailure) {
        do {
            try await DescriptorSink(descriptor: descriptor).write(bytes)
        } catch {
            throw .notWritten(Failure.from(error).text)
        }
    }

    /// Nil where there is nothing to read now; a call that a signal interrupts is made again.
    private static func read(
        _ call: (UnsafeMutableBufferPointer<UInt8>) -> Int
    ) -> Result<[UInt8]?, ReadFailure> {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
            var read = call(buffer)
            while read < 0, errno == EINTR { read = call(buffer) }
            if read < 0 { code = errno }
            count = max(0, read)
        }
        switch code {
        case 0: return .success(bytes)
        case EAGAIN: return .success(nil)
        default: return .failure(.unreadable(SystemError.text(code)))
        }
    }
}
