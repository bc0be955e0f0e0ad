import Localization

/// What the portal says about its access permissions.
extension Texts {
    static func notAnAccessCode(_ text: String) -> LocalizedText {
        LocalizedText(
            "'\(text)' is not an access code: U3, D2, DR1, SG1_K, AU",
            ru: "'\(text)' — не код доступа: U3, D2, DR1, SG1_K, AU")
    }

    static func noSuchGrantObject(_ key: String) -> LocalizedText {
        LocalizedText("the portal has no '\(key)'", ru: "на портале нет '\(key)'")
    }

    static let grantsMissing = LocalizedText(
        "'grants' must be a list of {accessCode, action, level}",
        ru: "'grants': ожидается список {accessCode, action, level}")

    static func grantRow(_ index: Int, _ problem: LocalizedText) -> LocalizedText {
        LocalizedText("grants[\(index)]: \(problem.en)", ru: "grants[\(index)]: \(problem.ru)")
    }
}
