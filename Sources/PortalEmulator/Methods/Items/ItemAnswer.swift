import JSON

/// How elements are answered: which members, in which order, each value in its outer form.
struct ItemAnswer {
    let fields: ItemFields
    let values: FieldValues
    /// The members that were asked for; `nil` for all.
    private let selected: Set<String>?

    init(_ fields: ItemFields, _ values: FieldValues, selected: Set<String>? = nil) {
        self.fields = fields
        self.values = values
        self.selected = selected
    }

    /// Reads the `select` of a list: names and `*`; unknown names are ignored.
    static func selected(_ select: JSONValue?, _ fields: ItemFields, _ choices: Choices) -> Set<String>? {
        let names = (select?.phpArray ?? []).compactMap(\.phpString)
        guard !names.isEmpty else { return nil }
        var selected = Set(names)
        if choices.selectsIDAlways { selected.insert("id") }
        guard selected.contains("*") else { return selected }
        if choices.starSelectsUserFields { return nil }
        selected.formUnion(SystemField.answerOrder + SystemField.answerTail + ["entityTypeId"])
        return selected
    }

    /// One element.
    func callAsFunction(_ item: Item) -> JSONValue {
        var answer = JSONObject()
        for name in SystemField.answerOrder { add(name, of: item, to: &answer) }
        for field in fields.userFields + fields.parentFields { add(field.name, of: item, to: &answer) }
        for name in SystemField.answerTail { add(name, of: item, to: &answer) }
        if isSelected("entityTypeId") { answer["entityTypeId"] = .int(item.entityTypeID) }
        return .object(answer)
    }

    private func isSelected(_ name: String) -> Bool { selected?.contains(name) ?? true }

    private func add(_ name: String, of item: Item, to answer: inout JSONObject) {
        guard isSelected(name) else { return }
        // A field whose switch is off is answered as null.
        guard let field = fields.byName[name], let storage = fields.storage[name] else {
            answer[name] = .null
            return
        }
        answer[name] = values.rendered(item[storage], of: field)
    }
}
