// The two clocks of a store: one that leases and delays are measured with, one to show.

package import FoundationEssentials
import Glibc

/// A moment as a store writes it down.
package struct StoreTime: Sendable, Equatable {
    /// Which start of the machine `uptime` counts from: times of another boot cannot be compared.
    package var boot: String
    /// Milliseconds since boot, sleep included (CLOCK_BOOTTIME, `clock_gettime(2)`).
    package var uptime: Int64
    /// Wall time, for display only: it may jump.
    package var wall: Date

    package init(boot: String, uptime: Int64, wall: Date) {
        self.boot = boot
        self.uptime = uptime
        self.wall = wall
    }

    /// Milliseconds since 1970.
    var wallMilliseconds: Int64 { Int64((wall.timeIntervalSince1970 * 1000).rounded()) }
}

/// Where a store gets the time from, so that tests of leases and delays never sleep.
package protocol StoreClock: Sendable {
    var now: StoreTime { get }
}

/// The machine's own clocks.
package struct SystemStoreClock: StoreClock {
    private let boot: String

    /// Throws where the boot cannot be told from another: then no lease could be trusted.
    package init() throws(StoreError) {
        let path = "/proc/sys/kernel/random/boot_id"
        guard let id = try? String(contentsOfFile: path, encoding: .utf8), id.utf8.count >= 36 else {
            throw .unavailable("\(path) cannot be read: leases need to know this boot from another")
        }
        boot = id.trimmingSuffix(while: \.isNewline)
    }

    package var now: StoreTime {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return StoreTime(boot: boot, uptime: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000, wall: Date())
    }
}

extension String {
    fileprivate func trimmingSuffix(while drop: (Character) -> Bool) -> String {
        var end = endIndex
        while end > startIndex, drop(self[index(before: end)]) { end = index(before: end) }
        return String(self[..<end])
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    package var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// Whole nanoseconds, rounded down.
    package var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }

    package var inSeconds: Double { Double(nanoseconds) / 1e9 }
}
