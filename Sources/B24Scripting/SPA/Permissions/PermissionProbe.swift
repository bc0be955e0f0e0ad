import Bitrix24
import JSON

/// Fills the matrix: first which funnels and items there are for anybody, then each column.
struct PermissionProbe: Sendable {
    let type: SPAType
    /// The items to try; `nil` takes the first ones that somebody may read.
    let items: [Int64]?
    let sample: Int
    let askers: [ProbeAsker]

    func run() async throws -> ProbeMatrix {
        let columns = askers.map { ProbeColumn(type: type, asker: $0) }
        var checks: [ProbeMatrix.Check] = [.spa, .fields, .settings, .workplaces]
        var funnels: [(id: Int64, name: String, sort: Int64)] = []
        for column in columns {
            guard let rows = try await column.funnels().rows else {
                if !checks.contains(.funnels) { checks.append(.funnels) }
                continue
            }
            for row in rows {
                guard let id = row["id"]?.looseInteger, !funnels.contains(where: { $0.id == id }) else { continue }
                funnels.append((id, row["name"]?.stringValue ?? "", row["sort"]?.looseInteger ?? 0))
            }
        }
        for funnel in funnels.sorted(by: { ($0.sort, $0.id) < ($1.sort, $1.id) }) {
            checks += [.funnel(funnel.id, name: funnel.name), .items(funnel.id, name: funnel.name)]
        }
        checks += try await sampled(columns).map(ProbeMatrix.Check.item)
        return ProbeMatrix(
            type: type, profiles: askers.map(\.name), checks: checks, readings: try await Self.fill(columns, checks))
    }

    private func sampled(_ columns: [ProbeColumn]) async throws -> [Int64] {
        if let items { return items }
        for column in columns {
            let found = try await column.sample(sample)
            if !found.isEmpty { return found }
        }
        return []
    }

    /// All columns at the same time: each is another credential.
    private static func fill(
        _ columns: [ProbeColumn], _ checks: [ProbeMatrix.Check]
    ) async throws -> [[JSONValue]] {
        try await withThrowingTaskGroup(of: (Int, [JSONValue]).self) { group in
            for (index, column) in columns.enumerated() {
                group.addTask { (index, try await column.readings(checks)) }
            }
            var filled = [[JSONValue]](repeating: [], count: columns.count)
            for try await (index, readings) in group { filled[index] = readings }
            return filled
        }
    }
}

extension ProbeAsker {
    /// One asker for each profile. What goes out under another profile passes this script's gate as well, and reads only.
    ///
    /// - Throws: ``ModuleError`` where there are no other profiles, or when one leads to another portal.
    static func all(_ profiles: [String], _ desk: Desk) async throws -> [ProbeAsker] {
        let context = desk.context
        var askers: [ProbeAsker] = []
        for name in profiles {
            if name == context.portalName {
                askers.append(ProbeAsker(name: name) { try await desk.context.gate.call($0, position: desk.position) })
                continue
            }
            guard let open = context.otherProfile, context.gate.parent == nil else {
                throw ModuleError(.invalidArgument, DomainTexts.noOtherProfiles)
            }
            let other = try await open(name)
            let client = other.client
            let (domain, own) = (client.credential.domain, try await context.gate.client().credential.domain)
            guard domain.lowercased() == own.lowercased() else {
                throw ModuleError(.invalidArgument, DomainTexts.otherPortal(name, domain, own))
            }
            var policy = context.policy
            policy.profile = name
            policy.profileRules = other.rules
            let admission = Admission(catalogue: context.gate.catalogue, policy: policy, grant: context.gate.grant)
            askers.append(
                ProbeAsker(name: name) { command in
                    // This script's own profile counts as well.
                    try context.gate.admitList(command)
                    _ = try admission.effect(of: command, undocumented: false)
                    return try await client.call(command)
                })
        }
        return askers
    }
}
