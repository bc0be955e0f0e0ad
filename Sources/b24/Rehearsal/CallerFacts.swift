import Bitrix24
import JSON
import PortalEmulator

/// Who a rehearsal calls as, and what REST tells of that person's rights and of the portal.
struct CallerFacts: Sendable {
    var person: ImportedPerson
    /// `nil` for all.
    var scopes: [String]?
    /// A self-hosted portal has no `operating` in its answers. -> limits
    var isSelfHosted: Bool
    /// Seconds east of Greenwich of the portal's clock.
    var timeZoneOffset: Int?

    /// Whether the person may do everything in CRM; what others may do REST does not tell.
    var administersCRM: Bool { person.role == .admin || person.role == .crmAdmin }

    /// Asks the portal.
    ///
    /// - Throws: ``PortalError`` when the credential does not work.
    static func read(_ source: SourcePortal) async throws(PortalError) -> CallerFacts {
        let profile = try await source.call(Command("profile"))
        let questions = [
            "user.admin", "scope", "server.time", "crm.type.list", "crm.automatedsolution.list", "user.current",
        ]
        let answers = try await source.batch(questions.map { Command($0) })
        return CallerFacts(profile: profile, answers: Dictionary(uniqueKeysWithValues: zip(questions, answers)))
    }

    /// - Parameter answers: by method; without `profile`.
    init(profile: Response, answers: [String: CommandOutcome]) {
        func result(_ method: String) -> JSONValue? {
            if case .done(let response)? = answers[method] { response.result.value } else { nil }
        }
        func failure(_ method: String) -> PortalError? {
            if case .failed(let error)? = answers[method] { error } else { nil }
        }
        let own = profile.result.value.objectValue ?? [:]
        let isAdmin = result("user.admin") == .bool(true) || own["ADMIN"] == .bool(true)
        let role: LocalPortal.Owner =
            if isAdmin {
                .admin
            } else if result("crm.type.list") != nil {
                .crmAdmin
            } else if failure("crm.type.list")?.code.lowercased() == "allowed_only_intranet_user" {
                .extranet
            } else {
                .employee
            }
        let departments = (result("user.current")?["UF_DEPARTMENT"]?.arrayValue ?? []).compactMap { value -> Int? in
            JSONObject([("id", value)]).int("id")
        }
        person = ImportedPerson(
            id: own.int("ID") ?? 1, role: role, name: own["NAME"]?.stringValue ?? "",
            lastName: own["LAST_NAME"]?.stringValue ?? "", departments: departments,
            managesWorkplaces: role == .employee && result("crm.automatedsolution.list") != nil)
        scopes = result("scope")?.arrayValue?.compactMap(\.stringValue)
        isSelfHosted = profile.time?["operating"] == nil
        timeZoneOffset = result("server.time")?.stringValue.flatMap(Self.offset)
    }

    /// 10800 of `2026-11-26T17:40:00+03:00`.
    static func offset(_ time: String) -> Int? {
        if time.hasSuffix("Z") { return 0 }
        let zone = time.suffix(6)
        guard let sign = zone.first, sign == "+" || sign == "-", zone.count == 6, zone.dropFirst(3).first == ":",
            let hours = Int(zone.dropFirst().prefix(2)), let minutes = Int(zone.suffix(2))
        else { return nil }
        return (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
    }
}
