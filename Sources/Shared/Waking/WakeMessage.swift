// Wake-up hints as datagrams.

/// The wire form of hints: one byte for the kind, then, for settled jobs, their ids one after the other.
enum WakeMessage {
    /// Ids in one datagram: a datagram on a Unix socket fits in a socket buffer, and this stays far below.
    private static let idsPerMessage = 200
    private static let idLength = 36

    /// The datagrams for some hints, and who gets each.
    ///
    /// Equal hints become one.
    static func encode(_ hints: [WakeHint]) -> [(WakeRole, [UInt8])] {
        var messages: [(WakeRole, [UInt8])] = []
        if hints.contains(.work) { messages.append((.worker, [UInt8(ascii: "w")])) }
        if hints.contains(.cancelled) { messages.append((.worker, [UInt8(ascii: "c")])) }
        if hints.contains(.status) { messages.append((.api, [UInt8(ascii: "i")])) }
        var ids = hints.flatMap { hint -> [JobID] in if case .settled(let ids) = hint { ids } else { [] } }[...]
        while !ids.isEmpty {
            let text = ids.prefix(idsPerMessage).flatMap { Array($0.description.utf8) }
            messages.append((.api, [UInt8(ascii: "s")] + text))
            ids = ids.dropFirst(idsPerMessage)
        }
        return messages
    }

    /// Nil for what is not one of ours: anyone who may write into the folder may send.
    static func decode(_ bytes: [UInt8]) -> WakeHint? {
        switch bytes.first {
        case UInt8(ascii: "w"): return .work
        case UInt8(ascii: "c"): return .cancelled
        case UInt8(ascii: "i"): return .status
        case UInt8(ascii: "s"):
            let text = bytes.dropFirst()
            guard text.count.isMultiple(of: idLength) else { return nil }
            let starts = stride(from: text.startIndex, to: text.endIndex, by: idLength)
            return .settled(starts.compactMap { JobID(String(decoding: text[$0..<$0 + idLength], as: UTF8.self)) })
        default: return nil
        }
    }
}
