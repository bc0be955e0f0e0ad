internal import CLuaShim

extension LuaVM {
    /// What can end a run from outside of its Lua.
    public enum Stop: String, Sendable {
        /// ``LuaVM/interrupt()``, or the VM was closed.
        case interrupted
        /// ``Limits/cpuTime``
        case cpuTime
        /// ``Limits/wallTime``
        case wallTime
        /// ``Limits/instructions``
        case instructions
        /// ``Limits/memory``
        case memory
        /// A module that computes too long while it is loaded.
        case loading
        /// `os.exit`
        case exited

        init(_ code: Int32) {
            self =
                switch code {
                case Int32(LVM_STOP_CPU): .cpuTime
                case Int32(LVM_STOP_WALL): .wallTime
                case Int32(LVM_STOP_INSTRUCTIONS): .instructions
                case Int32(LVM_STOP_MEMORY): .memory
                case Int32(LVM_STOP_LOADING): .loading
                case Int32(LVM_STOP_EXIT): .exited
                default: .interrupted
                }
        }
    }
}
