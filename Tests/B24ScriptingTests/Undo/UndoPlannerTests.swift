import Bitrix24
import JSON
import Testing

@testable import B24Scripting

/// What is done about each write of a run, decided from its record and from what the portal says now.
@Suite struct UndoPlannerTests {
    private static let item = PlannedObject("crm.item", entityTypeID: "156", id: "7")

    /// A recorded write that was done.
    static func write(
        _ method: String, _ parameters: JSONObject, before: JSONObject? = nil, result: JSONValue = true,
        _ state: WriteOutcome.State = .done, handle: Int64 = 1
    ) -> WriteRecord {
        let intent = WriteIntent(
            command: Command(method, parameters), effect: .write, objectID: nil, position: nil, stream: WriteStream(),
            lane: .ordered, ordinal: 0, sentAt: 1000, before: before.map(WriteBefore.init(facts:)))
        var outcome = WriteOutcome(state, answeredAt: 1001)
        outcome.result = JSONSlice(result)
        return WriteRecord(handle: handle, intent: intent, outcome: outcome)
    }

    private static func update(
        _ fields: JSONObject, before: JSONObject, handle: Int64 = 1
    ) -> WriteRecord {
        write(
            "crm.item.update", ["entityTypeId": 156, "id": 7, "fields": .object(fields)],
            before: ["object": .object(before)], result: ["item": .object(fields)], handle: handle)
    }

    private static func plan(_ writes: [WriteRecord], _ now: PortalNow, force: Bool = false) -> [UndoStep] {
        var planner = UndoPlanner(RunStory(writes), now, force: force)
        return planner.steps()
    }

    private static func here(_ object: JSONObject, _ reference: PlannedObject = item) -> PortalNow {
        var now = PortalNow()
        now.objects[reference] = .here(object)
        return now
    }

