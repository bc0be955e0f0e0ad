import B24Scripting
import Credentials
import JSON
import Localization
import LuaRuntime

/// What the commands of `b24 profile` share.
extension Context {
    var profileDesk: ProfileDesk {
        let context = self
        return ProfileDesk(environment.configuration) { (profile) throws(CredentialsError) in
            try context.stores(context.environment.configuration.load()).store(of: profile)
        }
    }

    static func check(profileName name: String) throws {
        guard Profile.isValid(name: name) else {
            let isOurs = name == Profile.demoName || name == Profile.namelessName
            throw Complaint.usage(isOurs ? Texts.reservedName(name) : Texts.oddName(name), hint: Texts.nameRules)
        }
    }

    /// Something went well, but a secret stayed behind.
    func warn(of leftover: ProfileDesk.Leftover?) {
        guard let leftover else { return }
        let text = Texts.secretStays(leftover.profile, leftover.kind.rawValue, leftover.error.text)
        output.log(.warn, "b24: " + text[language], isVerbose: false)
    }

    /// What was done, for programs: a person has been told.
    func show(_ facts: JSONObject) -> ExitStatus {
        var result = CommandResult()
        result.results = [LuaValue(inOrder: .object(facts))]
        result.showsDataByDefault = false
        return Presenter(context: self).show(result)
    }
}
