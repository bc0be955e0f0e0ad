import Bitrix24
import Synchronization

/// A protected portal: before its first write a person types its name, or the run began with `--yes`.
///
/// One answer holds for the run, a refusal too: a loop over many items must not ask for each of them.
final class Protection: Sendable {
    private let portal: String
    private let isAnswered: Bool
    private let confirm: @Sendable () async -> Bool?
    /// The question that was asked, with its answer sooner or later.
    private let question = Mutex<Task<Bool?, Never>?>(nil)

    /// - Parameters:
    ///   - isAnswered: `--yes` was given.
    ///   - confirm: asks; `nil` when nobody can be asked.
    init(portal: String, isAnswered: Bool, confirm: @escaping @Sendable () async -> Bool?) {
        self.portal = portal
        self.isAnswered = isAnswered
        self.confirm = confirm
    }

    /// Lets a write through, or not; nothing has been sent.
    ///
    /// - Throws: ``ModuleError`` of kind `policyDenied`.
    func admit(_ method: String) async throws {
        if isAnswered { return }
        let task = question.withLock { question in
            if let question { return question }
            let confirm = confirm
            let new = Task { await confirm() }
            question = new
            return new
        }
        switch await task.value {
        case true?: return
        case false?:
            throw ModuleError(
                .policyDenied, Texts.protectedNotConfirmed(portal), hint: Texts.confirmProtected(portal), method: method
            )
        case nil:
            throw ModuleError(
                .policyDenied, Texts.protectedNobodyToAsk(portal), hint: Texts.protectedNeedsYes, method: method)
        }
    }

    /// The next entry of a prompt may ask again; a yes stays.
    func forgetRefusal() async {
        guard let task = question.withLock({ $0 }), await task.value != true else { return }
        question.withLock { if $0 == task { $0 = nil } }
    }
}
