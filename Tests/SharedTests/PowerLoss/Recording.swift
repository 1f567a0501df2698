// What a store did to its disk, in order, as Tests/CDurability writes it down.

import CDurability

/// One thing done to a file or a folder.
struct DiskEvent: Sendable {
    enum Kind: Sendable {
        case write(offset: Int, bytes: [UInt8])
        case truncate(Int)
        /// With the bytes, where it is an upload.
        case syncBegin([UInt8])
        /// Of the sync that began at a place in the log.
        case syncEnd(begin: Int)
        case delete
        case link(from: String)
    }

    var kind: Kind
    /// Relative to the recorded folder, which is "".
    var name: String

    fileprivate init(_ event: durability_event) {
        name = event.name.map { String(cString: $0) } ?? ""
        let bytes = [UInt8](UnsafeBufferPointer(start: event.bytes, count: event.bytes == nil ? 0 : Int(event.length)))
        kind =
            switch Int(event.kind) {
            case Int(DURABILITY_WRITE): .write(offset: Int(event.offset), bytes: bytes)
            case Int(DURABILITY_TRUNCATE): .truncate(Int(event.offset))
            case Int(DURABILITY_SYNC_BEGIN): .syncBegin(bytes)
            case Int(DURABILITY_SYNC_END): .syncEnd(begin: Int(event.offset))
            case Int(DURABILITY_DELETE): .delete
            case Int(DURABILITY_LINK): .link(from: event.other.map { String(cString: $0) } ?? "")
            default: preconditionFailure("there is no event of kind \(event.kind)")
            }
    }
}

/// A recording of one folder.
struct Recording: Sendable {
    private let number: Int32

    /// Whether system calls are seen too: not under ThreadSanitizer, which has its own.
    static let isWhole = durability_watches_calls()

    /// Begins.
    ///
    /// Stores have to be opened afterwards. Their wish for `synchronous = FULL` may be ignored.
    init(of folder: String, refusesFull: Bool = false) {
        number = durability_begin(folder, refusesFull)
        precondition(number >= 0, "too many recordings")
    }

    /// How many events there are by now.
    func mark() -> Int { Int(durability_mark(number)) }

    /// Ends; returns all events.
    func stop() -> [DiskEvent] {
        durability_stop(number)
        defer { durability_free(number) }
        let events = UnsafeBufferPointer(start: durability_events(number), count: mark())
        return events.map { DiskEvent($0) }
    }
}
