// Doing the same for each at the same time.

extension Array where Element: Sendable {
    /// What the closure makes of each, in order, all of them at once.
    func concurrentMap<Made: Sendable>(_ make: @escaping @Sendable (Element) async -> Made) async -> [Made] {
        await withTaskGroup(of: (Int, Made).self) { group in
            for (index, element) in enumerated() {
                group.addTask { (index, await make(element)) }
            }
            var made = [Made?](repeating: nil, count: count)
            for await (index, one) in group { made[index] = one }
            return made.compactMap(\.self)
        }
    }
}
