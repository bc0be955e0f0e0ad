/// One call of a host function.
public struct HostCall: Sendable {
    /// The function that is called.
    public let function: HostFunction
    /// The object, when this is a method.
    public let receiver: (any LuaObject)?
    /// The checked arguments; absent optional ones are `.nil`, so that `arguments[i]` belongs to `parameters[i]`.
    /// Those of a variadic parameter follow one by one.
    public let arguments: [LuaValue]
    /// The script position of the call, `team/leave.lua:41`, when a script made it.
    public let position: SourcePosition?

    /// A call.
    public init(
        function: HostFunction, receiver: (any LuaObject)?, arguments: [LuaValue], position: SourcePosition?
    ) {
        self.function = function
        self.receiver = receiver
        self.arguments = arguments
        self.position = position
    }
}
