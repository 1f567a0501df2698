// Keeps the API's view of the store fresh: hints make it quick, polling makes it right.

import Logging
import ServiceLifecycle
import Shared

/// Listens for what other processes commit, and looks by itself now and then.
struct StoreWatcher: Service {
    let store: any JobStore
    let waiters: JobWaiters
    let followers: Followers
    let board: StatusBoard
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await listen() }
                group.addTask { await poll() }
                group.addTask { await repeatedly(every: .seconds(30)) { followers.beat() } }
                group.addTask { await repeatedly(every: .seconds(1)) { await refresh() } }
            }
        }
    }

    private func listen() async {
        for await hint in store.wakeups(for: .api) {
            switch hint {
            case .settled(let ids):
                waiters.settle(ids)
                followers.tell(ids)
            case .status: await refresh()
            case .work, .cancelled: break
            }
        }
    }

    /// Looks at the jobs that someone waits for where anything has been committed since the last look: ten thousand who
    /// wait for a queue that stands still cost nothing.
    private func poll() async {
        var seen: Int64?
        await repeatedly(every: .milliseconds(500)) {
            // Read before the look: what is committed during it is looked at again.
            let version = try? await store.version()
            guard version == nil || version != seen || waiters.isInDoubt else { return }
            await waiters.poll()
            // A look that failed is made again.
            seen = await followers.poll() && !waiters.isInDoubt ? version : nil
        }
    }

    private func refresh() async {
        do {
            try await board.refresh()
        } catch {
            logger.warning("cannot read the store's status", metadata: ["error": "\(error)"])
        }
    }

    private func repeatedly(every pause: Duration, _ action: () async -> Void) async {
        while !Task.isCancelled {
            await action()
            try? await Task.sleep(for: pause)
        }
    }
}
