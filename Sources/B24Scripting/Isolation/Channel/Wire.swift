import JSON
import Localization

/// What a message says, as a JSON object that is read strictly: whoever sent it may be hostile.
struct Wire {
    /// A message that does not say what its kind says.
    struct Odd: Error, Equatable, CustomStringConvertible {
        let description: String
    }

    let object: JSONObject

    init(_ object: JSONObject) { self.object = object }

    init(_ bytes: [UInt8]) throws {
        guard let value = try? JSONReader.value(bytes), let object = value.objectValue else {
            throw Odd(description: "no object")
        }
        self.object = object
    }

    /// A text.
    ///
    /// - Parameter most: bytes that it may have.
    func text(_ key: String, most: Int = .max) throws -> String {
        guard let text = object[key]?.stringValue, text.utf8.count <= most else { throw Odd(description: key) }
        return text
    }

    /// A text that may be left out.
    func optionalText(_ key: String, most: Int = .max) throws -> String? {
        object[key] == nil ? nil : try text(key, most: most)
    }

    func flag(_ key: String) throws -> Bool {
        guard let flag = object[key]?.boolValue else { throw Odd(description: key) }
        return flag
    }

    func optionalFlag(_ key: String) throws -> Bool? { object[key] == nil ? nil : try flag(key) }

    func integer(_ key: String, in range: ClosedRange<Int> = 0...Int(Int32.max)) throws -> Int {
        guard let number = object[key]?.integerValue, let value = Int(exactly: number), range.contains(value) else {
            throw Odd(description: key)
        }
        return value
    }

    func optionalInteger(_ key: String, in range: ClosedRange<Int> = 0...Int(Int32.max)) throws -> Int? {
        object[key] == nil ? nil : try integer(key, in: range)
    }

    func number(_ key: String) throws -> Double {
        guard let number = object[key]?.numberValue else { throw Odd(description: key) }
        return number
    }

    func optionalNumber(_ key: String) throws -> Double? { object[key] == nil ? nil : try number(key) }

    func array(_ key: String, most: Int = .max) throws -> [JSONValue] {
        guard let array = object[key]?.arrayValue, array.count <= most else { throw Odd(description: key) }
        return array
    }

    func texts(_ key: String, most: Int = .max) throws -> [String] {
        try array(key, most: most).map { value in
            guard let text = value.stringValue else { throw Odd(description: key) }
            return text
        }
    }

    func part(_ key: String) throws -> Wire {
        guard let object = object[key]?.objectValue else { throw Odd(description: key) }
        return Wire(object)
    }

    func optionalPart(_ key: String) throws -> Wire? { object[key] == nil ? nil : try part(key) }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable<String>>(_ key: String) throws -> Word {
        guard let word = Word(rawValue: try text(key, most: 100)) else { throw Odd(description: key) }
        return word
    }
}

extension JSONObject {
    /// As a message says it.
    var wireBytes: [UInt8] { JSONWriter.bytes(.object(self)) }

    /// Puts in a text that may be missing.
    mutating func put(_ key: String, _ text: String?) { self[key] = text.map(JSONValue.string) }
    /// Puts in a number that may be missing.
    mutating func put(_ key: String, _ number: Int?) { self[key] = number.map { .integer(Int64($0)) } }
}

/// A JSON object whose members are written as they are, without a tree: answers of the portal may be large.
struct WireWriter {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

    mutating func put(_ key: StaticString, _ value: JSONValue) { put(key, JSONWriter.bytes(value)[...]) }

    mutating func put(_ key: StaticString, _ slice: JSONSlice) { put(key, slice.bytes) }

    mutating func put(_ key: StaticString, _ text: ArraySlice<UInt8>) {
        begin(key)
        bytes += text
    }

    mutating func put(_ key: StaticString, array parts: [ArraySlice<UInt8>]) {
        begin(key)
        bytes.append(UInt8(ascii: "["))
        for (index, part) in parts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += part
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func begin(_ key: StaticString) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes += $0 }
        bytes += [UInt8(ascii: "\""), UInt8(ascii: ":")]
    }

    /// All of it.
    func finished() -> [UInt8] { bytes + [UInt8(ascii: "}")] }
}
