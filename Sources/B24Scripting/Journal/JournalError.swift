public import Localization
import Bitrix24

/// Why a journal does not record; the run then does not write either.
public struct JournalError: Error {
    /// What is wrong, in one sentence.
    public var text: LocalizedText
    /// What to do about it.
    public var hint: LocalizedText?

    /// An error.
    public init(_ text: LocalizedText, hint: LocalizedText? = nil) {
        self.text = text
        self.hint = hint
    }

    /// The error that the write ends in.
    static func refusal(_ error: any Error, method: String?) -> ModuleError {
        switch error {
        case let error as ModuleError: error
        case let error as JournalError:
            ModuleError(.policyDenied, Texts.notRecorded(error.text), hint: error.hint, method: method)
        default:
            ModuleError(
                .policyDenied, Texts.notRecorded(LocalizedText("\(error)", ru: "\(error)")), method: method)
        }
    }
}
