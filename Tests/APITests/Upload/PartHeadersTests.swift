import Testing

@testable import API

struct PartHeadersTests {
    @Test(arguments: [
        (#"form-data; name="image"; filename="page 1.png""#, "page 1.png"),
        (#"form-data; name=image; filename=page.png"#, "page.png"),
        (#"form-data; filename="C:\scans\page.png"; name="image""#, "page.png"),
        (#"form-data; name="image"; filename="../../etc/passwd""#, "passwd"),
        (#"form-data; name="image"; filename="a\"b\\c.png""#, #"c.png"#),
        (#"form-data; name="image"; filename="a%22b.png""#, #"a"b.png"#),
        (#"form-data; name="image"; filename="semi;colon=.png""#, "semi;colon=.png"),
        (#"form-data; name="image"; filename="a\#u{7}b.png""#, "ab.png"),
        (#"FORM-DATA; Name="image"; FileName="Größe.png""#, "Größe.png"),
        (#"form-data; name="image"; filename="""#, ""),
    ])
    func `the file name is the last component of what the client says`(value: String, filename: String) {
        #expect(PartHeaders("Content-Disposition: \(value)".utf8) == PartHeaders(name: "image", filename: filename))
    }

    @Test func `a file name is at most 255 bytes long`() {
        let name = String(repeating: "ü", count: 300)
        let headers = PartHeaders("Content-Disposition: form-data; name=image; filename=\"\(name)\"".utf8)
        #expect(headers?.filename?.utf8.count == 254)
    }

    @Test func `other headers do not matter`() {
        let headers = PartHeaders(
            "X-A: b\r\nContent-Type: image/png; name=no\r\ncontent-disposition: form-data; name=yes".utf8
        )
        #expect(headers == PartHeaders(name: "yes"))
    }

    @Test(arguments: ["", "Content-Disposition: form-data", "Content-Disposition: file; name=a", "no header"])
    func `a part without a name is none`(text: String) {
        #expect(PartHeaders(text.utf8) == nil)
    }
}
