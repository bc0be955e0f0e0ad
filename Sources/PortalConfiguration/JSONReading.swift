import JSON

/// Takes a description in JSON apart, and notes where everything stands.
struct JSONReading {
    private let place: (Int) -> FilePlace
    /// What has not even the form of a description.
    private(set) var problems: [ConfigurationProblem] = []

    /// - Parameter place: the place of a byte of the document.
    init(place: @escaping (Int) -> FilePlace) { self.place = place }

    private struct Member {
        let key: String
        let place: FilePlace
        let value: JSONSlice
    }

    /// What the document describes.
    mutating func drafts(_ document: JSONSlice) -> [WrittenObject] {
        guard let sections = members(of: document) else {
            problems.append(ConfigurationProblem(place(document.offset), Texts.notAConfiguration))
            return []
        }
        let kinds = ObjectKind.allCases.filter { $0.parent == nil }
        var drafts: [WrittenObject] = []
        for section in sections {
            guard let kind = kinds.first(where: { $0.listKey == section.key }) else {
                let likely = Likely.name(section.key, among: kinds.map(\.listKey))
                problems.append(
                    ConfigurationProblem(
                        section.place, Texts.unknownSection(section.key),
                        hint: likely.map(Texts.didYouMean) ?? Texts.known(kinds.map(\.listKey))))
                continue
            }
            drafts += objects(section, kind)
        }
        return drafts
    }

    private mutating func objects(_ list: Member, _ kind: ObjectKind) -> [WrittenObject] {
        guard let rows = list.value.elements else {
            problems.append(ConfigurationProblem(list.place, Texts.notAList(list.key)))
            return []
        }
        return rows.compactMap { object($0, kind) }
    }

    private mutating func object(_ row: JSONSlice, _ kind: ObjectKind) -> WrittenObject? {
        let start = place(row.offset)
        guard let members = members(of: row),
            let name = members.first(where: { $0.key == "id" })?.value.value.stringValue
        else {
            problems.append(ConfigurationProblem(start, Texts.nameless(kind)))
            return nil
        }
        var written: [WrittenObject.Member] = []
        for member in members where member.key != "id" {
            let value: WrittenValue
            if let part = kind.parts.first(where: { $0.listKey == member.key }) {
                value = .list(objects(member, part).map(WrittenValue.draft))
            } else {
                value = self.value(member.value)
            }
            written.append(WrittenObject.Member(member.key, value, place: member.place))
        }
        return WrittenObject(kind, name, written, place: start)
    }

    private mutating func value(_ slice: JSONSlice) -> WrittenValue {
        if let members = members(of: slice) {
            return .record(
                members.map { WrittenObject.Member($0.key, value($0.value), place: $0.place) })
        }
        if let elements = slice.elements { return .list(elements.map { value($0) }) }
        return .plain(slice.value)
    }

    /// The members of an object, each once; `nil` for anything else.
    private mutating func members(of slice: JSONSlice) -> [Member]? {
        let found: [Member]? = slice.withSteps { steps in
            guard steps.enterObject() else { return nil }
            var members: [Member] = []
            while steps.nextKey() {
                let (key, offset) = (steps.key, steps.keyOffset)
                members.append(Member(key: key, place: place(offset), value: steps.slice()))
            }
            return members
        }
        var seen: Set<String> = []
        for member in found ?? [] where !seen.insert(member.key).inserted {
            problems.append(ConfigurationProblem(member.place, Texts.keyTwice(member.key)))
        }
        return found
    }
}
