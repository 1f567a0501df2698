// What posix_spawn(3) is told: descriptors and signals of the child.

import Glibc

/// The file actions and attributes of one spawn, with the copies of descriptors that they need.
struct SpawnActions: ~Copyable {
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
    private var copies: [Int32] = []

    /// Takes the child's descriptors → ours.
    init(inheriting descriptors: [Int32: Int32]) throws(ChildProcessError) {
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        try setSignals()
        try setDescriptors(descriptors)
    }

    deinit {
        for copy in copies { close(copy) }
        var actions = actions
        var attributes = attributes
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }

    /// - Returns: the process id.
    borrowing func spawn(
        executable: String,
        arguments: [String],
        environment: [String]
    ) throws(ChildProcessError) -> Int32 {
        let arguments = CStrings(arguments)
        let environment = CStrings(environment)
        var actions = actions
        var attributes = attributes
        var pid: Int32 = 0
        let result = posix_spawn(&pid, executable, &actions, &attributes, arguments.pointers, environment.pointers)
        try ChildProcessError.check("posix_spawn \(executable)", result)
        return pid
    }

    private mutating func setSignals() throws(ChildProcessError) {
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // A process group of its own: Ctrl-C reaches whoever started the child, who decides.
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        try ChildProcessError.check("posix_spawnattr_setflags", posix_spawnattr_setflags(&attributes, Int16(flags)))
    }

    /// Ours are copied to numbers above the child's first: one that is ours may be another one of the child's.
    private mutating func setDescriptors(_ descriptors: [Int32: Int32]) throws(ChildProcessError) {
        let end = max(2, descriptors.keys.max() ?? 2) + 1
        for (theirs, ours) in descriptors {
            let copy = fcntl(ours, F_DUPFD_CLOEXEC, end)
            guard copy >= 0 else { throw .last("fcntl F_DUPFD_CLOEXEC") }
            copies.append(copy)
            try ChildProcessError.check("adddup2", posix_spawn_file_actions_adddup2(&actions, copy, theirs))
        }
        for number in 3..<end where descriptors[number] == nil {
            try ChildProcessError.check("addclose", posix_spawn_file_actions_addclose(&actions, number))
        }
        try closeAll(from: end)
    }

    /// Swift does not see `posix_spawn_file_actions_addclosefrom_np` (glibc 2.34), which is there nevertheless.
    private mutating func closeAll(from number: Int32) throws(ChildProcessError) {
        typealias Function = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32
        let name = "posix_spawn_file_actions_addclosefrom_np"
        guard let symbol = dlsym(nil, name) else { throw ChildProcessError(call: name, code: ENOSYS) }
        let function = unsafeBitCast(symbol, to: Function.self)
        try ChildProcessError.check(name, function(&actions, number))
    }
}

/// A null-terminated array of C strings, freed when it goes.
private struct CStrings: ~Copyable {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

    deinit { for pointer in pointers { free(pointer) } }
}
