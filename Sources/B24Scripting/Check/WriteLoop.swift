import Bitrix24
import LuaSyntax

extension ScriptWalk {
    /// The body of a loop over rows of the portal that does nothing but write each of them.
    ///
    /// Only a single call counts: of anything else it cannot be said that the order does not matter.
    func checkWriteLoop(_ block: LuaTree.Block) {
        guard block.statements.count == 1, case .call(let expression) = block.statements[0].kind,
            case .suffixed(let base, let suffixes) = expression.kind, case .name(let name) = base.kind,
            name.text == "b24", name.variable == nil, suffixes.count == 2,
            case .field(let function) = suffixes[0].kind, function.text == "call",
            case .call(let arguments) = suffixes[1].kind, case .string(let method)? = arguments.first?.kind,
            let entry = catalogue.entry(method), entry.effect != .read
        else { return }
        report(
            .writeLoop, base.range.lowerBound..<function.range.upperBound, CheckTexts.writeLoop(entry.method),
            CheckTexts.useMap)
    }
}
