/// Which rows a list command gets: `filter` and `order` by id, `start`, `select`.
///
/// What the canned portal does not know is refused: nobody gets a figure for a job that was not done.
struct Page {
    /// Row indices in the order of the answer.
    private(set) var indices: [Int] = []
    /// Absent with `start = -1`. -> settings/how-to-call-rest-api/list-methods-pecularities
    private(set) var total: Int?
    private(set) var next: Int?
    private(set) var idOnly = false

    static let size = 50

    struct Refusal: Error { let text: String }

    init(_ parameters: Parameters, rows: Int) throws(Refusal) {
        // A `=` of an operator that was not encoded cuts the name short.
        if let cut = parameters.values.keys.first(where: { $0.contains("[") && !$0.hasSuffix("]") }) {
            throw Refusal(text: "Invalid parameter: '\(cut)'")
        }
        var lower = 0
        var upper = rows
        var chosen: [Int]?
        for (name, value) in parameters.below("filter") {
            guard let id = Int(value) else { throw Refusal(text: "Invalid filter: field '\(name)' has invalid value") }
            switch name {
            case ">id": lower = max(lower, Rows.count(upTo: id))
            case ">=id": lower = max(lower, Rows.count(upTo: id - 1))
            case "<id": upper = min(upper, Rows.count(upTo: id - 1))
            case "<=id": upper = min(upper, Rows.count(upTo: id))
            case "id", "=id",
                _ where name.hasPrefix("@id][") || name.hasPrefix("id]["):
                chosen = (chosen ?? []) + [id]
            default: throw Refusal(text: "Invalid filter: field '\(name)' is not allowed in filter")
            }
        }
        var isDescending = false
        for (name, value) in parameters.below("order") {
            guard name == "id" else { throw Refusal(text: "Invalid order: field '\(name)' is not allowed in order") }
            isDescending = value.lowercased() == "desc"
        }
        let select = parameters.below("select")
        idOnly = !select.isEmpty && select.allSatisfy { $0.value.lowercased() == "id" }

        if let chosen {
            let indices = Set(chosen).compactMap(Rows.index(of:)).filter { (lower..<max(lower, upper)).contains($0) }
            page(of: indices.sorted(), isDescending, parameters)
        } else {
            page(of: lower..<max(lower, upper), isDescending, parameters)
        }
    }

    private mutating func page(
        of matches: some RandomAccessCollection<Int>, _ isDescending: Bool, _ parameters: Parameters
    ) {
        let start = parameters["start"].flatMap(Int.init) ?? 0
        let offset = min(max(start, 0), matches.count)
        let count = min(Self.size, matches.count - offset)
        indices =
            isDescending
            ? Array(matches.reversed().dropFirst(offset).prefix(count))
            : Array(matches.dropFirst(offset).prefix(count))
        guard start >= 0 else { return }
        total = matches.count
        if offset + count < matches.count { next = offset + count }
    }
}
