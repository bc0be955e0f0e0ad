/// Steps through a checked document once, going into the parts that matter and over the others.
///
/// `JSONSlice.members` and `elements` walk all the bytes of their part each time; a large answer, nested a few levels
/// deep, is taken apart in one walk with this.
///
/// ```swift
/// document.withSteps { steps in
///     guard steps.enterObject() else { return }
///     while steps.nextKey() {
///         if steps.isKey("rows") { rows = steps.slice() } else { steps.skip() }
///     }
/// }
/// ```
public struct JSONSteps {
    private var walker: JSONWalker
    private let owner: JSONSlice
    private var name: Range<Int> = 0..<0

    fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>, _ owner: JSONSlice) {
        walker = owner.walker(bytes)
        self.owner = owner
    }

    /// Steps into the value here when it is an object; false, and stays before it, when it is something else.
    public mutating func enterObject() -> Bool { enter(UInt8(ascii: "{")) }

    /// Steps into the value here when it is an array; false, and stays before it, when it is something else.
    public mutating func enterArray() -> Bool { enter(UInt8(ascii: "[")) }

    /// Steps to the value of the next key of the object; false, and out of the object, when there is none.
    ///
    /// The value has to be entered and left, sliced or skipped before the next key.
    public mutating func nextKey() -> Bool {
        guard next() else { return false }
        name = walker.name()
        return true
    }

    /// Steps to the next element of the array; false, and out of the array, when there is none.
    public mutating func nextElement() -> Bool { next() }

    /// Whether the key is this one.
    public func isKey(_ key: StaticString) -> Bool {
        let written = UnsafeBufferPointer(rebasing: walker.bytes[name.lowerBound + 1..<name.upperBound - 1])
        let wanted = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
        // A key that is written with escapes compares by its text.
        return written.elementsEqual(wanted) || written.contains(UInt8(ascii: "\\")) && self.key == "\(key)"
    }

    /// Whether the key is this one.
    public func isKey(_ key: [UInt8]) -> Bool {
        let written = UnsafeBufferPointer(rebasing: walker.bytes[name.lowerBound + 1..<name.upperBound - 1])
        return written.elementsEqual(key)
            || written.contains(UInt8(ascii: "\\")) && self.key.utf8.elementsEqual(key)
    }

    /// The key as text.
    public var key: String { part(name).value.stringValue ?? "" }

    /// Where the key begins in its document: a byte, from 0.
    public var keyOffset: Int { part(name).offset }

    /// The value here; steps over it.
    public mutating func slice() -> JSONSlice { part(walker.skipValue()) }

    /// Steps over the value here.
    public mutating func skip() { _ = walker.skipValue() }

    /// The value here as a whole number, when it is written as one, with or without quotes; steps over it.
    public mutating func integer() -> Int? {
        var digits = walker.skipValue()
        if walker.bytes[digits.lowerBound] == UInt8(ascii: "\"") {
            digits = digits.lowerBound + 1..<digits.upperBound - 1
        }
        let isNegative = !digits.isEmpty && walker.bytes[digits.lowerBound] == UInt8(ascii: "-")
        if isNegative { digits = digits.lowerBound + 1..<digits.upperBound }
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        var number = 0
        for index in digits {
            let digit = walker.bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        return isNegative ? -number : number
    }

    /// Where the steps are, for ``slice(from:)``: before the value here.
    public var position: Int { walker.position }

    /// What lies between an earlier position, before a value, and here, after it.
    public func slice(from start: Int) -> JSONSlice { part(start..<walker.position) }

    /// Steps over what is left of the object or array, and out of it.
    public mutating func leave() { walker.skipRest() }

    private mutating func enter(_ bracket: UInt8) -> Bool {
        guard walker.bytes[walker.position] == bracket else { return false }
        walker.enter()
        return true
    }

    private mutating func next() -> Bool { walker.nextPart() }

    private func part(_ range: Range<Int>) -> JSONSlice { owner.slice(range) }
}

extension JSONSlice {
    /// Steps through this part; the steps live only during the call.
    public func withSteps<Result>(_ body: (inout JSONSteps) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { buffer in
            var steps = JSONSteps(buffer, self)
            return body(&steps)
        }
    }
}
