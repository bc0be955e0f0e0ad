public import Localization

extension LuaVM {
    /// The system has refused what a VM needs, so that there is none.
    ///
    /// Programs that embed b24 show ``text`` and ``hint``; trying again helps once something else has been given back.
    public struct Unavailable: Error, Sendable, CustomStringConvertible {
        /// What there was not enough of.
        public enum Resource: String, Sendable, CaseIterable {
            /// Open files: a VM keeps two.
            case descriptors
            /// Threads, or the memory for the stack of one.
            case threads
        }

        /// What there was not enough of.
        public let resource: Resource

        /// What happened.
        public var text: LocalizedText {
            switch resource {
            case .descriptors:
                LocalizedText(
                    "Lua can't be started: too many files are open.",
                    ru: "Запустить Lua не удалось: открыто слишком много файлов.")
            case .threads:
                LocalizedText(
                    "Lua can't be started: the system gives no more threads.",
                    ru: "Запустить Lua не удалось: система не даёт больше потоков.")
            }
        }

        /// What to do about it.
        public var hint: LocalizedText {
            switch resource {
            case .descriptors:
                LocalizedText(
                    "End what keeps files open, or allow more (ulimit -n 1024).",
                    ru: "Завершите то, что держит файлы открытыми, или разрешите больше (ulimit -n 1024).")
            case .threads:
                LocalizedText(
                    "End other programs, or allow more threads (ulimit -u) or memory (ulimit -v).",
                    ru: "Завершите другие программы или разрешите больше потоков (ulimit -u) или памяти (ulimit -v).")
            }
        }

        /// ``text`` and ``hint`` in English.
        public var description: String { text.en + " " + hint.en }
    }
}
