// The main of an engine: a child process that reads one image at a time for the worker that started it.

import Glibc

/// How an engine's process ends, when it is not killed.
package enum EngineExit {
    /// The worker closed the frames: all is well.
    package static let success: Int32 = 0
    /// The languages could not be loaded (`EX_CONFIG`); standard error says why.
    package static let notLoaded: Int32 = 78
    /// The frames made no sense or could not be written (`EX_PROTOCOL`).
    package static let brokenFrames: Int32 = 76
    /// Memory ran out inside Tesseract: the job's error is `out_of_memory`.
    ///
    /// Where C++ notices it first the process ends
    /// with SIGABRT instead, and ``standardErrorMark`` is in the last lines on standard error.
    package static let outOfMemory: Int32 = 86
    /// The lifeline closed: the worker is gone.
    package static let orphaned: Int32 = 87

    package static let standardErrorMark = "std::bad_alloc"
}

package enum EngineProcess {
    /// Answers requests until the worker closes the frames.
    ///
    /// Blocks; never call it where other work waits.
    ///
    /// `OMP_THREAD_LIMIT=1` must be in the environment already: libgomp reads it when it is loaded.
    /// - Parameters:
    ///   - languages: loaded once, for good.
    ///   - frames: a descriptor to read requests from and write replies to, such as one end of a socket pair.
    ///   - lifeline: the read end of a pipe whose write end only the worker holds.
    ///   - memoryLimit: bytes for `RLIMIT_DATA`; nil for no limit.
    ///   - frameLimit: the longest request, in bytes.
    package static func run(
        languages: [String],
        frames: Int32,
        lifeline: Int32,
        memoryLimit: UInt64? = nil,
        frameLimit: Int = 64 << 20
    ) -> Never {
        ProcessLimits.ignoreSignals()
        ProcessLimits.startLifeline(lifeline)
        ProcessLimits.beFirstToBeKilled()
        ProcessLimits.limit(memory: memoryLimit)
        PixMemory.install()
        do {
            let recognizer = try Recognizer(languages: languages)
            var channel = FrameChannel(descriptor: frames, limit: frameLimit)
            try serve(&channel, with: recognizer)
            exit(EngineExit.success)
        } catch let error as EngineStartError {
            report("engine not loaded: \(error)")
            exit(EngineExit.notLoaded)
        } catch {
            report("frames broken: \(error)")
            exit(EngineExit.brokenFrames)
        }
    }

    /// Sends `ready`, then answers every request in turn.
    ///
    /// Returns at the end of the stream.
    static func serve(_ channel: inout FrameChannel, with recognizer: borrowing Recognizer) throws(FrameError) {
        try channel.send(EngineReply.ready(recognizer.identity).frame)
        while let frame = try channel.receive() {
            let request = try EngineRequest(frame: frame)
            let output = channel.output
            // A worker that is gone is noticed by the reply itself, or by the lifeline.
            let reply = recognizer.reply(to: request, image: frame.body) { share in
                try? output.send(EngineReply.progress(share).frame)
            }
            try channel.send(reply.frame)
        }
    }

    private static func report(_ message: String) {
        let line = Array("lector engine: \(message)\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }
}
