internal import CLuaShim

extension Machine {
    /// Decodes the arguments of a call, checked.
    func arguments(_ L: LuaState, of binding: Binding) throws -> ((any LuaObject)?, [LuaValue]) {
        let receiver = try receiver(L, of: binding)
        let parameters = binding.parameters
        let (first, top) = try extent(L, of: binding)
        var values: [LuaValue] = []
        values.reserveCapacity(parameters.count)
        for (offset, parameter) in parameters.enumerated() {
            let index = first + Int32(offset)
            if parameter.isVariadic {
                if index <= top {
                    for rest in index...top { values.append(try decode(L, rest, parameter, of: binding, first: first)) }
                } else if !parameter.isOptional {
                    throw mismatch(L, index, parameter, of: binding, first: first)
                }
                break
            }
            values.append(try decode(L, index, parameter, of: binding, first: first))
        }
        return (receiver, values)
    }

    /// Checks the types of the arguments without decoding them.
    func checkArguments(_ L: LuaState, of binding: Binding) throws {
        _ = try receiver(L, of: binding)
        let (first, top) = try extent(L, of: binding)
        for (offset, parameter) in binding.parameters.enumerated() {
            let index = first + Int32(offset)
            for each in index...max(index, parameter.isVariadic ? top : index) {
                if lvm_type(L, each) <= LVM_TNIL, parameter.isOptional { continue }
                if !accepts(L, each, parameter.type, top: top) {
                    throw mismatch(L, each, parameter, of: binding, first: first)
                }
            }
        }
    }

    /// The object of a method call.
    private func receiver(_ L: LuaState, of binding: Binding) throws -> (any LuaObject)? {
        guard let type = binding.objectType else {
            // What takes anything may be given the table that holds it: `b24.pp(b24)`.
            if let holder = binding.holder, lvm_type(L, 1) == LVM_TTABLE, lvm_to_pointer(L, 1) == holder,
                binding.parameters.first?.type.isAny != true
            {
                throw wrongCall(binding, texts.colonInsteadOfDot(binding.displayName))
            }
            return nil
        }
        guard let object = objects[lvm_to_object(L, 1)]?.object, Swift.type(of: object).luaTypeName == type else {
            throw wrongCall(binding, texts.dotInsteadOfColon(type, binding.function.name))
        }
        return object
    }

    private func wrongCall(_ binding: Binding, _ text: String) -> LuaArgumentError {
        LuaArgumentError(
            reason: .wrongCall, function: binding.displayName, index: 0, parameter: nil, path: nil, description: text)
    }

    /// The stack indices of the declared arguments; refuses more of them than there are parameters.
    private func extent(_ L: LuaState, of binding: Binding) throws -> (first: Int32, top: Int32) {
        let parameters = binding.parameters
        let first = 1 + binding.skipped
        var top = lvm_top(L)
        if parameters.last?.isVariadic != true {
            let last = first + Int32(parameters.count) - 1
            while top > last, lvm_type(L, top) == LVM_TNIL || !binding.isStrict { top -= 1 }
            if top > last {
                throw LuaArgumentError(
                    reason: .tooMany, function: binding.displayName, index: parameters.count + 1, parameter: nil,
                    path: nil,
                    description: texts.tooManyArguments(
                        binding.displayName, expected: parameters.count, given: Int(top - first) + 1))
            }
        }
        return (first, top)
    }

    private func decode(
        _ L: LuaState, _ index: Int32, _ parameter: HostFunction.Parameter, of binding: Binding, first: Int32
    ) throws -> LuaValue {
        if lvm_type(L, index) <= LVM_TNIL, parameter.isOptional { return .nil }
        do {
            if let value = try decode(L, index, parameter.type) { return value }
        } catch {
            throw LuaArgumentError(
                reason: .unsendable, function: binding.displayName, index: Int(index - first) + 1,
                parameter: parameter.name, path: error.text(parameter.name),
                description: texts.unsendable(
                    binding.displayName, index: Int(index - first) + 1, path: error.text(parameter.name),
                    reason: error.reason))
        }
        throw mismatch(L, index, parameter, of: binding, first: first)
    }

