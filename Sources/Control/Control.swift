// The program `lectorctl`: what an operator does with a store, beside a running service or without one.

import ArgumentParser
import Glibc
import Shared

@main
struct Lectorctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lectorctl",
        abstract: "Looks after Lector's queue.",
        discussion: """
            Works on the database that --database or LECTOR_DATABASE names, with a service running or without one; \
            other settings come from LECTOR_ variables and --config as for the service. It never makes a database. \
            Commands that only look leave a database of an older version alone; those that change something bring it \
            up to date first. Run it as the service's user.

            Only `read` and `health` work on no database: they are clients of the service, and anybody's.

            Exit codes: 0 done; 1 not all of it could be done, or a check found an error; 64 wrong usage; 65 not a \
            database of this version, or damaged; 66 no database there; 69 the service cannot be reached; 73 the file \
            cannot be made; 74 output failed; 75 the store said no: try again; 78 a bad setting; 130 interrupted.
            """,
        version: Lector.version,
        subcommands: [StatusCommand.self, TopCommand.self],
        groupedSubcommands: [
            CommandGroup(name: "Service", subcommands: [ReadCommand.self, HealthCommand.self]),
            CommandGroup(
                name: "Jobs",
                subcommands: [JobsCommand.self, FailedCommand.self, QueueCommand.self, WorkersCommand.self]
            ),
            CommandGroup(
                name: "Store",
                subcommands: [PurgeCommand.self, CheckCommand.self, BackupCommand.self]
            ),
        ]
    )
}
