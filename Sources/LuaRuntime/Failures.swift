internal import CLuaShim

extension Machine {
    /// What a failed coroutine says: its error value is on top of its stack, which is as it was.
    func failure(of L: LuaState) -> LuaFailure {
        if isStopping { return stopFailure(L) }
        var failure = LuaFailure(kind: .runtime, message: "")
        let inner = (0..<lvm_inner_frames(L, -1)).map { number -> String in
            var length = 0
            let text = lvm_inner_frame(L, number, &length)
            return String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self)
        }
        failure.traceback = inner + frames(L)
        failure.position = failure.traceback.first.flatMap(SourcePosition.init(frame:))
        let value = Decoder(machine: self, state: L).anything(-1)
        switch value {
        case .object(let object):
            failure.object = object
            failure.message = object.luaDescription
            failure.cause = objects[lvm_to_object(L, -1)]?.cause
        case .string(let text):
            failure.message = text
            failure.isText = true
            if let lastThrown, lastThrown.message == text { failure.cause = lastThrown.error }
        case .nil:
            failure.message = texts.errorIsNil
        case .table, .boolean, .null, .function, .opaque:
            let type = String(cString: lvm_type_name(L, -1))
            lvm_push_text(L, -1)
            if case .string(let text) = Decoder(machine: self, state: L).anything(-1), text != type {
                failure.message = text
            } else {
                failure.message = texts.errorIsValue(texts.typeName(type))
                if case .table = value { failure.value = value }
            }
            lvm_pop(L, 1)
        default:
            lvm_push_text(L, -1)
            if case .string(let text) = Decoder(machine: self, state: L).anything(-1) { failure.message = text }
            lvm_pop(L, 1)
        }
        return failure
    }

    /// The failure that a stop is, with the place where it met the script when there is one.
    func stopFailure(_ L: LuaState? = nil) -> LuaFailure {
        if let failure = run?.failure { return failure }
        let stop = LuaVM.Stop(lvm_stopped(vm))
        let kind: LuaFailure.Kind =
            switch stop {
            case .cpuTime, .wallTime: .timeLimit
            case .instructions, .loading: .instructionLimit
            case .memory: .memoryLimit
            case .exited: .exited(lvm_exit_code(vm))
            case .interrupted: .interrupted
            }
        var failure = LuaFailure(kind: kind, message: texts.stopped(kind))
        failure.stop = stop
        if stop == .wallTime { failure.message = texts.wallTimeOver }
        if stop == .loading, let module = loading.last {
            failure.message = texts.loadingTooLong(
                module.name, of: module.environment.name, configuration.loadingInstructions)
        }
        if let L {
            failure.traceback = frames(L)
            failure.position = failure.traceback.first.flatMap(SourcePosition.init(frame:))
        }
        return failure
    }

    /// The script frames of a coroutine, innermost first.
    private func frames(_ L: LuaState) -> [String] {
        var frames: [String] = []
        var frame = lvm_frame()
        var level: Int32 = 0
        while frames.count < 50, lvm_script_frame(L, &level, &frame) {
            frames.append("\(SourcePosition(frame)): \(String(cString: lvm_frame_text(&frame)))")
        }
        return frames
    }
}

extension SourcePosition {
    /// The position in front of a traceback line.
    fileprivate init?(frame: String) {
        guard let end = frame.ranges(of: ": in ").last else { return nil }
        let place = frame[..<end.lowerBound]
        guard let colon = place.lastIndex(of: ":"), let line = Int(place[place.index(after: colon)...]) else {
            return nil
        }
        self.init(file: String(place[..<colon]), line: line)
    }
}
