// How many engines this machine can run side by side.

import FoundationEssentials
import Shared

/// Slots by cores and memory, within what control groups and affinity allow.
struct SlotCount: Sendable, Equatable {
    /// Bytes that one engine needs on a typical page, its share of the worker included.
    ///
    /// A page of 100 megapixels takes more, and seldom comes on all slots at once.
    static let memoryPerSlot = 512 * 1024 * 1024

    /// Cores that may be used; a quota of one and a half counts as two.
    var cores: Int
    /// Bytes that may be used; nil where it cannot be told.
    var memory: Int?

    /// At least 1.
    var slots: Int {
        let byMemory = memory.map { $0 / Self.memoryPerSlot } ?? cores
        return max(1, min(cores, byMemory))
    }

    /// - Parameter file: the text of a file by its path, nil where it cannot be read.
    init(file: (String) -> String?) {
        let group = ControlGroup(file: file)
        let allowed = file("/proc/self/status").flatMap(Self.allowedCores) ?? 1
        cores = max(1, min(allowed, group.cores.map { Int($0.rounded(.up)) } ?? allowed))
        let memories = [group.memory, file("/proc/meminfo").flatMap(Self.totalMemory)].compactMap { $0 }
        memory = memories.min()
    }

    /// This machine's.
    ///
    /// Reads small files of `/proc` and `/sys`.
    static func current() -> SlotCount {
        SlotCount { try? String(contentsOfFile: $0, encoding: .utf8) }
    }

    /// The affinity of the process, from `Cpus_allowed_list: 0-3,8` (`proc(5)`).
    static func allowedCores(inStatus text: String) -> Int? {
        guard let list = value(of: "Cpus_allowed_list", in: text) else { return nil }
        var count = 0
        for part in list.split(separator: ",") {
            let bounds = part.split(separator: "-").compactMap { Int($0) }
            guard let first = bounds.first, let last = bounds.last, last >= first else { return nil }
            count += last - first + 1
        }
        return count > 0 ? count : nil
    }

    /// Bytes, from `MemTotal: 16384 kB`.
    static func totalMemory(inMeminfo text: String) -> Int? {
        value(of: "MemTotal", in: text)?.split(separator: " ").first.flatMap { Int($0) }.map { $0 * 1024 }
    }

    private static func value(of name: String, in text: String) -> String? {
        for line in text.split(separator: "\n") where line.hasPrefix(name + ":") {
            return line.dropFirst(name.count + 1).split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        }
        return nil
    }
}
