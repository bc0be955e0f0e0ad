/// Somebody as grants see them: a role in the portal, and the access codes that they carry.
public struct Membership: Sendable, Equatable {
    /// What somebody is to the portal as a whole.
    public enum Role: Sendable, Equatable {
        /// Portal administrator.
        case administrator
        /// Full rights in CRM, no portal administrator.
        case crmAdministrator
        /// An ordinary employee.
        case employee
        /// From outside.
        case guest

        /// Whether rights in CRM are of no matter.
        public var administersCRM: Bool { self == .administrator || self == .crmAdministrator }
    }

    /// Their id.
    public let userID: Int
    /// What they are to the portal.
    public let role: Role
    /// Every code that they carry: `U1`, `D4`, `DR1`, `SG2_K`, `AU` ... (`api-reference/common/users/user-access`)
    public let codes: Set<AccessCode>

    /// - Parameters:
    ///   - departments: those that they are in.
    ///   - above: these and all above them.
    ///   - groups: workgroups with their role in each.
    public init(
        userID: Int, role: Role, departments: some Sequence<Int>, above: some Sequence<Int>,
        groups: some Sequence<(id: Int, role: AccessCode.GroupRole)>
    ) {
        var texts = ["U\(userID)", "G2", "AU", "UA", "*"]
        if role == .administrator { texts.append("G1") }
        if role != .guest { texts.append("IU\(userID)") }
        texts += departments.map { "D\($0)" }
        texts += above.map { "DR\($0)" }
        for group in groups { texts += ["SG\(group.id)"] + group.role.included.map { "SG\(group.id)_\($0.rawValue)" } }
        self.userID = userID
        self.role = role
        codes = Set(texts.compactMap { AccessCode($0) })
    }
}
