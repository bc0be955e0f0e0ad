public import Bitrix24

/// What came back from a sign-in: by the browser to the redirect address, or from a person's clipboard.
public struct SignInAnswer: Sendable, Equatable {
    /// The code: lives 30 seconds, good for one use.
    public var code: Secret
    /// `server_domain`: the authorization server that the portal names.
    public var serverDomain: String?

    /// Why it is no answer.
    public enum Refusal: Error, Sendable, Equatable {
        /// No code in it.
        case noCode
        /// It belongs to another sign-in.
        case otherState
        /// The portal says that the person or the portal refused; its words.
        case denied(String)
        /// It comes from another portal than the one that was asked.
        case otherPortal(String)
    }

    /// Reads what a person pasted: the code alone, or the whole address that the browser was sent to.
    static func read(pasted line: Secret, state: SignInState, portal: String) throws(Refusal) -> SignInAnswer {
        let words = line.exposed.split(whereSeparator: \.isWhitespace)
        guard words.count == 1, let text = words.first else { throw .noCode }
        guard let question = text.firstIndex(of: "?") else {
            guard !text.contains("/"), !text.contains("=") else { throw .noCode }
            return SignInAnswer(code: Secret(String(text)))
        }
        return try read(query: text[text.index(after: question)...], state: state, portal: portal)
    }

    /// Reads the query of the redirect: `code`, `state`, `domain`, `member_id`, `scope`, `server_domain`.
    /// -> settings/oauth/index
    static func read(
        query: Substring, state: SignInState, portal: String
    ) throws(Refusal) -> SignInAnswer {
        var values: [String: String] = [:]
        for pair in query.prefix(while: { $0 != "#" }).split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.decoded)
            values[sides[0]] = sides.count > 1 ? sides[1] : ""
        }
        // First: nothing else in an answer to somebody else's question is of interest.
        guard values["code"] != nil || values["error"] != nil else { throw .noCode }
        guard state.matches(values["state"]) else { throw .otherState }
        if let error = values["error"], !error.isEmpty { throw .denied(values["error_description"] ?? error) }
        guard let code = values["code"], !code.isEmpty else { throw .noCode }
        if let domain = values["domain"]?.lowercased(), !domain.isEmpty, domain != portal { throw .otherPortal(domain) }
        return SignInAnswer(code: Secret(code), serverDomain: values["server_domain"])
    }

    private static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let code = UInt8(digits, radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
