import Bitrix24
import JSON
import Localization
import LuaRuntime
import Testing

@testable import B24Scripting

@Suite struct BindingChangeTests {
    private let hr = Workplace(id: 5, title: "HR", typeIDs: [13, 16])
    private let office = Workplace(id: 7, title: "Office", typeIDs: [20])

    @Test(arguments: [
        ([22], [] as [Int64], [13, 16, 22] as [Int64], [22] as [Int64], [] as [Int64]), ([13], [], [13, 16], [], []),
        ([], [16], [13], [], [16]), ([22, 22], [13], [16, 22], [22], [13]), ([], [99], [13, 16], [], []),
        ([16], [16], [13], [], [16]),
    ]) func arithmetic(add: [Int64], remove: [Int64], after: [Int64], added: [Int64], removed: [Int64]) {
        let change = BindingChange(hr, add: add, remove: remove, all: [hr, office])
        #expect(change.after == after)
        #expect(change.added == added)
        #expect(change.removed == removed)
        #expect(change.isEmpty == (added.isEmpty && removed.isEmpty))
    }

    @Test func movesAreNamed() {
        let change = BindingChange(hr, add: [20, 22], remove: [], all: [hr, office])
        #expect(change.moves.map(\.typeID) == [20, 22])
        #expect(change.moves.map(\.from) == [.workplace(office), .crm])
    }

    @Test func exactlyKeepsTheOrderOfWhatStays() {
        let change = BindingChange(hr, exactly: [22, 16], all: [hr, office])
        #expect(change.after == [16, 22])
        #expect(change.added == [22])
        #expect(change.removed == [13])
        #expect(BindingChange(hr, exactly: [16, 13], all: [hr]).isEmpty)
        #expect(BindingChange(nil, exactly: [20], all: [office]).moves.map(\.from) == [.workplace(office)])
    }
}
