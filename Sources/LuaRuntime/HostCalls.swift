internal import CLuaShim

extension Machine {
    /// A host function is called; its arguments are on the stack.
    func call(_ L: LuaState, function id: Int64) -> Int32 {
        let binding = bindings[Int(id)]
        if !loading.isEmpty, let refusal = refusalWhileLoading(binding) { return raise(L, refusal) }
        if case .raw(let body) = binding.implementation { return body(self, L) }
        let position = position(L)
        let call: HostCall
        do {
            let (receiver, arguments) = try arguments(L, of: binding)
            call = HostCall(
                box: binding.box, receiver: receiver, arguments: arguments, position: position)
        } catch {
            return raise(L, error, in: emptyCall(binding, position))
        }
        switch binding.body {
        case .sync(let body):
            do { return pushResults(L, try body(call), of: call) } catch { return raise(L, error, in: call) }
        case .async(let body):
            lvm_await(L, begin(call, body).id)
            return Int32(LVM_AWAIT)
        case .lua:
            return 0  // these have an entrance of their own
        }
    }

    /// Checks the arguments of a function whose body is Lua, and takes away what is not declared.
    func check(_ L: LuaState, function id: Int64) -> Int32 {
        let binding = bindings[Int(id)]
        if !loading.isEmpty, let refusal = refusalWhileLoading(binding) { return raise(L, refusal) }
        do {
            try checkArguments(L, of: binding)
            if binding.skipped > 0, binding.objectType == nil { lvm_remove(L, 1) }
            return 0
        } catch {
            return raise(L, error, in: emptyCall(binding, position(L)))
        }
    }

    private func emptyCall(_ binding: Binding, _ position: SourcePosition?) -> HostCall {
        HostCall(box: binding.box, receiver: nil, arguments: [], position: position)
    }

    func pushResults(_ L: LuaState, _ values: [LuaValue], of call: HostCall?) -> Int32 {
        guard lvm_check_stack(L, Int32(values.count) + 8) else { return raise(L, texts.tooManyResults) }
        do {
            for value in values { try push(L, value) }
            return Int32(values.count)
        } catch {
            return raise(L, error, in: call)
        }
    }

    // MARK: Raising

    /// Pushes an error for C to raise.
    func raise(_ L: LuaState, _ error: any Error, in call: HostCall?) -> Int32 {
        _ = lvm_check_stack(L, 8)
        if let failure = error as? LuaFailure {
            // It comes from Lua, through a host function that called back: it goes on as it was.
            if let object = failure.object {
                pushObject(L, object, cause: failure.cause)
            } else {
                push(L, failure.message)
            }
            if let cause = failure.cause { lastThrown = (failure.message, cause) }
            return Int32(LVM_RAISE)
        }
        if let call, let object = configuration.errorObject(error, call) {
            pushObject(L, object, cause: error)
            return Int32(LVM_RAISE)
        }
        let text = String(describing: error)
        let place = call?.position ?? position(L)
        let message = place.map { "\($0): \(text)" } ?? text
        lastThrown = (message, error)
        push(L, message)
        return Int32(LVM_RAISE)
    }

    /// Pushes an error of the machine's own for C to raise.
    func raise(_ L: LuaState, _ text: String) -> Int32 {
        push(L, position(L).map { "\($0): \(text)" } ?? text)
        return Int32(LVM_RAISE)
    }

    /// The nearest line of a script.
    func position(_ L: LuaState) -> SourcePosition? {
        var frame = lvm_frame()
        return lvm_script_position(L, &frame) ? SourcePosition(frame) : nil
    }
}

extension SourcePosition {
    init(_ frame: lvm_frame) {
        let file = UnsafeRawBufferPointer(start: frame.file, count: frame.file_length)
        self.init(file: String(decoding: file, as: UTF8.self), line: Int(frame.line))
    }
}
