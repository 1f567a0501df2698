// Whether the tests run under ThreadSanitizer, which is slow and maps terabytes.

import FoundationEssentials
import Glibc

package enum Sanitizer {
    package static let isOn = dlsym(nil, "__tsan_init") != nil

    /// What limits of time are multiplied by.
    package static let patience = isOn ? 10 : 1

    /// What programs that tests start need beside their own.
    package static let environment: [String: String] =
        isOn
        ? ProcessInfo.processInfo.environment.filter { $0.key == "TSAN_OPTIONS" }
            .merging(["LECTOR_ENGINE_MEMORY": "900000GB"]) { $1 }
        : [:]
}
