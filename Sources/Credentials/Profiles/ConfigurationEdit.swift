import TOML

/// The changes of a text that lead from what it says to what it should say, one key at a time.
struct ConfigurationEdit {
    let reader: ConfigurationReader

    func apply(_ wanted: Configuration, to document: TOMLDocument) throws(CredentialsError) -> TOMLDocument {
        let current = try reader.configuration(document)
        var document = document
        for profile in current.profiles where wanted[profile.name] == nil {
            try change(&document) { $0.removingTable(["profiles", profile.name]) }
        }
        try set(Setting<Configuration>.all, current, wanted, [], in: &document)
        for profile in wanted.profiles {
            let path = ["profiles", profile.name]
            if let known = current[profile.name] {
                try set(Setting<Profile>.all, known, profile, path, in: &document)
            } else {
                let pairs = Setting<Profile>.all.compactMap { setting in
                    setting.scalar(profile).map { (setting.name, $0) }
                }
                try change(&document) { $0.addingTable(path, pairs) }
            }
        }
        return document
    }

    private func set<Owner>(
        _ settings: [Setting<Owner>], _ current: Owner, _ wanted: Owner, _ path: [String],
        in document: inout TOMLDocument
    ) throws(CredentialsError) {
        for setting in settings {
            let old = setting.scalar(current)
            let new = setting.scalar(wanted)
            guard old != new else { continue }
            try change(&document) { document in
                if let new { return document.setting(path + [setting.name], to: new) }
                return document.removing(path + [setting.name])
            }
        }
    }

    private func change(
        _ document: inout TOMLDocument, _ body: (TOMLDocument) -> String?
    ) throws(CredentialsError) {
        guard let text = body(document) else {
            throw CredentialsError(
                .configuration, ConfigurationTexts.unchangeable(reader.path), hint: ConfigurationTexts.writeAsSection)
        }
        document = try reader.document(Array(text.utf8))
    }
}
