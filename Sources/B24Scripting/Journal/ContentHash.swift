/// Tells whether two contents are the same: FNV-1a with 128 bits.
///
/// It finds what has been edited. It is no signature: somebody who wants two contents with the same hash can make
/// them. (http://www.isthe.com/chongo/tech/comp/fnv/, RFC 9923)
public struct ContentHash: Sendable, Hashable, CustomStringConvertible {
    private let value: UInt128

    /// The hash of a content.
    public init(_ bytes: some Sequence<UInt8>) {
        let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013B
        var value: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
        for byte in bytes {
            value ^= UInt128(byte)
            value &*= prime
        }
        self.value = value
    }

    /// `fnv1a-128:` and 32 hexadecimal digits.
    public var description: String {
        let digits = String(value, radix: 16)
        return "fnv1a-128:" + String(repeating: "0", count: 32 - digits.count) + digits
    }
}
