// What came with a request.

import Shared

/// An uploaded file, or what is wrong with it.
struct ReceivedFile: Sendable {
    var filename: String?
    var content: Result<Upload, APIError>

    func discard() async {
        if case .success(let upload) = content { await upload.discard() }
    }
}

/// Files and options of one request.
struct Form: Sendable {
    /// At least one; exactly one where they did not come in fields `images`.
    var files: [ReceivedFile]
    /// Whether the files came in fields `images`.
    var isBatch: Bool
    var asked: OptionReader.Asked
    /// The client's name for the request.
    var key: IdempotencyKey?
    /// The request.
    var origin: RequestOrigin

    /// The files one by one, each with what is asked of it, and with a key of its own.
    func orders(from client: String) -> [Intake.Order] {
        files.enumerated().map { index, file in
            Intake.Order(file: file, asked: asked, client: client, key: key?.part(index), origin: origin)
        }
    }

    /// The only file of a form for one.
    func order(from client: String) -> Intake.Order {
        precondition(files.count == 1, "a form for one image has one")
        return Intake.Order(file: files[0], asked: asked, client: client, key: key, origin: origin)
    }
}

/// Which files a route takes.
enum FileField: String {
    /// Exactly one.
    case image
    /// Any number up to the limit of a batch; each stands for itself.
    case images
    /// Either of the two; the first file decides.
    case either

    /// The names of form fields.
    var names: [String] { self == .either ? ["image", "images"] : [rawValue] }
}
