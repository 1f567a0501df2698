// The folder of uploads at the moment when the power goes: files are written under another name, synced, and linked.

/// Names and bytes of uploads, event by event.
struct UploadNames {
    private enum Change {
        case link(String, from: String)
        case unlink(String)
    }

    /// By the name that they were written under; as they were at their last sync.
    private var synced: [String: [UInt8]] = [:]
    /// Names that are on disk, and under which name their bytes were written.
    private var durable: [String: String] = [:]
    private var pending: [(place: Int, change: Change)] = []

    mutating func apply(_ place: Int, of events: [DiskEvent]) {
        let name = events[place].name
        switch events[place].kind {
        case .link(let from): pending.append((place, .link(name, from: from)))
        case .delete: pending.append((place, .unlink(name)))
        case .syncEnd(let begin):
            if name == "uploads" {
                syncNames(before: begin)
            } else if case .syncBegin(let bytes) = events[begin].kind {
                synced[name] = bytes
            }
        case .syncBegin, .write, .truncate: break
        }
    }

    func survivors(_ luck: inout Luck) -> [String: [UInt8]] {
        var names = durable
        for (_, change) in pending where luck.strikes() { Self.apply(change, to: &names) }
        // A name whose bytes were never synced shows an empty file.
        return names.filter { !$0.key.hasPrefix("uploads/incoming") }.mapValues { synced[$0] ?? [] }
    }

    private mutating func syncNames(before begin: Int) {
        for (place, change) in pending where place < begin { Self.apply(change, to: &durable) }
        pending.removeAll { $0.place < begin }
    }

    private static func apply(_ change: Change, to names: inout [String: String]) {
        switch change {
        case .link(let name, let from): names[name] = from
        case .unlink(let name): names[name] = nil
        }
    }
}
