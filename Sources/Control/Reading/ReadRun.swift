// All files of one command line.

import AsyncHTTPClient
import NIOCore
import Shared

struct ReadRun: Sendable {
    /// Results that may wait for those before them to be printed, each of them an open file.
    private static let window = 64

    let request: ReadRequest
    let address: ServiceAddress
    let inputs: [Input]
    /// Where each result goes; nil: standard output.
    let paths: [String?]
    let console: Console
    let report: Report
    var patience = Patience()

    /// - Throws: `Failure.incomplete` where a file was not read; whatever ends everything.
    func run() async throws {
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let client = ServiceClient(http: http, address: address, patience: patience)
        let reading = FileReading(client: client, request: request, jobs: OpenJobs(), report: report)
        let outcome: Result<Bool, any Error>
        do { outcome = .success(try await readAll(reading)) } catch { outcome = .failure(error) }
        await takeBack(reading)
        try? await http.shutdown()
        await report.close()
        guard try outcome.get() else { throw Failure.incomplete }
    }

    private var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(5)
        // A silent minute beyond the longest wait for a job: nobody is there any more.
        configuration.timeout.read = .seconds(Int64(patience.poll) + 60)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = request.width
        // The tries are ours, each of them counted.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// Whether any result goes to standard output.
    private var isPrinted: Bool { paths.allSatisfy { $0 == nil } }

    /// Reads so many at a time, and prints in order; returns whether all was well.
    private func readAll(_ reading: FileReading) async throws -> Bool {
        async let _: Void = report.run()
        let chain = DocumentChain(request.format, isTerminal: console.screen().isTerminal)
        var printer = Printer(chain: chain, inputs: inputs)
        try await withThrowingTaskGroup(of: (Int, FileOutcome).self) { group in
            var (next, inHand) = (0, 0)
            let window = isPrinted ? Self.window : inputs.count
            while printer.next < inputs.count {
                while inHand < request.width, next < min(inputs.count, printer.next + window) {
                    let index = next
                    group.addTask { (index, try await reading.read(index, inputs[index], to: paths[index])) }
                    (next, inHand) = (next + 1, inHand + 1)
                }
                guard let (index, outcome) = try await group.next() else { break }
                inHand -= 1
                try await printer.take(index, outcome, report.stage)
            }
        }
        return printer.isComplete
    }

    /// Cancels the jobs that were made and are not final, whether or not this task is cancelled itself.
    private func takeBack(_ reading: FileReading) async {
        let client = reading.client
        await Task {
            await withTaskGroup { group in
                for id in reading.jobs.all { group.addTask { await client.cancel(id) } }
            }
        }
        .value
    }
}
