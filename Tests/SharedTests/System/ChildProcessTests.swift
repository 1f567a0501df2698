// Child processes: how they end, what they inherit, and that a signal never goes astray.

import Glibc
import Testing

@testable import Shared

@Suite struct ChildProcessTests {
    private func shell(
        _ script: String,
        environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        inheriting: [Int32: Int32] = [:]
    ) throws -> ChildProcess {
        try ChildProcess.spawn(
            executable: "/bin/sh",
            arguments: ["-c", script],
            environment: environment,
            inheriting: inheriting
        )
    }

    /// What a script writes to the descriptors that it is given ours for.
    private func output(of script: String, on numbers: [Int32]) async throws -> String {
        let pipe = try TestPipe()
        let child = try shell(
            script,
            inheriting: Dictionary(uniqueKeysWithValues: numbers.map { ($0, pipe.writeEnd) })
        )
        pipe.closeWriteEnd()
        let status = await child.exitStatus()
        #expect(status == .exited(0))
        return pipe.readAll()
    }

    @Test func `an exit code is reported`() async throws {
        #expect(try await shell("exit 7").exitStatus() == .exited(7))
        #expect(try await shell("true").exitStatus() == .exited(0))
    }

    @Test func `a signal is reported`() async throws {
        let child = try shell("exec sleep 60")
        child.send(signal: SIGKILL)
        #expect(await child.exitStatus() == .signalled(SIGKILL))
    }

    @Test func `a program that is not there is an error`() {
        #expect(throws: ChildProcessError.self) {
            try ChildProcess.spawn(executable: "/nowhere", arguments: [], environment: [:], inheriting: [:])
        }
    }

    @Test func `any number may wait, also after the end`() async throws {
        let child = try shell("exit 3")
        await withTaskGroup(of: ExitStatus.self) { group in
            for _ in 0..<10 { group.addTask { await child.exitStatus() } }
            for await status in group { #expect(status == .exited(3)) }
        }
        #expect(await child.exitStatus() == .exited(3))
    }

    @Test func `a signal after the end is harmless`() async throws {
        let child = try shell("exit 0")
        _ = await child.exitStatus()
        child.send(signal: SIGKILL)
        #expect(await child.exitStatus() == .exited(0))
        #expect(kill(child.pid, 0) == -1, "the process has been reaped")
    }

    @Test func `only the given environment arrives`() async throws {
        let pipe = try TestPipe()
        let child = try ChildProcess.spawn(
            executable: "/usr/bin/env",
            arguments: [],
            environment: ["LECTOR": "a b"],
            inheriting: [1: pipe.writeEnd]
        )
        pipe.closeWriteEnd()
        _ = await child.exitStatus()
        #expect(pipe.readAll() == "LECTOR=a b\n")
    }

    @Test func `descriptors arrive under their new numbers`() async throws {
        #expect(try await output(of: "echo one; echo five >&5", on: [1, 5]) == "one\nfive\n")
    }

    @Test func `descriptors may trade numbers`() async throws {
        let first = try TestPipe()
        let second = try TestPipe()
        let child = try shell(
            "echo first >/proc/self/fd/\(second.writeEnd); echo second >/proc/self/fd/\(first.writeEnd)",
            inheriting: [second.writeEnd: first.writeEnd, first.writeEnd: second.writeEnd]
        )
        first.closeWriteEnd()
        second.closeWriteEnd()
        #expect(await child.exitStatus() == .exited(0))
        #expect(first.readAll() == "first\n")
        #expect(second.readAll() == "second\n")
    }

    @Test func `no other descriptor arrives`() async throws {
        let leaky = try TestPipe()
        _ = fcntl(leaky.writeEnd, F_SETFD, 0)
        // `ls` itself opens the folder that it lists, as the lowest free number.
        #expect(try await output(of: "exec ls /proc/self/fd", on: [1, 6]) == "0\n1\n2\n3\n6\n")
    }

    @Test func `signals have their default dispositions`() async throws {
        let before = signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, before) }
        let child = try shell("kill -PIPE $$; exit 0")
        #expect(await child.exitStatus() == .signalled(SIGPIPE))
    }

    @Test func `no signal is blocked`() async throws {
        var blocked = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGUSR1)
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &blocked, &before)
        let child = try shell("kill -USR1 $$; exit 0")
        pthread_sigmask(SIG_SETMASK, &before, nil)
        #expect(await child.exitStatus() == .signalled(SIGUSR1))
    }

    @Test func `many children end side by side`() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for code in 0..<Int32(50) {
                group.addTask { try await shell("exit \(code)").exitStatus() == .exited(code) }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
