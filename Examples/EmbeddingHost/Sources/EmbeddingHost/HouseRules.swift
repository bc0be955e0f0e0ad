import B24Scripting
import Bitrix24
import JSON
import Localization

/// The smart process in which Acme publishes its contracts.
let contractsType: Int64 = 156

/// What scripts may do on Acme's portal.
///
/// - Parameter hour: of the day. Writes are for working hours.
func houseRules(hour: Int) -> ScriptSession.Policy {
    var policy = ScriptSession.Policy()
    policy.profile = "Acme"
    policy.profileRules.deny = ["delete:*"]
    policy.maxWrites = 50
    if !(8..<20).contains(hour) {
        policy.readOnly = true
        policy.readOnlyOrigin = .profile
    }
    policy.refuses = { command, kind in
        guard kind != .read, command.parameters["entityTypeId"] != .integer(contractsType) else { return nil }
        return LocalizedText(
            "Scripts of the duty desk write contracts only.", ru: "Скрипты дежурного пишут только договоры.")
    }
    return policy
}
