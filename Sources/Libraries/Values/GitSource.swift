import Localization

/// The address of a git repository, in a form that git takes for nothing but an address.
///
/// `https://`, `ssh://` and `file://`; the short form `git@host:path` becomes `ssh://git@host/path`. `http://` and `git://`,
/// which anybody on the way can change, only to this machine.
public struct GitSource: Sendable, Hashable, CustomStringConvertible {
    /// How it is reached.
    public enum Transport: String, Sendable { case https, ssh, file, http, git }

    /// How it is reached.
    public let transport: Transport
    /// The whole address.
    public let description: String

    /// - Throws: ``LibraryError`` with what is wrong.
    public init(_ text: String) throws(LibraryError) {
        let address = Self.shortForm(text).map { "ssh://\($0.userAndHost)/\($0.path)" } ?? text
        guard let colon = address.firstRange(of: "://"),
            let transport = Transport(rawValue: String(address[..<colon.lowerBound]))
        else { throw LibraryError(.format, Texts.badAddress(Self.shown(text)), hint: Texts.addressForm) }
        let rest = address[colon.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let (authority, path) = (String(rest[..<slash]), String(rest[slash...]))
        if transport != .ssh, authority.contains("@") || transport == .file && !authority.isEmpty {
            throw LibraryError(
                .format,
                authority.contains("@") ? Texts.secretInAddress(Self.shown(text)) : Texts.badAddress(Self.shown(text)),
                hint: authority.contains("@") ? Texts.noSecretInAddress : Texts.addressForm)
        }
        guard transport == .file || Self.isAuthority(authority, withUser: transport == .ssh), Self.isPath(path) else {
            throw LibraryError(.format, Texts.badAddress(Self.shown(text)), hint: Texts.addressForm)
        }
        if transport == .http || transport == .git, !Self.isThisMachine(authority) {
            throw LibraryError(.format, Texts.openAddress(Self.shown(text)), hint: Texts.useHTTPS)
        }
        self.transport = transport
        description = address
    }

    /// What follows the last slash, without `.git`.
    var lastName: String {
        let name = description.split(separator: "/").last.map(String.init) ?? ""
        return name.hasSuffix(".git") ? String(name.dropLast(4)) : name
    }

    /// `git@host:path`: no slash before the colon, and a user, so that it is no file called `a:b`.
    private static func shortForm(_ text: String) -> (userAndHost: String, path: String)? {
        guard !text.contains("://"), let colon = text.firstIndex(of: ":") else { return nil }
        let head = text[..<colon]
        let path = text[text.index(after: colon)...]
        guard head.contains("@"), !head.contains("/"), !path.isEmpty else { return nil }
        return (String(head), path.hasPrefix("/") ? String(path.dropFirst()) : String(path))
    }

    /// `host`, `host:22`, `user@host`, `[::1]:80`: no part begins with a hyphen, which programs take for an option.
    private static func isAuthority(_ text: String, withUser: Bool) -> Bool {
        var host = text[...]
        if withUser, let at = text.firstIndex(of: "@") {
            let user = text[..<at]
            guard isWord(user) else { return false }
            host = text[text.index(after: at)...]
        }
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            let address = host[host.index(after: host.startIndex)..<end]
            guard !address.isEmpty, address.utf8.allSatisfy({ isHexDigit($0) || $0 == 0x3A || $0 == 0x2E }) else {
                return false
            }
            return isPort(host[host.index(after: end)...])
        }
        let colon = host.firstIndex(of: ":") ?? host.endIndex
        return isWord(host[..<colon]) && isPort(host[colon...])
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty
            || text.hasPrefix(":") && (2...6).contains(text.utf8.count)
                && text.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isWord(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        }
    }

    /// No spaces, quotes, controls, queries; Cyrillic folders are allowed.
    private static func isPath(_ text: String) -> Bool {
        guard text.hasPrefix("/"), text.utf8.count > 1, !text.hasPrefix("/-"), !text.contains("::") else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            byte >= 0x80 || byte > 0x20 && byte != 0x7F && !Array("\"'`\\<>|*?#;&$(){}[]!^@".utf8).contains(byte)
        }
    }

    private static func isThisMachine(_ authority: String) -> Bool {
        let host = authority.hasPrefix("[") ? "[::1]" : String(authority.prefix { $0 != ":" })
        return host == "127.0.0.1" || host == "localhost" || authority.hasPrefix("[::1]") && host == "[::1]"
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    /// For a message: without what may be a password.
    private static func shown(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@"), let colon = text.firstRange(of: "://"), colon.upperBound <= at else {
            return String(text.prefix(200))
        }
        return String((text[..<colon.upperBound] + "…" + text[at...]).prefix(200))
    }
}