    // MARK: Updates

    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var before: JSONObject
        var sent: JSONObject
        var now: JSONObject
        var force = false
        var verdict: UndoStep.Verdict
        var back: JSONObject = [:]
        var isIncomplete = false
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "a field goes back", before: ["title": "a"], sent: ["title": "b"], now: ["title": "b"],
            verdict: .undo,
            back: ["title": "a"]),
        Case(
            name: "what somebody has changed stays", before: ["title": "a", "opened": "Y"],
            sent: ["title": "b", "opened": "N"], now: ["title": "c", "opened": "N"], verdict: .undo,
            back: ["opened": "Y"], isIncomplete: true),
        Case(
            name: "nothing but that", before: ["title": "a"], sent: ["title": "b"], now: ["title": "c"], verdict: .left,
            isIncomplete: true),
        Case(
            name: "by force it goes back", before: ["title": "a"], sent: ["title": "b"], now: ["title": "c"],
            force: true, verdict: .undo, back: ["title": "a"]),
        Case(
            name: "somebody has put it back", before: ["title": "a"], sent: ["title": "b"], now: ["title": "a"],
            verdict: .nothing),
        Case(
            name: "the write changed nothing", before: ["title": "a"], sent: ["title": "a"], now: ["title": "c"],
            verdict: .nothing),
        Case(
            name: "names and numbers in other forms", before: ["ufCrm13Total": 5], sent: ["UF_CRM_13_TOTAL": "9"],
            now: ["ufCrm13Total": 9], verdict: .undo, back: ["ufCrm13Total": 5]),
        Case(
            name: "an empty field is emptied by an empty text", before: ["xmlId": .null], sent: ["xmlId": "x"],
            now: ["xmlId": "x"], verdict: .undo, back: ["xmlId": ""]),
        Case(
            name: "an empty list by an empty list", before: ["observers": .null], sent: ["observers": [1]],
            now: ["observers": [1]], verdict: .undo, back: ["observers": []]),
        Case(
            name: "a file does not", before: ["ufCrm13Scan": ["id": 4, "urlMachine": "https://x"]],
            sent: ["ufCrm13Scan": ["a.txt", "YQ=="]], now: ["ufCrm13Scan": ["id": 5, "urlMachine": "https://x"]],
            verdict: .impossible, isIncomplete: true),
        Case(
            name: "nobody writes dates of changes", before: ["title": "a", "updatedTime": "2026-01-01T00:00:00+03:00"],
            sent: ["title": "b"], now: ["title": "b"], verdict: .undo, back: ["title": "a"]),
    ]

    @Test(arguments: cases) func updates(_ test: Case) throws {
        let steps = Self.plan([Self.update(test.sent, before: test.before)], Self.here(test.now), force: test.force)
        guard let step = steps.first else {
            #expect(test.verdict == .nothing)
            return
        }
        #expect(step.verdict == test.verdict)
        #expect(step.isIncomplete == test.isIncomplete, "\(step.reasons)")
        guard !test.back.isEmpty else {
            #expect(step.acts.isEmpty)
            return
        }
        guard case .send(let command)? = step.acts.first else { return #expect(Bool(false), "\(step.acts)") }
        #expect(command.method == "crm.item.update")
        #expect(command.parameters["fields"] == .object(test.back))
        #expect(command.parameters["id"] == 7)
    }

    /// Only the last value has to be there now; each write goes back to the one before it, the last one first.
    @Test func severalWritesGoBackOneByOne() {
        let writes = [
            Self.update(["title": "b"], before: ["title": "a"], handle: 1),
            Self.update(["title": "c"], before: ["title": "b"], handle: 2),
        ]
        let steps = Self.plan(writes, Self.here(["title": "c"]))
        #expect(steps.map(\.write) == [2, 1])
        #expect(steps.map { $0.changes.map(\.after) } == [["b"], ["a"]])
        // Somebody was there in between.
        let other = [writes[0], Self.update(["title": "c"], before: ["title": "x"], handle: 2)]
        #expect(Self.plan(other, Self.here(["title": "c"])).map(\.verdict) == [.undo, .left])
    }

    /// A switch that the run has turned off hides what it had written: it goes back all the same.
    @Test func hiddenFields() {
        let type = PlannedObject("crm.type", id: "13")
        let writes = [
            Self.update(["observers": [1, 2]], before: ["observers": [9]], handle: 1),
            Self.write(
                "crm.type.update", ["id": 13, "fields": ["isObserversEnabled": "N"]],
                before: ["object": ["isObserversEnabled": "Y"]], result: ["type": ["isObserversEnabled": "N"]],
                handle: 2),
        ]
        var now = Self.here(["observers": .null])
        now.objects[type] = .here(["id": 13, "entityTypeId": 156, "isObserversEnabled": "N"])
        let steps = Self.plan(writes, now)
        #expect(steps.map(\.verdict) == [.undo, .undo])
        #expect(steps[1].changes.map(\.after) == [[9]])
    }

    // MARK: What is known

    @Test func reasons() {
        let parameters: JSONObject = ["entityTypeId": 156, "id": 7, "fields": ["title": "b"]]
        let table: [(WriteRecord, UndoReason)] = [
            (Self.write("crm.item.update", parameters), .notRecorded),
            (
                Self.write("crm.item.update", parameters, before: ["untold": "ACCESS_DENIED"]),
                .untoldBefore("ACCESS_DENIED")
            ),
            (Self.write("crm.item.update", parameters, .unknown), .inDoubt),
            (Self.write("tasks.task.add", ["fields": [:]]), .noInverse),
            (Self.write("crm.item.details.configuration.forceCommonScopeForAll", ["entityTypeId": 1]), .noInverse),
            (Self.write("crm.deal.delete", ["id": 3]), .noInverse),
            (Self.write("custom.method.set", [:]), .noInverse),
        ]
        for (write, reason) in table {
            let steps = Self.plan([write], PortalNow())
            #expect(steps.count == 1, "\(write.intent.command.method)")
            #expect(steps.first?.verdict == .impossible)
            #expect(steps.first?.reasons == [reason.text])
        }
        for state in [WriteOutcome.State.refused, .failed, .notRun] {
            #expect(Self.plan([Self.write("crm.item.update", parameters, state)], PortalNow()).isEmpty)
        }
    }

    // MARK: Additions

    @Test func whatWasMadeGoes() {
        let made: JSONValue = ["item": ["id": 7, "title": "x", "updatedTime": "2026-01-01T00:00:00+03:00"]]
        let write = Self.write("crm.item.add", ["entityTypeId": 156, "fields": ["title": "x"]], result: made)
        let same: JSONObject = ["id": 7, "title": "x", "updatedTime": "2026-01-01T00:00:00+03:00"]
        var touched = same
        touched["updatedTime"] = "2026-01-01T00:05:00+03:00"
        var renamed = touched
        renamed["title"] = "y"
        #expect(Self.plan([write], Self.here(same)).map(\.deed) == [.delete])
        #expect(Self.plan([write], Self.here(touched)).map(\.verdict) == [.left])
        #expect(Self.plan([write], Self.here(renamed)).first?.reasons == [UndoReason.touchedSince(["title"]).text])
        #expect(Self.plan([write], Self.here(renamed), force: true).map(\.deed) == [.delete])
        var gone = PortalNow()
        gone.objects[Self.item] = .missing
        #expect(Self.plan([write], gone).map(\.verdict) == [.nothing])
        // Its own later change is no touch, and needs no step.
        let later = Self.write(
            "crm.item.update", ["entityTypeId": 156, "id": 7, "fields": ["title": "y"]],
            result: ["item": .object(renamed)],
            handle: 2)
        #expect(Self.plan([write, later], Self.here(renamed)).map(\.deed) == [.delete])
        // Nor is one that it has deleted itself.
        let deleted = Self.write("crm.item.delete", ["entityTypeId": 156, "id": 7], handle: 3)
        #expect(Self.plan([write, deleted], gone).isEmpty)
    }

    /// A list of the whole answer is compared like every field; one of which only that is known what was sent is not.
    @Test func listsOfWhatWasMade() {
        let fields: JSONObject = ["title": "x", "observers": [5, 6]]
        let whole: JSONValue = ["item": ["id": 7, "title": "x", "observers": [5, 6], "updatedTime": "t"]]
        let answered = Self.write("crm.item.add", ["entityTypeId": 156, "fields": .object(fields)], result: whole)
        let now: JSONObject = ["id": 7, "title": "x", "observers": [6, 8], "updatedTime": "t"]
        #expect(Self.plan([answered], Self.here(now)).first?.reasons == [UndoReason.touchedSince(["observers"]).text])
        let imported = Self.write(
            "crm.item.import", ["entityTypeId": 156, "fields": .object(fields)], result: ["item": ["id": 7]])
        #expect(Self.plan([imported], Self.here(now)).map(\.deed) == [.delete])
        // What was sent later is known no better, until an answer tells it.
        let update: JSONObject = ["entityTypeId": 156, "id": 7, "fields": ["observers": [6]]]
        let silent = Self.write("crm.item.update", update, result: true, handle: 2)
        #expect(Self.plan([answered, silent], Self.here(now)).map(\.deed) == [.delete])
        let telling = Self.write(
            "crm.item.update", update, result: ["item": ["id": 7, "observers": [6], "updatedTime": "t"]], handle: 3)
        #expect(Self.plan([answered, silent, telling], Self.here(now)).map(\.verdict) == [.left])
    }

    @Test(arguments: [
        ("DYNAMIC_156_STAGE_5", "DT156_5:NEW", PortalNow.Place.stage("156", code: "DT156_5:NEW")),
        ("DEAL_STAGE", "WON", .stage("2", code: "WON")), ("DEAL_STAGE_3", "C3:WON", .stage("2", code: "C3:WON")),
        ("STATUS", "JUNK", .stage("1", code: "JUNK")), ("QUOTE_STATUS", "SENT", .stage("7", code: "SENT")),
        ("SMART_INVOICE_STAGE_2", "DT31_2:P", .stage("31", code: "DT31_2:P")), ("SOURCE", "WEB", nil),
        ("CONTACT_TYPE", "CLIENT", nil),
    ])
    func placesOfStages(directory: String, code: String, place: PortalNow.Place?) {
        #expect(PortalNow.Place(stage: ["ENTITY_ID": .string(directory), "STATUS_ID": .string(code)]) == place)
    }

    /// A new smart process goes with its funnels and stages, after its items, and only if there is nothing else in it.
    @Test func aNewSmartProcess() {
        let type = PlannedObject("crm.type", id: "13")
        let writes = [
            Self.write(
                "crm.type.add", ["fields": ["title": "Leave"]],
                result: ["type": ["id": 13, "title": "Leave", "entityTypeId": 156]], handle: 1),
            Self.write(
                "crm.category.add", ["entityTypeId": 156, "fields": ["name": "Far"]],
                result: ["category": ["id": 5, "name": "Far"]], handle: 2),
            Self.write(
                "crm.item.add", ["entityTypeId": 156, "fields": ["title": "x"]],
                result: ["item": ["id": 7, "title": "x", "updatedTime": "t"]], handle: 3),
        ]
        var now = Self.here(["id": 7, "title": "x", "updatedTime": "t"])
        now.objects[type] = .here(["id": 13, "title": "Leave", "entityTypeId": 156])
        now.items[.type("156")] = 1
        now.funnels["156"] = ["4", "5"]
        let steps = Self.plan(writes, now)
        #expect(steps.map(\.write) == [3, 1])
        #expect(steps.map(\.deed) == [.delete, .delete])
        now.items[.type("156")] = 3
        now.funnels["156"] = ["4", "5", "6"]
        let left = Self.plan(writes, now, force: true)
        #expect(left.map(\.verdict) == [.undo, .left])
        #expect(left[1].reasons == [UndoReason.othersItems(2).text, UndoReason.othersFunnels(1).text])
    }

    // MARK: Sets

    @Test func movesGoBack() {
        let write = Self.write(
            "crm.automatedsolution.update", ["id": 1, "fields": ["typeIds": [2, 3]]],
            before: [
                "object": ["typeIds": [2, 9]],
                "workplaces": [
                    ["id": 1, "title": "HR", "typeIds": [2, 9]], ["id": 4, "title": "Back", "typeIds": [3]],
                ],
            ], result: ["automatedSolution": ["id": 1, "title": "HR", "typeIds": [2, 3]]])
        var now = PortalNow()
        now.objects[PlannedObject("crm.automatedsolution", id: "1")] = .here(["id": 1, "title": "HR"])
        now.workplaces = [["id": 1, "title": "HR", "typeIds": [2, 3]], ["id": 4, "title": "Back", "typeIds": []]]
        let steps = Self.plan([write], now)
        #expect(steps.map(\.deed) == [.move])
        #expect(
            steps.first?.acts == [
                .moves([.init(typeID: "3", from: "4", to: "1"), .init(typeID: "9", from: "1", to: nil)])
            ])
        // Somebody has moved one on, and the place of the other is gone.
        now.workplaces = [["id": 1, "title": "HR", "typeIds": [2, 3]], ["id": 5, "title": "New", "typeIds": [9]]]
        let left = Self.plan([write], now)
        #expect(left.map(\.verdict) == [.left])
        #expect(left.first?.reasons.count == 2)
    }

    @Test func aDeletedItemIsImported() {
        let write = Self.write(
            "crm.item.delete", ["entityTypeId": 156, "id": 7],
            before: [
                "object": [
                    "id": 7, "title": "x", "createdTime": "t", "createdBy": 1, "sourceId": .null, "xmlId": .null,
                    "ufCrm13Scan": ["id": 4, "url": "https://x"],
                ]
            ], result: [])
        let step = Self.plan([write], PortalNow()).first
        #expect(step?.deed == .recreate)
        #expect(step?.isIncomplete == true, "a file is lost")
        let fields: JSONValue = ["title": "x", "sourceId": ""]
        #expect(
            step?.acts == [.recreate(Command("crm.item.import", ["entityTypeId": 156, "fields": fields]), Self.item)])
        #expect(Self.plan([write], Self.here(["id": 7])).map(\.verdict) == [.nothing])
    }
}
