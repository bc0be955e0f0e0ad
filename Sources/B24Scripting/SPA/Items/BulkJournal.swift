import Bitrix24
import JSON
import LuaRuntime

/// What became of each item of a bulk operation.
struct BulkJournal {
    private let desk: Desk
    private let bar: ProgressBar
    private(set) var changed = 0
    private(set) var unchanged = 0
    /// Ids of the items that changed (in a dry run: would change).
    private(set) var ids: [Int64] = []
    private(set) var created: [LuaValue] = []
    private(set) var failures: [LuaValue] = []

    /// - Parameter total: how many items there are, for the progress bar.
    init(desk: Desk, label: String, total: Int?) {
        self.desk = desk
        bar = ProgressBar(label: label, total: total, talker: desk.context.talker, time: desk.context.time)
    }

    mutating func change(_ id: Int64) {
        changed += 1
        ids.append(id)
        bar.step()
    }

    mutating func leave() {
        unchanged += 1
        bar.step()
    }

    mutating func created(_ index: Int, id: Int64) {
        created.append(.from(["index": .integer(Int64(index)), "id": .integer(id)] as JSONObject))
        bar.step()
    }

    /// A failure goes into the result and into the outcome of the run (exit code 3).
    mutating func failed(_ index: Int, _ item: JSONValue, _ error: any Error) {
        let context = desk.context
        let record = FailureRecord(
            index: .integer(Int64(index)), item: item, ErrorFacts(error, context.language),
            unixTime: context.time.unixTime)
        context.failures.append(record)
        failures.append(.from(record.fields))
        bar.step()
    }

    func finish() { bar.finish() }
}
