/// Writes JSON text (UTF-8, no insignificant white space unless asked for).
public enum JSONWriter {
    /// The text of a value. Numbers that JSON cannot carry (NaN, infinity) are written as `null`:
    /// callers refuse them earlier, with a path.
    public static func bytes(_ value: JSONValue, pretty: Bool = false) -> [UInt8] { [] }

    /// The text of a value as a string.
    public static func string(_ value: JSONValue, pretty: Bool = false) -> String { "" }
}
