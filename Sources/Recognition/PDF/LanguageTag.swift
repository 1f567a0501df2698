// Tesseract's names of languages as the rest of the world writes them.

/// A language tag.
///
/// Source: BCP 47, which has two letters where ISO 639-1 has them, and three otherwise.
struct LanguageTag {
    let tag: String

    /// Takes Tesseract's names joined by `+`, of which the first counts, or a tag already; nil where it is neither.
    init?(_ name: String) {
        let first = name.prefix { $0 != "+" }
        let isPlain = first.utf8.allSatisfy { Self.letters.contains($0) }
        guard isPlain, (2...40).contains(first.utf8.count) else { return nil }
        if first.contains("-") || first.utf8.count == 2 {
            tag = String(first)
            return
        }
        let parts = first.split(separator: "_").map(String.init)
        guard let language = parts.first, language.utf8.count == 3 else { return nil }
        let script = parts.dropFirst().compactMap { Self.scripts[$0] }.first
        let other = Self.others[language]
        tag = (other ?? Self.short[language] ?? language) + (script.map { "-\($0)" } ?? "")
    }

    private static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-".utf8)

    private static let scripts = ["sim": "Hans", "tra": "Hant", "latn": "Latn", "cyrl": "Cyrl", "latf": "Latf"]

    /// Names that are no language's.
    private static let others = ["frk": "de-Latf", "equ": "und", "osd": "und"]

    /// ISO 639-2 or 639-3 to ISO 639-1, for what Tesseract reads.
    private static let short = Dictionary(
        uniqueKeysWithValues: """
            afr af amh am ara ar asm as aze az bel be ben bn bod bo bos bs bre br bul bg cat ca ces cs chi zh cos co \
            cym cy dan da deu de div dv dzo dz ell el eng en epo eo est et eus eu fao fo fas fa fin fi fra fr fry fy \
            gla gd gle ga glg gl guj gu hat ht heb he hin hi hrv hr hun hu hye hy iku iu ind id isl is ita it jav jv \
            jpn ja kan kn kat ka kaz kk khm km kir ky kor ko lao lo lat la lav lv lit lt ltz lb mal ml mar mr mkd mk \
            mlt mt mon mn mri mi msa ms mya my nep ne nld nl nor no oci oc ori or pan pa pol pl por pt pus ps que qu \
            ron ro rus ru san sa sin si slk sk slv sl snd sd spa es sqi sq srp sr sun su swa sw swe sv tam ta tat tt \
            tel te tgk tg tgl tl tha th tir ti ton to tur tr uig ug ukr uk urd ur uzb uz vie vi yid yi yor yo
            """
            .split(separator: " ").chunks()
    )
}

extension [Substring] {
    fileprivate func chunks() -> [(String, String)] {
        stride(from: 0, to: count - 1, by: 2).map { (String(self[$0]), String(self[$0 + 1])) }
    }
}
