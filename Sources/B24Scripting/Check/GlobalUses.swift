import LuaSyntax

/// Where a script uses globals; what is wrong about them is said at the end, when all of its own are known.
struct GlobalUses {
    /// How a global is used.
    enum Use { case read, index, call }

    private(set) var uses: [(name: LuaTree.Name, use: Use)] = []
    /// Those that get a value through `_G.name = value`.
    var assigned: Set<String> = []
    /// Those that are asked for: `if jit then`.
    var tested: Set<String> = []
    /// Globals may come about under names that are not in the source.
    var areDynamic = false
    /// Other files are loaded, which may have globals of their own.
    var loadsOthers = false

    /// - Parameter throughTable: `_G.name`, which is how to ask for one that may not be there.
    mutating func note(_ name: LuaTree.Name, _ use: Use, throughTable: Bool = false) {
        if !throughTable { uses.append((name, use)) }
    }
}

extension ScriptWalk {
    func reportGlobals() {
        guard !globals.areDynamic, !tree.namesEnvironment else { return }
        let own = tree.assignedGlobals.union(globals.assigned)
        let known = library.globals.union(own).union(file.hasSuffix(SpecFile.ending) ? SpecFile.words : [])
        // Locals that are not visible there: a function that is used above its declaration.
        let locals = Set(tree.variables.map(\.name))
        let candidates = known.union(locals).sorted()
        var meant: [String: String?] = [:]
        for (name, use) in globals.uses where !known.contains(name.text) && !globals.tested.contains(name.text) {
            let near = meant[name.text] ?? Misspelling.meant(name.text, among: candidates)
            meant[name.text] = near
            if globals.loadsOthers, near == nil { continue }
            let isCertain = use != .read && !globals.loadsOthers
            let isLater = locals.contains(name.text)
            report(
                .unknownGlobal, name.range, severity: isCertain ? .error : .warning, CheckTexts.noGlobal(name.text),
                isLater ? CheckTexts.localElsewhere(name.text) : near.map { CheckTexts.didYouMean([$0]) } ?? nil)
        }
    }
}
