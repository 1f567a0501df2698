// What processes that decode images are told of ours.

package enum DecoderEnvironment {
    private static let passed: Set = ["PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "TSAN_OPTIONS", "ASAN_OPTIONS"]

    /// Nothing but what they need: above all, no secret.
    package static func make(from environment: [String: String]) -> [String: String] {
        var made = environment.filter { passed.contains($0.key) }
        // libgomp reads it when it is loaded: it must be there before the process is.
        made["OMP_THREAD_LIMIT"] = "1"
        return made
    }
}
