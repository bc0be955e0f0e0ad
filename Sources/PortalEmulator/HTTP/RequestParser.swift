import JSON

/// Makes a ``Request`` of an HTTP head and body (`settings/how-to-call-rest-api`).
enum RequestParser {
    /// What the address says, before the body.
    enum Route {
        case method(Request)
        /// Neither the REST interface nor the authorization server.
        case elsewhere
    }

    /// Understands `/rest/{user}/{code}/{method}[.json|.xml][/]`, `/rest/{method}`, the REST 3 address `/rest/api/...`,
    /// and `/oauth/authorize/`, `/oauth/token/`.
    static func route(uri: String) -> Route {
        let halves = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var parts = (halves.first ?? "").split(separator: "/").map {
            PHPQuery.decoded($0.utf8, plusIsBlank: false)
        }
        for service in [Request.Service.token, .authorize] where parts == ["oauth", "\(service)"] {
            var request = Request(service: service, method: "oauth/\(service)", parameters: [:])
            if halves.count > 1 { request.parameters = PHPQuery.parse(halves[1].utf8) }
            return .method(request)
        }
        guard parts.first == "rest", parts.count > 1 else { return .elsewhere }
        parts.removeFirst()
        let isREST3 = parts.count > 1 && parts[0] == "api"
        if isREST3 { parts.removeFirst() }
        var request = Request(method: parts.last!, parameters: [:], isREST3: isREST3)
        for (suffix, format) in [(".json", Request.Format.json), (".xml", .xml)]
        where request.method.hasSuffix(suffix) && request.method.count > suffix.count {
            request.method.removeLast(suffix.count)
            request.format = format
        }
        switch parts.count {
        case 1: break
        case 3:
            // An id that is no number belongs to nobody.
            request.credential = .webhook(userID: Int(parts[0]) ?? 0, code: parts[1])
        default: return .elsewhere
        }
        // "REST 3.0 does not read parameters from the query string."
        if halves.count > 1, !isREST3 { request.parameters = PHPQuery.parse(halves[1].utf8) }
        return .method(request)
    }

    /// Adds the parameters of the body; they win over the query.
    static func read(_ body: [UInt8], contentType: String?, into request: inout Request) {
        guard !body.isEmpty else { return }
        let type = contentType?.lowercased() ?? ""
        let parameters: JSONObject
        if type.hasPrefix("application/json") {
            // OAuth knows addresses and forms (RFC 6749, 4.1.3); no page shows JSON.
            guard request.service == .rest else { return }
            guard let value = try? JSONReader.value(body), let object = value.phpObject else {
                request.isMalformed = true
                return
            }
            parameters = object
        } else if request.isREST3 {
            // "A body in a different format, such as `form-data`, returns the error" (`api-reference/rest-v3`).
            request.isMalformed = true
            return
        } else if type.hasPrefix("multipart/form-data") {
            guard let fields = MultipartForm(body, contentType: contentType!)?.fields else {
                request.isMalformed = true
                return
            }
            parameters = fields
        } else {
            parameters = PHPQuery.parse(body)
        }
        if request.parameters.isEmpty {
            request.parameters = parameters
        } else {
            for member in parameters.members { request.parameters[member.key] = member.value }
        }
    }
}
