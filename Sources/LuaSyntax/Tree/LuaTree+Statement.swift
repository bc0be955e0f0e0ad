extension LuaTree {
    /// One statement.
    public struct Statement: Sendable {
        /// What it is, with its parts.
        public let kind: Kind
        /// From its first token to its last.
        public let range: Range<Int>

        /// Kinds of statements.
        public indirect enum Kind: Sendable {
            /// `local a <const>, b = 1, 2`
            case local([Name], [Expression])
            /// `local function f() end`
            case localFunction(Name, Function)
            /// `function a.b:c() end`: the place without the method's name, which is its last part.
            case function(Expression, isMethod: Bool, Function)
            /// `a, b.c = 1, 2`
            case assignment([Expression], [Expression])
            /// A call for its effects.
            case call(Expression)
            case `do`(Block)
            case `while`(Expression, Block)
            case `repeat`(Block, until: Expression)
            /// Conditions with their blocks, and the block of `else`.
            case `if`([(condition: Expression, block: Block)], else: Block?)
            /// `for i = 1, 10, 2 do end`
            case numericFor(Name, from: Expression, to: Expression, step: Expression?, Block)
            /// `for k, v in pairs(t) do end`
            case genericFor([Name], in: [Expression], Block)
            case `return`([Expression])
            case `break`
            case goto(String)
            case label(String)
        }
    }

    /// The parameters and the body of a function.
    public struct Function: Sendable {
        /// With `self` for one that is declared with a colon.
        public let parameters: [Name]
        /// Takes `...`, too.
        public let isVariadic: Bool
        /// Its body.
        public let block: Block
        /// From its parameters to its `end`.
        public let range: Range<Int>
    }
}
