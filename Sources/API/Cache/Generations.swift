// A bounded memory that forgets what was not used of late.

/// A dictionary of two generations.
///
/// New and used entries stand in the young one; when it is full it becomes the old one, and the old one before it is
/// forgotten whole. So the entries used last stay, at no more than two look-ups an access and without a list of uses to
/// keep.
struct Generations<Key: Hashable, Value> {
    private struct Entry {
        var value: Value
        var cost: Int
    }

    /// Cost of all entries of one generation.
    private let limit: Int
    private var young: [Key: Entry] = [:]
    private var old: [Key: Entry] = [:]
    private var youngCost = 0

    init(limit: Int) { self.limit = limit }

    mutating func value(for key: Key) -> Value? {
        if let entry = young[key] { return entry.value }
        guard let entry = old.removeValue(forKey: key) else { return nil }
        insert(entry, for: key)
        return entry.value
    }

    /// Replaces what is there.
    ///
    /// Values that cost more than one generation may are not kept.
    mutating func set(_ value: Value, for key: Key, cost: Int = 1) {
        remove(key)
        if cost <= limit { insert(Entry(value: value, cost: cost), for: key) }
    }

    /// Changes a value where it stands, one of cost 1 where there is none.
    mutating func update<Result>(_ key: Key, default value: Value, _ change: (inout Value) -> Result) -> Result {
        let fallback = Entry(value: value, cost: 1)
        if young[key] == nil { insert(old.removeValue(forKey: key) ?? fallback, for: key) }
        return change(&young[key, default: fallback].value)
    }

    mutating func remove(_ key: Key) {
        old[key] = nil
        if let entry = young.removeValue(forKey: key) { youngCost -= entry.cost }
    }

    mutating func removeAll() {
        self = Generations(limit: limit)
    }

    private mutating func insert(_ entry: Entry, for key: Key) {
        if youngCost + entry.cost > limit {
            old = young
            young = [:]
            youngCost = 0
        }
        young[key] = entry
        youngCost += entry.cost
    }
}
