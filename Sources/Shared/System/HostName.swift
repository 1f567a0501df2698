// The name of this machine.

import Glibc

package enum HostName {
    /// As `gethostname(2)` gives it; a container's own where there is one.
    package static let current: String = {
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "unknown" }
        return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()
}
