import Bitrix24
import LuaSyntax

extension ScriptWalk {
    private typealias Parameter = MethodCatalogue.Parameter

    /// The parameters of a REST method against its documentation.
    ///
    /// - Parameter name: the place of the method's name, where what is missing is reported.
    func checkParameters(_ entry: MethodCatalogue.Entry, _ expression: LuaTree.Expression?, _ name: Range<Int>) {
        let table = TableLiteral(expression)
        // Positions are what some methods of old take; which one is which cannot be said.
        guard !entry.parameters.isEmpty, table.positional.isEmpty else { return }
        check(table, entry.parameters, entry, isTop: true)
        checkMissing(table, entry.parameters, entry.method, "", name)
    }

    private func check(_ table: TableLiteral, _ known: [Parameter], _ entry: MethodCatalogue.Entry, isTop: Bool) {
        for (name, range, value) in table.named {
            // The case of the outer names does not matter to the portal.
            let meant = known.filter { isTop ? $0.name.lowercased() == name.lowercased() : $0.name == name }
            guard !meant.isEmpty else {
                checkName(name, range, known, entry, isTop: isTop)
                continue
            }
            checkValue(value, name, meant, entry)
        }
    }

    private func checkName(
        _ name: String, _ range: Range<Int>, _ known: [Parameter], _ entry: MethodCatalogue.Entry, isTop: Bool
    ) {
        guard isTop ? !Self.ubiquitous.contains(name.lowercased()) : !Self.isCustom(name) else { return }
        // `ufCrm...` stands for every field of its kind.
        let patterns = known.map(\.name).filter { $0.hasSuffix("...") }.map { $0.dropLast(3).lowercased() }
        guard !patterns.contains(where: name.lowercased().hasPrefix) else { return }
        if let meant = Misspelling.meant(name, among: known.map(\.name)) {
            report(
                .unknownParameter, range, CheckTexts.misspeltParameter(name, entry.method),
                CheckTexts.didYouMean([meant]))
        } else if isTop, entry.effect != .read || name != name.uppercased() {
            // Methods such as user.get take every field of their things as a filter.
            report(.undocumentedParameter, range, CheckTexts.undocumentedParameter(name, entry.method))
        }
    }

    /// What methods take whether or not their pages say so.
    private static let ubiquitous: Set<String> = ["start", "auth", "filter", "select", "order", "limit", "offset"]

    /// Fields that a portal's people have made.
    private static func isCustom(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["uf", "property", "parentid"].contains(where: name.hasPrefix)
            || name.contains { !($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private func checkValue(
        _ value: LuaTree.Expression, _ name: String, _ meant: [Parameter], _ entry: MethodCatalogue.Entry
    ) {
        let types = meant.map(\.type)
        if let literal = LiteralType(value), !types.contains(where: { RESTType.accepts($0, literal) }) {
            return report(
                .wrongType, value.range,
                CheckTexts.wrongParameter(name, entry.method, types.filter { !$0.isEmpty }.uniqued, literal.name))
        }
        // Filters have operators in their names, and every field of a thing under them.
        let children = meant.flatMap(\.children)
        guard !children.isEmpty, !["filter", "order", "select"].contains(name.lowercased()) else { return }
        let table = TableLiteral(value)
        check(table, children, entry, isTop: false)
        if meant.count == 1, types[0] == "object", name.lowercased() == "fields" {
            checkMissing(table, children, entry.method, name + ".", value.range.lowerBound..<value.range.lowerBound + 1)
        }
    }

    private func checkMissing(
        _ table: TableLiteral, _ parameters: [Parameter], _ method: String, _ path: String, _ place: Range<Int>
    ) {
        guard table.isKnown, table.positional.isEmpty else { return }
        let given = Set(table.named.map { path.isEmpty ? $0.name.lowercased() : $0.name })
        let names = parameters.filter { $0.isRequired && $0.variant == nil }.map(\.name).uniqued
        let missing = names.filter { !given.contains(path.isEmpty ? $0.lowercased() : $0) }
        guard !missing.isEmpty else { return }
        report(.missingParameter, place, CheckTexts.missingParameters(missing.map { path + $0 }, method))
    }
}

extension [String] {
    /// Without repetitions.
    var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
