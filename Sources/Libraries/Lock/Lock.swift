/// A `b24.lock`: the libraries of a project, each as one block, in the order of their names. It is kept with the project and
/// reviewed like code; it knows nothing of a machine.
///
/// Each block ends with a sum over itself: what somebody changed in it by hand, or a merge has mixed, is refused, not run.
/// It is no signature: who changes a block on purpose can also make its sum, which is why the tree's hash, the tag and the
/// manifest are compared with the block as well. Comments and spaces do not count.
public struct Lock: Sendable, Hashable {
    /// The name of the file.
    public static let fileName = "b24.lock"
    /// Of the format.
    static let format = 1

    /// Sorted by name.
    public private(set) var libraries: [LockedLibrary] = []

    /// Nothing is locked.
    public init() {}

    /// These are locked.
    public init(_ libraries: [LockedLibrary]) { self.libraries = libraries.sorted { $0.name < $1.name } }

    /// The library of a name.
    public subscript(name: LibraryName) -> LockedLibrary? { libraries.first { $0.name == name } }

    /// Reads a lock.
    ///
    /// - Parameters:
    ///   - bytes: of the file.
    ///   - path: for messages.
    /// - Throws: ``LibraryError`` of kind `changed` for a block that does not fit to its sum.
    public init(_ bytes: [UInt8], path: String) throws(LibraryError) {
        self.init(try LockReader.libraries(try TableReader.root(bytes, path: path)))
    }

    /// The text of the file.
    ///
    /// - Throws: ``LibraryError`` when libsodium is not on this machine.
    public func text() throws(LibraryError) -> String {
        var text = """
            # Written by b24 lib. Keep it with the project, and review its changes like those of code.
            version = \(Self.format)

            """
        for library in libraries {
            text += "\n[[library]]\n"
            let block = LockWriter.block(library)
            text += block + "sum = \(LockWriter.quoted(try LockWriter.sum(block)))\n"
        }
        return text
    }
}
