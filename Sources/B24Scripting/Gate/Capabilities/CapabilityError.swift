import Bitrix24
import Localization

/// The refusals of what a client may not do.
enum CapabilityError {
    static func promised(_ method: String, _ kind: Need.Kind) -> ModuleError {
        ModuleError(
            .policyDenied, CapabilityTexts.promised(method, kind), hint: CapabilityTexts.removePromise, method: method)
    }

    static func undeclared(_ method: String, _ kind: Need.Kind) -> ModuleError {
        ModuleError(
            .policyDenied, CapabilityTexts.undeclared(method, kind),
            hint: CapabilityTexts.addLine("--- @needs \(kind.rawValue) \(method)"), method: method)
    }

    static func narrowed(_ method: String, _ kind: Need.Kind) -> ModuleError {
        ModuleError(
            .policyDenied, CapabilityTexts.narrowed(method, kind),
            hint: CapabilityTexts.widerOnly("\(kind.rawValue) = { \"\(method)\" }"), method: method)
    }

    static func spent(_ limit: Int, _ method: String) -> ModuleError {
        ModuleError(
            .policyDenied, CapabilityTexts.spent(limit, method), hint: CapabilityTexts.widerOnly("max_writes"),
            method: method)
    }

    static func undeclaredFile(_ path: String) -> ModuleError {
        ModuleError(
            .policyDenied, CapabilityTexts.undeclaredFile(path),
            hint: CapabilityTexts.addFileLine("--- @needs files \(path)"))
    }

    static func narrowedFile(_ path: String) -> ModuleError {
        ModuleError(
            .policyDenied, CapabilityTexts.narrowedFile(path),
            hint: CapabilityTexts.widerOnly("files = { \"\(path)\" }"))
    }

    static func undeclared(_ method: String, _ kind: Need.Kind, by library: LibraryMark) -> ModuleError {
        ModuleError(
            .policyDenied, LibraryTexts.undeclared(method, CapabilityTexts.does(kind), library),
            hint: LibraryTexts.addCapability(kind.rawValue, method, library.name), method: method)
    }

    static func spent(_ limit: Int, _ method: String, by library: LibraryMark) -> ModuleError {
        ModuleError(.policyDenied, LibraryTexts.spent(limit, method, library), method: method)
    }

    static func undeclaredFile(_ path: String, by library: LibraryMark) -> ModuleError {
        ModuleError(
            .policyDenied, LibraryTexts.undeclaredFile(path, library), hint: LibraryTexts.addFile(library.name))
    }

    /// Of a profile, or of the flags.
    static func ruled(_ refusal: MethodRules.Refusal, profile: String?, _ method: String, _ kind: Need.Kind)
        -> ModuleError
    {
        let text =
            switch refusal {
            case .denied(let rule): CapabilityTexts.denied(method, kind, by: rule.description, profile: profile)
            case .notAllowed: CapabilityTexts.notAllowed(method, kind, profile: profile)
            }
        let hint = profile.map(CapabilityTexts.changeProfile) ?? CapabilityTexts.changeFlags
        return ModuleError(.policyDenied, text, hint: hint, method: method)
    }
}
