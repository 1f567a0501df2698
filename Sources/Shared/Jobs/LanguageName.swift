// Tesseract's language names.

/// The form of language names: what is checked before one goes near a file name.
package enum LanguageName {
    /// Whether the text is one to eight names such as `eng`, `chi_sim` or `script/Latin`, joined by `+`.
    package static func isWellFormed(_ text: String) -> Bool {
        let names = text.split(separator: "+", omittingEmptySubsequences: false)
        return (1...8).contains(names.count) && Set(names).count == names.count && names.allSatisfy(isName)
    }

    private static func isName(_ name: Substring) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return name.utf8.count <= 32 && parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAllowed) }
    }

    private static func isAllowed(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_")
    }
}
