import Bitrix24
import JSON
import Localization
import Permissions

/// Who is behind access codes, and through which department or workgroup.
struct AudienceReport: Sendable {
    let desk: Desk

    /// - Throws: ``ModuleError`` for codes that name no list of people, and for those that nobody knows.
    func report(_ codes: [AccessCode]) async throws -> Report {
        let company = try await CompanyReader(desk: desk).read(codes: codes)
        let names = await AccessDirectory(desk: desk).audienceNames(codes)
        var rows: [JSONObject] = []
        for code in codes {
            try check(code, company)
            guard let audience = company.audience(of: code) else {
                throw ModuleError(
                    .invalidArgument, DomainTexts.notExpandable(code), hint: DomainTexts.expandableHint)
            }
            let title = code.title(name: names[code.text])[desk.context.language]
            rows += audience.map { person, route in
                [
                    "code": .string(code.text), "audience": .string(title), "user": .integer(Int64(person.id)),
                    "name": .string(person.name),
                    "through": .string(self.text(route, company, names)[desk.context.language]),
                ]
            }
        }
        return Report(
            title: DomainTexts.audienceTitle, note: DomainTexts.audienceNote,
            columns: [
                ("code", DomainTexts.columnCode), ("audience", DomainTexts.columnAudience),
                ("user", DomainTexts.columnUser), ("name", DomainTexts.columnName),
                ("through", DomainTexts.columnThrough),
            ], rows: rows)
    }

    private func check(_ code: AccessCode, _ company: Company) throws {
        switch code.audience {
        case .user(let id) where company.people[id] == nil:
            throw ModuleError(.notFound, DomainTexts.noSuchUser(Int64(id)), method: "user.get")
        case .department(let id) where !company.departments.contains(id),
            .departmentTree(let id) where !company.departments.contains(id):
            throw ModuleError(.notFound, DomainTexts.noSuchDepartment(code), method: "department.get")
        case .group(let id, _) where company.groups[id]?.members.isEmpty ?? true:
            throw ModuleError(.notFound, DomainTexts.noSuchGroup(code), method: "sonet_group.user.get")
        default: break
        }
    }

    private func text(_ route: Company.Route, _ company: Company, _ names: [String: String]) -> LocalizedText {
        switch route {
        case .person: return DomainTexts.routePerson
        case .department(let id):
            return AccessCode("D\(id)")?.title(name: company.departments.name(id)) ?? DomainTexts.routePerson
        case .group(let id, let role):
            let name = names.first { $0.key == "SG\(id)" || $0.key.hasPrefix("SG\(id)_") }?.value
            return AccessCode("SG\(id)_\(role.rawValue)")?.title(name: name) ?? DomainTexts.routePerson
        case .everyone: return DomainTexts.routeEveryone
        case .administrator: return DomainTexts.routeAdministrator
        }
    }
}