    private func mismatch(
        _ L: LuaState, _ index: Int32, _ parameter: HostFunction.Parameter, of binding: Binding, first: Int32
    ) -> LuaArgumentError {
        let position = Int(index - first) + 1
        var given = texts.typeName(String(cString: lvm_type_name(L, index)))
        if case .string(let text) = Decoder(machine: self, state: L).anything(index), parameter.type.isChoice {
            given = "\"\(text)\""
        } else if lvm_type(L, index) == LVM_TNUMBER, !lvm_is_integer(L, index) {
            given += " (\(lvm_to_number(L, index)))"
        }
        return LuaArgumentError(
            reason: .mismatch, function: binding.displayName, index: position, parameter: parameter.name, path: nil,
            description: texts.badArgument(
                binding.displayName, index: position, parameter: parameter.name,
                expected: texts.expected(parameter.type), given: given))
    }

    /// The value when its type fits, `nil` when not.
    private func decode(
        _ L: LuaState, _ index: Int32, _ type: HostFunction.ParameterType
    ) throws(UnsendableValue) -> LuaValue? {
        let decoder = Decoder(machine: self, state: L)
        switch type {
        case .oneOf(let types):
            guard let type = choice(L, index, types, top: .max) else { return nil }
            return try decode(L, index, type)
        case .any:
            return lvm_type(L, index) == LVM_TNONE ? nil : decoder.anything(index)
        case .integer:
            return integer(L, index).map { .integer($0) }
        case .number:
            return lvm_type(L, index) == LVM_TNUMBER ? .number(lvm_to_number(L, index)) : nil
        case .value, .table:
            return accepts(L, index, type, top: .max) ? try decoder.sendable(index) : nil
        case .boolean, .string, .function, .object, .choice:
            return accepts(L, index, type, top: .max) ? decoder.anything(index) : nil
        }
    }

    /// A whole number, or the text of one: a portal writes its ids as strings.
    private func integer(_ L: LuaState, _ index: Int32) -> Int64? {
        var value: Int64 = 0
        if lvm_to_exact_integer(L, index, &value) { return value }
        guard case .string(let text) = Decoder(machine: self, state: L).anything(index) else { return nil }
        return Int64(text)
    }

    private func accepts(_ L: LuaState, _ index: Int32, _ type: HostFunction.ParameterType, top: Int32) -> Bool {
        let given = lvm_type(L, index)
        switch type {
        case .any: return given != LVM_TNONE && index <= top
        case .value: return given > LVM_TNIL
        case .boolean: return given == LVM_TBOOLEAN
        case .integer: return integer(L, index) != nil
        case .number: return given == LVM_TNUMBER
        case .string: return given == LVM_TSTRING
        case .table: return given == LVM_TTABLE
        case .function: return given == LVM_TFUNCTION
        case .object(let name):
            guard let object = objects[lvm_to_object(L, index)]?.object else { return false }
            return Swift.type(of: object).luaTypeName == name
        case .choice(let names):
            guard given == LVM_TSTRING, case .string(let text) = Decoder(machine: self, state: L).anything(index) else {
                return false
            }
            return names.contains(text)
        case .oneOf(let types):
            return choice(L, index, types, top: top) != nil
        }
    }

    /// The first of the types that fits. A string that is a number stays a string where strings are welcome.
    private func choice(
        _ L: LuaState, _ index: Int32, _ types: [HostFunction.ParameterType], top: Int32
    ) -> HostFunction.ParameterType? {
        let staysString = lvm_type(L, index) == LVM_TSTRING && types.contains(where: \.isString)
        return types.first { type in
            if staysString, case .integer = type { return false }
            return accepts(L, index, type, top: top)
        }
    }
}

extension HostFunction.ParameterType {
    fileprivate var isChoice: Bool {
        if case .choice = self { return true }
        return false
    }

    fileprivate var isAny: Bool {
        if case .any = self { return true }
        return false
    }

    fileprivate var isString: Bool {
        if case .string = self { return true }
        return false
    }
}
