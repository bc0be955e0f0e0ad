import LuaRuntime
import Localization

extension LuaVM.System {
    /// What scripts at level trusted see: everything but what belongs to b24.
    init(_ paths: ProtectedPaths, ownsStandardOutput: Bool, _ language: Language) {
        self.init()
        hiddenVariables = Self.secretVariables
        keepsOutput = ownsStandardOutput
        admit = { path, isTakenAway in
            paths.isHeld(path, isTakenAway: isTakenAway) ? Texts.protectedPath(path)[language] : nil
        }
    }

    /// The command takes them out of its own environment at once; a program that embeds scripts may not.
    private static let secretVariables = [
        "B24_WEBHOOK_URL", "B24_ACCESS_TOKEN", "B24_REFRESH_TOKEN", "B24_CLIENT_SECRET", "B24_PASSPHRASE",
    ]
}
