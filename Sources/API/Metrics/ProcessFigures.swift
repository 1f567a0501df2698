// What Linux tells of this process.

import FoundationEssentials
import Glibc
import Shared

/// Source: proc(5); the names are those of Prometheus's own client libraries.
enum ProcessFigures {
    /// What cannot be read is left out.
    ///
    /// Reads `/proc`, which waits for no disk.
    static func samples() -> [MetricSample] {
        var samples = [MetricSample(.buildInfo, [("version", Lector.version)], 1)]
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        if let stat = ProcessStat(pid: getpid()) {
            let boot = text("/proc/stat").flatMap(bootTime)
            if let boot { samples.append(MetricSample(.processStart, boot + Double(stat.startTicks) / ticks)) }
            samples.append(MetricSample(.processCPU, Double(stat.userTicks + stat.systemTicks) / ticks))
            samples.append(MetricSample(.processMemory, Double(stat.residentPages * sysconf(Int32(_SC_PAGESIZE)))))
        }
        if let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            samples.append(MetricSample(.openDescriptors, Double(names.count)))
        }
        samples.append(MetricSample(.maximumDescriptors, Double(OpenFiles.limit)))
        return samples
    }

    /// In seconds since 1970, from the text of `/proc/stat`.
    static func bootTime(_ text: String) -> Double? {
        text.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst("btime ".count)) }
    }

    private static func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
}
