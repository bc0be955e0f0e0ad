import Localization

/// `~/.config/b24/config.toml`: named portals. It holds no secrets.
///
///     default_profile = "acme"
///
///     [profiles.acme]
///     domain = "acme.bitrix24.com"
///     webhook_file = "acme.webhook"   # a file of mode 0600 with the webhook's URL
///     plan = "enterprise"             # basic (the default), enterprise or box: the portal's request limits
///     read_only = true                # writes are refused
///
/// The part of TOML that this needs is read here: comments, `[tables]`, and keys with strings or booleans. Anything
/// else is an error with its line, so that a setting is never silently without effect.
struct ConfigFile: Sendable, Equatable {
    var defaultProfile: String?
    var profiles: [String: Entry] = [:]

    /// One named portal.
    struct Entry: Sendable, Equatable {
        var domain: String?
        var webhookFile: String?
        var plan: String?
        var isReadOnly = false
    }

    /// The configuration; empty when there is no file.
    static func load(_ path: String) throws -> ConfigFile {
        let text: String
        do {
            text = try Files.text(path)
        } catch {
            if error.isMissing { return ConfigFile() }
            throw Complaint.usage(Texts.cannotRead(path, error.reason))
        }
        return try ConfigFile(text, path: path)
    }

    /// - Parameter path: for messages.
    init(_ text: String, path: String) throws {
        var profile: String?
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            func wrong(_ text: LocalizedText) -> Complaint { .usage(Texts.at(path, index + 1, text)) }
            var line = Scanner(String(raw))
            line.skipSpace()
            if line.isAtEnd { continue }
            if line.take("[") {
                guard let path = line.dottedKey(), line.take("]"), line.isAtEndAfterSpace else {
                    throw wrong(Texts.configSyntax)
                }
                guard path.count == 2, path[0] == "profiles" else {
                    throw wrong(Texts.configUnknownTable(path.joined(separator: ".")))
                }
                guard profiles[path[1]] == nil else { throw wrong(Texts.configTwice(path[1])) }
                profile = path[1]
                profiles[path[1]] = Entry()
                continue
            }
            guard let key = line.dottedKey(), key.count == 1, line.take("="), let value = line.value(),
                line.isAtEndAfterSpace
            else { throw wrong(Texts.configSyntax) }
            do {
                try set(key[0], value, in: profile)
            } catch let problem as LocalizedProblem {
                throw wrong(problem.text)
            }
        }
    }

    init() {}

    private struct LocalizedProblem: Error { let text: LocalizedText }

    private mutating func set(_ key: String, _ value: Scanner.Value, in profile: String?) throws {
        switch (profile, key, value) {
        case (nil, "default_profile", .string(let name)): defaultProfile = name
        case (let profile?, "domain", .string(let domain)): profiles[profile]?.domain = domain
        case (let profile?, "webhook_file", .string(let path)): profiles[profile]?.webhookFile = path
        case (let profile?, "plan", .string(let plan)) where ["basic", "enterprise", "box"].contains(plan):
            profiles[profile]?.plan = plan
        case (_?, "plan", .string(let plan)): throw LocalizedProblem(text: Texts.configUnknownPlan(plan))
        case (let profile?, "read_only", .bool(let flag)): profiles[profile]?.isReadOnly = flag
        case (_?, "webhook", _), (_?, "webhook_url", _), (_?, "url", _):
            throw LocalizedProblem(text: Texts.configSecret(key))
        case (_?, "domain", _), (_?, "webhook_file", _), (_?, "plan", _), (_?, "read_only", _),
            (nil, "default_profile", _):
            throw LocalizedProblem(text: Texts.configWrongType(key))
        default: throw LocalizedProblem(text: Texts.configUnknownKey(key))
        }
    }
}

extension ConfigFile {
    /// Reads one line.
    struct Scanner {
        enum Value: Equatable { case string(String), bool(Bool) }

        private var rest: Substring

        init(_ line: String) { rest = line[...] }

        /// Nothing but a comment is left.
        var isAtEnd: Bool { rest.isEmpty || rest.first == "#" }

        var isAtEndAfterSpace: Bool {
            mutating get {
                skipSpace()
                return isAtEnd
            }
        }

        mutating func skipSpace() { rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" } }

        /// Space, then this character.
        mutating func take(_ character: Character) -> Bool {
            skipSpace()
            guard rest.first == character else { return false }
            rest.removeFirst()
            return true
        }

        /// `profiles.acme`, `profiles."my portal"`
        mutating func dottedKey() -> [String]? {
            var parts: [String] = []
            repeat {
                skipSpace()
                if let text = quoted() {
                    parts.append(text)
                } else {
                    let bare = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
                    guard !bare.isEmpty else { return nil }
                    parts.append(String(bare))
                    rest = rest.dropFirst(bare.count)
                }
            } while take(".")
            return parts
        }

        mutating func value() -> Value? {
            skipSpace()
            if let text = quoted() { return .string(text) }
            for (word, flag) in [("true", true), ("false", false)] where rest.hasPrefix(word) {
                rest = rest.dropFirst(word.count)
                return .bool(flag)
            }
            return nil
        }

        /// `"..."` with the escapes of TOML that a path or a name can need, or `'...'` as it is.
        private mutating func quoted() -> String? {
            guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
            var text = ""
            var escaped = false
            for (index, character) in zip(rest.indices, rest).dropFirst() {
                if escaped {
                    guard let plain = ["\"": "\"", "\\": "\\", "t": "\t", "n": "\n"][character] else { return nil }
                    text += plain
                    escaped = false
                } else if character == quote {
                    rest = rest[rest.index(after: index)...]
                    return text
                } else if character == "\\", quote == "\"" {
                    escaped = true
                } else {
                    text.append(character)
                }
            }
            return nil
        }
    }
}
