import Bitrix24
import LuaRuntime
import LuaSyntax

extension ScriptWalk {
    /// What the script says that it needs against what it calls.
    func reportNeeds() {
        let metadata = ScriptMetadata(tree.source.text(0..<tree.source.bytes.count), file: file)
        for problem in metadata.problems {
            report(.badTag, tree.source.range(ofLine: problem.position.line), problem.text, problem.hint)
        }
        if metadata.isReadOnly {
            for use in calls.uses where use.effect != .read {
                report(.writeInReadOnly, use.range, CheckTexts.writeInReadOnly(use.function ?? use.method))
            }
        }
        guard metadata.declaresMethods else { return }
        reportUndeclared(Capabilities(metadata.needs))
        guard !calls.areDynamic else { return }
        for need in metadata.needs {
            guard case .methods(let kind, let globs) = need.subject else { continue }
            let methods = calls.uses.filter { Need.Kind($0.effect) == kind }.map(\.method)
            for glob in globs where !methods.contains(where: glob.matches) {
                report(.unusedNeed, place(of: glob, in: need), CheckTexts.unusedNeed(glob.text))
            }
        }
    }

    private func reportUndeclared(_ declared: Capabilities) {
        for use in calls.uses {
            let kind = Need.Kind(use.effect)
            if let function = use.function {
                // It calls several methods; without any need of the kind it can do none of them.
                guard kind != .read, declared[kind].isEmpty else { continue }
                report(.undeclaredNeed, use.range, CheckTexts.undeclaredFunction(function))
            } else if !declared.allow(use.method, kind), catalogue.entry(use.method)?.isBasic != true {
                report(
                    .undeclaredNeed, use.range, CheckTexts.undeclaredNeed(use.method),
                    CheckTexts.declare("--- @needs \(kind.rawValue) \(use.method)"))
            }
        }
    }

    /// Where a pattern stands in its line.
    private func place(of glob: MethodGlob, in need: Need) -> Range<Int> {
        let line = tree.source.range(ofLine: need.position.line)
        let text = tree.source.text(line).lowercased()
        guard let found = text.firstRange(of: glob.text) else { return line }
        let start = line.lowerBound + text.utf8.distance(from: text.startIndex, to: found.lowerBound)
        return start..<min(start + glob.text.utf8.count, line.upperBound)
    }
}
