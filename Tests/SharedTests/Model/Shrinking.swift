// From a long sequence that fails to a short one.

enum Shrinking {
    /// Leaves out what can be left out, in pieces that get smaller; so many tries at most.
    static func shrink<Element>(
        _ elements: [Element],
        tries: Int = 400,
        stillFails: ([Element]) async throws -> Bool
    ) async rethrows -> [Element] {
        var (shortest, tries) = (elements, tries)
        var size = max(1, elements.count / 2)
        while true {
            var (start, isShorter) = (0, false)
            while start < shortest.count, tries > 0 {
                tries -= 1
                let candidate = Array(shortest[..<start] + shortest[min(start + size, shortest.count)...])
                if try await stillFails(candidate) {
                    (shortest, isShorter) = (candidate, true)
                } else {
                    start += size
                }
            }
            if tries == 0 || size == 1 && !isShorter { return shortest }
            size = max(1, size / 2)
        }
    }
}
