// Short forms for statements that are compiled once.

import GRDB

extension Database {
    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try cachedStatement(sql: sql).execute(arguments: arguments)
        return changesCount
    }

    /// Shortens the file by some of the pages that hold nothing any more (`PRAGMA incremental_vacuum`); the rest goes
    /// another time.
    func giveBackPages() throws {
        // Each step of the statement gives back one page: all have to be taken.
        _ = try Row.fetchAll(cachedStatement(sql: "PRAGMA incremental_vacuum(1000)"))
    }

    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    func value<Value: DatabaseValueConvertible>(_ sql: String, _ arguments: StatementArguments = []) throws -> Value? {
        try Value.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }
}

extension StoreError {
    /// What a call on the database threw.
    init(_ error: any Error) {
        self = error as? StoreError ?? .unavailable("\(error)")
    }
}
