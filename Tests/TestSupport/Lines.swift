// Lines appended to a file that several processes may write.

import Glibc

final class FileHandleLines: Sendable {
    private let number: Int32

    init(path: String) {
        number = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        precondition(number >= 0, "\(path) cannot be opened")
    }

    deinit { close(number) }

    /// One call of `write`, so that lines do not mix.
    func write(_ line: [UInt8]) {
        let bytes = line + [UInt8(ascii: "\n")]
        let count = bytes.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
        precondition(count == bytes.count, "an exchange was not recorded whole")
    }
}
