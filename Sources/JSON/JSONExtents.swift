/// Where the larger arrays and objects of a document begin and end. Checking a document finds them, so that nobody who
/// looks for a part of it has to step through the other parts again.
struct JSONExtents: Sendable {
    /// Stepping through a smaller one is as quick as looking for it here.
    private static let smallest = 64

    private var extents: [(start: Int, end: Int)] = []

    /// Checks a document.
    ///
    /// - Throws: ``JSONError`` when it is not well-formed.
    init(checking document: [UInt8]) throws(JSONError) {
        var sink = ExtentSink()
        do {
            try document.withUnsafeBufferPointer { try JSONReader.read($0, into: &sink) }
        } catch let error as JSONError {
            throw error
        } catch {
            preconditionFailure("the reader throws JSONError only")
        }
        self = sink.found
    }

    /// Knows none.
    init() {}

    /// The end of the array or object that starts at an offset of the document, when it is known.
    func end(ofStart start: Int) -> Int? {
        var low = 0
        var high = extents.count
        while low < high {
            let middle = (low + high) / 2
            if extents[middle].start < start { low = middle + 1 } else { high = middle }
        }
        return low < extents.count && extents[low].start == start ? extents[low].end : nil
    }

    private struct ExtentSink: JSONSink {
        static var takesValues: Bool { false }
        var found = JSONExtents()
        /// Those that are open, by their place among the found.
        private var open: [Int] = []

        private mutating func begin(_ offset: Int) {
            open.append(found.extents.count)
            found.extents.append((offset, offset))
        }

        private mutating func end(_ offset: Int) {
            let place = open.removeLast()
            if offset - found.extents[place].start < smallest {
                found.extents.removeLast()  // the parts of a small one are gone already
            } else {
                found.extents[place].end = offset
            }
        }

        mutating func beginArray(at offset: Int) { begin(offset) }
        mutating func endArray(at offset: Int) { end(offset) }
        mutating func beginObject(at offset: Int) { begin(offset) }
        mutating func endObject(at offset: Int) { end(offset) }
        mutating func key(_ utf8: UnsafeBufferPointer<UInt8>) {}
        mutating func null() {}
        mutating func bool(_ value: Bool) {}
        mutating func integer(_ value: Int64) {}
        mutating func number(_ value: Double) {}
        mutating func string(_ utf8: UnsafeBufferPointer<UInt8>) {}
    }
}
