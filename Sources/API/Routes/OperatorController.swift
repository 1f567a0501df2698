// What operators see.

import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Shared

/// `GET /jobs`, `GET /board/data`: behind ``OperatorGate``.
struct OperatorController: Sendable {
    let store: any OperatorStore
    let board: StatusBoard
    let hour: LastHour

    func addRoutes(to router: some RouterMethods<LectorContext>) {
        router.get("jobs", use: list)
        router.get("board/data", use: figures)
    }

    /// Jobs, the newest first.
    @Sendable func list(_ request: Request, _: LectorContext) async throws -> Response {
        let selection = try JobSelection(request)
        do throws(StoreError) {
            let jobs = try await store.jobs(selection)
            let next = jobs.count == selection.limit ? jobs.last?.id.description : nil
            return .tagged(request) { body in
                body.name("jobs")
                body.array { list in
                    for job in jobs { list.object { job.writeWithProblem(to: &$0) } }
                }
                body.member("next_cursor", next)
            }
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
    }

    private static func answer(_ figures: BoardFigures, to request: Request) -> Response {
        var members = JSONWriter()
        figures.write(to: &members)
        var json = JSONWriter()
        json.object { body in
            body.member("time", RFC3339.text(figures.time))
            body.fragment(members.bytes)
        }
        let tag = EntityTag(of: members.bytes)
        return .tagged(request, ByteBuffer(bytes: json.bytes), tag: tag, type: "application/json")
    }

    @Sendable func figures(_ request: Request, _: LectorContext) async throws -> Response {
        let now = Date()
        do throws(StoreError) {
            let figures = BoardFigures(
                time: now,
                queue: try await store.summary(),
                workers: try await store.workers(),
                running: try await store.running(),
                minutes: try await hour.figures(now: now),
                failures: try await store.failures(since: now - 3600)
            )
            return Self.answer(figures, to: request)
        } catch {
            throw APIError(error, backlog: board.backlog)
        }
    }
}

extension JobSelection {
    private static let limits = 1...500

    fileprivate init(_ request: Request) throws(APIError) {
        self.init()
        for (name, value) in request.queryTexts {
            switch name {
            case "state":
                guard let state = JobState(rawValue: value) else { throw .notOne(of: JobState.self, for: name) }
                self.state = state
            case "limit":
                guard let limit = Int(value), Self.limits.contains(limit) else {
                    throw .invalidOption("limit must be a number from 1 to \(Self.limits.upperBound).")
                }
                self.limit = limit
            case "cursor":
                guard let cursor = JobID(value) else { throw .invalidOption("cursor must be a next_cursor.") }
                before = cursor
            default:
                throw .invalidOption("There is no option '\(name.prefix(64))'. There are: state, limit, cursor.")
            }
        }
    }
}

extension JobListing {
    /// With why it failed, as a problem.
    fileprivate func writeWithProblem(to json: inout JSONWriter) {
        write(to: &json)
        guard let failure else { return }
        json.name("error")
        json.object { Problem(failure).write(to: &$0) }
    }
}
