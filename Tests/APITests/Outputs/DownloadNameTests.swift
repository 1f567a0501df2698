import Testing

@testable import API

struct DownloadNameTests {
    @Test(arguments: [
        ("scan.png", "scan.txt"),
        ("scan", "scan.txt"),
        ("scan.tar.gz", "scan.tar.txt"),
        ("Report v1.2", "Report v1.2.txt"),
        ("Größe.jpeg", "Größe.txt"),
        ("/home/me/scan.png", "scan.txt"),
        (#"C:\scans\page.png"#, "page.txt"),
        ("../../etc/passwd", "passwd.txt"),
        ("..", "result.txt"),
        (".png", "png.txt"),
        ("...a...", "a.txt"),
        ("a\r\nSet-Cookie: b.png", "aSet-Cookie_ b.txt"),
        ("abc\u{202E}gnp.exe", "abcgnp.txt"),
        ("\u{2066}a\u{200F}\u{0}\u{85}\u{2028}.png", "a.txt"),
        ("  \u{A0}", "result.txt"),
        ("", "result.txt"),
        (nil, "result.txt"),
    ])
    func `a name is the upload's, with another extension`(upload: String?, expected: String) {
        #expect(DownloadName(upload: upload, format: .text).text == expected)
    }

    @Test func `a name is at most 120 bytes long, in whole characters`() {
        let name = DownloadName(upload: String(repeating: "ü", count: 200) + ".png", format: .markdown).text
        #expect(name == String(repeating: "ü", count: 58) + ".md")
        #expect(DownloadName(upload: String(repeating: "a", count: 300), format: .json).text.utf8.count == 120)
    }

    @Test(arguments: [
        ("scan.png", #"attachment; filename="scan.txt"; filename*=UTF-8''scan.txt"#),
        ("Größe 1.png", #"attachment; filename="Gr__e 1.txt"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%201.txt"#),
        (#"a"b%41;c'd.png"#, #"attachment; filename="a_b_41;c'd.txt"; filename*=UTF-8''a%22b%2541%3Bc%27d.txt"#),
    ])
    func `a header has a plain name and the whole one`(upload: String, expected: String) {
        #expect(DownloadName(upload: upload, format: .text).attachment == expected)
    }
}
