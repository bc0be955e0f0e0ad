/// Builds a ``JSONValue``.
struct JSONValueSink: JSONSink {
    static var takesValues: Bool { true }
    private enum Level {
        case array([JSONValue])
        case object(JSONObject, key: String)
    }

    private var levels: [Level] = []
    private(set) var result = JSONValue.null

    private mutating func add(_ value: JSONValue) {
        guard let last = levels.popLast() else {
            result = value
            return
        }
        switch last {
        case .array(var values):
            values.append(value)
            levels.append(.array(values))
        case .object(var object, let key):
            object[key] = value
            levels.append(.object(object, key: key))
        }
    }

    mutating func null() { add(.null) }
    mutating func bool(_ value: Bool) { add(.bool(value)) }
    mutating func integer(_ value: Int64) { add(.integer(value)) }
    mutating func number(_ value: Double) { add(.number(value)) }
    mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) { add(.string(String(decoding: utf8, as: UTF8.self))) }
    mutating func beginArray(at offset: Int) { levels.append(.array([])) }
    mutating func beginObject(at offset: Int) { levels.append(.object(JSONObject(), key: "")) }

    mutating func key(_ utf8: UnsafeBufferPointer<UInt8>) {
        if case .object(let object, _)? = levels.popLast() {
            levels.append(.object(object, key: String(decoding: utf8, as: UTF8.self)))
        }
    }

    mutating func endArray(at offset: Int) {
        if case .array(let values)? = levels.popLast() { add(.array(values)) }
    }

    mutating func endObject(at offset: Int) {
        if case .object(let object, _)? = levels.popLast() { add(.object(object)) }
    }
}
