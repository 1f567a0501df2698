// Threads of our own, for calls that block for as long as a process lives.

import Glibc

enum SystemThread {
    private final class Work: Sendable {
        let run: @Sendable () -> Void

        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a detached thread with a small stack, and with all signals blocked: they go to other threads.
    static func start(_ work: @escaping @Sendable () -> Void) throws(ChildProcessError) {
        // Not `pthread_attr_t()`: the compiler may find that initialiser in Dispatch's copy of the header alone.
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        defer { attributes.deallocate() }
        pthread_attr_init(attributes)
        defer { pthread_attr_destroy(attributes) }
        pthread_attr_setstacksize(attributes, 256 * 1024)
        pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
        let context = Unmanaged.passRetained(Work(run: work))
        var thread = pthread_t()
        let result = pthread_create(&thread, attributes, run, context.toOpaque())
        if result != 0 { context.release() }
        try ChildProcessError.check("pthread_create", result)
    }

    private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        guard let context else { return nil }
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }
}
