/// Every family of the module, in the order of the reference.
enum Families {
    static var all: [any FunctionFamily.Type] { [] }
}
