// Whole runs against a service that is well.

import ArgumentParser
import Foundation
import Synchronization
import Testing

@testable import Control

@Suite(.timeLimit(.minutes(1)))
struct ReadingTests {
    @Test func `texts come in the order asked for, form feeds between`() async throws {
        let files = Dictionary(uniqueKeysWithValues: (1...12).map { ("\($0).png", "text \($0)") })
        let folder = try ReadBench.folder(files)
        try await StubService().run { port in
            let run = try await ReadBench.run([folder, "--jobs", "5"], port: port)
            #expect(run.failure == nil)
            #expect(run.output == (1...12).map { "text \($0)\n" }.joined(separator: "\u{c}"))
            let lines = run.errors.split(separator: "\n")
            #expect(lines.count == 12)
            #expect(lines.allSatisfy { $0.hasPrefix("read  \(folder)/") && $0.hasSuffix("s  0.97") }, "\(run.errors)")
        }
    }

    @Test func `a file is sent as it is, with its name and what was asked`() async throws {
        let bytes = String(repeating: "0123456789abcdef", count: 20_000)
        let folder = try ReadBench.folder(["a\"b\\\n.png": bytes])
        let service = StubService()
        try await service.run { port in
            let options = ["--lang", "eng+deu", "--psm", "6", "--whitelist", "a\"b", "--format", "pdf"]
            let run = try await ReadBench.run([folder + "/a\"b\\\n.png"] + options, port: port)
            #expect(run.output == bytes)
            #expect(run.errors.hasPrefix(#"read  \#(folder)/a"b\\n.png  "#))
        }
        let post = try #require(service.requests("POST").first)
        #expect(post.uri == "/jobs")
        #expect(post.filename == "a%22b_%0A.png")
        #expect(post.file == bytes)
        for (name, value) in [("lang", "eng+deu"), ("psm", "6"), ("whitelist", "a\"b"), ("pdf", "true")] {
            #expect(post.body.contains("name=\"\(name)\"\r\n\r\n\(value)\r\n"))
        }
        #expect(service.requests("GET", "result").first?.uri.hasSuffix("/result?format=pdf") == true)
    }

    @Test func `JSON is one line a file that begins with its name`() async throws {
        let folder = try ReadBench.folder(["1.png": "{\n \"text\": \"a\\n\"\n}\n", "2.png": "\n{\"text\":\"\u{9b}\"}"])
        try await StubService().run { port in
            let files = [folder, folder + "/no.png"]
            let run = try await ReadBench.run(files + ["--format", "json", "--quiet"], port: port)
            #expect(run.failure == .incomplete)
            #expect(run.errors == "")
            #expect(run.lines.count == 3)
            #expect(run.lines[0] == #"{"file":"\#(folder)/1.png",  "text": "a\n" } "#)
            #expect(run.lines[2].contains(#""success":false,"code":"unreadable","detail":"No such file or directory""#))
            let screen = Screen(width: 80, isTerminal: true)
            let shown = try await ReadBench.run(files + ["--format", "json", "--quiet"], port: port, screen: screen)
            #expect(shown.lines[1] == #"{"file":"\#(folder)/2.png","text":"\u009b"}"#)
        }
    }

    @Test func `results are kept in files, and none is overwritten unless told so`() async throws {
        let folder = try ReadBench.folder(["1.png": "one", "b/2.png": "two"])
        let (output, name) = (folder + "/out", folder.split(separator: "/").last ?? "")
        let service = StubService()
        try await service.run { port in
            let run = try await ReadBench.run([folder, "--output", output], port: port)
            #expect(run.failure == nil)
            #expect(run.output == "")
            #expect(try ReadBench.text("\(output)/\(name)/1.txt") == "one")
            #expect(try ReadBench.text("\(output)/\(name)/b/2.txt") == "two")
            #expect(try Folder.names(in: "\(output)/\(name)") == ["1.txt", "b"])

            try Data("three".utf8).write(to: URL(filePath: folder + "/1.png"))
            let arguments = [folder + "/1.png", folder + "/b", "--output", "\(output)/\(name)"]
            let again = try await ReadBench.run(arguments, port: port)
            #expect(again.failure == .incomplete)
            #expect(again.errors.contains("failed  \(folder)/1.png  exists: "))
            #expect(service.jobs == 2)
            let forced = try await ReadBench.run([folder, "--output", output, "--force"], port: port)
            #expect(forced.failure == nil)
            #expect(try ReadBench.text("\(output)/\(name)/1.txt") == "three")
        }
    }

