import JSON

/// The answer to a batch of pages, taken apart in one walk over its bytes: a full one has some megabytes.
struct ListAnswer {
    private var pages: [Int: Result<ListPage, ListPage.Unreadable>] = [:]
    private var errors: [Int: JSONSlice] = [:]
    private var totals: [Int: Int] = [:]
    private var nexts: [Int: Int] = [:]
    /// The `time` members of the commands.
    private(set) var times: [JSONSlice] = []

    /// What the answer says about one command.
    enum Entry {
        case page(ListPage)
        case unreadable(ListPage.Unreadable)
        case failed(PortalFault)
        /// Not a word.
        case missing
    }

    /// - Parameter result: the `result` of the batch: `{result, result_error, result_total, result_next, result_time}`.
    init(_ result: JSONSlice, _ names: ListPage.Names) {
        self = result.withSteps { steps in
            var answer = ListAnswer()
            guard steps.enterObject() else { return answer }
            while steps.nextKey() { answer.readPart(&steps, names) }
            return answer
        }
    }

    private init() {}

    private mutating func readPart(_ steps: inout JSONSteps, _ names: ListPage.Names) {
        if steps.isKey("result") {
            Self.each(&steps) { pages[$0] = ListPage.read(&$1, names) }
        } else if steps.isKey("result_error") {
            Self.each(&steps) { errors[$0] = $1.slice() }
        } else if steps.isKey("result_total") {
            Self.each(&steps) { totals[$0] = $1.slice().integer }
        } else if steps.isKey("result_next") {
            Self.each(&steps) { nexts[$0] = $1.slice().integer }
        } else if steps.isKey("result_time") {
            Self.each(&steps) { times.append($1.slice()) }
        } else {
            steps.skip()
        }
    }

    /// The values by the positions of their commands. An empty object comes as `[]`.
    private static func each(_ steps: inout JSONSteps, _ body: (Int, inout JSONSteps) -> Void) {
        guard steps.enterObject() else { return steps.skip() }
        while steps.nextKey() {
            if let index = ListRequest.index(ofKey: steps.key) { body(index, &steps) } else { steps.skip() }
        }
    }

    func entry(_ index: Int) -> Entry {
        if let error = errors[index] { return BatchAnswer.fault(error).map { .failed($0) } ?? .missing }
        switch pages[index] {
        case .success(var page)?:
            page.total = totals[index]
            page.next = nexts[index]
            return .page(page)
        case .failure(let problem)?: return .unreadable(problem)
        case nil: return .missing
        }
    }
}
