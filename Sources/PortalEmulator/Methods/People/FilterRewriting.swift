import JSON

extension Call {
    /// The same command with other parameters.
    func with(_ parameters: JSONObject) -> Call {
        Call(
            method: method, parameters: Parameters(parameters), caller: caller, portal: portal, router: router,
            now: now, host: host)
    }
}

extension JSONObject {
    /// The conditions of a filter on fields of `map`, and its groups. What names no field is left out, as the
    /// older methods do (``Choices/ignoresUnknownConditions``).
    ///
    /// - Throws: `INVALID_ARG_VALUE` when the choice is to refuse.
    func conditions(on map: FieldMap, _ choices: Choices) throws -> JSONObject {
        JSONObject(
            try members.compactMap { member in
                if member.key == "logic" { return (member.key, member.value) }
                if Int(member.key) != nil, let group = member.value.phpObject {
                    return (member.key, .object(try group.conditions(on: map, choices)))
                }
                let name = FilterPrefix.split(member.key).field
                if map[name] != nil { return (member.key, member.value) }
                if choices.ignoresUnknownConditions { return nil }
                throw RESTError.invalidArgument("Invalid filter: field '\(name)' is not allowed in filter")
            })
    }
}
