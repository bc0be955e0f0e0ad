/// Takes the code of a webhook, and tokens, out of a text that may quote a URL.
public enum WebhookRedaction {
    /// `https://HOST/rest/1/CODE/profile` becomes `https://HOST/rest/1/***/profile`, the same under `/rest/api/`, and
    /// the value after `auth=`, `access_token=`, `refresh_token=` or `client_secret=` becomes `***`.
    public static func clean(_ text: String) -> String {
        guard text.contains("/rest/") || text.contains("=") else { return text }
        return cleanAssignments(cleanPaths(text))
    }

    private static func cleanPaths(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let mark = rest.firstRange(of: "/rest/") {
            result += rest[..<mark.upperBound]
            rest = rest[mark.upperBound...]
            if rest.hasPrefix("api/") {
                result += "api/"
                rest = rest.dropFirst(4)
            }
            let user = rest.prefix { $0.isASCII && $0.isNumber }
            let afterUser = rest[user.endIndex...]
            guard !user.isEmpty, afterUser.first == "/" else { continue }
            result += user + "/"
            let code = afterUser.dropFirst().prefix { !$0.isWhitespace && !"/?#\"'<>«»".contains($0) }
            if !code.isEmpty { result += "***" }
            rest = rest[code.endIndex...]
        }
        return result + rest
    }

    private static func cleanAssignments(_ text: String) -> String {
        var result = text
        for name in ["auth=", "access_token=", "refresh_token=", "client_secret="] {
            var cleaned = ""
            var rest = result[...]
            while let mark = rest.firstRange(of: name) {
                cleaned += rest[..<mark.upperBound]
                let value = rest[mark.upperBound...].prefix { !$0.isWhitespace && !"&\"'<>«»;,".contains($0) }
                if !value.isEmpty { cleaned += "***" }
                rest = rest[value.endIndex...]
            }
            result = cleaned + rest
        }
        return result
    }
}
