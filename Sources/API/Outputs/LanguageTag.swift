// From Tesseract's names of languages to the tags of the web.

/// A BCP 47 tag, such as `de` or `zh-Hans`.
enum LanguageTag {
    /// Of the first of several languages; nil for a script, and for what has no tag.
    static func tag(for names: String) -> String? {
        guard var name = names.split(separator: "+").first else { return nil }
        // `chi_tra_vert` and `ita_old` are ways to write a language, `deu_latf` is another script and has a tag.
        while tags[String(name)] == nil, let end = name.lastIndex(of: "_") { name = name[..<end] }
        return tags[String(name)]
    }

    private static let tags: [String: String] = {
        var tags: [String: String] = [:]
        for pair in table.split(whereSeparator: \.isWhitespace) {
            let parts = pair.split(separator: ":")
            tags[String(parts[0])] = String(parts[1])
        }
        return tags
    }()

    private static let table = """
        afr:af amh:am ara:ar asm:as aze:az aze_cyrl:az-Cyrl bel:be ben:bn bod:bo bos:bs bre:br bul:bg cat:ca ceb:ceb
        ces:cs chi_sim:zh-Hans chi_tra:zh-Hant chr:chr cos:co cym:cy dan:da dan_frak:da-Latf deu:de deu_frak:de-Latf
        deu_latf:de-Latf div:dv dzo:dz ell:el eng:en enm:enm epo:eo est:et eus:eu fao:fo fas:fa fil:fil fin:fi fra:fr
        frk:de-Latf frm:frm fry:fy gla:gd gle:ga glg:gl grc:grc guj:gu hat:ht heb:he hin:hi hrv:hr hun:hu hye:hy iku:iu
        ind:id isl:is ita:it jav:jv jpn:ja kan:kn kat:ka kaz:kk khm:km kir:ky kmr:kmr kor:ko kur:ku kur_ara:ku-Arab
        lao:lo lat:la lav:lv lit:lt ltz:lb mal:ml mar:mr mkd:mk mlt:mt mon:mn mri:mi msa:ms mya:my nep:ne nld:nl nor:no
        oci:oc ori:or pan:pa pol:pl por:pt pus:ps que:qu ron:ro rus:ru san:sa sin:si slk:sk slk_frak:sk-Latf slv:sl
        snd:sd spa:es sqi:sq srp:sr srp_latn:sr-Latn sun:su swa:sw swe:sv syr:syr tam:ta tat:tt tel:te tgk:tg tgl:tl
        tha:th tir:ti ton:to tur:tr uig:ug ukr:uk urd:ur uzb:uz uzb_cyrl:uz-Cyrl vie:vi yid:yi yor:yo
        """
}
