// The engine's command line, environment and descriptors.

import Glibc
import Shared

struct EngineSpawner: Sendable {
    /// An engine process with our ends of what it holds; they are whoever's who has this.
    struct Spawned: Sendable {
        let child: ChildProcess
        let lifeline: Lifeline
        let frames: Int32
        let output: Int32

        func closeFrames() { close(frames) }
        func closeOutput() { close(output) }
    }

    /// The program; `/proc/self/exe` stays right also where the file has been replaced.
    var executable = "/proc/self/exe"
    /// Bytes of data that an engine may allocate.
    var memoryLimit: Int
    var environment: [String: String]

    init(memoryLimit: Int, environment: [String: String]) {
        self.memoryLimit = memoryLimit
        self.environment = DecoderEnvironment.make(from: environment)
    }

    /// Blocks for about a millisecond.
    func spawn(languages: [String]) throws(ChildProcessError) -> Spawned {
        let socket = try Self.socketPair()
        let output = try Self.pipe()
        let null = try Self.openNull()
        let lifeline = try Lifeline()
        let child = try ChildProcess.spawn(
            executable: executable,
            arguments: EngineCommand.arguments(
                languages: languages,
                frames: 3,
                lifeline: 4,
                memoryLimit: memoryLimit
            ),
            environment: environment,
            inheriting: [
                0: null.number, 1: output.theirs.number, 2: output.theirs.number, 3: socket.theirs.number,
                4: lifeline.readEnd,
            ]
        )
        lifeline.closeReadEnd()
        return Spawned(child: child, lifeline: lifeline, frames: socket.release(), output: output.release())
    }

    private static func socketPair() throws(ChildProcessError) -> DescriptorPair {
        var ends: [Int32] = [0, 0]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw .last("socketpair") }
        return DescriptorPair(ours: OwnedDescriptor(ends[0]), theirs: OwnedDescriptor(ends[1]))
    }

    private static func pipe() throws(ChildProcessError) -> DescriptorPair {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw .last("pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return DescriptorPair(ours: OwnedDescriptor(ends[0]), theirs: OwnedDescriptor(ends[1]))
    }

    private static func openNull() throws(ChildProcessError) -> OwnedDescriptor {
        let number = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw .last("open /dev/null") }
        return OwnedDescriptor(number)
    }
}
