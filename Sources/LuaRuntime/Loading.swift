internal import CLuaShim

extension Machine {
    /// Pushes a compiled chunk.
    ///
    /// - Throws: ``LuaFailure`` of kind `.syntax` or `.incomplete`.
    func load(_ L: LuaState, _ chunk: LuaChunk) throws {
        if let message = compile(L, chunk.source, name: chunk.name) { throw syntaxFailure(message) }
        if let environment = chunk.environment { lvm_set_environment(L, try state(L, of: environment).globals) }
    }

    /// Pushes the function and returns `nil`, or returns the message.
    func compile(_ L: LuaState, _ source: String, name: String) -> String? {
        if configuration.limits.source > 0, source.utf8.count > configuration.limits.source {
            return "\(name):1: \(texts.sourceTooLong(configuration.limits.source))"
        }
        var source = source.hasPrefix("#") ? "--" + source : source
        let isLoaded = source.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) {
                lvm_load(L, $0.baseAddress, $0.count, "@" + name)
            }
        }
        if isLoaded { return nil }
        defer { lvm_pop(L, 1) }
        guard case .string(let message) = Decoder(machine: self, state: L).anything(-1) else { return texts.notText }
        return message
    }

    func syntaxFailure(_ message: String) -> LuaFailure {
        LuaFailure(kind: .syntax, message: message, position: SourcePosition(message: message), traceback: [])
    }

    /// `host.module(name)` -> the compiled module, its file name; raises when there is none. Of a module of another
    /// environment: nil, its file name, the `require` of that environment, and whether it gives copies.
    ///
    /// - Parameter state: the environment of whoever requires it; `nil` for that of the scripts.
    func loadModule(_ L: LuaState, in state: EnvironmentState? = nil) -> Int32 {
        guard case .string(let name) = Decoder(machine: self, state: L).anything(1) else {
            return raise(L, texts.moduleNotFound("?", where: nil))
        }
        do {
            guard let chunk = try (state?.environment.loadModule ?? configuration.loadModule)(name) else {
                return raise(L, texts.moduleNotFound(name, where: nil))
            }
            if let environment = chunk.environment, environment !== state?.environment {
                let other = try self.state(L, of: environment)
                lvm_push_nil(L)
                push(L, chunk.name)
                lvm_push_ref(L, other.require)
                lvm_push_boolean(L, environment.isClosed)
                return 4
            }
            if let message = compile(L, chunk.source, name: chunk.name) {
                return raise(L, texts.moduleBroken(name, message))
            }
            if let state { lvm_set_environment(L, state.globals) }
            push(L, chunk.name)
            return 2
        } catch let error as any LuaLoadError {
            let call = HostCall(function: LuaVM.require, receiver: nil, arguments: [], position: position(L))
            return raise(L, error, in: call)
        } catch {
            return raise(L, texts.moduleNotFound(name, where: String(describing: error)))
        }
    }

    /// `host.cycle(chain)`: raises the error that modules require each other.
    func raiseCycle(_ L: LuaState) -> Int32 {
        guard case .string(let chain) = Decoder(machine: self, state: L).anything(1) else { return 0 }
        return raise(L, texts.moduleCycle(chain))
    }
}

extension String {
    /// Lua's parser met the end of the text where it wanted more. A short string that is not closed is a mistake, not a
    /// beginning.
    var isIncomplete: Bool { hasSuffix("near <eof>") && !contains("unfinished string near <eof>") }
}

extension SourcePosition {
    /// The position in front of a message of Lua's: `file:12: text`.
    fileprivate init?(message: String) {
        for end in message.ranges(of: ": ") {
            let place = message[..<end.lowerBound]
            if let colon = place.lastIndex(of: ":"), let line = Int(place[place.index(after: colon)...]) {
                self.init(file: String(place[..<colon]), line: line)
                return
            }
        }
        return nil
    }
}
