import Bitrix24
import JSON
import Localization

/// Decides how a run is taken back: from what it has done and what the portal says now, write by write, the last one
/// first. It reads and writes nothing.
///
/// While it goes back it keeps up with itself: what it compares is what the portal will have when the steps before are
/// done. So a field that the run has written three times goes back over all its values, and only its last one has to
/// be what the portal has now.
struct UndoPlanner {
    let story: RunStory
    /// Takes back what somebody has changed since, too.
    let force: Bool

    var objects: [PlannedObject: PortalNow.Object]
    var homes: [String: String]
    var marks: [String: String]
    /// How many items the steps so far take out of a place, or put into it.
    var flow: [PortalNow.Place: Int] = [:]
    /// The fields of items that the portal hides now, and that the steps so far switch on again, by `entityTypeId`.
    var revealed: [String: Set<String>] = [:]
    /// What the steps so far make again.
    var remade: Set<PlannedObject> = []
    let now: PortalNow

    init(_ story: RunStory, _ now: PortalNow, force: Bool) {
        self.story = story
        self.now = now
        self.force = force
        objects = now.objects
        homes = now.homes
        marks = now.defaultFunnels
    }

    /// The steps, in the order in which they are done. Writes on things that the run itself has made have none: they go
    /// with these things.
    mutating func steps() -> [UndoStep] {
        var steps: [UndoStep] = []
        for deed in story.deeds.reversed() {
            if let obstacle = deed.obstacle {
                steps.append(UndoStep(deed, .impossible, reasons: [obstacle]))
            }
            for (index, effect) in deed.effects.enumerated().reversed() {
                guard var step = step(deed, effect) else { continue }
                step.effect = index
                steps.append(step)
            }
        }
        return steps
    }

    private mutating func step(_ deed: RunStory.Deed, _ effect: RunStory.Effect) -> UndoStep? {
        switch effect {
        case .created(let object):
            story.gone.contains(object) || story.isInside(object) && object.family != "crm.item"
                ? nil : deleting(deed, object)
        case .changed(let object, let changes, let withheld): restoring(deed, object, changes, withheld)
        case .deleted(let object, let before): recreating(deed, object, before)
        case .moved(let moves): moving(deed, moves)
        case .marked(let type, let from, let to): marking(deed, type, from: from, to: to)
        case .card(let command, let before, let sent): layingOut(deed, command, before, sent)
        }
    }

    // MARK: Changes

    private mutating func restoring(
        _ deed: RunStory.Deed, _ object: PlannedObject, _ changes: [RunStory.FieldChange], _ withheld: [String]
    ) -> UndoStep {
        var reasons: [UndoReason] = withheld.isEmpty ? [] : [.withheld(withheld)]
        var current: JSONObject
        switch objects[object] ?? .missing {
        case .here(let found): current = found
        case .missing: return UndoStep(deed, .left, reasons: reasons + [.gone]).incomplete()
        case .untold(let code): return UndoStep(deed, .left, reasons: reasons + [.untoldNow(code)])
        }
        let plain = SameValue.plain(current)
        var fields = JSONObject()
        var shown: [PlannedChange] = []
        var (changed, files, lists): ([String], [String], [String]) = ([], [], [])
        for change in changes {
            let name = StoredFields.plain(change.name)
            let value = plain[name] ?? .null
            let isHidden = value.isNull && revealed[object.entityTypeID ?? ""]?.contains(name) ?? false
            if SameValue.isSame(value, change.before), !isHidden { continue }
            if SameValue.isFile(change.before) || SameValue.isFile(value) {
                files.append(change.name)
            } else if let after = change.after, !SameValue.isSame(value, after), !force, !isHidden {
                changed.append(change.name)
            } else if let written = Writable(deed.object.family).value(change.before, of: change.name, now: value) {
                fields[change.name] = written
                shown.append(PlannedChange(field: change.name, before: value, after: change.before))
                current[Self.key(change.name, in: current)] = change.before
            } else {
                lists.append(change.name)
            }
        }
        if !changed.isEmpty { reasons.append(.changedSince(changed)) }
        if !files.isEmpty { reasons.append(.files(files)) }
        if !lists.isEmpty { reasons.append(.lists(lists)) }
        guard !fields.isEmpty else {
            let isLeft = reasons.contains(where: \.isShortcoming)
            let verdict: UndoStep.Verdict = !isLeft ? .nothing : changed.isEmpty ? .impossible : .left
            return UndoStep(deed, verdict, reasons: isLeft ? reasons : reasons + [.asBefore])
        }
        note(object, from: objects[object], to: current)
        objects[object] = .here(current)
        if let type = current.text("entityTypeId"), object.family == InverseFamily.type.name {
            for change in shown where BeforeNeed.isYes(change.after) {
                revealed[type, default: []].formUnion(InverseFamily.fields(of: change.field))
            }
        }
        var step = UndoStep(deed, .undo, .restore, reasons: reasons)
        step.changes = shown
        step.object.name = Self.name(current)
        step.acts = [.send(Writable(deed.object.family).update(object, fields))]
        return step
    }

