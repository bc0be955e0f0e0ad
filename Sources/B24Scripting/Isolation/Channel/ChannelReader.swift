internal import CIsolation

/// Reads messages from a descriptor. Used by one thread.
final class ChannelReader {
    private let descriptor: Int32
    private var reader: FrameReader
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

    init(_ descriptor: Int32, most: Int, takes: @escaping @Sendable (FrameKind) -> Bool) {
        self.descriptor = descriptor
        reader = FrameReader(most: most, takes: takes)
    }

    deinit { buffer.deallocate() }

    /// The next message, waited for; `nil` when the other end is closed.
    func next() throws(FrameReader.Offence) -> Frame? {
        while true {
            if let frame = try reader.next() { return frame }
            let count = ciso_receive(descriptor, buffer.baseAddress, buffer.count)
            guard count > 0 else { return nil }
            reader.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
