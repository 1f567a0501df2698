import Shared
import Testing

@testable import API

struct SupervisionTests {
    @Test func `a worker gets settings from the command line as from the environment`() {
        var settings = Settings()
        settings.database = "/data/x.sqlite"
        settings.workers.local = 3
        let environment = WorkerEnvironment.make(
            arguments: ["--rate-limit=off", "--log-level", "debug", "--sync-wait=5s"],
            environment: ["PATH": "/bin", "LECTOR_LOG_LEVEL": "info", "LECTOR_SLOTS": "9"],
            settings: settings,
            timeout: .seconds(2)
        )
        #expect(
            environment == [
                "PATH": "/bin", "LECTOR_LOG_LEVEL": "debug", "LECTOR_RATE_LIMIT": "off", "LECTOR_SYNC_WAIT": "5s",
                "LECTOR_DATABASE": "/data/x.sqlite", "LECTOR_SLOTS": "3", "LECTOR_SHUTDOWN_TIMEOUT": "2000ms",
                "OMP_THREAD_LIMIT": "1",
            ]
        )
    }

    @Test(arguments: [(8000, 6000), (20_000, 15_000), (2000, 1000), (500, 250)])
    func `requests and worker share the time of a shutdown`(total: Int, requests: Int) {
        let budget = ShutdownBudget(.milliseconds(total))
        #expect(budget.requests == .milliseconds(requests))
        #expect(budget.requests + budget.worker == .milliseconds(total))
    }
}