    /// The name under which an object has a field.
    private static func key(_ name: String, in object: JSONObject) -> String {
        object[name] != nil ? name : object.keys.first { StoredFields.plain($0) == StoredFields.plain(name) } ?? name
    }

    // MARK: Additions

    private mutating func deleting(_ deed: RunStory.Deed, _ object: PlannedObject) -> UndoStep {
        let current: JSONObject
        switch objects[object] ?? .missing {
        case .here(let found): current = found
        case .missing: return UndoStep(deed, .nothing, reasons: [.gone])
        case .untold(let code): return UndoStep(deed, .left, reasons: [.untoldNow(code)])
        }
        var step = UndoStep(deed, .undo, .delete)
        step.object = object
        step.object.name = Self.name(current)
        let touched = touched(object, current)
        if !touched.isEmpty, !force { return step.left([.touchedSince(touched)]) }
        // What others have put inside goes nowhere, whatever is asked for.
        let contents = contents(object, current)
        if !contents.isEmpty { return step.left(contents) }
        if object.family == InverseFamily.field.name { step.add([.valuesGoAlong]) }
        step.acts = [.send(Writable(object.family).deletion(object))]
        note(object, from: .here(current), to: nil)
        objects[object] = .missing
        return step
    }

    /// In which fields something that the run has made is another thing than the run had left.
    private func touched(_ object: PlannedObject, _ current: JSONObject) -> [String] {
        guard let made = story.made[object], let family = InverseFamily(object.family) else { return [] }
        let plain = SameValue.plain(current)
        var touched: [String] = []
        for member in made.members where !family.isVolatile(member.key) {
            guard !["typeIds", "isDefault", "relations", "EXTRA"].contains(member.key),
                let value = plain[StoredFields.plain(member.key)], !SameValue.isFile(value)
            else { continue }
            let isAsSent = story.sent[object]?.contains(StoredFields.plain(member.key)) ?? false
            if SameValue.isSame(value, member.value) || isAsSent && isOtherForm(member.value, value) { continue }
            touched.append(member.key)
        }
        guard touched.isEmpty, family == .item else { return touched }
        if story.known.contains(object), let updated = made["updatedTime"] {
            return SameValue.isSame(current["updatedTime"], updated) ? [] : ["updatedTime"]
        }
        // An import tells nothing but the id. Without times of its own, an item that was never changed has one time.
        guard made["createdTime"] == nil, made["updatedTime"] == nil, let created = current["createdTime"] else {
            return []
        }
        return SameValue.isSame(current["updatedTime"], created) ? [] : ["updatedTime"]
    }

    /// What was sent may have another form than what is read (a code without the prefix of its funnel, a text for all
    /// languages, a day for a time): that is no change.
    private func isOtherForm(_ sent: JSONValue, _ read: JSONValue) -> Bool {
        switch (sent, read) {
        case (.string(let sent), .string(let read)): read.hasSuffix(":" + sent) || read.hasPrefix(sent + "T")
        case (.object, _), (_, .object), (.array, _), (_, .array): true
        default: false
        }
    }

