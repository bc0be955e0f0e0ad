import JSON

/// How one element is answered: which members, in which order, each value in its outer form. ``ItemRows`` has the same
/// for lists.
struct ItemAnswer {
    let fields: ItemFields
    let values: FieldValues

    init(_ fields: ItemFields, _ values: FieldValues) {
        self.fields = fields
        self.values = values
    }

    /// One element.
    ///
    /// - Parameter isNew: whether it was made by this request.
    func callAsFunction(_ item: Item, isNew: Bool = false) -> JSONValue {
        var answer = JSONObject()
        let catalogue = fields.type.catalogue
        for name in catalogue.answerOrder { add(name, of: item, isNew: isNew, to: &answer) }
        if fields.type.own?.hasMultifields == true { answer[Multifields.name] = .array(item.multifields) }
        for field in fields.userFields + fields.parentFields { add(field.name, of: item, isNew: isNew, to: &answer) }
        for name in catalogue.answerTail { add(name, of: item, isNew: isNew, to: &answer) }
        answer["entityTypeId"] = .int(item.entityTypeID)
        return .object(answer)
    }

    private func add(_ name: String, of item: Item, isNew: Bool, to answer: inout JSONObject) {
        // A field whose switch is off is answered as null.
        guard var field = fields.byName[name], let storage = fields.storage[name] else {
            answer[name] = .null
            return
        }
        // What `add` answers is not read anew: the example has null where `get` and `update` have 0.
        if isNew, field.emptyAnswer == 0 { field.emptyAnswer = nil }
        answer[name] = values.rendered(item[storage], of: field)
    }
}
