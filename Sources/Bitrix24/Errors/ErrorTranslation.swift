/// Says which ``ErrorKind`` an answer of the portal is.
///
/// The knowledge is data: the rows of the tables in the files beside this one, tried from the most special to the most
/// general, first match wins. This file holds only the way they are tried. It knows nothing of transport failures,
/// which never had a code, and nothing of texts for people (``PortalError/message(_:)``).
public enum ErrorTranslation {
    /// The kind of an error answer.
    ///
    /// - Parameters:
    ///   - code: the `error` member as text (for REST 3 `error.code`), compared without case; `""` and `"0"` are no code.
    ///     Some modules print their sentence there: a code with a space in it counts as text.
    ///   - status: the HTTP status; `nil` inside a batch, where commands have none of their own.
    ///   - method: the method that was called.
    ///   - description: the portal's own text. It is written in the portal's language, so it decides only where the
    ///     code alone cannot: without a code, and for the few codes that mean several things.
    public static func kind(code: String, status: Int?, method: String?, description: String) -> ErrorKind {
        let code = code.trimmingSpace()
        let isSentence = code.contains(" ")
        let answer = Answer(
            code: isSentence || code == "0" ? "" : code.uppercased(),
            status: status,
            method: method?.lowercased() ?? "",
            text: (isSentence ? code + " " + description : description).lowercased())

        let tables = answer.code.isEmpty ? [textRows, emptyCodeRows] : [systemRows, moduleRows, numericRows, wordRows]
        for table in tables {
            if let row = table.first(where: { $0.matches(answer) }) { return row.kind }
        }
        return byStatus(status)
    }

    /// What the HTTP status alone tells. A 404 is not here: only the code that says so means an unknown method.
    private static func byStatus(_ status: Int?) -> ErrorKind {
        switch status {
        case 401: .authInvalid
        case 403: .accessDenied
        case 429: .rateLimited
        // "Not implemented" will not be implemented a minute later.
        case 501: .unknown
        case .some(500...599): .serverError
        default: .unknown
        }
    }

    /// An answer, prepared for comparison: code in upper case, method and text in lower case.
    struct Answer {
        var code: String
        var status: Int?
        var method: String
        var text: String
    }

    /// One row of a table: all given conditions must hold.
    struct Row: Sendable {
        /// The code in upper case; a `*` at either end stands for anything. `nil` matches every code.
        var code: String?
        var status: Int?
        /// The methods whose names begin so, in lower case.
        var methods: [String]
        /// Parts of the portal's text, in lower case; one of them has to occur. Empty: any text.
        var texts: [String]
        var kind: ErrorKind

        init(
            _ code: String?, status: Int? = nil, methods: [String] = [], texts: [String] = [], _ kind: ErrorKind
        ) {
            self.code = code
            self.status = status
            self.methods = methods
            self.texts = texts
            self.kind = kind
        }

        func matches(_ answer: Answer) -> Bool {
            if let code, !Self.matches(pattern: code, answer.code) { return false }
            if let status, status != answer.status { return false }
            if !methods.isEmpty, !methods.contains(where: answer.method.hasPrefix) { return false }
            return texts.isEmpty || texts.contains { answer.text.contains($0) }
        }

        static func matches(pattern: String, _ code: String) -> Bool {
            switch (pattern.hasPrefix("*"), pattern.hasSuffix("*")) {
            case (true, true): code.contains(pattern.dropFirst().dropLast())
            case (true, false): code.hasSuffix(pattern.dropFirst())
            case (false, true): code.hasPrefix(pattern.dropLast())
            case (false, false): code == pattern
            }
        }
    }
}
