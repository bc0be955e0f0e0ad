import Bitrix24
import JSON

/// What a loop asks of the gate besides commands.
extension Gate {
    /// A bulk loop begins, or ends: the calls of one travel together.
    func pack(_ isOn: Bool) {
        if let parent { return parent.link.say(.packing, ["on": .bool(isOn)]) }
        if isOn { packing.begin() } else { packing.end() }
    }

    /// Begins a resumable loop.
    func beginLoop(_ name: String) async throws {
        if let parent { return try await parent.beginLoop(name) }
        if let recorder { try await recorder.beginLoop(name, try await client()) }
    }

    /// What to do with an item of a resumable loop.
    func step(_ loop: String, key: String) async throws -> WriteRecorder.ItemStep {
        if let parent { return try await parent.step(loop, key: key) }
        guard let recorder else { return .work(LoopItem(loop: loop, key: key)) }
        return await recorder.step(loop, key: key, try await client())
    }

    /// Whether anybody notes how items end.
    var keepsItems: Bool { parent != nil ? !policy.dryRun : recorder != nil }

    /// Notes how an item ended.
    func ended(_ item: ItemRecord) async throws {
        if let parent { return try await parent.ended(item) }
        try await recorder?.ended(item)
    }

    /// How long so many requests take at least, in seconds; `nil` where nothing is connected yet.
    ///
    /// - Parameter connects: whether these are requests to the portal for sure, so that connecting is no waste.
    func duration(ofRequests count: Int, connects: Bool = false) async -> Double? {
        if let parent { return await parent.duration(ofRequests: count) }
        if connects { _ = try? await client() }
        return await connectedClient?.leastDuration(ofRequests: count)
    }
}

/// What scripts ask about the portal without a command.
extension Gate {
    /// Who and what the portal is.
    func facts() async throws -> PortalFacts {
        if let parent { return try await parent.facts() }
        let client = try await client()
        return PortalFacts(domain: client.credential.domain, plan: client.options.plan.rawValue)
    }

    /// The error for scopes that are missing.
    func missing(_ scopes: [String]) async throws -> PortalError? {
        if let parent { return try await parent.missing(scopes) }
        return ScopeCheck.missing(scopes, try await client())
    }
}
