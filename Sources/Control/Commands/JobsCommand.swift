// `lectorctl jobs`.

import ArgumentParser
import Shared

struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Lists jobs, shows one, tries them again, cancels and deletes them.",
        subcommands: [
            ListJobsCommand.self, ShowJobCommand.self, RetryJobsCommand.self, CancelJobsCommand.self,
            DeleteJobsCommand.self,
        ]
    )
}

// Their names are what may be written on the command line, and what shells complete.
extension JobState: ExpressibleByArgument {}
extension FailureCode: ExpressibleByArgument {}

extension JobID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
