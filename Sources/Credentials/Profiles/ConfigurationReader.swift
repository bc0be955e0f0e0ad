import Bitrix24
import Localization
import TOML

/// Makes a configuration of a TOML text. Whatever is not understood is an error with its line, so that a setting is never
/// silently without effect.
struct ConfigurationReader {
    /// For messages.
    let path: String

    func configuration(_ document: TOMLDocument) throws(CredentialsError) -> Configuration {
        var configuration = Configuration()
        for member in document.root.members {
            let name = member.key.name
            if name == "profiles" {
                guard case .table(let table) = member.node.value else {
                    throw wrong(member.key, ConfigurationTexts.profilesIsNoTable)
                }
                for entry in table.members { configuration.profiles.append(try profile(entry)) }
            } else if case .table = member.node.value {
                throw wrong(
                    member.key, ConfigurationTexts.unknownSection(name),
                    hint: isNear(name, "profiles") ? ConfigurationTexts.didYouMean("[profiles.NAME]") : nil)
            } else {
                try set(
                    member, Setting<Configuration>.all, in: &configuration,
                    elsewhere: Setting<Profile>.all.map(\.name), ConfigurationTexts.belongsIntoProfile)
            }
        }
        return configuration
    }

    /// The document of some bytes.
    func document(_ bytes: [UInt8]) throws(CredentialsError) -> TOMLDocument {
        do {
            return try TOMLDocument(bytes)
        } catch {
            throw CredentialsError(.configuration, Texts.at(path, error.position.line, error.text))
        }
    }

    private func profile(_ member: TOMLTable.Member) throws(CredentialsError) -> Profile {
        let name = member.key.name
        guard case .table(let table) = member.node.value else {
            // `profiles.domain = "..."`, or `[profiles]` with what belongs into a profile.
            throw wrong(member.key, ConfigurationTexts.profileIsNoTable(name))
        }
        guard name != Profile.demoName, name != Profile.namelessName else {
            throw wrong(member.key, ConfigurationTexts.reservedName(name))
        }
        guard !name.isEmpty, name.count <= 64, name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { throw wrong(member.key, ConfigurationTexts.oddName) }
        var profile = Profile(name: name)
        for member in table.members {
            try set(
                member, Setting<Profile>.all, in: &profile, elsewhere: ["default_profile"],
                ConfigurationTexts.belongsToTop)
        }
        return profile
    }

