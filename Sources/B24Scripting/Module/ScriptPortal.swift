public import Bitrix24
public import JSON
public import LuaRuntime

/// The portal of a session, for the functions that a program gives to its scripts.
///
/// What goes through it is judged, planned, confirmed and recorded like the calls of the script itself: a function of the
/// program is no way around the policy, nor around what the script says that it needs.
public struct ScriptPortal: Sendable {
    let gate: Gate

    /// Sends one command.
    ///
    /// - Parameters:
    ///   - command: of a documented method.
    ///   - call: the call of the script that leads to it; errors, plans and records name its line.
    /// - Returns: the answer; under a dry run that of a stand-in, when it is a write.
    /// - Throws: ``/Bitrix24/PortalError``, or ``ModuleError`` when the policy refuses it. Scripts get what the function
    ///   does not catch.
    public func call(_ command: Command, for call: HostCall) async throws -> Response {
        try await gate.call(command, position: call.position)
    }

    /// All rows of a list, page by page from the portal.
    ///
    /// - Parameters:
    ///   - command: of a list method; `filter`, `order` and `select` are among its parameters.
    ///   - call: the call of the script that leads to it.
    ///   - limit: so many rows at most; `nil` for all.
    /// - Throws: as ``call(_:for:)``; a list is whole or an error.
    public func rows(_ command: Command, for call: HostCall, limit: Int? = nil) async throws -> [JSONSlice] {
        // A dry run that has planned what the list is about answers itself.
        if let planned = gate.plannedRows(command) { return Array(planned.prefix(limit ?? .max)) }
        var options = ListOptions()
        options.limit = limit
        var pages = try await gate.rows(command, options, position: call.position)
        var rows: [JSONSlice] = []
        while let page = try await pages.next(isolation: nil) { rows += page }
        return rows
    }
}
