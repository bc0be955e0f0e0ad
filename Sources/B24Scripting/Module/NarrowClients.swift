import Bitrix24
import LuaRuntime
import Synchronization

/// The clients that `b24.only` has made in a session. They stay as long as it does, so there are not any number of them.
final class NarrowClients: Sendable {
    private struct Known {
        var parent: ClientGrant
        var capabilities: Capabilities
        var module: LuaModule
    }

    private let made = Mutex<[Known]>([])
    private static let limit = 200

    /// A client of the functions over `context`. Who asks for the same bounds again gets the same client; one that counts
    /// writes is new each time.
    func client(of context: ModuleContext, within capabilities: Capabilities) throws -> LuaModule {
        let parent = context.gate.grant
        return try made.withLock { made in
            if capabilities.maxWrites == nil,
                let known = made.first(where: { $0.parent === parent && $0.capabilities == capabilities })
            {
                return known.module
            }
            guard made.count < Self.limit else {
                throw ModuleError(
                    .limitExceeded, CapabilityTexts.tooManyClients, hint: CapabilityTexts.makeThemOnce)
            }
            let module = Families.module(context.narrowed(to: capabilities))
            made.append(Known(parent: parent, capabilities: capabilities, module: module))
            return module
        }
    }
}
