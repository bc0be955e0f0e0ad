import Bitrix24

/// Finds what a reference means among the smart processes of a portal.
enum SPAMatch {
    /// - Throws: ``ModuleError`` that names the nearest, the candidates or the id that was meant.
    static func find(_ reference: SPAReference, among types: [SPAType]) throws -> SPAType {
        switch reference {
        case .known(let type): return type
        case .id(let id):
            if let type = types.first(where: { $0.id == id }) { return type }
            throw unknownID(id, asEntityType: types.first { $0.entityTypeID == id })
        case .entityTypeID(let id):
            if let type = types.first(where: { $0.entityTypeID == id }) { return type }
            throw ModuleError(.notFound, DomainTexts.noSuchEntityType(id))
        case .title(let title):
            return try one(title, among: types) {
                $0.title
            } label: {
                $0.label
            }
        }
    }

    /// A number that no type has as its id.
    ///
    /// - Parameter asEntityType: the type that has it as its `entityTypeId`.
    static func unknownID(_ id: Int64, asEntityType type: SPAType?) -> ModuleError {
        guard let type else { return ModuleError(.notFound, DomainTexts.noSuchType(id), hint: DomainTexts.listHint) }
        return ModuleError(.invalidArgument, DomainTexts.thatIsAnEntityTypeID(id, type))
    }

    /// The one candidate with a title.
    static func one<Candidate>(
        _ title: String, among candidates: [Candidate], title name: (Candidate) -> String,
        label: (Candidate) -> String
    ) throws -> Candidate {
        let matches = candidates.filter { name($0) == title }
        switch matches.count {
        case 1: return matches[0]
        case 0:
            let nearest = Nearest.names(title, among: candidates.map(name))
            throw ModuleError(
                .notFound,
                DomainTexts.unknownTitle(
                    title, nearest.compactMap { near in candidates.first { name($0) == near } }.map(label)),
                hint: DomainTexts.listHint)
        default: throw ModuleError(.invalidArgument, DomainTexts.ambiguousTitle(title, matches.map(label)))
        }
    }
}
