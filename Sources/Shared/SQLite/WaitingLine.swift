// Who is next. The rule: clients take turns, a job each; a client's own jobs go by priority, then by age. A client whose
// first job arrives takes its place behind those who wait already, once round. What has had its turn before (rescued,
// given back, due for a retry) goes first.

import GRDB

/// The queue of one database, inside a transaction.
struct WaitingLine {
    let database: Database

    /// The recognition to claim next; its client's turn is over.
    func next() throws -> Int64? {
        if let first: Int64 = try database.value(
            "SELECT id FROM recognitions INDEXED BY recognitions_front WHERE state = 'queued' AND front = 1 ORDER BY id"
        ) {
            return first
        }
        while case let first = try database.rows("SELECT client FROM turns ORDER BY turn LIMIT 2"), !first.isEmpty {
            let client: String = first[0]["client"]
            guard let recognition = try firstRecognition(of: client) else {
                try leave(client)
                continue
            }
            // Behind all others, if there are any; that it has nothing left is found out when its turn comes.
            if first.count > 1 { try goBehind(client) }
            return recognition
        }
        return nil
    }

    /// Has a client stand in line, where it does not yet.
    func join(_ client: String) throws {
        let stands: Bool? = try database.value("SELECT EXISTS (SELECT 1 FROM turns WHERE client = ?)", [client])
        if stands != true { try database.run("INSERT INTO turns VALUES (?, ?)", [client, try lastTurn()]) }
    }

    private func firstRecognition(of client: String) throws -> Int64? {
        try database.value(
            """
            SELECT recognition FROM jobs INDEXED BY jobs_waiting
            WHERE state = 'queued' AND client = ? ORDER BY priority DESC, recognition LIMIT 1
            """,
            [client]
        )
    }

    private func goBehind(_ client: String) throws {
        try database.run("UPDATE turns SET turn = ? WHERE client = ?", [try lastTurn(), client])
    }

    private func leave(_ client: String) throws {
        try database.run("DELETE FROM turns WHERE client = ?", [client])
    }

    /// A turn behind all others.
    private func lastTurn() throws -> Int64 {
        let turn: Int64? = try database.value("UPDATE facts SET value = value + 1 WHERE name = 'turn' RETURNING value")
        guard let turn else { throw StoreError.unavailable("the table of facts has no turn") }
        return turn
    }
}

extension Database {
    /// Whether an operator has paused the queue.
    func isPaused() throws -> Bool {
        try value("SELECT value FROM facts WHERE name = 'paused'") ?? false
    }
}