    private func contents(_ object: PlannedObject, _ current: JSONObject) -> [UndoReason] {
        var reasons: [UndoReason] = []
        for place in Self.places(object, current) {
            // What cannot be counted may be full.
            guard let items = now.items[place] else {
                reasons.append(.untoldNow("crm.item.list"))
                continue
            }
            let count = items + (flow[place] ?? 0)
            if count > 0 { reasons.append(.othersItems(count)) }
        }
        switch InverseFamily(object.family) {
        case .type?:
            let type = current.text("entityTypeId") ?? ""
            let own = story.made.keys.filter { $0.family == InverseFamily.funnel.name && $0.entityTypeID == type }
            // One comes with the smart process.
            let others = (now.funnels[type] ?? []).filter { id in !own.contains { $0.id == id } }.count - 1
            if others > 0 { reasons.append(.othersFunnels(others)) }
            let ownFields = Set(
                story.made.keys.filter { $0.family == InverseFamily.field.name }.compactMap(\.id))
            let fields = (now.fields[object.id ?? ""] ?? []).filter { !ownFields.contains($0.id) }
            if !fields.isEmpty { reasons.append(.othersFields(fields.map(\.name))) }
        case .workplace?:
            let types = homes.filter { $0.value == object.id }.map(\.key).sorted()
            if !types.isEmpty { reasons.append(.othersTypes(types.map(title))) }
        default: break
        }
        return reasons
    }

    /// Where the items are that go with an object.
    static func places(_ object: PlannedObject, _ current: JSONObject) -> [PortalNow.Place] {
        switch InverseFamily(object.family) {
        case .type?: return current.text("entityTypeId").map { [.type($0)] } ?? []
        case .funnel?: return [.funnel(object.entityTypeID ?? "", id: object.id ?? "")]
        case .status?: return PortalNow.Place(stage: current).map { [$0] } ?? []
        default: return []
        }
    }

    /// An item leaves its places and comes to others.
    private mutating func note(_ object: PlannedObject, from: PortalNow.Object?, to: JSONObject?) {
        guard object.family == InverseFamily.item.name, let type = object.entityTypeID else { return }
        func places(_ item: JSONObject) -> [PortalNow.Place] {
            [.type(type)] + [item.text("categoryId").map { .funnel(type, id: $0) }].compactMap(\.self)
                + [item.text("stageId").map { .stage(type, code: $0) }].compactMap(\.self)
        }
        if case .here(let item)? = from { for place in places(item) { flow[place, default: 0] -= 1 } }
        if let to { for place in places(to) { flow[place, default: 0] += 1 } }
    }

    // MARK: Deletions

    private mutating func recreating(
        _ deed: RunStory.Deed, _ object: PlannedObject, _ before: WriteBefore
    ) -> UndoStep {
        if case .here? = objects[object] { return UndoStep(deed, .nothing, reasons: [.thereAgain]) }
        guard let recreation = Recreation(object, before) else {
            return UndoStep(deed, .impossible, reasons: [.noInverse])
        }
        var step = UndoStep(deed, .undo, .recreate, reasons: recreation.losses)
        step.object.name = before.object.flatMap(Self.name)
        step.changes = recreation.fields.members.map { PlannedChange(field: $0.key, before: nil, after: $0.value) }
        step.acts = recreation.acts
        remade.insert(object)
        for (object, state) in recreation.states { objects[object] = .here(state) }
        if let state = before.object { note(object, from: nil, to: state) }
        if object.family == InverseFamily.type.name, let id = object.id {
            let from = before.workplaces?.first { BeforeNeed.ids($0["typeIds"]).contains(id) }?.text("id")
            if let from, isPlace(from) {
                step.acts.append(.moves([RunStory.Move(typeID: id, from: from, to: nil)]))
                homes[id] = from
            }
        }
        return step
    }

    // MARK: Sets

