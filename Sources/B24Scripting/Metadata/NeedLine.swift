import Bitrix24
import Localization

/// The words of one `@needs`: one that says what, and what follows it.
struct NeedLine {
    struct Mistake: Error {
        var text: LocalizedText
        var hint: LocalizedText?
    }

    private let words: [String]

    private static let kinds = ["read", "write", "delete", "scope", "files", "max_writes", "admin"]

    init(_ words: [String]) { self.words = words }

    var subject: Result<Need.Subject, Mistake> {
        do throws(Mistake) { return .success(try read()) } catch { return .failure(error) }
    }

    private func read() throws(Mistake) -> Need.Subject {
        guard let first = words.first else {
            throw Mistake(text: MetadataTexts.nothingNeeded, hint: MetadataTexts.knownNeeds(Self.kinds))
        }
        let rest = Array(words.dropFirst())
        if let kind = Need.Kind(rawValue: first) { return .methods(kind, try globs(rest, first)) }
        switch first {
        case "scope": return .scopes(try scopes(rest))
        case "files": return .files(try files(rest))
        case "max_writes": return .maxWrites(try limit(rest))
        case "admin":
            guard rest.isEmpty else {
                throw Mistake(text: MetadataTexts.adminAlone, hint: MetadataTexts.write("--- @needs admin"))
            }
            return .admin
        default: throw unknown(first)
        }
    }

    private func unknown(_ word: String) -> Mistake {
        let near = Nearest.names(word, among: Self.kinds, limit: 1).first
        let hint = near.map { MetadataTexts.didYouMean("@needs \($0)") } ?? MetadataTexts.knownNeeds(Self.kinds)
        return Mistake(text: MetadataTexts.unknownNeed(word), hint: hint)
    }

    private func globs(_ words: [String], _ kind: String) throws(Mistake) -> [MethodGlob] {
        guard !words.isEmpty else {
            throw Mistake(
                text: MetadataTexts.noMethods(kind), hint: MetadataTexts.write("--- @needs \(kind) crm.item.*"))
        }
        var globs: [MethodGlob] = []
        for word in words {
            guard let glob = MethodGlob(word) else {
                throw Mistake(text: MetadataTexts.badGlob(word), hint: MetadataTexts.globForm)
            }
            globs.append(glob)
        }
        return globs
    }

    private func scopes(_ words: [String]) throws(Mistake) -> [String] {
        guard !words.isEmpty else {
            throw Mistake(text: MetadataTexts.noScope, hint: MetadataTexts.write("--- @needs scope crm"))
        }
        for word in words where !word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }) {
            throw Mistake(text: MetadataTexts.badScope(word), hint: MetadataTexts.write("--- @needs scope crm user"))
        }
        return words
    }

    private func files(_ words: [String]) throws(Mistake) -> [String] {
        guard !words.isEmpty else {
            throw Mistake(text: MetadataTexts.noFiles, hint: MetadataTexts.write("--- @needs files reports/"))
        }
        for word in words where word.contains("*") {
            throw Mistake(text: MetadataTexts.fileGlob(word), hint: MetadataTexts.nameFolder)
        }
        return words
    }

    private func limit(_ words: [String]) throws(Mistake) -> Int {
        guard words.count == 1, let number = Int(words[0]), number >= 0 else {
            throw Mistake(
                text: MetadataTexts.badLimit(words.joined(separator: " ")),
                hint: MetadataTexts.write("--- @needs max_writes 500"))
        }
        return number
    }
}
