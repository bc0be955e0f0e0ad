import Localization

/// Puts statements together and refuses what contradicts: a key or a table that is there already.
struct TOMLBuilder {
    /// A table that is being put together.
    private final class Branch {
        /// Who made it says who may add to it.
        enum Origin { case header, passedByHeader, dottedKey, inline }

        enum Child {
            case value(TOMLNode)
            case table(Branch)
            /// `[[...]]`
            case elements([Branch])
        }

        var origin: Origin
        var names: [String] = []
        var children: [String: (key: TOMLKey, child: Child)] = [:]

        init(_ origin: Origin) { self.origin = origin }

        func add(_ key: TOMLKey, _ child: Child) {
            names.append(key.name)
            children[key.name] = (key, child)
        }

        var table: TOMLTable {
            TOMLTable(
                members: names.compactMap { children[$0] }.map { key, child in
                    TOMLTable.Member(key: key, node: Branch.node(key, child))
                })
        }

        private static func node(_ key: TOMLKey, _ child: Child) -> TOMLNode {
            let value: TOMLValue =
                switch child {
                case .value(let node): node.value
                case .table(let branch): .table(branch.table)
                case .elements(let branches):
                    .array(
                        branches.map { TOMLNode(value: .table($0.table), position: key.position, range: key.range) })
                }
            if case .value(let node) = child { return node }
            return TOMLNode(value: value, position: key.position, range: key.range)
        }
    }

    private let root = Branch(.header)
    private var current: Branch

    init() { current = root }

    var table: TOMLTable { root.table }

    mutating func add(_ statement: TOMLStatement) throws(TOMLError) {
        guard let last = statement.keys.last else { return }
        switch statement.content {
        case .pair(let node):
            let branch = try descend(statement.keys.dropLast(), from: current, making: .dottedKey)
            guard branch.children[last.name] == nil else { throw TOMLError(last.position, Texts.keyTwice(last.name)) }
            branch.add(last, .value(node))
        case .table:
            let branch = try descend(statement.keys.dropLast(), from: root, making: .passedByHeader)
            switch branch.children[last.name]?.child {
            case nil:
                current = Branch(.header)
                branch.add(last, .table(current))
            case .table(let known) where known.origin == .passedByHeader:
                known.origin = .header
                current = known
            case .table, .value, .elements:
                throw TOMLError(last.position, Texts.tableTwice(statement.path.joined(separator: ".")))
            }
        case .arrayElement:
            let branch = try descend(statement.keys.dropLast(), from: root, making: .passedByHeader)
            current = Branch(.header)
            switch branch.children[last.name]?.child {
            case nil: branch.add(last, .elements([current]))
            case .elements(let known)?: branch.children[last.name]?.child = .elements(known + [current])
            case .table, .value:
                throw TOMLError(last.position, Texts.tableTwice(statement.path.joined(separator: ".")))
            }
        }
    }

    private func descend(
        _ keys: ArraySlice<TOMLKey>, from start: Branch, making origin: Branch.Origin
    ) throws(TOMLError) -> Branch {
        var branch = start
        for key in keys {
            switch branch.children[key.name]?.child {
            case nil:
                let new = Branch(origin)
                branch.add(key, .table(new))
                branch = new
            case .table(let known):
                // A dotted key adds to what dotted keys of its own section have made, a header to everything.
                guard origin != .dottedKey || known.origin == .dottedKey else {
                    throw TOMLError(key.position, Texts.keyTwice(key.name))
                }
                branch = known
            case .elements(let known):
                guard origin != .dottedKey, let last = known.last else {
                    throw TOMLError(key.position, Texts.keyTwice(key.name))
                }
                branch = last
            case .value: throw TOMLError(key.position, Texts.keyTwice(key.name))
            }
        }
        return branch
    }
}
