// What a process that decodes images may take, and when it must go.

import Glibc

enum ProcessLimits {
    /// Ctrl-C and `kill` of the group reach the worker too, and the worker decides.
    ///
    /// A closed descriptor is an errno.
    static func ignoreSignals() {
        for number in [SIGINT, SIGTERM, SIGPIPE] { signal(number, SIG_IGN) }
    }

    /// The kernel, short of memory, takes an engine before anything else.
    ///
    /// Raising the score needs no right.
    static func beFirstToBeKilled() {
        let file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = write(file, "1000", 4)
        close(file)
    }

    /// - Parameter memory: bytes of heap and private mappings (`RLIMIT_DATA`).
    static func limit(memory: UInt64?) {
        if let memory { set(RLIMIT_DATA, to: rlim_t(memory)) }
        // An image is somebody's letter: it must not lie on a disk as a core file.
        set(RLIMIT_CORE, to: 0)
    }

    /// - Parameter fileSize: bytes of any file that is written (`RLIMIT_FSIZE`); more of them is an errno.
    static func limit(fileSize: UInt64) {
        signal(SIGXFSZ, SIG_IGN)
        set(RLIMIT_FSIZE, to: rlim_t(fileSize))
    }

    /// Lowers the soft limit and the hard one; one that is lower already stays.
    private static func set(_ resource: __rlimit_resource, to value: rlim_t) {
        let kind = __rlimit_resource_t(resource.rawValue)
        var limit = rlimit()
        getrlimit(kind, &limit)
        limit.rlim_max = min(limit.rlim_max, value)
        limit.rlim_cur = min(limit.rlim_cur, limit.rlim_max)
        setrlimit(kind, &limit)
    }

    /// Starts a thread that ends the process when the other end of the pipe is closed, even in the middle of a page.
    static func startLifeline(_ descriptor: Int32) {
        var thread = pthread_t()
        let context = UnsafeMutableRawPointer(bitPattern: UInt(descriptor) + 1)
        let result = pthread_create(&thread, nil, { ProcessLimits.waitForEnd(of: $0) }, context)
        precondition(result == 0, "no thread for the lifeline")
        pthread_detach(thread)
    }

    private static func waitForEnd(of context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        let descriptor = Int32(truncatingIfNeeded: Int(bitPattern: context) - 1)
        var byte: UInt8 = 0
        while true {
            let count = read(descriptor, &byte, 1)
            if count > 0 || (count < 0 && errno == EINTR) { continue }
            _exit(EngineExit.orphaned)
        }
    }
}
