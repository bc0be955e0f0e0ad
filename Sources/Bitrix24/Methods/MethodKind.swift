/// What methods do to the portal, as scripts and people say it: `delete` is what the catalogue calls destructive.
public enum MethodKind: String, Sendable, CaseIterable {
    case read, write, delete

    /// The kind of what the catalogue says. A method that it does not know is a write.
    public init(_ effect: MethodCatalogue.Effect) {
        self =
            switch effect {
            case .read: .read
            case .write: .write
            case .destructive: .delete
            }
    }
}