    private mutating func moving(_ deed: RunStory.Deed, _ moves: [RunStory.Move]) -> UndoStep? {
        var back: [RunStory.Move] = []
        var reasons: [UndoReason] = []
        for move in moves where homes[move.typeID] != move.from {
            if homes[move.typeID] != move.to, !force {
                reasons.append(.movedSince(title(move.typeID)))
            } else if let from = move.from, !isPlace(from) {
                reasons.append(.placeGone(title(move.typeID)))
            } else {
                back.append(RunStory.Move(typeID: move.typeID, from: move.from, to: homes[move.typeID]))
                homes[move.typeID] = move.from
            }
        }
        guard !back.isEmpty else {
            return UndoStep(deed, reasons.isEmpty ? .nothing : .left, reasons: reasons.isEmpty ? [.asBefore] : reasons)
        }
        var step = UndoStep(deed, .undo, .move, reasons: reasons)
        step.acts = [.moves(back)]
        step.effects = back.map { UndoTexts.moves(title($0.typeID), to: $0.from.map(placeTitle)) }
        return step
    }

    private func isPlace(_ workplace: String) -> Bool {
        now.workplaces.contains { $0.text("id") == workplace }
            || remade.contains(PlannedObject(InverseFamily.workplace.name, id: workplace))
    }

    private func title(_ type: String) -> String { now.typeTitles[type].map { "'\($0)'" } ?? type }

    private func placeTitle(_ workplace: String) -> String {
        let found = now.workplaces.first { $0.text("id") == workplace }?["title"]?.stringValue
        return found.map { "'\($0)'" } ?? workplace
    }

    private mutating func marking(_ deed: RunStory.Deed, _ type: String, from: String, to: String) -> UndoStep? {
        if story.madeTypes.values.contains(type) { return nil }
        let funnel = PlannedObject(InverseFamily.funnel.name, entityTypeID: type, id: from)
        guard marks[type] != from else { return UndoStep(deed, .nothing, reasons: [.asBefore]) }
        guard marks[type] == to || force else { return UndoStep(deed, .left, reasons: [.markedSince]) }
        marks[type] = from
        var step = UndoStep(deed, .undo, .mark)
        step.effects = [UndoTexts.marks(from)]
        step.acts = [.send(Writable(funnel.family).update(funnel, ["isDefault": "Y"]))]
        return step
    }

    // MARK: Cards

    private func layingOut(
        _ deed: RunStory.Deed, _ command: Command, _ before: JSONValue, _ sent: JSONValue?
    ) -> UndoStep {
        let current = now.cards[Self.cardKey(command)] ?? .null
        if Self.names(current) == Self.names(before) { return UndoStep(deed, .nothing, reasons: [.asBefore]) }
        guard Self.names(current) == Self.names(sent ?? .null) || force else {
            return UndoStep(deed, .left, reasons: [.changedSince(["data"])])
        }
        var parameters = command.parameters
        parameters["data"] = before.isNull ? nil : before
        var step = UndoStep(deed, .undo, .restore)
        step.changes = [PlannedChange(field: "data", before: current, after: before)]
        step.acts = [.send(Command(InverseFamily.card.name + (before.isNull ? ".reset" : ".set"), parameters))]
        return step
    }

    /// Tells the layouts apart: of which type, whose, of which funnel.
    static func cardKey(_ command: Command) -> String {
        JSONWriter.string(
            .object(JSONObject(command.parameters.members.filter { $0.key != "data" }.map { ($0.key, $0.value) })))
    }

    /// The sections of a card and what is in them; the rest has several forms.
    private static func names(_ card: JSONValue) -> [[String]] {
        (card.arrayValue ?? []).map { section in
            [section["name"]?.stringValue ?? ""]
                + (section["elements"]?.arrayValue ?? []).map { $0["name"]?.stringValue ?? "" }
        }
    }

    private static func name(_ object: JSONObject) -> String? {
        for name in ["title", "name", "NAME", "TITLE", "fieldName"] {
            if let text = object[name]?.stringValue, !text.isEmpty { return Redaction.redact(text) }
        }
        return nil
    }
}

extension UndoStep {
    /// The same, not done.
    func left(_ reasons: [UndoReason]) -> UndoStep {
        var step = self
        (step.verdict, step.deed, step.acts, step.isIncomplete) = (.left, .none, [], true)
        step.add(reasons)
        return step
    }

    func incomplete() -> UndoStep {
        var step = self
        step.isIncomplete = true
        return step
    }
}
