extension LuaTree {
    /// One expression.
    public struct Expression: Sendable {
        /// What it is, with its parts.
        public let kind: Kind
        /// From its first token to its last.
        public let range: Range<Int>

        /// Kinds of expressions.
        public indirect enum Kind: Sendable {
            case `nil`, `true`, `false`
            /// `...`
            case variadic
            /// As it is written.
            case number(String)
            /// What it stands for. Bytes that are no UTF-8 have become U+FFFD.
            case string(String)
            case name(Name)
            case function(Function)
            case table([Field])
            /// `not x`, `-x`, `#x`, `~x`
            case unary(Operator, Expression)
            /// Operations from left to right, each on what is before it: `a * b + c` is `a`, `* b`, `+ c`.
            case binary(Expression, [Operation])
            /// A value and what is taken from it, step by step: `a.b(c)`.
            case suffixed(Expression, [Suffix])
            /// In parentheses, which cut several values to one.
            case parenthesized(Expression)
        }
    }

    /// An operator with what stands on its right.
    public struct Operation: Sendable {
        /// What is done.
        public let `operator`: Operator
        /// With what.
        public let operand: Expression
    }

    /// An operator: a symbol or `and`, `or`, `not`.
    public enum Operator: Sendable, Hashable {
        case symbol(LuaSymbol)
        case and, or, not
    }

    /// A step from a value to another.
    public struct Suffix: Sendable {
        /// What it is.
        public let kind: Kind
        /// The name, the key in its brackets, the arguments in theirs; the whole of `:name(...)`.
        public let range: Range<Int>

        /// Kinds of steps.
        public enum Kind: Sendable {
            /// `.name`
            case field(Name)
            /// `[key]`
            case index(Expression)
            /// `(a, b)`, `{...}`, `"text"`
            case call([Expression])
            /// `:name(a, b)`
            case method(Name, [Expression])
        }
    }

    /// An element of a table constructor.
    public struct Field: Sendable {
        /// Under what it is put; `nil` for an element of the list.
        public let key: Expression?
        /// `name = value`, as opposed to `["name"] = value`.
        public let isNamed: Bool
        /// What is put there.
        public let value: Expression
    }
}
