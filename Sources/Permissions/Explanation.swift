public import Localization

extension Decision {
    /// The decision in a sentence: which grant or which lack decides.
    ///
    /// - Parameters:
    ///   - action: what was asked for.
    ///   - person: as text has it: `Olivia Stone (U3)`.
    ///   - codes: the codes that the person carries.
    ///   - element: what it was about, when it was about one element.
    ///   - name: what an object is called.
    public func explanation(
        of action: GrantAction, for person: String, codes: Set<AccessCode>,
        element: (owner: Ownership, isOpened: Bool)? = nil, name: (GrantObject) -> String? = { _ in nil }
    ) -> LocalizedText {
        let action = action.title
        switch reason {
        case .administrator: return Texts.administratorMay(person, action)
        case .guest: return Texts.guestMayNot(person, action)
        case .nothingGranted: return Texts.nothingGranted(person, action, codes.sorted().map(\.text))
        case .grants(let grants):
            let lines = grants.map { Texts.line($0, name($0.object)) }
            guard let decisive = decisive(element) else {
                if let element, isAllowed { return Texts.outOfReach(person, action, lines, element.owner) }
                return Texts.takenAway(person, action, lines)
            }
            let others = grants.filter { $0 != decisive }.map { Texts.line($0, name($0.object)) }
            return Texts.granted(
                person, action, decisive.grant.level.title, by: Texts.line(decisive, name(decisive.object)),
                beside: others)
        }
    }
}
