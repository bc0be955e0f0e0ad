import Bitrix24

/// The refusal of a method name that the catalogue does not have.
enum UnknownMethod {
    static func error(_ method: String, _ catalogue: MethodCatalogue) -> PortalError {
        let names = catalogue.suggestions(for: method)
        return PortalError(
            kind: .methodNotFound, method: method,
            details: names.isEmpty ? [:] : ["suggestion": names.joined(separator: ", ")])
    }
}
