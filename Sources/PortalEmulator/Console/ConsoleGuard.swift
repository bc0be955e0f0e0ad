import JSON

/// Who may use the console. Whoever knows the key, which stands in the path of its address: other people of the machine
/// and pages of other sites do not. A path is never sent to another port, as a cookie would be.
struct ConsoleGuard: Sendable {
    /// The part of the address that nobody can guess.
    let key: String
    /// What forms carry, beside the key in their address.
    let formKey: String

    enum Refusal: Sendable, Equatable {
        /// The server listens to more than this machine.
        case notOnLoopback
        /// Another name leads here, as of a site that tries to look like this machine (DNS rebinding).
        case foreignHost
        case wrongKey
        /// A form that this console has not made.
        case foreignForm
    }

    init() {
        key = RandomText.make(32, from: RandomText.mixed)
        formKey = RandomText.make(32, from: RandomText.mixed)
    }

    /// - Returns: `nil` for a request that may come in.
    func refusal(of request: ConsoleRequest) -> Refusal? {
        guard request.isOnLoopback else { return .notOnLoopback }
        guard let host = request.host, Self.isLoopbackName(host) else { return .foreignHost }
        guard let given = request.path.first, Self.isEqual(given, key) else { return .wrongKey }
        guard request.isPost else { return nil }
        // Browsers that know these headers send them with every form.
        if let origin = request.origin, origin != "http://\(host)" { return .foreignForm }
        if let site = request.fetchSite, site != "same-origin" { return .foreignForm }
        guard let given = request.form[Self.formField]?.phpString, Self.isEqual(given, formKey) else {
            return .foreignForm
        }
        return nil
    }

    /// The hidden field of every form.
    static let formField = "form_key"

    /// `127.0.0.1:8080`. A forwarded port may differ, a name may not.
    private static func isLoopbackName(_ host: String) -> Bool {
        let host = host.lowercased()
        let end = host.hasPrefix("[") ? host.firstIndex(of: "]").map(host.index(after:)) : host.firstIndex(of: ":")
        let name = host[..<(end ?? host.endIndex)]
        let port = host[name.endIndex...]
        guard port.isEmpty || port.first == ":" && port.dropFirst().allSatisfy(\.isNumber) else { return false }
        return ["127.0.0.1", "localhost", "[::1]"].contains(name)
    }

    /// Takes the same time wherever the texts differ.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