    @Test func `a file that takes long holds up none that has its own place`() async throws {
        let names = (1...80).map { "\($0).png" }
        let folder = try ReadBench.folder(Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }))
        let seen = Mutex<Set<String>>([])
        let tries = Mutex(0)
        let service = StubService { request, _ in
            guard let name = request.filename else { return nil }
            seen.withLock { _ = $0.insert(name) }
            guard name == names[0] else { return nil }
            tries.withLock { $0 += 1 }
            // It gets through once all others are sent, or after so many tries.
            return seen.withLock { $0.count } < 80 && tries.withLock { $0 } < 200 ? .drop : nil
        }
        try await service.run { port in
            let arguments = [folder, "--jobs", "2", "--output", folder + "/out"]
            // The tries end it, however long they take.
            let patience = ReadBench.patience(outage: .seconds(50))
            let run = try await ReadBench.run(arguments, port: port, patience: patience)
            #expect(run.failure == nil)
            #expect(tries.withLock { $0 } < 200)
        }
    }

    @Test(arguments: [("1e300", "1.00"), ("-1e300", "0.00")])
    func `a confidence that is none stays within its bounds`(confidence: String, shown: String) async throws {
        let folder = try ReadBench.folder(["1.png": "one"])
        let service = StubService { request, _ in
            guard request.method == "GET", request.kind == "job" else { return nil }
            return .answer(200, [:], #"{"id":"","state":"succeeded","result":{"confidence":\#(confidence)}}"#)
        }
        try await service.run { port in
            let run = try await ReadBench.run([folder], port: port)
            #expect(run.output == "one\n")
            #expect(run.errors.hasSuffix("  \(shown)\n"))
        }
    }

    @Test func `a file that fails does not stop the others`() async throws {
        let folder = try ReadBench.folder(["1.png": "one", "2.png": "two", "3.png": "three", "4.png": "four"])
        let service = StubService { request, _ in
            switch (request.method, request.filename) {
            case ("POST", "2.png"):
                let problem = #"{"code":"unsupported_format","title":"x","detail":"What is read: \u001b[31mPNG."}"#
                return .answer(400, [:], problem)
            case ("POST", "3.png"): return .answer(500, [:], "<html>")
            default: return nil
            }
        }
        try await service.run { port in
            let run = try await ReadBench.run([folder, "--jobs", "1"], port: port)
            #expect(run.failure == .incomplete)
            #expect(run.output == "one\n\u{c}four\n")
            let lines = run.errors.split(separator: "\n")
            #expect(lines[1] == #"failed  \#(folder)/2.png  unsupported_format: What is read: \u{1b}[31mPNG."#)
            #expect(lines[2] == "failed  \(folder)/3.png  http_500: the service gives no reason")
        }
    }

    @Test func `a job that fails says why`() async throws {
        let folder = try ReadBench.folder(["1.png": "one"])
        let service = StubService { request, _ in
            guard request.method == "GET" else { return nil }
            let error = #"{"code":"out_of_memory","detail":"Too large."}"#
            return .answer(200, [:], #"{"id":"x","state":"failed","error":\#(error)}"#)
        }
        try await service.run { port in
            let run = try await ReadBench.run([folder], port: port)
            #expect(run.failure == .incomplete)
            #expect(run.errors == "failed  \(folder)/1.png  out_of_memory: Too large.\n")
        }
    }

    @Test func `a terminal gets a bar that is never in the middle of a text`() async throws {
        let folder = try ReadBench.folder(["1.png": "one\u{1b}[2J\u{202e}\n\u{c}zwei ä", "2.png": "two", "3.txt": "x"])
        let screen = Screen(width: 60, isTerminal: true)
        try await StubService().run { port in
            let files = [folder + "/1.png", folder + "/2.png", folder + "/no.png"]
            let run = try await ReadBench.run(files, port: port, screen: screen, errors: screen)
            #expect(run.output == #"one\u{1b}[2J\u{202e}"# + "\n\u{c}zwei ä\n\u{c}two\n")
            #expect(run.errors.contains("failed  \(folder)/no.png  unreadable"))
            #expect(run.errors.contains("2 of 3 read, 1 failed, "))
            #expect(run.errors.hasSuffix("pages/s\n"))
        }
    }

    @Test func `what makes no sense is refused`() async throws {
        let folder = try ReadBench.folder(["1.png": "one", "2.png": "two"])
        let screen = Screen(width: 60, isTerminal: true)
        #expect(try await ReadBench.run([folder, "--format", "hocr"], port: 1).failure?.code == Failure.usage)
        let pdf = try await ReadBench.run([folder + "/1.png", "--format", "pdf"], port: 1, screen: screen)
        #expect(pdf.failure?.code == Failure.usage)
        let lines = [
            [], ["x", "--jobs", "0"], ["x", "--format", "docx"], ["-", "-"], ["x", "--force"],
            ["x", "--url", "ftp://x"], ["x", "--url", "http://"], ["x", "--url", "localhost:8080"],
            ["x", "--url", "http://u@x"],
            ["x", "--url", "http://x?y"], ["x", "--output", ""],
        ]
        for line in lines {
            let code = await refusal(["read"] + line)
            #expect(code == .validationFailure, "\(line)")
        }
    }
}
