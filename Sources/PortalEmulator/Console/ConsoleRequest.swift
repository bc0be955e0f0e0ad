import JSON
import Localization
import NIOCore
import NIOHTTP1

/// What a browser asks of the console.
struct ConsoleRequest: Sendable {
    /// Whether something is to be changed.
    var isPost: Bool
    /// Behind `/console/`: the key, then the page.
    var path: [String]
    var query: JSONObject
    var form: JSONObject
    /// The headers that the guard and the choice of a language look at.
    var host: String?
    var origin: String?
    var fetchSite: String?
    var acceptLanguage: String?
    /// Where the connection came in.
    var isOnLoopback: Bool

    /// Whether an address is the console's.
    static func isForConsole(_ uri: String) -> Bool {
        uri == "/console" || uri.hasPrefix("/console/") || uri.hasPrefix("/console?")
    }

    static let formType = "application/x-www-form-urlencoded"

    /// A parameter of the address; `nil` when it is empty, too, as forms send what was not filled in.
    func asked(_ name: String) -> String? { query[name]?.phpString.flatMap { $0.isEmpty ? nil : $0 } }

    /// The number of a page of a list, from 1.
    var pageNumber: Int { min(max(1, asked("page").flatMap { Int($0) } ?? 1), 1_000_000) }

    /// The language that the address names, else the browser's first that there is, else the portal's.
    func language(otherwise portal: Language) -> Language {
        if let asked = asked("lang").flatMap(Language.init(rawValue:)) { return asked }
        let wishes = (acceptLanguage ?? "").split(separator: ",").map { wish -> (Language?, Double) in
            let parts = wish.split(separator: ";").map { String($0).trimmed }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return (parts.first.flatMap { Language(rawValue: String($0.lowercased().prefix(2))) }, quality)
        }
        return wishes.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }.compactMap(\.0).first ?? portal
    }
}

extension ConsoleRequest {
    init(_ head: HTTPRequestHead, _ body: [UInt8], localAddress: SocketAddress?) {
        let halves = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        isPost = head.method == .POST
        path = (halves.first ?? "").split(separator: "/").dropFirst()
            .map { PHPQuery.decoded($0.utf8, plusIsBlank: false) }
        query = halves.count > 1 ? PHPQuery.parse(halves[1].utf8) : [:]
        let isForm = head.headers.first(name: "content-type")?.lowercased().hasPrefix(Self.formType) ?? false
        form = isPost && isForm ? PHPQuery.parse(body) : [:]
        host = head.headers.first(name: "host")
        origin = head.headers.first(name: "origin")
        fetchSite = head.headers.first(name: "sec-fetch-site")
        acceptLanguage = head.headers.first(name: "accept-language")
        isOnLoopback = localAddress.map(Self.isLoopback) ?? false
    }

    private static func isLoopback(_ address: SocketAddress) -> Bool {
        guard let text = address.ipAddress else { return false }
        return text == "::1" || text.hasPrefix("127.")
    }
}
