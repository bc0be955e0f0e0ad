import GRDB

extension LocalPortal {
    /// Takes objects of another portal over, with their ids. See ``ImportedObject``.
    ///
    ///     try await portal.add([.type(["id": 13, "entityTypeId": 156, "title": "Contracts"])])
    public func add(_ objects: [ImportedObject]) async throws {
        let (engine, now) = (engine, Int64(clock.now()))
        try await store.queue.write { try engine.importer($0, now: now).add(objects) }
    }

    /// What differs from the objects that were taken over: changed, deleted and new ones.
    public func changes() async throws -> [ObjectChange] {
        // Whoever has read an answer finds what it did.
        await server.settle()
        let engine = engine
        return try await store.queue.read { database in
            try engine.baseline.changes(ObjectReader(database: database, facts: engine.facts))
        }
    }

    /// The URL of an inbound webhook of a person; `nil` scopes means all.
    ///
    /// - Throws: ``LocalPortalError`` when there is no such person.
    public func webhook(ofPerson id: Int, scopes: [String]? = nil) async throws -> String {
        let now = Int64(clock.now())
        let code = try await store.queue.write { database in
            guard try People.isActive(id, database) else { throw LocalPortalError(Texts.noSuchPerson(id)) }
            return try Webhooks.code(for: id, scopes: scopes, now: now, database)
        }
        return "\(address)/rest/\(id)/\(code)/"
    }
}
