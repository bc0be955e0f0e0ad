/// One call of a host function.
public struct HostCall: Sendable {
    /// The function that is called.
    public var function: HostFunction { box.function }
    /// A call is made often and rarely asks for its function: it holds one reference, not a copy of a large value.
    private let box: FunctionBox
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
        self.init(box: FunctionBox(function), receiver: receiver, arguments: arguments, position: position)
    }

    init(box: FunctionBox, receiver: (any LuaObject)?, arguments: [LuaValue], position: SourcePosition?) {
        self.box = box
        self.receiver = receiver
        self.arguments = arguments
        self.position = position
    }
}

/// A function that many calls share.
final class FunctionBox: Sendable {
    let function: HostFunction

    init(_ function: HostFunction) { self.function = function }
}
