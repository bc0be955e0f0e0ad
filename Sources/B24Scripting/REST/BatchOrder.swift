import JSON

/// The order of batch commands: as given, but each after the commands whose results it uses.
///
/// A keyed Lua table has no order of its own, so a script cannot put the command that others refer to first.
enum BatchOrder {
    /// - Parameter describe: the key of an item and the parameters in which references may stand.
    static func sorted<Item>(_ items: [Item], describe: (Item) -> (key: String, parameters: JSONObject)) -> [Item] {
        let described = items.map(describe)
        let positions = Dictionary(
            described.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        let needs = described.map { item in
            references(.object(item.parameters)).compactMap { positions[$0] }
        }
        guard needs.contains(where: { !$0.isEmpty }) else { return items }
        var order: [Int] = []
        var isPlaced = [Bool](repeating: false, count: items.count)
        var isOpen = isPlaced
        func place(_ index: Int) {
            // An open one is a circle of references, which the client refuses.
            guard !isPlaced[index], !isOpen[index] else { return }
            isOpen[index] = true
            for need in needs[index] { place(need) }
            isOpen[index] = false
            isPlaced[index] = true
            order.append(index)
        }
        for index in items.indices { place(index) }
        return order.map { items[$0] }
    }

    /// The keys that `$result[key]` in a value refers to.
    private static func references(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): return ResultReference.keys(in: text)
        case .array(let elements): return elements.flatMap(references)
        case .object(let object): return object.members.flatMap { references($0.value) }
        default: return []
        }
    }
}
