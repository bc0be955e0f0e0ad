import Bitrix24
import Localization
import LuaRuntime

/// What the end of an isolated script's process means: decided from what it said last, why it was ended, and how the
/// system says that it ended.
enum IsolatedEnd {
    /// What the process said last.
    enum Word: Sendable {
        /// The script has ended.
        case ended(Result<[LuaValue], LuaFailure>)
        /// Lua does not come back.
        case unstoppable
        /// It lacks these layers.
        case unfit(IsolationLayers)
        /// Something that it may not say.
        case odd(String)
        /// Nothing; `false` when not even that it has begun.
        case nothing(hasBegun: Bool)
    }

    /// Why this process has ended it.
    enum Reason: Sendable, Equatable { case interrupted, wallTime(seconds: Double) }

    /// - Parameters:
    ///   - stopped: the script was told to stop before.
    ///   - processTime: seconds of CPU time that the process had.
    /// - Returns: what the script returned.
    /// - Throws: ``LuaFailure``, ``ModuleError``.
    static func results(
        _ word: Word, killed reason: Reason?, stopped: Bool, _ end: ChildProcess.End, processTime: Int,
        language: Language
    ) throws -> [LuaValue] {
        switch word {
        case .ended(let result): return try result.get()
        case .unfit(let layers):
            throw ModuleError(.unknown, IsolationTexts.unfit(layers.names), hint: IsolationTexts.unfitHint)
        case .odd(let what):
            throw ModuleError(.unknown, IsolationTexts.odd(what), hint: IsolationTexts.oddHint)
        case .unstoppable, .nothing: break
        }
        if stopped || reason == .interrupted {
            throw LuaFailure(kind: .interrupted, message: IsolationTexts.interrupted[language])
        }
        switch (reason, end) {
        case (.wallTime(let seconds)?, _):
            throw LuaFailure(kind: .timeLimit, message: IsolationTexts.wallTimeOver(seconds)[language])
        case (nil, .notStarted(let reason)): throw ChildProcess.refusal(reason)
        case (nil, .signal(let number)) where number == overtime:
            throw LuaFailure(kind: .timeLimit, message: IsolationTexts.processTimeOver(processTime)[language])
        case (.interrupted?, _), (nil, _): break
        }
        if case .unstoppable = word {
            throw LuaFailure(kind: .timeLimit, message: IsolationTexts.unstoppable[language])
        }
        guard case .nothing(hasBegun: true) = word else {
            throw ModuleError(.unknown, IsolationTexts.notStarted, hint: IsolationTexts.unfitHint)
        }
        switch end {
        case .signal(let number):
            throw ModuleError(.unknown, IsolationTexts.signal(number), hint: IsolationTexts.signalHint)
        case .exited(let code):
            throw ModuleError(.unknown, IsolationTexts.exited(code), hint: IsolationTexts.signalHint)
        case .notStarted(let reason): throw ChildProcess.refusal(reason)
        }
    }

    /// SIGXCPU, the same number on Linux and macOS.
    private static let overtime: Int32 = 24
}
