// Tesseract's progress monitor: the run limit, and progress while a page is read.

import CTesseract

/// One run's deadline and progress.
///
/// It lives as long as the run.
struct Monitor: ~Copyable {
    private let handle: OpaquePointer
    /// What the C callback works on; kept alive here.
    private let context: MonitorContext

    /// Nil where there is no memory.
    ///
    /// - Parameters:
    ///   - deadline: when Tesseract is told to stop. It looks between words; finding the layout is not interrupted.
    ///   - progress: called on the reading thread, at most about every 200 ms, with 0 to 1.
    init?(deadline: ContinuousClock.Instant, progress: @escaping (Double) -> Void) {
        guard let handle = TessMonitorCreate() else { return nil }
        self.handle = handle
        context = MonitorContext(handle: handle, deadline: deadline, progress: progress)
        TessMonitorSetCancelThis(handle, Unmanaged.passUnretained(context).toOpaque())
        TessMonitorSetCancelFunc(handle) { pointer, _ in
            guard let pointer else { return false }
            return Unmanaged<MonitorContext>.fromOpaque(pointer).takeUnretainedValue().tick()
        }
        let remaining = ContinuousClock.now.duration(to: deadline)
        TessMonitorSetDeadlineMSecs(handle, Int32(clamping: remaining.milliseconds))
    }

    deinit {
        TessMonitorDelete(handle)
    }

    borrowing func withHandle<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        body(handle)
    }
}

private final class MonitorContext {
    private let handle: OpaquePointer
    private let deadline: ContinuousClock.Instant
    private let progress: (Double) -> Void
    private var lastReport = ContinuousClock.now
    private var lastPercent: Int32 = 0

    init(handle: OpaquePointer, deadline: ContinuousClock.Instant, progress: @escaping (Double) -> Void) {
        (self.handle, self.deadline, self.progress) = (handle, deadline, progress)
    }

    /// Called between words, some thousand times a page.
    /// - Returns: true to stop.
    func tick() -> Bool {
        let now = ContinuousClock.now
        if now - lastReport >= .milliseconds(200) {
            let percent = TessMonitorGetProgress(handle)
            if percent > lastPercent {
                lastPercent = percent
                lastReport = now
                progress(min(1, Double(percent) / 100))
            }
        }
        return now >= deadline
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
