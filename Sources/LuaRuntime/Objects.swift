internal import CLuaShim

/// A host object that Lua holds by its handle.
struct ObjectEntry {
    let object: any LuaObject
    /// The Swift error that it stands for.
    var cause: (any Error)?
}

extension Machine {
    /// Pushes the userdata of an object; the same object is the same userdata.
    func pushObject(_ L: LuaState, _ object: any LuaObject, cause: (any Error)? = nil) {
        let identity = UnsafeRawPointer(Unmanaged.passUnretained(object as AnyObject).toOpaque())
        if case let handle = lvm_find_object(L, identity), handle != 0 {
            if let cause { objects[handle]?.cause = cause }
            return
        }
        pushType(L, of: object)
        let handle = newIdentifier()
        objects[handle] = ObjectEntry(object: object, cause: cause)
        lvm_push_object(L, handle, identity)
    }

    /// Pushes the metatable of an object's type, made at the first object.
    private func pushType(_ L: LuaState, of object: any LuaObject) {
        let type = Swift.type(of: object)
        if let reference = objectTypes[ObjectIdentifier(type)] { return lvm_push_ref(L, reference) }
        _ = lvm_check_stack(L, 10)
        lvm_push_object_type(L, type.luaTypeName)
        for method in type.luaMethods {
            let binding = Binding(method, objectType: type.luaTypeName, skipped: 1)
            pushBinding(L, binding)
            let name = method.name == "__index" ? "__missing" : method.name
            lvm_raw_set_field(L, name.hasPrefix("__") ? -3 : -2, name)
        }
        lvm_pop(L, 1)
        lvm_push_value(L, -1)
        objectTypes[ObjectIdentifier(type)] = lvm_ref(L)
    }

    /// `object.name`, when there is no such method.
    func pushField(_ L: LuaState, handle: Int64) -> Int32 {
        guard let object = objects[handle]?.object else { return 0 }
        var length = 0
        let text = lvm_to_string(L, 2, &length)
        let name = String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self)
        guard let value = object.luaField(name) else { return 0 }
        do { try push(L, value) } catch { lvm_push_nil(L) }
        return 1
    }

    func pushDescription(_ L: LuaState, handle: Int64) -> Int32 {
        push(L, objects[handle]?.object.luaDescription ?? "")
        return 1
    }

    /// Replaces "attempt to call a nil value" by what the object does have.
    func explainMissing(_ L: LuaState, handle: Int64, member: String) -> Int32 {
        guard let object = objects[handle]?.object else { return 0 }
        let type = Swift.type(of: object)
        let names = type.luaMethods.map(\.name).filter { !$0.hasPrefix("__") }
        let text = texts.unknownMethod(type.luaTypeName, member, nearest: names.nearest(to: member), known: names)
        var length = 0
        guard let start = lvm_to_string(L, -1, &length) else { return 0 }
        let message = String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
        let position = message.ranges(of: ": attempt to call").first.map { String(message[..<$0.lowerBound]) + ": " }
        push(L, (position ?? "") + text)
        return 1
    }
}
