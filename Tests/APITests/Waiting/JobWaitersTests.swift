import FoundationEssentials
import Logging
import NIOCore
import NIOEmbedded
import Shared
import TestSupport
import Testing

@testable import API

@Suite(.timeLimit(.minutes(1)))
struct JobWaitersTests {
    private let store: StubStore
    private let waiters: JobWaiters
    private let channel = NIOAsyncTestingChannel()

    init() throws {
        store = try StubStore(.leaveQueued)
        waiters = JobWaiters(store: store, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func newJob() -> JobID {
        let job = Job.sample()
        store.put(job)
        return job.id
    }

    @Test func `a job that is final already is not waited for`() async {
        let id = newJob()
        store.finish(id)
        #expect(await waiters.wait(for: [id], atMost: .seconds(60), client: channel) == .settled)
    }

    @Test func `a job that is gone is not waited for`() async {
        #expect(await waiters.wait(for: [JobID(now: Date())], atMost: .seconds(60), client: channel) == .settled)
    }

    @Test func `a waiter is woken by a hint`() async {
        let id = newJob()
        async let end = waiters.wait(for: [id], atMost: .seconds(60), client: channel)
        store.finish(id, hinting: false)
        waiters.settle([id])
        #expect(await end == .settled)
    }

    @Test func `a waiter is found by polling where the hint was lost`() async throws {
        let id = newJob()
        async let end = waiters.wait(for: [id], atMost: .seconds(60), client: channel)
        #expect(try await eventually { waiters.count == 1 })
        store.finish(id, hinting: false)
        await waiters.poll()
        #expect(await end == .settled)
    }

    @Test func `several jobs are waited for until the last`() async throws {
        let (first, second) = (newJob(), newJob())
        async let end = waiters.wait(for: [first, second], atMost: .seconds(60), client: channel)
        #expect(try await eventually { waiters.count == 2 })
        store.finish(first, hinting: false)
        await waiters.poll()
        #expect(waiters.count == 2)
        store.finish(second, hinting: false)
        await waiters.poll()
        #expect(await end == .settled)
        #expect(waiters.count == 0)
    }

    @Test func `several requests wait for one job`() async throws {
        let id = newJob()
        async let first = waiters.wait(for: [id], atMost: .seconds(60), client: channel)
        async let second = waiters.wait(for: [id], atMost: .seconds(60), client: channel)
        waiters.settle([id])
        store.finish(id, hinting: false)
        #expect(try await eventually { await waiters.poll() == () && waiters.count == 0 })
        #expect(await [first, second] == [.settled, .settled])
    }

    @Test func `the time runs out`() async {
        #expect(await waiters.wait(for: [newJob()], atMost: .milliseconds(1), client: channel) == .timedOut)
        #expect(waiters.count == 0)
    }

    @Test func `a shutdown ends waits, those to come included`() async {
        async let end = waiters.wait(for: [newJob()], atMost: .seconds(60), client: channel)
        waiters.close(within: .milliseconds(1))
        #expect(await end == .timedOut)
        #expect(await waiters.wait(for: [newJob()], atMost: .seconds(60), client: channel) == .timedOut)
    }

    @Test func `a cancelled task does not wait on`() async {
        let (waiters, channel, id) = (waiters, channel, newJob())
        let task = Task { await waiters.wait(for: [id], atMost: .seconds(60), client: channel) }
        task.cancel()
        #expect(await task.value == .timedOut)
    }

    @Test func `completions that race with waiters are never missed`() async {
        let (store, waiters, channel) = (store, waiters, channel)
        let ends = await withTaskGroup(of: JobWait.End.self) { group in
            for _ in 0..<2_000 {
                let id = newJob()
                group.addTask { await waiters.wait(for: [id], atMost: .seconds(50), client: channel) }
                group.addTask {
                    store.finish(id, hinting: false)
                    waiters.settle([id])
                    return .settled
                }
            }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(ends == [.settled])
        #expect(waiters.count == 0)
    }
}
