import JSON

/// The two generations of Bitrix24's REST. They work side by side at addresses of their own, and a method may exist in
/// both with different parameters. -> api-reference/rest-v3
public enum RESTVersion: Int, Sendable, Hashable, CaseIterable {
    /// `/rest/USER/CODE/METHOD`
    case two = 2
    /// `/rest/api/USER/CODE/METHOD`
    case three = 3
}

extension Command {
    /// The version at whose address the command is sent: the one that was asked for, else 2, unless the documentation
    /// has the method in 3 alone.
    public var usedVersion: RESTVersion {
        restVersion ?? (MethodCatalogue.standard.entry(method)?.restVersion == 3 ? .three : .two)
    }

    /// What it does to the portal; what the documentation does not know counts as a write.
    public var effect: MethodCatalogue.Effect {
        MethodCatalogue.standard.entry(method, restVersion: usedVersion.rawValue)?.effect ?? .write
    }

    /// Whether the portal runs it once however often it is sent with the same `Idempotency-Key`: the writes of REST 3.
    /// -> api-reference/rest-v3#idempotency
    var isIdempotent: Bool { effect != .read && usedVersion == .three }
}
