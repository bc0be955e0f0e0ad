import JSON

/// Whether the portal kept the relations and links that it was given: it answers with success even when it did not.
enum RelationCheck {
    /// What was asked for and is not there, as paths: `relations.parent: 156`.
    ///
    /// - Parameters:
    ///   - sent: the fields in the portal's spelling (``SPAFieldCodec/encode(_:function:)``).
    ///   - stored: the type as it was read back, decoded.
    static func lost(sent: JSONObject, stored: JSONObject) -> [String] {
        lostRelations(sent, stored) + lostLinks(sent, stored)
    }

    private static func lostRelations(_ sent: JSONObject, _ stored: JSONObject) -> [String] {
        guard let relations = sent["relations"]?.objectValue else { return [] }
        var lost: [String] = []
        for side in relations.members {
            let kept = index(stored["relations"]?[side.key])
            for relation in side.value.arrayValue ?? [] {
                guard let target = relation["entityTypeId"]?.looseInteger else { continue }
                guard let found = kept[target] else {
                    lost.append("relations.\(side.key): \(target)")
                    continue
                }
                if let wanted = relation["isChildrenListEnabled"]?.looseBoolean, let found, wanted != found {
                    lost.append("relations.\(side.key): \(target).isChildrenListEnabled")
                }
            }
        }
        return lost
    }

    private static func lostLinks(_ sent: JSONObject, _ stored: JSONObject) -> [String] {
        (sent["linkedUserFields"]?.objectValue?.members ?? []).compactMap { link in
            let kept = stored["linkedUserFields"]?[link.key]?.looseBoolean ?? false
            return kept == link.value.looseBoolean ? nil : "linkedUserFields: \(link.key)"
        }
    }

    /// Relations that an update would take away, because it replaces the whole set: `parent: 156`.
    static func dropped(current: JSONObject, sent: JSONObject) -> [String] {
        guard let relations = sent["relations"]?.objectValue else { return [] }
        return ["parent", "child"].flatMap { side -> [String] in
            let wanted = index(relations[side])
            return (current["relations"]?[side]?.arrayValue ?? []).compactMap { relation in
                guard relation["isPredefined"]?.looseBoolean != true,
                    let target = relation["entityTypeId"]?.looseInteger, wanted[target] == nil
                else { return nil }
                return "\(side): \(target)"
            }
        }
    }

    private static func index(_ side: JSONValue?) -> [Int64: Bool?] {
        var found: [Int64: Bool?] = [:]
        for relation in side?.arrayValue ?? [] {
            guard let target = relation["entityTypeId"]?.looseInteger else { continue }
            found[target] = .some(relation["isChildrenListEnabled"]?.looseBoolean)
        }
        return found
    }
}
