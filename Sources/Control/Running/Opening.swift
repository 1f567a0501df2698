// From the command line to an open store, and never to a new one.

import FoundationEssentials
import Shared

/// What a command does with the store.
enum StoreAccess {
    /// Leaves a database of an older version as it is, and refuses it.
    case looking
    /// Brings a database of an older version up to date.
    case changing
}

enum Opening {
    static func store(
        _ options: StoreOptions,
        for access: StoreAccess,
        environment: [String: String]
    ) async throws -> (store: SQLiteStore, path: String) {
        let settings = try await Settings.read(arguments: options.settings, environment: environment)
        try await check(settings.database, for: access)
        let store = try await SQLiteStore.opened(path: settings.database, policy: SQLiteStore.Policy(settings))
        return (store, settings.database)
    }

    /// Opening would make a new store, with its folders, where a name is mistyped.
    private static func check(_ path: String, for access: StoreAccess) async throws {
        switch await StoreFile.look(at: path) {
        case .current: return
        case .older where access == .changing: return
        case .older:
            throw Failure(
                Failure.data,
                "\(path) was made by an older version; the service, or a command that changes something, brings it up to date"
            )
        case .newer: throw Failure(Failure.data, "\(path) was made by a newer version of Lector")
        case .foreign: throw Failure(Failure.data, "\(path) is not a database of Lector")
        case .damaged(let why): throw Failure(Failure.data, "\(path) is damaged: \(why)")
        case .unreadable(let why): throw Failure(Failure.noInput, "\(path) cannot be read: \(why)")
        case .missing:
            throw Failure(Failure.noInput, "there is no database \(path): name it with --database or LECTOR_DATABASE")
        }
    }
}
