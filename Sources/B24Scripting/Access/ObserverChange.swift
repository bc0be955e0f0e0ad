/// The observers of an item after some are added and some are removed.
enum ObserverChange {
    /// - Returns: the whole new list, old ones first; `nil` when nothing changes.
    static func apply(to current: [Int64], add: [Int64], remove: [Int64]) -> [Int64]? {
        let unwanted = Set(remove)
        var result = current.filter { !unwanted.contains($0) }
        for user in add where !result.contains(user) { result.append(user) }
        return result == current ? nil : result
    }
}
