import JSON

extension Call {
    /// The same command with other parameters.
    func with(_ parameters: JSONObject) -> Call {
        Call(
            method: method, parameters: Parameters(parameters), caller: caller, portal: portal, router: router,
            now: now,
            host: host)
    }
}

extension JSONObject {
    /// The conditions on fields of `map` and the groups; what names no field is left out, as the older methods do.
    func knownConditions(_ map: FieldMap) -> JSONObject {
        JSONObject(
            members.compactMap { member in
                if member.key == "logic" { return (member.key, member.value) }
                if Int(member.key) != nil, let group = member.value.phpObject {
                    return (member.key, .object(group.knownConditions(map)))
                }
                return map[FilterPrefix.split(member.key).field] == nil ? nil : (member.key, member.value)
            })
    }
}
