// From rows to values.

import FoundationEssentials
import GRDB

enum JobRow {
    /// What ``options(in:)`` reads.
    static let options = "language, psm, preprocess, orientation, dpi, recognitions.pages, whitelist"

    /// What ``result(in:)`` reads.
    static let result = """
        results.text, results.confidence, results.words, results.preprocessing, results.duration_ms, results.page_list,
        results.tries
        """

    /// Everything about one job, by its id; with its result where the second argument is true.
    static let select = """
        SELECT jobs.id, jobs.state, jobs.client, jobs.priority, jobs.filename, jobs.keeps_upload,
            jobs.cached, jobs.created_at, jobs.started_at, jobs.finished_at,
            jobs.error_code, jobs.error_message, jobs.recognition, recognitions.format, recognitions.width,
            recognitions.height, \(options), recognitions.attempts, recognitions.progress,
            \(result)
        FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition
            LEFT JOIN results ON results.recognition = jobs.recognition AND jobs.state = 'succeeded' AND ?2
        WHERE jobs.id = ?1
        """

    static func job(in row: Row, queuePosition: Int?) throws -> Job {
        guard let id = JobID(row["id"] as String), let state = JobState(rawValue: row["state"]),
            let format = ImageFormat(rawValue: row["format"])
        else { throw StoreError.unavailable("a job's row does not read: \(row)") }
        return Job(
            id: id,
            state: state,
            image: ImageInfo(format: format, width: row["width"], height: row["height"]),
            filename: row["filename"],
            options: options(in: row),
            priority: row["priority"],
            keepsUpload: row["keeps_upload"],
            cached: row["cached"],
            attempts: row["attempts"],
            progress: state == .succeeded ? 1 : row["progress"],
            queuePosition: queuePosition,
            createdAt: date(row["created_at"]),
            startedAt: (row["started_at"] as Int64?).map(date),
            finishedAt: (row["finished_at"] as Int64?).map(date),
            failure: failure(in: row),
            result: (row["confidence"] as Double?).map { _ in result(in: row) }
        )
    }

    static func options(in row: Row) -> RecognitionOptions {
        var options = RecognitionOptions(
            language: row["language"],
            pageSegmentation: row["psm"],
            preprocessing: .init(rawValue: row["preprocess"]) ?? .auto
        )
        options.orientation = .init(rawValue: row["orientation"]) ?? .auto
        options.resolution = row["dpi"]
        options.pages = (row["pages"] as String?).flatMap { PageSelection($0) }
        options.whitelist = row["whitelist"]
        return options
    }

    static func result(in row: Row) -> RecognitionResult {
        var result = RecognitionResult(
            text: row["text"],
            confidence: row["confidence"],
            wordCount: row["words"],
            preprocessing: (row["preprocessing"] as String).split(separator: " ").map(String.init),
            duration: .milliseconds(row["duration_ms"] as Int64)
        )
        result.pages = list(row["page_list"])
        result.tries = list(row["tries"])
        return result
    }

    private static func list<Element: Decodable>(_ json: String?) -> [Element] {
        json.flatMap { try? JSONDecoder().decode([Element].self, from: Data($0.utf8)) } ?? []
    }

    /// Nil for none.
    static func json(_ list: [some Encodable]) throws -> String? {
        list.isEmpty ? nil : String(decoding: try JSONEncoder().encode(list), as: UTF8.self)
    }

    static func failure(in row: Row) -> JobFailure? {
        guard let code = (row["error_code"] as String?).flatMap(FailureCode.init(rawValue:)) else { return nil }
        return JobFailure(code, row["error_message"])
    }

    static func date(_ milliseconds: Int64) -> Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
