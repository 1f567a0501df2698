// From the pages of a file to one result.

/// One page that was read.
struct PageReading {
    var text: PageText
    /// Pixels as stored.
    var width: Int
    var height: Int
    var preprocessing: [String]
    var attempts: [Attempt]
}

/// What has been read of a file, page by page, in order.
struct DocumentText {
    /// Whether the file has several pages, of which perhaps only one was asked for.
    let isPartOfSeveral: Bool
    private var numbers: [Int] = []
    private var readings: [Result<PageReading, RecognitionFailure>] = []

    init(isPartOfSeveral: Bool) { self.isPartOfSeveral = isPartOfSeveral }

    mutating func add(_ page: PageReading, number: Int) {
        numbers.append(number)
        readings.append(.success(page))
    }

    mutating func add(_ failure: RecognitionFailure, number: Int) {
        numbers.append(number)
        readings.append(.failure(failure))
    }

    /// An empty page where one could not be read.
    var pages: [Page] {
        zip(numbers, readings).map { number, reading in
            switch reading {
            case .success(let read):
                var page = read.text.page
                page.number = number
                return page
            case .failure(let failure):
                return Page(number: number, width: 0, height: 0, blocks: [], failure: failure)
            }
        }
    }

    /// - Throws: the first page's failure where none could be read.
    func summary(duration: Duration) throws(RecognitionFailure) -> RecognitionSummary {
        let read = readings.compactMap { try? $0.get() }
        guard let first = read.first else { throw firstFailure ?? .engine }
        let words = read.reduce(0) { $0 + $1.text.wordCount }
        let confidence = read.reduce(0.0) { $0 + $1.text.confidence * Double($1.text.wordCount) }
        return RecognitionSummary(
            text: readings.map { (try? $0.get())?.text.text ?? "" }.joined(separator: pageBreak),
            confidence: words == 0 ? 0 : confidence / Double(words),
            width: first.width,
            height: first.height,
            wordCount: words,
            preprocessing: read.flatMap(\.preprocessing).uniqued(),
            durationMilliseconds: Int(duration.milliseconds),
            attempts: isPartOfSeveral || first.attempts.isEmpty ? nil : first.attempts,
            pages: isPartOfSeveral ? zip(numbers, readings).map(PageSummary.init) : nil
        )
    }

    private var firstFailure: RecognitionFailure? {
        guard case .failure(let failure) = readings.first else { return nil }
        return failure
    }
}

extension PageSummary {
    fileprivate init(_ number: Int, _ reading: Result<PageReading, RecognitionFailure>) {
        switch reading {
        case .success(let read):
            self.init(number: number, width: read.width, height: read.height, confidence: read.text.confidence)
        case .failure(let failure):
            self.init(number: number, width: 0, height: 0, confidence: 0, failure: failure)
        }
    }
}

extension [String] {
    /// Without those that were there before, in order.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
