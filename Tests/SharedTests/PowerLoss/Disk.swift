// What would be on disk had the power gone at some moment: everything that was synced, and of the rest whatever chance
// leaves.

/// The files of one folder, event by event.
///
/// The rules are POSIX's, without what file systems add: until its sync has returned, any write may be there, or not, or
/// in part by sectors of 512 bytes, and any name may have come or gone, or not. A write harms no byte beside its own
/// (SQLite's `SQLITE_IOCAP_POWERSAFE_OVERWRITE`, which it assumes of the disk too).
struct Disk {
    /// Syncs that do nothing: how the tests see that they can fail.
    enum Lie { case everySync, folderSyncs }

    private struct Change {
        var place: Int
        var kind: Kind

        enum Kind {
            case write(offset: Int, bytes: [UInt8])
            case truncate(Int)
            case delete
        }
    }

    private struct File {
        var durable: [UInt8]?
        var pending: [Change] = []
    }

    private let lie: Lie?
    private var files: [String: File] = [:]
    private var uploads = UploadNames()

    init(lie: Lie? = nil) { self.lie = lie }

    /// Needs all events: the end of a sync refers to its begin.
    mutating func apply(_ place: Int, of events: [DiskEvent]) {
        let event = events[place]
        guard !event.name.hasPrefix("uploads") else {
            if lie != .everySync, lie != .folderSyncs || event.name != "uploads" { uploads.apply(place, of: events) }
            return
        }
        switch event.kind {
        case .write(let offset, let bytes): add(.write(offset: offset, bytes: bytes), to: event.name, place)
        case .truncate(let size): add(.truncate(size), to: event.name, place)
        case .delete: add(.delete, to: event.name, place)
        case .syncEnd(let begin):
            guard lie != .everySync else { return }
            if event.name.isEmpty { syncNames(before: begin) } else { sync(event.name, before: begin) }
        case .syncBegin, .link: break
        }
    }

    /// By relative name.
    func survivors(_ luck: inout Luck) -> [String: [UInt8]] {
        var survivors = uploads.survivors(&luck)
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            var bytes = file.durable
            for change in file.pending { Self.apply(change.kind, to: &bytes, &luck) }
            if let bytes { survivors[name] = bytes }
        }
        return survivors
    }

    private mutating func add(_ kind: Change.Kind, to name: String, _ place: Int) {
        files[name, default: File()].pending.append(Change(place: place, kind: kind))
    }

    private mutating func sync(_ name: String, before begin: Int) {
        guard var file = files.removeValue(forKey: name) else { return }
        var certain = Luck.all
        for change in file.pending where change.place < begin { Self.apply(change.kind, to: &file.durable, &certain) }
        file.pending.removeAll { $0.place < begin }
        files[name] = file
    }

    /// A file that was deleted before stays deleted.
    private mutating func syncNames(before begin: Int) {
        for (name, file) in files {
            let isGone = { (change: Change) in if case .delete = change.kind { change.place < begin } else { false } }
            guard let last = file.pending.lastIndex(where: isGone) else { continue }
            files[name] = File(durable: nil, pending: Array(file.pending[(last + 1)...]))
        }
    }

    private static func apply(_ kind: Change.Kind, to file: inout [UInt8]?, _ luck: inout Luck) {
        switch kind {
        case .delete: if luck.strikes() { file = nil }
        case .truncate(let size):
            guard luck.strikes() else { return }
            let bytes = file ?? []
            file = Array(bytes.prefix(size)) + [UInt8](repeating: 0, count: max(0, size - bytes.count))
        case .write(let offset, let bytes):
            var whole = file ?? []
            for part in luck.parts(offset..<offset + bytes.count) { put(bytes, at: offset, part, into: &whole) }
            file = whole
        }
    }

    private static func put(_ bytes: [UInt8], at offset: Int, _ part: Range<Int>, into file: inout [UInt8]) {
        if file.count < part.upperBound { file += [UInt8](repeating: 0, count: part.upperBound - file.count) }
        file.withUnsafeMutableBytes { target in
            bytes.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: target[part]).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[part.lowerBound - offset..<part.upperBound - offset])
                )
            }
        }
    }
}