    private func set<Owner>(
        _ member: TOMLTable.Member, _ settings: [Setting<Owner>], in owner: inout Owner, elsewhere: [String],
        _ belongsElsewhere: (String) -> LocalizedText
    ) throws(CredentialsError) {
        let name = member.key.name
        if Self.secretNames.contains(name.lowercased()) {
            throw wrong(member.key, ConfigurationTexts.secret(name), hint: ConfigurationTexts.addProfile)
        }
        guard let setting = settings.first(where: { $0.name == name }) else {
            if elsewhere.contains(name) { throw wrong(member.key, belongsElsewhere(name)) }
            let near = settings.map(\.name).first { isNear(name, $0) }
            throw wrong(
                member.key, ConfigurationTexts.unknownKey(name),
                hint: near.map(ConfigurationTexts.didYouMean) ?? ConfigurationTexts.known(settings.map(\.name)))
        }
        switch (setting.slot, member.node.value) {
        case (.flag(let path), .boolean(let flag)): owner[keyPath: path] = flag
        case (.flag, _): throw wrong(member.node, ConfigurationTexts.isSwitch(name))
        case (.text(let path), .string(let text)):
            try check(name, text, member.node)
            owner[keyPath: path] = text
        case (.choice(let words, _, let write), .string(let text)):
            guard words.contains(text) else {
                throw wrong(
                    member.node, ConfigurationTexts.unknownChoice(name, text, words),
                    hint: words.first { isNear(text, $0) }.map(ConfigurationTexts.didYouMean))
            }
            write(&owner, text)
        case (.count(let path), .integer(let number)) where number >= 0: owner[keyPath: path] = Int(number)
        case (.count, _): throw wrong(member.node, ConfigurationTexts.isCount(name))
        case (.duration(let path), .string(let text)):
            guard let duration = Amounts.duration(text) else {
                throw wrong(member.node, ConfigurationTexts.isTime(name))
            }
            owner[keyPath: path] = duration
        case (.duration(let path), .integer(let number)) where number > 0: owner[keyPath: path] = .seconds(number)
        case (.duration, _): throw wrong(member.node, ConfigurationTexts.isTime(name))
        case (.size(let path), .string(let text)):
            guard let bytes = Amounts.bytes(text) else { throw wrong(member.node, ConfigurationTexts.isSize(name)) }
            owner[keyPath: path] = bytes
        case (.size(let path), .integer(let number)) where number > 0: owner[keyPath: path] = Int(number)
        case (.size, _): throw wrong(member.node, ConfigurationTexts.isSize(name))
        case (.rules(let path), .array(let nodes)): owner[keyPath: path] = try rules(name, nodes)
        case (.rules, .string(let text)):
            throw wrong(
                member.node, ConfigurationTexts.isRules(name), hint: ConfigurationTexts.write("\(name) = [\"\(text)\"]")
            )
        case (.rules, _):
            throw wrong(
                member.node, ConfigurationTexts.isRules(name), hint: ConfigurationTexts.write("\(name) = [\"crm.*\"]"))
        case (.text, _), (.choice, _): throw wrong(member.node, ConfigurationTexts.isText(name))
        }
    }

    private func rules(_ name: String, _ nodes: [TOMLNode]) throws(CredentialsError) -> [MethodRules.Rule] {
        var rules: [MethodRules.Rule] = []
        for node in nodes {
            guard case .string(let text) = node.value else { throw wrong(node, ConfigurationTexts.isRules(name)) }
            guard let rule = MethodRules.Rule(text) else {
                throw wrong(node, ConfigurationTexts.badRule(text), hint: ConfigurationTexts.ruleForm)
            }
            rules.append(rule)
        }
        return rules
    }

    /// What a text may be.
    private func check(_ name: String, _ text: String, _ node: TOMLNode) throws(CredentialsError) {
        guard Redaction.redact(text) == text else {
            throw wrong(node, ConfigurationTexts.secret(name), hint: ConfigurationTexts.addProfile)
        }
        guard !text.allSatisfy(\.isWhitespace), !text.contains(where: { $0.isNewline || $0 == "\0" }) else {
            throw wrong(node, ConfigurationTexts.isEmpty(name))
        }
        guard name == "domain" else { return }
        let host = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
        let name = host.prefix { $0 != "/" }
        guard name.count == text.count, !text.contains(where: { $0.isWhitespace || $0 == "@" }) else {
            throw wrong(
                node, ConfigurationTexts.domainIsHost,
                hint: name.isEmpty ? nil : ConfigurationTexts.write("domain = \"\(name.lowercased())\""))
        }
    }

    private static let secretNames: Set<String> = [
        "webhook", "webhook_url", "url", "code", "token", "access_token", "refresh_token", "client_secret", "secret",
        "password", "passphrase", "application_token", "auth", "api_key",
    ]

    private func isNear(_ left: String, _ right: String) -> Bool {
        EditDistance.between(Array(left.lowercased()), Array(right), atMost: right.count < 5 ? 1 : 2) != nil
    }

    private func wrong(_ key: TOMLKey, _ text: LocalizedText, hint: LocalizedText? = nil) -> CredentialsError {
        CredentialsError(.configuration, Texts.at(path, key.position.line, text), hint: hint)
    }

    private func wrong(_ node: TOMLNode, _ text: LocalizedText, hint: LocalizedText? = nil) -> CredentialsError {
        CredentialsError(.configuration, Texts.at(path, node.position.line, text), hint: hint)
    }
}
