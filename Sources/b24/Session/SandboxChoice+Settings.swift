import B24Scripting
import LuaRuntime

extension SandboxChoice {
    /// The level of a run.
    ///
    /// - Parameter script: `nil` for a prompt, `eval` and `call`.
    /// - Throws: ``Complaint``
    init(_ settings: Settings, _ portal: Portal, _ script: LoadedScript?) throws {
        let request = script?.metadata.sandbox
        do throws(Refusal) {
            try self.init(flag: settings.sandbox, profile: portal.sandbox, script: request?.level)
        } catch {
            switch error {
            case .flagBeyondProfile(let flag, let profile):
                throw Complaint.refusal(
                    Texts.flagBeyondProfile(flag, portal.name, profile), hint: Texts.changeSandbox(portal.name, flag))
            case .scriptBeyondProfile(let profile):
                throw Complaint.refusal(
                    Texts.scriptBeyondProfile(request?.position.description ?? "", portal.name, profile),
                    hint: Texts.runStricter(portal.name, profile))
            }
        }
    }
}
