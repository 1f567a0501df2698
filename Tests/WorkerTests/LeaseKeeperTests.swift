// Leases: when they are renewed, and what happens to those that are lost.

import Logging
import Shared
import Synchronization
import Testing

@testable import Worker

@Suite struct LeaseKeeperTests {
    private let store = StubStore()
    private let running = RunningClaims()
    private let holding = Holding(recognition: 1, epoch: 1)

    private var keeper: LeaseKeeper {
        LeaseKeeper(
            store: store,
            worker: WorkerID(),
            lease: .seconds(30),
            running: running,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test func `leases are renewed every third of a lease`() {
        var beat = Beat(interval: .seconds(10))
        let start = ContinuousClock.now
        #expect(beat.isDue(at: start))
        beat.renewed(at: start)
        #expect(!beat.isDue(at: start + .seconds(9)))
        #expect(beat.isDue(at: start + .seconds(10)))
    }

    @Test func `progress is written once a second at most`() {
        var beat = Beat(interval: .seconds(10))
        let start = ContinuousClock.now
        beat.renewed(at: start)
        #expect(!beat.mayWriteProgress(at: start + .milliseconds(999)))
        #expect(beat.mayWriteProgress(at: start + .seconds(1)))
    }

    @Test func `progress is written only where there is some`() async {
        var beat = Beat(interval: .zero)
        running.add(holding)
        store.change { [holding] in _ = $0.held.insert(holding) }
        running.note(0.25, of: holding)
        await keeper.pass(&beat)
        await keeper.pass(&beat)
        #expect(store[\.renewals] == [[Progress(holding, fraction: 0.25)], []])
    }

    @Test func `what another epoch holds is lost`() async {
        var beat = Beat(interval: .seconds(10))
        let killed = Atomic(0)
        running.add(holding)
        let stopped = running.attach(holding) { killed.add(1, ordering: .relaxed) }
        #expect(stopped == nil)
        store.change { $0.held = [Holding(recognition: 1, epoch: 2)] }
        await keeper.pass(&beat)
        await keeper.pass(&beat)
        let kills = killed.load(ordering: .relaxed)
        #expect(kills == 1)
        #expect(running.remove(holding) == .lost)
    }

    @Test func `an idle worker asks for nothing between its heartbeats`() async {
        var beat = Beat(interval: .seconds(10))
        await keeper.pass(&beat)
        await keeper.pass(&beat)
        #expect(store[\.renewals].count == 1)
    }

    @Test func `a claim stopped before its engine begins does not begin`() {
        running.add(holding)
        running.stop([holding], .shutdown)
        #expect(running.attach(holding, kill: {}) == .shutdown)
    }

    @Test func `a claim that has ended kills nothing`() {
        let killed = Atomic(false)
        running.add(holding)
        _ = running.attach(holding) { killed.store(true, ordering: .relaxed) }
        #expect(running.remove(holding) == nil)
        running.stop([holding], .lost)
        let wasKilled = killed.load(ordering: .relaxed)
        #expect(!wasKilled)
    }
}
